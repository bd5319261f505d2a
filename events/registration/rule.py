"""Who has a place: the only writer of registrations' states.

Every function that changes a state locks the date first, so that two people cannot take the last place, and whatever frees a place
ends in ``promote``, the one rule that hands out free places. What an organiser decides past the order is in ``decisions``, in the
words of this module; whether a date takes anybody is told by ``closing``. See the picture of states in docs/ontwikkelaars/registration.md.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from events.dates import event_cache
from events.dates.availability import closed_reason, unavailable_reason
from events.dates.rows import ListedDate
from events.links import LinkRenewed
from events.locks import lock_dates
from events.mail import messages
from events.models import Booking, Decision, EventDate, EventPage, Person, Registration
from freshness.version import seen
from network.models import Discipline

HOLD = timedelta(minutes=60)
"""How long an address that is not confirmed yet keeps a place."""
OFFER_AT_MOST = timedelta(hours=24)
"""How long somebody in line has to say yes to a place; half of the time that is left when that is shorter."""
AT_ONCE_BEFORE = timedelta(hours=2)
"""Nearer to the start than this nobody is asked: the place is simply theirs."""
UNCONFIRMED_WAITS = timedelta(hours=24)
"""How long somebody in line keeps their rank without confirming the address."""
UNCONFIRMED_AT_MOST = 6
"""Mails that ask one address to confirm, in an hour; a practice may register that many colleagues at once."""
UNDO = timedelta(minutes=10)
"""How long somebody can take back that they do not come."""

State = Registration.State


class RegistrationClosed(Exception):  # noqa: N818  not a mistake, an answer
    """Nobody new can register; ``str()`` is the reason in Dutch, fit to show."""


@dataclass(frozen=True)
class Colleague:
    """Somebody whom a colleague registers."""

    name: str
    email: str


class NeedsExclusiveLock(Exception):  # noqa: N818  an outcome, not an error
    """Raised under a shared lock on a date by what could take somebody else's place, or give one away. Start again with ``lock``."""


def lock(date_id: int, *, shared: bool = False) -> EventDate:
    """Lock the date until the transaction ends, and return it with its page as both are at that moment.

    A ``shared`` lock is for callers that take and free no counted place. They exclude everybody who changes the date or hands out its
    places, and do not wait for each other.
    """
    lock_dates([date_id], shared=shared)
    version = seen()  # after the wait for the lock
    if shared:
        return event_cache.date_at(version, date_id)
    date = EventDate.objects.select_for_update().get(pk=date_id)
    date.page = event_cache.page_at(version, date.page_id)
    return date


def free_places(date: EventDate) -> int | None:
    """How many more can get a place; None is no limit. Never negative: a capacity that was lowered takes no place away."""
    if date.capacity is None:
        return None
    return max(0, date.capacity - date.registrations.counted().count())


def move(registration: Registration, to: Registration.State, **changes) -> Registration:
    """Write the next state, with the fields that come with it: the one place where a state is written. Call it with the date locked."""
    registration.change({"state": to, "held_until": None, **changes})
    return registration


def register(date: EventDate, *, name: str, email: str, **told) -> Registration:
    """A place at ``date``, in line for it, or a request for it; see ``register_at`` for what else can be told."""
    return register_together(date, name=name, email=email, **told)[0]


def register_together(date: EventDate | ListedDate, **told) -> list[Registration]:
    """Register somebody and colleagues; see ``register_at`` for the arguments."""
    if date.capacity is None and not told.get("colleagues"):
        with suppress(NeedsExclusiveLock):
            return _register_shared(date.pk, told)
    with transaction.atomic():
        return register_at(lock(date.pk), **told)


@transaction.atomic
def _register_shared(date_id: int, told: dict) -> list[Registration]:
    """Without a limit nobody comes before anybody, so registrations need not queue. Colleagues do: their ranks are consecutive."""
    date = lock(date_id, shared=True)
    if date.capacity is not None:
        raise NeedsExclusiveLock
    return register_at(date, **told)


def register_at(
    date: EventDate,
    *,
    name: str,
    email: str,
    organisation: str = "",
    discipline: Discipline | None = None,
    remark: str = "",
    user: User | None = None,
    colleagues: Sequence[Colleague] = (),
) -> list[Registration]:
    """Registers somebody and ``colleagues``, who come right after in rank and are otherwise on their own: own mail, own link.

    Call it under the lock on ``date``. The same person twice gets the same registration, and a mail that says so. ``user`` is
    somebody signed in whose verified address is ``email``: confirmed at once. Others hold the place for ``HOLD`` until they use the
    link in the mail. Colleagues are of the same organisation; their discipline they tell themselves. Raises RegistrationClosed.
    """
    if reason := closed_reason(date):
        raise RegistrationClosed(reason)
    booker, *others = known_people(name, email, user, colleagues)
    return [
        _register_one(
            date, booker, organisation, discipline, remark, confirmed=user is not None, colleagues=len(colleagues)
        ),
        *(_register_one(date, person, organisation, booked_by=booker) for person in others),
    ]


