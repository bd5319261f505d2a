"""Who has a place: the only writer of registrations' states.

Every function that changes a state locks the date first, so that two people cannot take the last place, and whatever frees a place
ends in ``promote``, the one rule that hands out free places. See the picture of states in docs/ontwikkelaars/registration.md.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from events import messages
from events.dates import rewrite
from events.models import Booking, ChangeCounter, EventDate, EventPage, Person, Registration
from events.models.registrations import name_key
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


def closes_at(date: EventDate) -> datetime:
    assert date.page is not None
    return date.start - timedelta(days=date.page.closes_days_before)


def why_gone(date: EventDate, now: datetime) -> str:
    """Why nobody can come to ``date`` any more, new or not; empty when they can."""
    if date.page is None or not date.page.live or date.status == EventDate.Status.REMOVED:
        return _("Deze bijeenkomst staat niet meer op de site.")
    if date.is_cancelled:
        return _("Deze bijeenkomst gaat niet door.")
    if date.end <= now:
        return _("Deze bijeenkomst is al geweest.")
    return ""


def why_closed(date: EventDate, now: datetime | None = None) -> str:
    """Why nobody new can register for ``date``; empty when they can."""
    now = now or timezone.now()
    page = date.page
    gone = why_gone(date, now)
    if gone or page is None:
        return gone
    if page.registration == EventPage.Registration.NONE:
        return _("Je hoeft je niet aan te melden. Loop gewoon binnen.")
    if page.registration == EventPage.Registration.ELSEWHERE:
        return _("Aanmelden kan alleen op de site van de organisator.")
    if closes_at(date) <= now:
        return _("Aanmelden kan niet meer. De inschrijving is gesloten.")
    return ""


def lock(date: EventDate) -> EventDate:
    """``date`` as it is now, locked until the transaction ends. SQLite locks the whole database by its IMMEDIATE transaction."""
    locked = EventDate.objects.select_for_update().get(pk=date.pk)
    # Only now: a page that was read while waiting for the lock would be the one of before.
    locked.page = EventPage.objects.select_related("organisation").filter(pk=locked.page_id).first()
    return locked


def free_places(date: EventDate) -> int | None:
    """How many more can get a place; None is no limit. Never negative: a capacity that was lowered takes no place away."""
    if date.capacity is None:
        return None
    return max(0, date.capacity - date.registrations.placed().count())


@transaction.atomic
def register(
    date: EventDate,
    *,
    name: str,
    email: str,
    organisation: str = "",
    discipline: Discipline | None = None,
    remark: str = "",
    user: User | None = None,
) -> Registration:
    """A place at ``date``, or in line for it. The same person twice gets the same registration, and a mail that says so.

    ``user`` is somebody signed in whose verified address is ``email``: confirmed at once. Everybody else holds the place for
    ``HOLD`` until they use the link in the mail. Raises RegistrationClosed.
    """
    date = lock(date)
    if reason := why_closed(date):
        raise RegistrationClosed(reason)
    person = Person.objects.get_or_create(
        email=email.strip().lower(), name_key=name_key(name), defaults={"name": " ".join(name.split())}
    )[0]
    existing = date.registrations.live().filter(person=person).first()
    if existing:
        messages.already_registered(existing)
        return existing

    if user is None:
        hour_ago = timezone.now() - timedelta(hours=1)
        asked = Registration.objects.filter(person__email=person.email, created_at__gt=hour_ago, confirmed_at=None)
        if asked.count() >= UNCONFIRMED_AT_MOST:
            raise RegistrationClosed(
                _("Er wacht al een aantal mails op dit adres. Bevestig die eerst, of wacht een uur.")
            )
    booking = Booking.objects.create(person=person, organisation=organisation, discipline=discipline, remark=remark)
    if user is not None and (person.user_id != user.pk or person.confirmed_at is None):
        person.user, person.confirmed_at = user, person.confirmed_at or timezone.now()
        person.save(update_fields=["user", "confirmed_at"])
    return _submit(date, booking, confirmed=user is not None)


def _submit(date: EventDate, booking: Booking, *, confirmed: bool) -> Registration:
    now = timezone.now()
    free = free_places(date)
    # A free place while somebody confirmed waits does not occur: promote() would have given it away.
    has_place = free is None or free > 0
    state = State.WAITING
    if has_place:
        state = State.CONFIRMED if confirmed else State.HELD
    held_until = None
    if not confirmed:
        held_until = now + (HOLD if has_place else UNCONFIRMED_WAITS)
    registration = Registration.objects.create(
        booking=booking,
        person_id=booking.person_id,
        date=date,
        state=state,
        created_at=now,
        held_until=held_until,
        confirmed_at=now if confirmed else None,
        placed_at=now if has_place else None,
        sequence=_next_sequence(date, booking.person_id),
    )
    if not confirmed:
        messages.please_confirm(registration)
    elif state == State.CONFIRMED:
        messages.registered(registration)
    else:
        messages.waiting(registration)
    return registration


def _next_sequence(date: EventDate, person_id: int) -> int:
    """Above that of every registration the person has had at ``date``: their calendar knows them all by one UID."""
    last = Registration.objects.filter(date=date, person=person_id).aggregate(last=Max("sequence"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def confirm(registration: Registration) -> Registration:
    """Yes: the address is theirs, or they take the place that was offered. Twice is as good as once.

    A date that is off, gone or over can't be said yes to; registering may have closed meanwhile.

    Somebody whose hold had lapsed gets in line anew; the returned registration is then another one. Raises RegistrationClosed.
    """
    date, registration = _locked(registration)
    now = timezone.now()
    if registration.state in {State.HELD, State.WAITING, State.OFFERED} and (reason := why_gone(date, now)):
        raise RegistrationClosed(reason)
    Person.objects.filter(pk=registration.person_id, confirmed_at__isnull=True).update(confirmed_at=now)
    if registration.state == State.HELD:
        registration.state, registration.confirmed_at, registration.held_until = State.CONFIRMED, now, None
        registration.save()
        messages.registered(registration)
    elif registration.state == State.OFFERED:
        registration.state, registration.placed_at, registration.held_until = State.CONFIRMED, now, None
        registration.sequence += 1
        registration.save()
        messages.registered(registration)
    elif registration.state == State.WAITING and registration.confirmed_at is None:
        registration.confirmed_at, registration.held_until = now, None
        registration.save()
        promoted = promote(date)
        registration.refresh_from_db()
        if registration not in promoted:
            messages.waiting(registration)
    elif registration.state == State.EXPIRED:
        later = date.registrations.filter(person=registration.person_id, pk__gt=registration.pk)
        if live := later.live().first():
            return confirm(live)
        if later.exists():
            # Submitted anew once before: coming back again goes by the form, or one old link makes rows and mails without end.
            return registration
        if reason := why_closed(date):
            raise RegistrationClosed(reason)
        return _submit(date, registration.booking, confirmed=True)
    return registration


@transaction.atomic
def cancel(registration: Registration, *, by: str = "person") -> Registration:
    """Gives up the place, or the place in line; the next one gets it. ``by`` is “person” or “organiser”."""
    date, registration = _locked(registration)
    if registration.is_live:
        was_known = registration.confirmed_at is not None
        can_undo = by == "person" and was_known and registration.state in {State.CONFIRMED, State.WAITING}
        registration.cancelled_from = registration.state if can_undo else ""
        registration.state, registration.cancelled_at = State.CANCELLED, timezone.now()
        registration.held_until = None
        registration.sequence += 1
        registration.save()
        if was_known:
            messages.cancelled(registration, by=by)
        promote(date)
    return registration


def can_undo(registration: Registration, now: datetime | None = None) -> bool:
    """Whether ``undo`` would still bring the registration back, but for somebody who takes the place this moment."""
    return (
        registration.state == State.CANCELLED
        and bool(registration.cancelled_from)
        and registration.cancelled_at is not None
        and registration.cancelled_at > (now or timezone.now()) - UNDO
        and registration.date.status == EventDate.Status.SCHEDULED
        and registration.date.start > (now or timezone.now())
        and not registration.date.registrations.live().filter(person=registration.person_id).exists()
        and (registration.cancelled_from == State.WAITING or free_places(registration.date) != 0)
    )


@transaction.atomic
def undo(registration: Registration) -> Registration:
    """Takes a cancellation back, with the rank of before, for ten minutes and while the place is free; else nothing changes."""
    date, registration = _locked(registration)
    if can_undo(registration):
        registration.state = State(registration.cancelled_from)
        registration.cancelled_at, registration.cancelled_from = None, ""
        # They may have registered anew and cancelled that too.
        registration.sequence = _next_sequence(date, registration.person_id)
        registration.save()
        if registration.state == State.CONFIRMED:
            messages.registered(registration)
        else:
            messages.waiting(registration)
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


def _locked(registration: Registration) -> tuple[EventDate, Registration]:
    date = lock(registration.date)
    registration = (
        Registration.objects.select_for_update(of=("self",)).select_related("booking", "person").get(pk=registration.pk)
    )
    registration.date = date
    return date, registration


@transaction.atomic
def promote(date: EventDate) -> list[Registration]:
    """Hands out the free places of ``date`` in order of submission, to those whose address is confirmed.

    The others in line are passed over and keep their rank. A place is given, or offered with a deadline, as the event says.
    Everything that frees a place calls this.
    """
    date = lock(date)
    now = timezone.now()
    if date.status != EventDate.Status.SCHEDULED or date.start <= now:
        return []
    free = free_places(date)
    deadline = None if free is None else offer_deadline(date, now)
    in_line = date.registrations.in_line().filter(confirmed_at__isnull=False).select_related("booking", "person")
    promoted = list(in_line if free is None else in_line[:free])
    for registration in promoted:
        registration.date = date
        registration.sequence += 1
        if deadline:
            registration.state, registration.held_until = State.OFFERED, deadline
            registration.save()
            messages.offered(registration)
        else:
            registration.state, registration.placed_at = State.CONFIRMED, now
            registration.save()
            messages.placed(registration)
    return promoted


def offer_deadline(date: EventDate, now: datetime) -> datetime | None:
    """Until when somebody may think about a place that falls free now; None when it is theirs without asking."""
    left = date.start - now
    if date.page is None or date.page.hand_out == EventPage.HandOut.AT_ONCE or left < AT_ONCE_BEFORE:
        return None
    return now + min(OFFER_AT_MOST, left / 2)


def position(registration: Registration) -> int | None:
    """Place in line, counted from 1; None for who does not wait."""
    if registration.state != State.WAITING:
        return None
    ahead = Registration.objects.filter(date=registration.date_id, state=State.WAITING, pk__lt=registration.pk)
    return ahead.count() + 1


@transaction.atomic
def cancel_date(date: EventDate, *, reason: str, user: User | None = None) -> EventDate:
    """The date is off: it stays visible as cancelled, and everybody who is registered hears why. Registrations stay as they are."""
    ChangeCounter.hold()
    date = lock(date)
    if date.status == EventDate.Status.SCHEDULED:
        date.status, date.cancelled_at, date.reason = EventDate.Status.CANCELLED, timezone.now(), reason
        rewrite(date, significant=True)
        messages.announce(date, messages.Kind.DATE_CANCELLED)
    return date


@transaction.atomic
def restore_date(date: EventDate, *, user: User | None = None) -> EventDate:
    """The date is on again after all, with everybody who was registered."""
    ChangeCounter.hold()
    date = lock(date)
    planned = date.page is not None and date.page.live and date.page.planned_dates.filter(key=date.key).exists()
    if date.status == EventDate.Status.CANCELLED and date.cancelled_at and planned:
        date.status, date.cancelled_at, date.reason = EventDate.Status.SCHEDULED, None, ""
        rewrite(date, significant=True)
        messages.announce(date, messages.Kind.DATE_RESTORED)
        promote(date)
    return date


def run_due(now: datetime | None = None) -> int:
    """Lets holds and offers lapse whose time is up, and hands on their places. Returns how many. Safe to run twice at once."""
    now = now or timezone.now()
    lapsed = 0
    due = Registration.objects.filter(state__in=Registration.LIVE, held_until__lte=now)
    for date_id in due.values_list("date", flat=True).distinct().order_by("date"):
        with transaction.atomic():
            date = lock(EventDate(pk=date_id))
            for registration in due.filter(date=date_id).select_related("booking", "person"):
                was_offered = registration.state == State.OFFERED
                registration.date = date
                registration.state, registration.held_until = State.EXPIRED, None
                registration.sequence += was_offered
                registration.save()
                if was_offered:
                    messages.offer_lapsed(registration)
                lapsed += 1
            promote(date)
    return lapsed
