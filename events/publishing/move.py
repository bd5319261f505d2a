"""Moving, postponing, cancelling and restoring a date.

Registrations are kept, and everybody registered is mailed the reason.

A move also updates the plan of the page. Drafts and older versions of the page follow when they come back
(``PlannedDate.follow``), so that publishing one does not silently undo a move.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.dates.description import location_of
from events.mail import messages, words
from events.mail.notified import kind_of_change, notified_fields
from events.models import ChangeCounter, EventDate, PlannedDate
from events.publishing.rewrite import rewrite
from events.registration.rule import State, lock, move, offer_deadline, promote

Status = EventDate.Status
CAN_MOVE = frozenset({Status.SCHEDULED, Status.POSTPONED})


@transaction.atomic
def move_date(date: EventDate, *, start: datetime, end: datetime, place: str, reason: str) -> EventDate:
    """Move a date to another day, time or place. Idempotent.

    ``place`` is empty if the date is at the page's location. A postponed date is on again, even at its old time.
    """
    ChangeCounter.hold()
    date = lock(date.pk)
    is_same = (start, end, place) == (date.start, date.end, date.place)
    if date.page is None or date.status not in CAN_MOVE or (is_same and not date.is_postponed):
        return date
    before, was_start, was_end = notified_fields(date), date.start, date.end
    if date.moved_from is None and (start, end) != (was_start, was_end):
        date.moved_from, date.moved_from_end = was_start, was_end
    set_time(date, start, end)
    date.place, date.location, date.reason = place, location_of(date.page, place), reason
    date.status, date.postponed_at = Status.SCHEDULED, None
    date.moves += 1
    for planned in PlannedDate.objects.filter(page=date.page_id, key=date.key):
        planned.follow(date)
        planned.save()
    rewrite(date, significant=True)
    if is_same:
        messages.announce(date, words.Kind.DATE_RESTORED)
    else:
        messages.announce(date, kind_of_change(date, before), before=before)
    renew_offers(date)
    promote(date)
    return date


@transaction.atomic
def postpone_date(date: EventDate, *, reason: str) -> EventDate:
    """Postpone a date to a day not yet known. Registrations stay; ``move_date`` sets the new day."""
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status == Status.SCHEDULED:
        date.status, date.postponed_at, date.reason = Status.POSTPONED, timezone.now(), reason
        rewrite(date, significant=True)
        messages.announce(date, words.Kind.DATE_POSTPONED)
    return date


@transaction.atomic
def cancel_date(date: EventDate, *, reason: str, user: User | None = None) -> EventDate:
    """Cancel a date. It stays visible as cancelled; everybody registered is mailed the reason and stays registered."""
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status in {EventDate.Status.SCHEDULED, EventDate.Status.POSTPONED}:
        date.status, date.cancelled_at, date.reason = EventDate.Status.CANCELLED, timezone.now(), reason
        rewrite(date, significant=True)
        messages.announce(date, words.Kind.DATE_CANCELLED)
    return date


@transaction.atomic
def restore_date(date: EventDate, *, user: User | None = None) -> EventDate:
    """Undo a cancellation; everybody is still registered. A date that was postponed before is postponed again."""
    ChangeCounter.hold()
    date = lock(date.pk)
    planned = date.page is not None and date.page.live and date.page.planned_dates.filter(key=date.key).exists()
    if date.status == EventDate.Status.CANCELLED and date.cancelled_at and planned:
        date.cancelled_at, date.reason = None, ""
        date.status = date.status_when_live
        rewrite(date, significant=True)
        messages.announce(date, words.Kind.DATE_POSTPONED if date.is_postponed else words.Kind.DATE_RESTORED)
        renew_offers(date)
        promote(date)
    return date


def renew_offers(date: EventDate) -> None:
    """Give open offers the deadline that the new start allows; confirm them if there is no time left to ask.

    ``date`` must be locked and already have its new time.
    """
    now = timezone.now()
    if date.status != EventDate.Status.SCHEDULED or date.start <= now:
        return
    deadline = offer_deadline(date, now)
    for registration in date.registrations.filter(state=State.OFFERED).select_related("booking", "person"):
        registration.date = date
        if deadline:
            move(registration, State.OFFERED, held_until=deadline)
        else:
            sequence = registration.sequence + 1
            messages.placed(move(registration, State.CONFIRMED, placed_at=now, sequence=sequence))


def set_time(date: EventDate, start: datetime, end: datetime) -> None:
    """Set another time on ``date`` without saving. Back at its original time, it no longer counts as moved."""
    date.start, date.end, date.postponed_at = start, end, None
    if not date.cancelled_at:
        date.reason = ""
    if (start, end) == (date.moved_from, date.moved_from_end):
        date.moved_from, date.moved_from_end = None, None