def known_people(name: str, email: str, user: User | None, colleagues: Sequence[Colleague]) -> list[Person]:
    """Who fills in the form, as ``user`` when they are signed in, and then the ``colleagues``; known or new."""
    booker, *others = Person.objects.known_as([(name, email), *((other.name, other.email) for other in colleagues)])
    if user is not None and (booker.user_id != user.pk or booker.confirmed_at is None):
        booker.user, booker.confirmed_at = user, booker.confirmed_at or timezone.now()
        booker.save(update_fields=["user", "confirmed_at"])
    return [booker, *others]


def _register_one(
    date: EventDate,
    person: Person,
    organisation: str,
    discipline: Discipline | None = None,
    remark: str = "",
    *,
    confirmed: bool = False,
    booked_by: Person | None = None,
    colleagues: int = 0,
) -> Registration:
    earlier = [] if person.is_new else list(date.registrations.filter(person=person))
    existing = next((one for one in earlier if one.is_live), None)
    if not confirmed:
        refuse_more_unconfirmed(person, known=existing)
    if existing:
        messages.already_registered(existing)
        return existing
    booking = Booking.objects.create(
        person=person, booked_by=booked_by, organisation=organisation, discipline=discipline, remark=remark
    )
    return submit(date, booking, confirmed=confirmed, colleagues=colleagues, earlier=earlier)


def refuse_more_unconfirmed(person: Person, *, known: Registration | None) -> None:
    """Ends it when enough mails wait to be confirmed at the address of ``person``; one mail can be about several dates.

    Also when they are ``known`` to be registered already, or being refused would tell that they are not. A second click on the
    button is no attempt.
    """
    now = timezone.now()
    is_second_click = known and known.confirmed_at is None and known.created_at > now - messages.SECOND_CLICK
    if is_second_click or person.address_is_new:
        return
    hour_ago = now - timedelta(hours=1)
    waits = Registration.objects.filter(person__email=person.email, confirmed_at=None)
    waits = waits.filter(Q(created_at__gt=hour_ago) | Q(state__in=Registration.LIVE))
    asked = list(waits.values_list("pk", "booking", "created_at"))
    mails = len({booking for _pk, booking, created_at in asked if created_at > hour_ago})
    # Who registers again after an hour gets the mail again.
    if older := [pk for pk, _booking, created_at in asked if created_at <= hour_ago]:
        mails += messages.asked_again(older, since=hour_ago)
    if mails >= UNCONFIRMED_AT_MOST:
        raise RegistrationClosed(_("Er wacht al een aantal mails op dit adres. Bevestig die eerst, of wacht een uur."))


def submit(
    date: EventDate,
    booking: Booking,
    *,
    confirmed: bool,
    approved: bool = False,
    extra_place: bool = False,
    colleagues: int = 0,
    tell: bool = True,
    earlier: Sequence[Registration] | None = None,
) -> Registration:
    """A new registration at the end of the line, and the mail about it. Call it under the lock on ``date``.

    Who does not want it to ``tell`` sends a mail of their own. So many ``colleagues`` come right after.
    """
    assert date.page is not None
    now = timezone.now()
    # A free place while somebody confirmed waits does not occur: promote() would have given it away.
    free = None if extra_place else free_places(date)
    has_place = free != 0
    if date.page.needs_approval and not approved:
        state, has_place = State.REQUESTED, False
    elif has_place:
        state = State.CONFIRMED if confirmed else State.HELD
    else:
        state = State.WAITING
    registration = Registration.objects.create(
        booking=booking,
        person=booking.person,
        date=date,
        state=state,
        created_at=now,
        held_until=None if confirmed else now + (HOLD if has_place else UNCONFIRMED_WAITS),
        confirmed_at=now if confirmed else None,
        placed_at=now if has_place else None,
        has_extra_place=extra_place,
        sequence=next_sequence(date, booking.person_id, earlier=earlier),
    )
    if free is not None and state != State.REQUESTED:
        # As if all of them were new: nobody may read off a mail that somebody is registered already.
        registration.colleagues_in_line = max(0, colleagues - max(0, free - 1))
    registration.colleagues = colleagues
    return _told(registration, tell=tell)


