"""The rule that hands out places. Only this module writes the state of registrations.

Every function that changes a state locks the date first, so that two people cannot take the last place. Everything that
frees a place ends in ``promote``, the only function that hands out free places. ``decisions`` (organisers, who may
bypass the order) and ``registering`` (people) use its functions.
``dates.availability`` decides if a date takes registrations. For a diagram of the states see docs/ontwikkelaars/registration.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates import event_cache
from events.dates.availability import closed_reason, unavailable_reason
from events.links import LinkRotated
from events.locks import lock_dates
from events.mail import messages
from events.models import Booking, Decision, EventDate, EventPage, Person, Registration
from events.registration import invitations, parts
from events.registration.deadlines import confirm_until, offer_deadline, swap_deadline
from events.registration.holds import Room, room_at
from freshness.version import seen
from network.models import Discipline
from web.ordering import title_order

UNDO = timedelta(minutes=10)
"""Time in which a cancellation can be undone."""

State = Registration.State


class RegistrationClosed(Exception):  # noqa: N818  not a mistake, an answer
    """The date takes no registration. ``str()`` is the reason in Dutch, for the visitor."""


class NoPlaceAtWhole(RegistrationClosed):
    """The date is part of another, and the person has no place there."""


class PlaceElsewhere(RegistrationClosed):
    """The date is part of another, and the person has a place at ``held``, another part at that time or of that page."""

    def __init__(self, held: Registration) -> None:
        title = held.date.page.title if held.date.page else ""
        words = _("%(name)s zit op dat moment al bij “%(title)s”.") % {"name": held.person.name, "title": title}
        super().__init__(words)
        self.held = held


class NeedsExclusiveLock(Exception):  # noqa: N818  an outcome, not an error
    """A shared lock on the date does not suffice, because other places are affected. Retry with an exclusive one."""


def lock(date_id: int, *, shared: bool = False) -> EventDate:
    """Lock the date until the transaction ends. Return it as stored at that moment, with its page.

    A ``shared`` lock is for callers that neither take nor free a counted place. They exclude exclusive holders, who
    change the date or hand out its places, but not each other.
    """
    lock_dates([date_id], shared=shared)
    version = seen()  # must be read after waiting for the lock
    if shared:
        date = event_cache.cached_date(version, date_id)
    else:
        date = EventDate.objects.select_for_update().get(pk=date_id)
        date.page = event_cache.cached_page(version, date.page_id)
    date.locked_under = version
    return date


def lock_several(date_ids: Iterable[int]) -> list[EventDate]:
    """Like ``lock``, for several dates. Return them soonest first."""
    found = [lock(pk) for pk in EventDate.objects.filter(pk__in=set(date_ids)).by_lock().values_list("pk", flat=True)]
    return sorted(found, key=lambda date: (date.start, date.pk))


def asks_approval(date: EventDate) -> bool:
    """Return whether the organiser has to approve requests. Nobody approves where everybody can walk in."""
    page = date.page
    return page is not None and page.needs_approval and page.registration != EventPage.Registration.NONE


def free_places(date: EventDate, attendance: str = "") -> int | None:
    """Return the number of free places for people who attend that way, or None without a limit.

    Never negative, even if the capacity was lowered. ``attendance`` only matters for a hybrid date.
    """
    capacity = date.capacity_for(attendance)
    if capacity is None:
        return None
    return max(0, capacity - date.registrations.sharing_places(date, attendance).counted().count())


def set_state(registration: Registration, to: Registration.State, **changes) -> Registration:
    """Write a new state, and ``changes`` to other fields. The date must be locked.

    Only this function and ``submit`` write states. Whoever loses the place at a date loses those at its parts.
    """
    if to not in {State.HELD, State.WAITING} or "confirmed_at" in changes:
        changes["network"] = ""
    registration.change({"state": to, "held_until": None, **changes})
    if to in {State.CANCELLED, State.EXPIRED}:
        _leave_parts(registration, to)
    return registration


def _leave_parts(left: Registration, to: Registration.State) -> None:
    """End the registrations at parts of the date at the same moment, then hand out their places. Mails nothing."""
    dates = []
    for found in parts.at_parts(left):
        date, part = locked(found)
        dates.append(date)
        changes: dict = {"sequence": next_sequence(date, part.person)}
        if to == State.EXPIRED and part.state != State.CONFIRMED:
            set_state(part, State.EXPIRED, **changes)
        else:
            can_undo_it = part.confirmed_at is not None and part.state != State.OFFERED
            changes["cancelled_from"] = part.state if can_undo_it else ""
            set_state(part, State.CANCELLED, cancelled_at=left.cancelled_at or timezone.now(), **changes)
    for date in dates:
        promote(date)


def submit(
    date: EventDate,
    booking: Booking,
    *,
    confirmed: bool,
    attendance: str = "",
    approved: bool = False,
    extra_place: bool = False,
    colleagues: Sequence[str] = (),
    notify: bool = True,
    network: str = "",
    shown: bool = False,
) -> Registration:
    """Create a registration with the last rank, and mail about it. ``date`` must be locked.

    ``attendance`` is the answer to “hier of online?”. ``approved``: needs no approval any more. ``extra_place``: gets a
    place above the capacity. ``colleagues`` are the answers of the colleagues to be submitted next. With ``notify=False``
    the caller sends the mail. ``network`` is as in ``holds.room_at``. ``shown``: agrees to be shown to others who come.
    Raises NoPlaceAtWhole or PlaceElsewhere for a date that is part of another.
    """
    assert date.page is not None
    if not parts.has_place_at_whole(date, booking.person):
        raise NoPlaceAtWhole(_("Hier heb je eerst een plek bij het geheel voor nodig."))
    if not invitations.claim(booking):
        raise RegistrationClosed(_("Met deze code kan niemand meer erbij. Vraag de organisator om een andere."))
    now = timezone.now()
    # No place can be free while a confirmed person waits: promote() would have given it away.
    room = Room(None, None) if extra_place else room_at(date, network, now, attendance)
    has_place = (room.free if confirmed else room.to_hold) != 0
    if date.page.needs_approval and not approved:
        state, has_place = State.REQUESTED, False
    elif has_place:
        state = State.CONFIRMED if confirmed else State.HELD
    else:
        state = State.WAITING
    if state in parts.SURE and (held := parts.other_place(date, booking.person)):
        raise PlaceElsewhere(held)
    registration = Registration.objects.create(
        booking=booking,
        person=booking.person,
        date=date,
        attendance=attendance,
        state=state,
        created_at=now,
        held_until=None
        if confirmed
        else confirm_until(date, now, has_place=has_place, by_colleague=booking.booked_by_id is not None),
        confirmed_at=now if confirmed else None,
        placed_at=now if has_place else None,
        has_extra_place=extra_place,
        shown_since=now if shown else None,
        sequence=next_sequence(date, booking.person),
        network=network if state in {State.HELD, State.WAITING} and not confirmed else "",
    )
    if colleagues:
        registration.colleagues = len(colleagues)
        if state != State.REQUESTED:
            registration.colleagues_in_line = _colleagues_in_line(registration, colleagues, room, network)
    return _notified(registration, notify=notify)


def _colleagues_in_line(registration: Registration, colleagues: Sequence[str], room: Room, network: str) -> int:
    """Return for how many of ``colleagues`` no place is held. ``room`` is what ``registration`` found.

    Computed as if all of them were new, so that the mail does not reveal who is registered already.
    """
    date, in_line = registration.date, 0
    own = date.way_of(registration.attendance)
    for way, number in Counter(map(date.way_of, colleagues)).items():
        left = room if way == own else room_at(date, network, registration.created_at, way)
        if left.free is None or left.to_hold is None:
            continue
        to_hold = left.to_hold
        if way == own:
            to_hold = min(left.to_hold, left.free - 1) if registration.confirmed_at else left.to_hold - 1
        in_line += max(0, number - max(0, to_hold))
    return in_line


def _notified(registration: Registration, *, notify: bool) -> Registration:
    if notify:
        _mail_state(registration)
    return registration


def _mail_state(registration: Registration) -> None:
    if registration.confirmed_at is None:
        messages.please_confirm(registration)
    elif registration.state == State.CONFIRMED:
        messages.registered(registration)
    elif registration.state == State.REQUESTED:
        messages.requested(registration)
    else:
        messages.waiting(registration)


def next_sequence(date: EventDate, person: Person) -> int:
    """Return a SEQUENCE above those of all registrations for ``date`` at the address of ``person``, theirs included.

    They have one UID and one attendee, so a calendar program takes them for one entry (``mail.personal_entry``).
    """
    if person.address_is_new:
        return 0
    sharing = date.registrations.at(person.email) if person.email else date.registrations.filter(person=person)
    last = sharing.aggregate(last=Max("sequence"))["last"]
    return 0 if last is None else last + 1


def hand_on_sequence(leaving: Registration) -> None:
    """Keep SEQUENCE from falling for others at the address of ``leaving``, which is about to leave that address."""
    others = Registration.objects.filter(date=leaving.date_id).at(leaving.person.email).exclude(pk=leaving.pk)
    others.filter(sequence__lt=leaving.sequence).update(sequence=leaving.sequence)


def _sequence_on_confirming(date: EventDate, registration: Registration) -> int:
    """Return the SEQUENCE of somebody who had no entry yet. If others at the address have one, it changes by this."""
    others = date.registrations.at(registration.person.email).exclude(person=registration.person_id)
    return next_sequence(date, registration.person) if others.exists() else registration.sequence


def confirm(registration: Registration, *, notify: bool = True) -> Registration:
    """Confirm the address, or accept the offered place. Idempotent.

    Somebody unconfirmed in line gets a place at once if one is free.
    Works after registration has closed, but not for a date that is off, gone or over: then it raises
    RegistrationClosed. After an expired hold the person registers again, at the end of the line, and the returned
    registration is the new one.
    """
    if registration.state == State.HELD:
        with suppress(NeedsExclusiveLock):
            return _confirm_held(registration, notify=notify)
    return _confirm(registration, notify=notify)


@transaction.atomic
def _confirm_held(registration: Registration, *, notify: bool) -> Registration:
    """Confirm under a shared lock: the place is already counted, so no other registration is affected.

    Except of people who share the mailbox, and with it a calendar entry. The lock is shared with somebody who is new at
    the address, but not with their confirmation: that finds this person, and waits for an exclusive lock.
    """
    date, registration = locked(registration, shared=True)
    now = timezone.now()
    is_alone = date.part_of_id is None and not registration.person.shares_mailbox()
    if registration.state != State.HELD or unavailable_reason(date, now) or not is_alone:
        raise NeedsExclusiveLock
    registration.is_alone_at_address = True
    _know_the_address(registration, now)
    return _notified(set_state(registration, State.CONFIRMED, confirmed_at=now), notify=notify)


@transaction.atomic
def _confirm(registration: Registration, *, notify: bool) -> Registration:
    date, registration = locked(registration)
    now = timezone.now()
    if registration.is_live and registration.state != State.CONFIRMED and (reason := unavailable_reason(date, now)):
        raise RegistrationClosed(reason)
    _know_the_address(registration, now)
    if registration.state == State.HELD:
        sequence = _sequence_on_confirming(date, registration)
        set_state(registration, State.CONFIRMED, confirmed_at=now, sequence=sequence)
        return _notified(registration, notify=notify)
    if registration.state == State.OFFERED:
        while held := parts.other_place(date, registration.person):  # accepting the offer is a swap
            _leave_for(held)
        sequence = next_sequence(date, registration.person)
        set_state(registration, State.CONFIRMED, placed_at=now, sequence=sequence)
        promote_where_they_wait(date, registration.person)
        return _notified(registration, notify=notify)
    if registration.state == State.REQUESTED and registration.confirmed_at is None:
        set_state(registration, State.REQUESTED, confirmed_at=now)
        if not asks_approval(date):  # it was switched off since
            promote(date)
            registration.refresh_from_db()
        return registration if registration.state != State.REQUESTED else _notified(registration, notify=notify)
    if registration.state == State.WAITING and registration.confirmed_at is None:
        # A free place is theirs: no place is free while somebody confirmed waits.
        is_free = free_places(date, registration.attendance) != 0
        if date.start > now and is_free and not parts.other_place(date, registration.person):
            sequence = _sequence_on_confirming(date, registration)
            changed = set_state(registration, State.CONFIRMED, confirmed_at=now, placed_at=now, sequence=sequence)
        else:
            changed = set_state(registration, State.WAITING, confirmed_at=now)
        return _notified(changed, notify=notify)
    if registration.state == State.EXPIRED:
        return _come_back(date, registration, notify=notify)
    return registration


def _leave_for(held: Registration) -> None:
    """Give up a place at a part for one at another part, without a mail of its own."""
    date, held = locked(held)
    changes = {"cancelled_from": "", "cancelled_at": timezone.now(), "sequence": next_sequence(date, held.person)}
    set_state(held, State.CANCELLED, **changes)
    promote(date)


def _know_the_address(registration: Registration, now: datetime) -> None:
    """Record that the address is theirs: they used a link from our mail."""
    if registration.person.confirmed_at is None:
        Person.objects.confirm(registration.person_id, now)


def _come_back(date: EventDate, expired: Registration, *, notify: bool) -> Registration:
    """Register again after an expired hold, once per link."""
    later = date.registrations.filter(person=expired.person_id, pk__gt=expired.pk)
    if live := later.live().first():
        return confirm(live, notify=notify)
    if later.exists():
        # They came back before, and that ended too. They have to use the form: one old link must not make endless rows
        # and mails.
        return expired
    if reason := closed_reason(date):
        raise RegistrationClosed(reason)
    approved = expired.decisions.filter(kind__in=Decision.IN_FAVOUR).exists()
    return submit(
        date, expired.booking, confirmed=True, attendance=expired.attendance, approved=approved, notify=notify
    )


@transaction.atomic
def cancel(registration: Registration, *, by: str = "person", notify: bool = True) -> Registration:
    """Cancel, and give the place to the next in line. ``by`` is “person” or “organiser”. Idempotent."""
    date, registration = locked(registration)
    if registration.is_live:
        was_known = registration.confirmed_at is not None
        can_undo = by == "person" and was_known and registration.state != State.OFFERED
        set_state(
            registration,
            State.CANCELLED,
            cancelled_from=registration.state if can_undo else "",
            cancelled_at=timezone.now(),
            sequence=next_sequence(date, registration.person),
        )
        if was_known and notify:
            messages.cancelled(registration, by=by)
        promote(date)
        promote_where_they_wait(date, registration.person)
    return registration


def promote_where_they_wait(date: EventDate, person: Person) -> None:
    """Hand out places at other parts of the same whole: ``person`` may have been passed over there (``_promoted``)."""
    if date.part_of_id is not None:
        waits_at = EventDate.objects.filter(
            part_of=date.part_of_id, registrations__person=person, registrations__state=State.WAITING
        )
        for other in waits_at.by_lock():
            promote(other)


def can_undo(registration: Registration, now: datetime | None = None) -> bool:
    """Return whether the cancellation can still be undone (barring a concurrent registration)."""
    had_counted_place = registration.cancelled_from == State.CONFIRMED and not registration.has_extra_place
    return (
        registration.state == State.CANCELLED
        and bool(registration.cancelled_from)
        and registration.cancelled_at is not None
        and registration.cancelled_at > (now or timezone.now()) - UNDO
        and registration.date.status == EventDate.Status.SCHEDULED
        and registration.date.start > (now or timezone.now())
        and not registration.date.registrations.live().filter(person=registration.person_id).exists()
        and not (had_counted_place and free_places(registration.date, registration.attendance) == 0)
        and parts.has_place_at_whole(registration.date, registration.person)
        and invitations.has_use(registration.booking)
        and not (
            registration.cancelled_from in parts.SURE and parts.other_place(registration.date, registration.person)
        )
    )


@transaction.atomic
def undo(registration: Registration) -> Registration:
    """Undo a cancellation, with the old rank, within ten minutes and while the place is free. No-op otherwise.

    Places at parts that were given up along with it come back too, as far as they are still free.
    """
    date, registration = locked(registration)
    if invitations.claim(registration.booking) and can_undo(registration):
        along = list(parts.left_along(registration))
        back = State(registration.cancelled_from)
        # They may have registered again and cancelled that too, with a higher SEQUENCE.
        sequence = next_sequence(date, registration.person)
        set_state(registration, back, cancelled_at=None, cancelled_from="", sequence=sequence)
        is_admitted = back == State.REQUESTED and not asks_approval(date)
        if not is_admitted:
            _mail_state(registration)
        if back == State.WAITING or is_admitted:
            promote(date)
            registration.refresh_from_db()
        for part in along:
            _undo_along(part)
    return registration


def _undo_along(part: Registration) -> None:
    date, part = locked(part)
    if can_undo(part):
        sequence = next_sequence(date, part.person)
        set_state(part, State(part.cancelled_from), cancelled_at=None, cancelled_from="", sequence=sequence)
        promote(date)


def change_answers(
    registration: Registration, *, organisation: str, discipline: Discipline | None, remark: str
) -> None:
    """Change the answers on the form. They affect neither place nor rank, so this takes no lock."""
    Booking.objects.filter(pk=registration.booking_id).update(
        organisation=organisation,
        organisation_key=title_order(organisation),
        discipline=discipline,
        remark=remark,
    )


def locked(registration: Registration, *, shared: bool = False) -> tuple[EventDate, Registration]:
    """Lock the date and then the registration; return both as stored now.

    Raises LinkRotated if the caller read ``registration`` by a link that has been replaced since.
    """
    date, held = lock(registration.date_id, shared=shared), registration.link_held
    with_person = Registration.objects.select_related("person", "booking").select_for_update(of=("self",))
    found = with_person.filter(pk=registration.pk)
    # If somebody set the registration apart while we waited for its row, PostgreSQL finds none: it joins the new row with
    # the old person. Then ask again.
    registration = found.first() or found.get()
    if held is not None and held != registration.link_version:
        raise LinkRotated
    registration.date = date
    return date, registration


@transaction.atomic
def promote(date: EventDate) -> list[Registration]:
    """Hand out the free places of ``date`` in order of submission. Return the registrations that got one.

    Of a hybrid date: those in person, and those online, each to the people who wait for them.

    A place is given, or offered with a deadline: that is a setting of the event. People who have not confirmed their
    address are skipped, and keep their rank. Everything that frees a place must call this. Idempotent.

    Where approval has been switched off, open requests join the line first, by the time of the request.
    """
    date = lock(date.pk)
    now = timezone.now()
    if date.status != EventDate.Status.SCHEDULED or date.start <= now:
        return []
    admitted = [] if asks_approval(date) else _admit_requests(date)
    elsewhere = parts.people_elsewhere(date)
    promoted = [one for way in date.ways for one in _hand_out(date, way, admitted, elsewhere, now)]
    for registration in admitted:
        if registration not in promoted:
            messages.waiting(registration)
    return promoted


def _hand_out(
    date: EventDate, attendance: str, admitted: list[Registration], elsewhere: Mapping[int, bool], now: datetime
) -> list[Registration]:
    """Hand out the free places for one way of attending.

    ``admitted`` get the place itself, never an offer; people ``elsewhere`` at other parts get an offer, never the place.
    """
    free = free_places(date, attendance)
    in_line = date.registrations.sharing_places(date, attendance).in_line_for_sure().select_related("booking", "person")
    if elsewhere:
        promoted = _who_can_move(date, list(in_line), elsewhere, now)[:free]
    else:
        promoted = list(in_line if free is None else in_line[:free])
    for registration in promoted:
        registration.date = date
        sequence = next_sequence(date, registration.person)
        if registration.person_id in elsewhere:
            deadline = swap_deadline(date, now)
        else:
            deadline = None if free is None else offer_deadline(date, now)
        if registration in admitted and registration.person_id not in elsewhere:
            messages.registered(set_state(registration, State.CONFIRMED, placed_at=now, sequence=sequence))
        elif deadline:
            messages.offered(set_state(registration, State.OFFERED, held_until=deadline, sequence=sequence))
        else:
            messages.placed(set_state(registration, State.CONFIRMED, placed_at=now, sequence=sequence))
    return promoted


def _who_can_move(
    date: EventDate, in_line: list[Registration], elsewhere: Mapping[int, bool], now: datetime
) -> list[Registration]:
    """Pass over people who have a place at another part and can't be asked any more if they want to change.

    Nobody is moved without asking. Nor is anybody offered two runs of one page at once.
    """
    can_ask = swap_deadline(date, now) is not None
    return [one for one in in_line if one.person_id not in elsewhere or (can_ask and not elsewhere[one.person_id])]


def _admit_requests(date: EventDate) -> list[Registration]:
    """Put open requests in line, as if they had been approved. Return them; the caller mails what they got."""
    requests = list(date.registrations.requested().select_related("booking", "person"))
    for registration in requests:
        registration.date = date
        set_state(registration, State.WAITING, sequence=next_sequence(date, registration.person))
    return requests
