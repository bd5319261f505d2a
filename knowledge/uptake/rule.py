"""Rule of uptake: the only module that states, agrees, confirms, declines and withdraws.

Each function takes the lock on the practice, reads the row again, decides, and writes the mails in the same transaction.
Calling one twice changes nothing the second time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.identity import acts
from knowledge.identity.roles import contact_of
from knowledge.models import Contributor, PracticePage, Uptake, UptakeStep
from knowledge.models.uptake import OPEN, SHOWN, Stage
from knowledge.uptake import letters
from knowledge.uptake.parties import Party, party_behind, speaks_for
from knowledge.uptake.permissions import Action, may

REMIND_AFTER = timedelta(days=14)
PASS_ON_AFTER = timedelta(days=28)


class NotAllowedError(Exception):
    """Error: the decision was taken already, or this person may not take it. Its message is for the page."""


class TextChangedError(Exception):
    """Error: the text has changed since the person read it."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Words of a party about itself. ``name`` is that of the person who says it."""

    state: str
    since: date
    changed: str = ""
    wijk_id: int | None = None
    name: str
    is_contact: bool = False


# -- Stating -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def state(practice: PracticePage, party: Party, statement: Statement, *, by: Contributor, is_proven: bool) -> Uptake:
    """Store the statement of ``by`` about ``party``, and ask whoever comes next.

    Without ``is_proven`` a link is mailed to the address first. People of the party itself need nobody's yes there; what
    they change of a statement that is shown already holds at once.
    """
    lock(practice.pk)
    if not is_proven:
        return _wait_for_proof(practice, party, statement, by)
    of_own = speaks_for(by, party)
    if of_own and (shown := _of(practice, party).filter(SHOWN).first()):
        return _change(shown, statement, by)
    row = _proven_row(practice, party, by, of_own=of_own)
    is_new = row.pk is None
    if not _fill(row, statement, by) and (row.agreed_at or not of_own):
        return row  # the same once more
    row.version += 0 if is_new else 1
    row.proven_at = row.proven_at or timezone.now()
    row.asked_at = row.reminded_at = row.passed_on_at = None
    row.save()
    _go_on(row)
    return row


def _wait_for_proof(practice: PracticePage, party: Party, statement: Statement, by: Contributor) -> Uptake:
    """Store what anybody may have typed in the name of ``by``, apart from what is proven, and mail the link."""
    row = _new_row(practice, party)
    _fill(row, statement, by)
    same = _of(practice, party).filter(
        OPEN, proven_at__isnull=True, stated_by=by, state=row.state, since=row.since, changed=row.changed,
        wijk=row.wijk_id, typed_name=row.typed_name, contact_name=row.contact_name,
    )  # fmt: skip
    if (known := same.first()) is not None:
        row = known
    else:
        row.save()
    acts.ask_to_confirm(PROOF, row)
    return row


def _new_row(practice: PracticePage, party: Party) -> Uptake:
    return Uptake(practice=practice, organisation_id=party.organisation_id, municipality_id=party.municipality_id)


def _proven_row(practice: PracticePage, party: Party, by: Contributor, *, of_own: bool) -> Uptake:
    """Return the open statement that a new one replaces, or a new row."""
    waiting = _of(practice, party).filter(OPEN, proven_at__isnull=False)
    found = waiting.filter(agreed_at__isnull=False).first() if of_own else None
    found = found or waiting.filter(agreed_at__isnull=True, stated_by=by).first()
    return found or _new_row(practice, party)


def _fill(row: Uptake, statement: Statement, by: Contributor) -> bool:
    """Write the statement into ``row``, unsaved. Return whether that changes anything."""
    new = {
        "state": statement.state,
        "since": statement.since.replace(day=1),
        "changed": statement.changed,
        "wijk_id": statement.wijk_id,
        "typed_name": statement.name,
        "stated_by_id": by.pk,
        "contact_id": by.pk if statement.is_contact else None,
        "contact_name": statement.name if statement.is_contact else "",
    }
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    return old != new


def _change(shown: Uptake, statement: Statement, by: Contributor) -> Uptake:
    """Replace the words of a statement that is shown. The owner hears of it, and may take it away."""
    if not _fill(shown, statement, by):
        return shown
    shown.version += 1
    shown.stated_at = timezone.now()
    shown.save()
    _add_step(shown)
    _of(shown.practice, party_behind(shown)).filter(OPEN, agreed_at__isnull=False).delete()
    letters.tell_of_change(shown, by=by)
    return shown


def prove(row: Uptake) -> str:
    """Take note that the address of the person who stated it is proven. Return the path of their own page."""
    with transaction.atomic():
        lock(row.practice_id)
        row = _read(row.pk)
        if row.stage == Stage.PROOF:
            older = _of(row.practice, party_behind(row)).filter(OPEN, proven_at__isnull=False, agreed_at__isnull=True)
            older.filter(stated_by=row.stated_by_id).delete()
            row.proven_at = timezone.now()
            row.save(update_fields=["proven_at"])
            _go_on(row)
        assert row.stated_by is not None
        return letters.path_for(row, letters.Role.OWN, row.stated_by)


def _go_on(row: Uptake) -> None:
    """Ask whoever comes next. Where the same person speaks for both sides, nobody needs to be asked."""
    by = row.stated_by
    assert by is not None
    if row.stage == Stage.PARTY and speaks_for(by, party_behind(row)):
        _agree(row, by)
    elif row.stage == Stage.OWNER:
        _ask_owner(row)
    else:
        _asked(row)
        letters.ask_party(row)