def _told(registration: Registration, *, tell: bool) -> Registration:
    if tell:
        _say_where_they_stand(registration)
    return registration


def _say_where_they_stand(registration: Registration) -> None:
    if registration.confirmed_at is None:
        messages.please_confirm(registration)
    elif registration.state == State.CONFIRMED:
        messages.registered(registration)
    elif registration.state == State.REQUESTED:
        messages.requested(registration)
    else:
        messages.waiting(registration)


def next_sequence(date: EventDate, person_id: int, *, earlier: Sequence[Registration] | None = None) -> int:
    """Return a SEQUENCE above that of every registration the person has had at ``date``: calendars know them all by one UID.

    ``earlier`` are those registrations, if they have been read under the lock already.
    """
    known = date.registrations.filter(person=person_id) if earlier is None else earlier
    return max((one.sequence + 1 for one in known), default=0)


def confirm(registration: Registration, *, tell: bool = True) -> Registration:
    """Say yes: the address is theirs, or they take the place that was offered. Idempotent.

    A date that is off, gone or over cannot be confirmed; registering may have closed meanwhile. Somebody whose hold had lapsed gets
    in line again, and the returned registration is then another one. Raises RegistrationClosed.
    """
    if registration.state == State.HELD:
        with suppress(NeedsExclusiveLock):
            return _confirm_held(registration, tell=tell)
    return _confirm(registration, tell=tell)


@transaction.atomic
def _confirm_held(registration: Registration, *, tell: bool) -> Registration:
    """The held place is already theirs, and nobody else's depends on it."""
    date, registration = locked(registration, shared=True)
    now = timezone.now()
    if registration.state != State.HELD or unavailable_reason(date, now):
        raise NeedsExclusiveLock
    _know_the_address(registration, now)
    return _told(move(registration, State.CONFIRMED, confirmed_at=now), tell=tell)


@transaction.atomic
def _confirm(registration: Registration, *, tell: bool) -> Registration:
    date, registration = locked(registration)
    now = timezone.now()
    if registration.is_live and registration.state != State.CONFIRMED and (reason := unavailable_reason(date, now)):
        raise RegistrationClosed(reason)
    _know_the_address(registration, now)
    if registration.state == State.HELD:
        return _told(move(registration, State.CONFIRMED, confirmed_at=now), tell=tell)
    if registration.state == State.OFFERED:
        sequence = registration.sequence + 1
        return _told(move(registration, State.CONFIRMED, placed_at=now, sequence=sequence), tell=tell)
    if registration.state == State.REQUESTED and registration.confirmed_at is None:
        return _told(move(registration, State.REQUESTED, confirmed_at=now), tell=tell)
    if registration.state == State.WAITING and registration.confirmed_at is None:
        move(registration, State.WAITING, confirmed_at=now)
        promoted = promote(date)
        registration.refresh_from_db()
        return registration if registration in promoted else _told(registration, tell=tell)
    if registration.state == State.EXPIRED:
        return _come_back(date, registration, tell=tell)
    return registration


def _know_the_address(registration: Registration, now: datetime) -> None:
    """Who says yes has read our mail."""
    if registration.person.confirmed_at is None:
        Person.objects.confirm(registration.person_id, now)


def _come_back(date: EventDate, expired: Registration, *, tell: bool) -> Registration:
    """Gets in line anew, once for each link."""
    later = date.registrations.filter(person=expired.person_id, pk__gt=expired.pk)
    if live := later.live().first():
        return confirm(live, tell=tell)
    if later.exists():
        # Submitted anew once before: coming back again goes by the form, or one old link makes rows and mails without end.
        return expired
    if reason := closed_reason(date):
        raise RegistrationClosed(reason)
    approved = expired.decisions.filter(kind__in=Decision.IN_FAVOUR).exists()
    return submit(date, expired.booking, confirmed=True, approved=approved, tell=tell)


@transaction.atomic
def cancel(registration: Registration, *, by: str = "person", tell: bool = True) -> Registration:
    """Gives up the place, or the place in line; the next one gets it. ``by`` is “person” or “organiser”."""
    date, registration = locked(registration)
    if registration.is_live:
        was_known = registration.confirmed_at is not None
        can_undo = by == "person" and was_known and registration.state != State.OFFERED
        move(
            registration,
            State.CANCELLED,
            cancelled_from=registration.state if can_undo else "",
            cancelled_at=timezone.now(),
            sequence=registration.sequence + 1,
        )
        if was_known and tell:
            messages.cancelled(registration, by=by)
        promote(date)
    return registration


