"""Decisions of organisers about somebody's place. They bypass the order, so each is logged with user and reason.

``rule.set_state`` and ``rule.submit`` write the states, under the lock on the date, like every other change of places.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from events.dates.availability import unavailable_reason
from events.mail import messages
from events.models import Booking, Decision, EventDate, Person, Registration
from events.models.people import name_key
from events.registration import parts, rule
from network.models import Discipline

State = Registration.State


class Refused(Exception):  # noqa: N818  an outcome, not an error
    """The decision can't be made now. ``str()`` is the reason in Dutch, for the organiser."""


class NoPlace(Refused):
    """No place is free. The caller may ask for an extra one."""


@transaction.atomic
def approve(asked: Registration, *, by: User) -> Registration:
    """Approve a request, also one that was declined before. Idempotent.

    The person gets a place or, if none is free, their rank on the waiting list, which is by the time of the request.
    Raises Refused or RegistrationClosed.
    """
    date, asked = rule.locked(asked)
    if asked.state not in {State.REQUESTED, State.DECLINED}:
        return asked
    _check_can_decide(date, asked)
    if date.registrations.live().filter(person=asked.person_id).exclude(pk=asked.pk).exists():
        raise Refused(_("%(name)s heeft zich opnieuw aangemeld.") % {"name": asked.person.name})
    has_place = rule.free_places(date, asked.attendance) != 0
    _log(asked, Decision.Kind.APPROVED, by=by, overtook=_ahead_without_place(asked) if has_place else 0)
    # They may have registered again and cancelled that too, with a higher SEQUENCE.
    sequence = rule.next_sequence(date, asked.person)
    if has_place:
        rule.set_state(asked, State.CONFIRMED, placed_at=timezone.now(), sequence=sequence)
        messages.registered(asked)
    else:
        messages.waiting(rule.set_state(asked, State.WAITING, sequence=sequence))
    return asked


@transaction.atomic
def decline(asked: Registration, *, by: User, reason: str = "") -> Registration:
    """Decline a request. The person gets to read ``reason``. Idempotent. Raises Refused or RegistrationClosed."""
    date, asked = rule.locked(asked)
    if asked.state == State.REQUESTED:
        _check_can_decide(date, asked)
        _log(asked, Decision.Kind.DECLINED, by=by, reason=reason)
        messages.declined(rule.set_state(asked, State.DECLINED, sequence=rule.next_sequence(date, asked.person)))
    return asked


@transaction.atomic
def promote_by_hand(waiting: Registration, *, by: User, reason: str, extra_place: bool = False) -> Registration:
    """Give a place to somebody on the waiting list, regardless of rank. Idempotent.

    If no place is free, ``extra_place`` allows one above the capacity. It is for this person only, and disappears when
    they cancel. Raises NoPlace, Refused or RegistrationClosed.
    """
    date, waiting = rule.locked(waiting)
    if waiting.state == State.CONFIRMED:
        return waiting
    if waiting.state not in {State.WAITING, State.OFFERED}:
        raise Refused(_("%(name)s staat niet op de wachtlijst.") % {"name": waiting.person.name})
    _check_can_decide(date, waiting)
    is_extra = waiting.state == State.WAITING and rule.free_places(date, waiting.attendance) == 0
    if is_extra and not extra_place:
        raise NoPlace(_("Er is geen plek vrij voor %(name)s.") % {"name": waiting.person.name})
    overtook = _ahead_without_place(waiting) if waiting.state == State.WAITING else 0
    _log(waiting, Decision.Kind.PROMOTED, by=by, reason=reason, overtook=overtook, extra_place=is_extra)
    rule.set_state(
        waiting,
        State.CONFIRMED,
        placed_at=timezone.now(),
        has_extra_place=is_extra,
        sequence=rule.next_sequence(date, waiting.person),
    )
    messages.placed(waiting, by_hand=True)
    return waiting


@transaction.atomic
def add_by_hand(
    date: EventDate,
    *,
    by: User,
    name: str,
    email: str = "",
    organisation: str = "",
    discipline: Discipline | None = None,
    attendance: str = "",
    remark: str = "",
    extra_place: bool = False,
    reason: str = "",
) -> tuple[Registration, bool]:
    """Register somebody on behalf of an organiser. They count as confirmed, and need no e-mail address.

    They get a place or, if none is free, the last rank on the waiting list. ``extra_place`` gives them a place above
    the capacity instead, for ``reason``. An existing registration stays unchanged. Return the registration, and whether
    it is new. Raises RegistrationClosed.
    """
    date = rule.lock(date.pk)
    if gone := unavailable_reason(date, timezone.now()):
        raise rule.RegistrationClosed(gone)
    existing = date.registrations.live().filter(person__email=email.strip().lower(), person__name_key=name_key(name))
    if found := existing.select_related("person").first():
        return found, False
    person = (
        Person.objects.known_as([(name, email)])[0] if email else Person.objects.create(name=" ".join(name.split()))
    )
    booking = Booking.objects.create(person=person, organisation=organisation, discipline=discipline, remark=remark)
    is_extra = extra_place and rule.free_places(date, attendance) == 0
    made = rule.submit(date, booking, confirmed=True, attendance=attendance, approved=True, extra_place=is_extra)
    overtook = _ahead_without_place(made) if made.state == State.CONFIRMED else 0
    _log(made, Decision.Kind.ADDED, by=by, reason=reason, overtook=overtook, extra_place=is_extra)
    return made, True


@transaction.atomic
def cancel_for(known: Registration, *, by: User) -> Registration:
    """Cancel a registration on behalf of somebody who can't do so. The next in line gets the place. Idempotent."""
    _date, known = rule.locked(known)
    if known.is_live:
        _log(known, Decision.Kind.CANCELLED, by=by)
        known = rule.cancel(known, by="organiser")
    return known


def _check_can_decide(date: EventDate, known: Registration) -> None:
    if gone := unavailable_reason(date, timezone.now()):
        raise rule.RegistrationClosed(gone)
    if known.confirmed_at is None:
        raise Refused(_("%(name)s heeft het e-mailadres nog niet bevestigd.") % {"name": known.person.name})
    if not parts.has_place_at_whole(date, known.person):
        raise Refused(_("%(name)s heeft geen plek bij het geheel.") % {"name": known.person.name})
    if held := parts.other_place(date, known.person):
        raise Refused(str(rule.PlaceElsewhere(held)))


def _ahead_without_place(known: Registration) -> int:
    """Count the people whom ``known`` overtakes: they registered earlier, confirmed, and have none of those places."""
    ahead = Registration.objects.filter(date=known.date_id, pk__lt=known.pk, confirmed_at__isnull=False)
    ahead = ahead.sharing_places(known.date, known.attendance)
    return ahead.filter(state__in=[State.WAITING, State.REQUESTED]).count()


def _log(
    known: Registration,
    kind: Decision.Kind,
    *,
    by: User,
    reason: str = "",
    overtook: int = 0,
    extra_place: bool = False,
) -> None:
    Decision.objects.create(
        registration=known,
        kind=kind,
        by=by,
        by_name=(by.get_full_name() or by.email)[:150],
        reason=reason,
        overtook=overtook,
        extra_place=extra_place,
    )
