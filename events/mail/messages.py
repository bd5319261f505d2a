"""Mails about registrations, one function per cause. It chooses the kind and the recipients, and limits repeats."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import task

from events.dates.alternatives import cards_with_places
from events.dates.cards import DateCard, card_for, fact_rows
from events.links import registration_path
from events.mail.composing import about, send
from events.mail.notified import changes_since
from events.mail.state_words import state_words
from events.mail.words import Kind, colleagues_words, moment_words
from events.models import EventDate, Registration
from events.models.registrations import RegistrationQuerySet
from outbox.models import OutgoingMail

WITH_ALTERNATIVES = {Kind.DATE_CANCELLED, Kind.DATE_POSTPONED, Kind.MOVED}
HOUR = timedelta(hours=1)
SECOND_CLICK = timedelta(minutes=5)
"""Time after registering in which submitting again counts as a double click: the first mail is still on its way."""
CONFIRM_BY_STATE = {
    Registration.State.WAITING: Kind.CONFIRM_WAITING,
    Registration.State.REQUESTED: Kind.CONFIRM_REQUEST,
}


def please_confirm(registration: Registration, *, again: str = "") -> None:
    send(CONFIRM_BY_STATE.get(Registration.State(registration.state), Kind.CONFIRM), registration, again=again)


def registered(registration: Registration) -> None:
    send(Kind.REGISTERED, registration, again=_again(registration))


def please_confirm_all(registrations: list[Registration]) -> None:
    """Send one mail about all registrations of a booking, with the link of the first only: it confirms them all."""
    if len(registrations) == 1:
        please_confirm(registrations[0])
    else:
        send(
            Kind.CONFIRM_SEVERAL,
            registrations[0],
            more={"rows": rows_for(registrations), "holds": any(one.placed_at for one in registrations)},
        )


def summary(registrations: list[Registration]) -> None:
    """Send one mail about several dates, with a calendar file, because an invitation can hold only one date."""
    first = registrations[0]
    placed = [one for one in registrations if one.state == Registration.State.CONFIRMED]
    again = "-".join(f"{one.pk}.{one.sequence}" for one in registrations)
    more = {"rows": rows_for(registrations), **about_several(first.date, has_file=bool(placed))}
    send(Kind.SEVERAL, first, again=sha256(again.encode()).hexdigest()[:16], more=more, in_file=placed)


def about_several(date: EventDate, *, has_file: bool) -> dict:
    """Return the context that dates of one event share, of which ``date`` is one. Each has its own link and day."""
    facts = [fact for fact in fact_rows(date, for_several=True) if fact["label"] != gettext("Wanneer")]
    return {"has_file": has_file, "link": "", "facts": facts}


def rows_for(registrations: list[Registration]) -> list[dict]:
    """Return the date, state in words and link of each registration, for the template."""
    return [
        {
            "card": card_for(one.date),
            "state": state_words(one),
            "colleagues": colleagues_words(one.colleagues_in_line, one.colleagues),
            "link": f"{settings.SITE_URL}{registration_path(one)}",
        }
        for one in registrations
    ]


def waiting(registration: Registration) -> None:
    send(Kind.WAITING, registration, again=_again(registration))


def requested(registration: Registration) -> None:
    send(Kind.REQUESTED, registration, again=_again(registration))


def declined(registration: Registration) -> None:
    send(Kind.DECLINED, registration, again=_again(registration))


def offered(registration: Registration) -> None:
    send(Kind.OFFERED, registration, again=_again(registration))


def offer_lapsed(registration: Registration) -> None:
    send(Kind.OFFER_LAPSED, registration, again=_again(registration))


def _again(registration: Registration) -> str:
    """Return ``again`` for repeated mails of one kind: the sequence, which rises with each change of state."""
    return str(registration.sequence) if registration.sequence else ""


def placed(registration: Registration, *, by_hand: bool = False) -> None:
    """Mail that they got a place. ``by_hand``: the organiser gave it, regardless of rank and free places."""
    send(Kind.PLACED, registration, more={"by_hand": by_hand})


def cancelled(registration: Registration, *, by: str) -> None:
    if by == "person":
        more = {"alternatives": _without_own(_alternatives(registration.date), registration)}
        send(Kind.CANCELLED_BY_YOU, registration, again=_again(registration), more=more)
    else:
        send(Kind.CANCELLED_BY_ORGANISER, registration, again=_again(registration))


def changed_date(left: Registration, *, to: Registration) -> None:
    """Mail a cancellation of ``left``, the registration for the old date, with the link of the new one."""
    more = {
        "now_on": moment_words(to.date),
        "link": f"{settings.SITE_URL}{registration_path(to)}",
        "has_something_to_lose": True,
    }
    send(Kind.CHANGED_DATE, left, again=_again(left), more=more)


def _without_own(cards: list[DateCard], registration: Registration) -> list[DateCard]:
    """Leave out dates for which the person is already registered."""
    if not cards:
        return []
    live = Registration.objects.live().filter(person=registration.person_id, date__in=[card.date.pk for card in cards])
    own = set(live.values_list("date", flat=True))
    return [card for card in cards if card.date.pk not in own]


def _alternatives(date: EventDate) -> list[DateCard]:
    return cards_with_places(date)


def new_link(registration: Registration) -> None:
    """Mail the new link, and update the calendar entry, which has the old one in its description."""
    send(Kind.NEW_LINK, registration, again=str(registration.link_version))


def already_registered(registration: Registration) -> None:
    """Mail the link again, at most once an hour, so that a mailbox can't be flooded. Ignores a double click.

    Hours count from the registration: with hours of the clock, a double click could fall into the next one.
    """
    since_made = timezone.now() - registration.created_at
    again = f"{since_made // HOUR}"
    if registration.confirmed_at is None:
        if since_made >= HOUR:
            please_confirm(registration, again=again)
    elif since_made >= SECOND_CLICK:
        send(Kind.ALREADY, registration, again=again)


def asked_again(registration_ids: list[int], *, since: datetime) -> int:
    """Count the mails since then that asked to confirm one of these registrations."""
    abouts = [about(pk) for pk in registration_ids]
    return OutgoingMail.objects.filter(about__in=abouts, cause__startswith="confirm", created_at__gt=since).count()


@task()
def tell_everybody(date_id: int, kind: str, sequence: int, before: dict[str, str] | None) -> int:
    date = EventDate.objects.with_pages().get(pk=date_id)
    if date.page is None or date.sequence != sequence:
        return 0  # deleted, or changed since: a later task mails the current state
    return tell(date, Kind(kind), sequence, before)


def announce(date: EventDate, kind: Kind, *, before: dict[str, str] | None = None) -> None:
    """Enqueue a task that mails everybody registered for ``date``. ``before``: its old ``notified_fields``."""
    tell_everybody.enqueue(date.pk, kind.value, date.sequence, before)


def notifiable_registrations(date: EventDate, changes: list[dict[str, str]]) -> RegistrationQuerySet:
    """Return the registrations to mail about ``changes`` to ``date``, as from ``changes_since``."""
    everybody = date.registrations.notifiable()
    # A new link only concerns people with a place.
    return everybody.filter(state=Registration.State.CONFIRMED) if is_link_only(changes) else everybody


def is_link_only(changes: list[dict[str, str]]) -> bool:
    return bool(changes) and all(change["field"] == "online" for change in changes)


def tell(date: EventDate, kind: Kind, sequence: int, before: dict[str, str] | None) -> int:
    """Mail each live registration of ``date`` with a confirmed address; return how many mails are new. Idempotent."""
    changes = changes_since(before, date) if before else []
    everybody = notifiable_registrations(date, changes)
    if is_link_only(changes):
        # Anyone placed after the change already has the new link, in the mail about the place.
        everybody = everybody.exclude(placed_at__gt=date.changed_at)
    alternatives = _alternatives(date) if kind in WITH_ALTERNATIVES else []
    mailed = 0
    for pk in list(everybody.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Locked, so that nobody cancels now: their calendar would get this mail after the cancellation, with a
            # lower SEQUENCE.
            [now] = EventDate.objects.filter(pk=date.pk).lock()
            if now.sequence != sequence:
                return mailed  # changed again: a later task mails the current state
            registration = everybody.select_related("booking", "person").filter(pk=pk).first()
            if registration:
                registration.date = date
                # A request is for this date only: it can't be changed to another one.
                may_change = registration.state != Registration.State.REQUESTED
                more = {"alternatives": _without_own(alternatives, registration) if may_change else []}
                mailed += send(kind, registration, again=str(sequence), changes=changes, more=more, only_new=True)
    return mailed