def can_undo(registration: Registration, now: datetime | None = None) -> bool:
    """Whether ``undo`` would still bring the registration back, but for somebody who takes the place this moment."""
    had_counted_place = registration.cancelled_from == State.CONFIRMED and not registration.has_extra_place
    return (
        registration.state == State.CANCELLED
        and bool(registration.cancelled_from)
        and registration.cancelled_at is not None
        and registration.cancelled_at > (now or timezone.now()) - UNDO
        and registration.date.status == EventDate.Status.SCHEDULED
        and registration.date.start > (now or timezone.now())
        and not registration.date.registrations.live().filter(person=registration.person_id).exists()
        and not (had_counted_place and free_places(registration.date) == 0)
    )


@transaction.atomic
def undo(registration: Registration) -> Registration:
    """Takes a cancellation back, with the rank of before, for ten minutes and while the place is free; else nothing changes."""
    date, registration = locked(registration)
    if can_undo(registration):
        back = State(registration.cancelled_from)
        # They may have registered anew and cancelled that too.
        sequence = next_sequence(date, registration.person_id)
        move(registration, back, cancelled_at=None, cancelled_from="", sequence=sequence)
        _say_where_they_stand(registration)
        if back == State.WAITING:
            promote(date)
            registration.refresh_from_db()
    return registration


def change_answers(
    registration: Registration, *, organisation: str, discipline: Discipline | None, remark: str
) -> None:
    """What somebody tells about themselves; the place and the rank do not depend on it."""
    Booking.objects.filter(pk=registration.booking_id).update(
        organisation=organisation, discipline=discipline, remark=remark
    )


def locked(registration: Registration, *, shared: bool = False) -> tuple[EventDate, Registration]:
    """The date of ``registration``, locked, and the registration as it is now, locked too.

    Raises LinkRenewed when whoever asks came by a link that has been replaced meanwhile.
    """
    date, held = lock(registration.date_id, shared=shared), registration.link_held
    with_person = Registration.objects.select_related("person", "booking").select_for_update(of=("self",))
    registration = with_person.get(pk=registration.pk)
    if held is not None and held != registration.link_version:
        raise LinkRenewed
    registration.date = date
    return date, registration


@transaction.atomic
def promote(date: EventDate) -> list[Registration]:
    """Hands out the free places of ``date`` in order of submission, to those whose address is confirmed.

    The others in line are passed over and keep their rank. A place is given, or offered with a deadline, as the event says.
    Everything that frees a place calls this.
    """
    date = lock(date.pk)
    now = timezone.now()
    if date.status != EventDate.Status.SCHEDULED or date.start <= now:
        return []
    free = free_places(date)
    deadline = None if free is None else offer_deadline(date, now)
    in_line = date.registrations.in_line().filter(confirmed_at__isnull=False).select_related("booking", "person")
    promoted = list(in_line if free is None else in_line[:free])
    for registration in promoted:
        registration.date = date
        sequence = registration.sequence + 1
        if deadline:
            messages.offered(move(registration, State.OFFERED, held_until=deadline, sequence=sequence))
        else:
            messages.placed(move(registration, State.CONFIRMED, placed_at=now, sequence=sequence))
    return promoted


def offer_deadline(date: EventDate, now: datetime) -> datetime | None:
    """Until when somebody may think about a place that falls free now; None when it is theirs without asking."""
    left = date.start - now
    if date.page is None or date.page.hand_out == EventPage.HandOut.AT_ONCE or left < AT_ONCE_BEFORE:
        return None
    return now + min(OFFER_AT_MOST, left / 2)


def run_due(now: datetime | None = None) -> int:
    """Lets holds and offers lapse whose time is up, and hands on their places. Returns how many. Safe to run twice at once.

    While a date is off or waits for a new day nobody can say yes, so nothing lapses.
    """
    now = now or timezone.now()
    lapsed = 0
    due = Registration.objects.filter(
        state__in=Registration.LIVE, held_until__lte=now, date__status=EventDate.Status.SCHEDULED
    )
    for date_id in due.values_list("date", flat=True).distinct().order_by("date"):
        with transaction.atomic():
            date = lock(date_id)
            for registration in due.filter(date=date_id).select_related("booking", "person"):
                was_offered = registration.state == State.OFFERED
                registration.date = date
                move(registration, State.EXPIRED, sequence=registration.sequence + was_offered)
                if was_offered:
                    messages.offer_lapsed(registration)
                lapsed += 1
            promote(date)
    return lapsed