# -- Deciding ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def agree(row: Uptake, *, by: Contributor, version: int) -> Uptake:
    """Say for the party that the words of a guest are true. Raise if they changed or were decided on."""
    row = _to_decide(row, Action.AGREE, by, version)
    _agree(row, by)
    return row


def _agree(row: Uptake, by: Contributor) -> None:
    party = party_behind(row)
    if shown := _of(row.practice, party).filter(SHOWN).first():
        # The party is on the page: its own yes is enough for newer words.
        statement = Statement(
            state=row.state, since=row.since, changed=row.changed, wijk_id=row.wijk_id,
            name=row.typed_name, is_contact=bool(row.contact_name),
        )  # fmt: skip
        stated_by = row.stated_by or by
        row.delete()
        row.pk = _change(shown, statement, stated_by).pk
        row.refresh_from_db()
        return
    _of(row.practice, party).filter(OPEN, agreed_at__isnull=False).exclude(pk=row.pk).delete()
    row.agreed_at, row.agreed_by = timezone.now(), by
    row.asked_at = row.reminded_at = row.passed_on_at = None
    row.save()
    _ask_owner(row)


def _ask_owner(row: Uptake) -> None:
    owner = contact_of(row.practice_id)
    if owner is not None and owner.pk == row.agreed_by_id:
        _confirm(row, owner)
        return
    _asked(row)
    letters.ask_owner(row)


@transaction.atomic
def confirm(row: Uptake, *, by: Contributor, version: int) -> Uptake:
    """Say for the practice that the party does this. From then on the page shows it."""
    row = _to_decide(row, Action.CONFIRM, by, version)
    _confirm(row, by)
    letters.tell_of_yes(row)
    return row


def _confirm(row: Uptake, by: Contributor) -> None:
    row.confirmed_at, row.confirmed_by = timezone.now(), by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    _add_step(row)


@transaction.atomic
def decline(row: Uptake, *, by: Contributor, version: int, words: str) -> Uptake:
    """Say no, for the party or for the practice. ``words`` go to the person who stated it; they may not be empty."""
    if not words.strip():
        raise NotAllowedError(_("Schrijf erbij waarom niet."))
    row = _to_decide(row, Action.DECLINE, by, version)
    row.declined_at, row.declined_by, row.declined_words = timezone.now(), by, words.strip()
    row.save(update_fields=["declined_at", "declined_by", "declined_words"])
    letters.tell_of_no(row)
    return row


@transaction.atomic
def withdraw(row: Uptake, *, by: Contributor) -> Uptake:
    """Take the statement off the page at once. No reason is asked. Both sides may; the other side hears of it."""
    lock(row.practice_id)
    row = _read(row.pk)
    if row.stage == Stage.ENDED:
        return row
    if not may(Action.WITHDRAW, by, row):
        raise NotAllowedError(_("Je kunt dit niet weghalen."))
    was_known = row.stage in {Stage.OWNER, Stage.SHOWN}
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if was_known:
        letters.tell_of_withdrawal(row, by=by)
    return row


@transaction.atomic
def remove(row: Uptake, *, by: Contributor) -> None:
    """Delete the statement with its history, on request. Only editors do."""
    lock(row.practice_id)
    row = _read(row.pk)
    if not may(Action.REMOVE, by, row):
        raise NotAllowedError(_("Je kunt dit niet wissen."))
    row.delete()


# -- Reading under the lock --------------------------------------------------------------------------------------------


def lock(practice_id: int) -> None:
    """Lock the practice until the transaction ends: all uptake of one practice is decided one after the other."""
    PracticePage.objects.select_for_update(of=("self",)).filter(pk=practice_id).values_list("pk", flat=True).first()


def _read(pk: int) -> Uptake:
    """Read the row again. Raise NotAllowedError if it was removed meanwhile."""
    row = (
        Uptake.objects.select_related("practice", "organisation", "municipality", "wijk", "stated_by", "agreed_by")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise NotAllowedError(_("Deze melding is gewist."))
    return row


def _to_decide(row: Uptake, action: Action, by: Contributor, version: int) -> Uptake:
    lock(row.practice_id)
    row = _read(row.pk)
    if row.stage not in {Stage.PARTY, Stage.OWNER} or not may(action, by, row):
        raise NotAllowedError(_("Hier is al over beslist, of een ander beslist erover."))
    if row.version != version:
        raise TextChangedError
    return row


def _of(practice: PracticePage, party: Party):
    return Uptake.objects.filter(practice=practice).of_party(
        organisation_id=party.organisation_id, municipality_id=party.municipality_id
    )


def _asked(row: Uptake) -> None:
    row.asked_at = timezone.now()
    row.save(update_fields=["asked_at"])


def _add_step(row: Uptake) -> None:
    UptakeStep.objects.update_or_create(uptake=row, state=row.state, month=row.since, defaults={"words": row.changed})


# -- Proof of an address -----------------------------------------------------------------------------------------------


def _find(pk: int) -> Uptake | None:
    return (
        Uptake.objects.select_related("practice", "organisation", "municipality", "stated_by")
        .filter(pk=pk, stated_by__isnull=False)
        .first()
    )


PROOF = acts.Act(
    name="meedoen",
    find=_find,
    explain=letters.what_was_stated,
    subject=_("Bevestig dat jij dit meldde"),
    button=_("Ja, dat was ik"),
    confirm=prove,
    template="knowledge/uptake/statement.html",
)
"""Act that waits for proof: a statement of a guest."""
