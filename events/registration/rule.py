"""Who has a place: the only writer of registrations' states.

Every function that changes a state locks the date first, so that two people cannot take the last place, and whatever frees a place
ends in ``promote``, the one rule that hands out free places. What an organiser decides past the order is in ``decisions``, in the
words of this module; whether a date takes anybody is told by ``closing``. See the picture of states in docs/ontwikkelaars/registration.md.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from events.dates.availability import closed_reason, unavailable_reason
from events.dates.cache import date_as_it_is_at
from events.links import LinkRenewed
from events.locks import lock_row
from events.mail import messages
from events.models import Booking, Decision, EventDate, EventPage, Person, Registration
from events.registration.claims import claim, claims
from events.registration.reading import read_registrations
from freshness.versioned_cache import own_copy
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


class NeedsExclusiveLock(Exception):  # noqa: N818  not a mistake: do it again with the date to oneself
    """What somebody wants here could take another's place, or give one away."""


def lock(date_id: int, *, shared: bool = False) -> EventDate:
    """The date as it is now, locked until the transaction ends.

    ``shared`` is for who takes and frees no place that is counted: they keep off whoever changes the date or hands out its
    places, and do not wait for each other.
    """
    return date_as_it_is_at(lock_row(date_id, shared=shared), date_id)


def free_places(date: EventDate) -> int | None:
    """How many more can get a place; None is no limit. Never negative: a capacity that was lowered takes no place away."""
    if date.capacity is None:
        return None
    return max(0, date.capacity - date.registrations.counted().count())


def move(registration: Registration, to: Registration.State, *, known: Sequence[str] = (), **changes) -> Registration:
    """Stores the next state, with what comes with it: the one place where a state is written. Call it under the lock on the date.

    Raises NeedsExclusiveLock when the fields that are ``known`` from before the lock have changed since.
    """
    if not registration.change({"state": to, "held_until": None, **changes}, known=known):
        raise NeedsExclusiveLock
    return registration


def register(date: EventDate, *, name: str, email: str, **told) -> Registration:
    """A place at ``date``, in line for it, or a request for it; see ``register_at`` for what else can be told."""
    return register_together(date, name=name, email=email, **told)[0]


@claims()
def register_together(date: EventDate, **told) -> list[Registration]:
    """Registers somebody and colleagues; see ``register_at`` for what can be told."""
    if date.capacity is None and not told.get("colleagues"):
        with suppress(NeedsExclusiveLock):
            return _register_shared(date, told)
    with transaction.atomic():
        return register_at(lock(date.pk), **told)


@transaction.atomic
def _register_shared(date: EventDate, told: dict) -> list[Registration]:
    """Where there is a place for everybody nobody is before anybody. Colleagues come with a rank for each, one after the other."""
    date = lock(date.pk, shared=True)
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
    existing = None if person.is_new else date.registrations.live().filter(person=person).first()
    if not confirmed:
        refuse_more_unconfirmed(person, known=existing)
    if existing:
        messages.already_registered(existing)
        return existing
    booking = Booking(
        person=person, booked_by=booked_by, organisation=organisation, discipline=discipline, remark=remark
    )
    booking.insert()
    return submit(date, booking, confirmed=confirmed, colleagues=colleagues)


def refuse_more_unconfirmed(person: Person, *, known: Registration | None) -> None:
    """Ends it when enough mails wait to be confirmed at the address of ``person``; one mail can be about several dates.

    Also when they are ``known`` to be registered already, or being refused would tell that they are not. A second click on the
    button is no attempt.
    """
    now = timezone.now()
    if known and known.confirmed_at is None and known.created_at > now - messages.SECOND_CLICK:
        return
    # Others who do not wait for our lock: at other dates, or beside us.
    on_their_way, is_first = claim("unconfirmed", person.email)
    # Who is not the first may have found the address new before the first was done.
    if person.address_is_new and is_first:
        return
    hour_ago = now - timedelta(hours=1)
    asked = Registration.objects.filter(person__email=person.email, created_at__gt=hour_ago, confirmed_at=None)
    mails = asked.aggregate(mails=Count("booking", distinct=True))["mails"]
    if mails + on_their_way >= UNCONFIRMED_AT_MOST:
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
    registration = Registration(
        booking=booking,
        person=booking.person,
        date=date,
        state=state,
        created_at=now,
        held_until=None if confirmed else now + (HOLD if has_place else UNCONFIRMED_WAITS),
        confirmed_at=now if confirmed else None,
        placed_at=now if has_place else None,
        has_extra_place=extra_place,
        sequence=0 if booking.person.is_new else next_sequence(date, booking.person_id),
    )
    registration.insert()
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


def next_sequence(date: EventDate, person_id: int) -> int:
    """Above that of every registration the person has had at ``date``: their calendar knows them all by one UID."""
    last = Registration.objects.filter(date=date, person=person_id).aggregate(last=Max("sequence"))["last"]
    return 0 if last is None else last + 1


def confirm(registration: Registration, *, tell: bool = True) -> Registration:
    """Yes: the address is theirs, or they take the place that was offered. Twice is as good as once.

    A date that is off, gone or over can't be said yes to; registering may have closed meanwhile.
    Somebody whose hold had lapsed gets in line anew; the returned registration is then another one. Raises RegistrationClosed.
    """
    if registration.state == State.HELD:
        with suppress(NeedsExclusiveLock):
            return _confirm_held(registration, tell=tell)
    return _confirm_in_turn(registration, tell=tell)


@transaction.atomic
def _confirm_held(registration: Registration, *, tell: bool) -> Registration:
    """The place is theirs already and stays so: nobody else's depends on it. What was read before the lock need not be read again."""
    registration, date = own_copy(registration), lock(registration.date_id, shared=True)
    registration.date, now = date, timezone.now()
    if unavailable_reason(date, now):
        raise NeedsExclusiveLock
    move(registration, State.CONFIRMED, known=("state", "person", "link_version", "sequence"), confirmed_at=now)
    _know_the_address(registration, now)
    return _told(registration, tell=tell)


@transaction.atomic
def _confirm_in_turn(registration: Registration, *, tell: bool) -> Registration:
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


def locked(registration: Registration) -> tuple[EventDate, Registration]:
    """The date of ``registration``, locked, and the registration as it is now, locked too.

    Raises LinkRenewed when whoever asks came by a link that has been replaced meanwhile.
    """
    date, held = lock(registration.date_id), registration.link_held
    of_registration = "events_registration.id = %s"
    if connection.features.has_select_for_update:
        of_registration += " FOR UPDATE OF events_registration"
    [registration] = read_registrations(of_registration, [registration.pk])
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
