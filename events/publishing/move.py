"""Moving, postponing, cancelling and restoring a date.

The plan of the page goes along too. Drafts and older versions of the page follow when they come back (``PlannedDate.follow``), so
that publishing one does not undo a move unseen.

Each action takes ``by``, the user who decides, and writes who did what in the history of the page, in the transaction that does it.
Without ``by``, Wagtail fills in the user of the request to its admin, if there is one. An action that changes nothing writes nothing.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

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
def move_date(
    date: EventDate, *, start: datetime, end: datetime, place: str, reason: str, by: User | None = None
) -> EventDate:
    """Another day, time or place. ``place`` is empty when the date is where its page says. Moving twice to the same is moving once.

    ``place`` is empty if the date is at the page's location. A postponed date is on again, even at its old time.
    """
    ChangeCounter.hold()
    date = lock(date.pk)
    is_same = (start, end, place) == (date.start, date.end, date.place)
    if date.page is None or date.status not in CAN_MOVE or (is_same and not date.is_postponed):
        return date
    before, was, was_start, was_end = notified_fields(date), str(date), date.start, date.end
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
    _log(date, "events.move", by=by, was=was, reason=reason)
    if is_same:
        messages.announce(date, words.Kind.DATE_RESTORED)
    else:
        messages.announce(date, kind_of_change(date, before), before=before)
    renew_offers(date)
    promote(date)
    return date


@transaction.atomic
def postpone_date(date: EventDate, *, reason: str, by: User | None = None) -> EventDate:
    """Not on that day, and the new one is not known yet. Registrations stay; ``move_date`` gives it its new day."""
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status == Status.SCHEDULED:
        date.status, date.postponed_at, date.reason = Status.POSTPONED, timezone.now(), reason
        rewrite(date, significant=True)
        _log(date, "events.postpone", by=by, reason=reason)
        messages.announce(date, words.Kind.DATE_POSTPONED)
    return date


@transaction.atomic
def cancel_date(date: EventDate, *, reason: str, by: User | None = None) -> EventDate:
    """The date is off: it stays visible as cancelled, and everybody who is registered hears why. Registrations stay as they are."""
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status in {EventDate.Status.SCHEDULED, EventDate.Status.POSTPONED}:
        date.status, date.cancelled_at, date.reason = EventDate.Status.CANCELLED, timezone.now(), reason
        rewrite(date, significant=True)
        _log(date, "events.cancel", by=by, reason=reason)
        messages.announce(date, words.Kind.DATE_CANCELLED)
    return date


@transaction.atomic
def restore_date(date: EventDate, *, by: User | None = None) -> EventDate:
    """The date is on again after all, with everybody who was registered; one that waited for a new day waits on."""
    ChangeCounter.hold()
    date = lock(date.pk)
    planned = date.page is not None and date.page.live and date.page.planned_dates.filter(key=date.key).exists()
    if date.status == EventDate.Status.CANCELLED and date.cancelled_at and planned:
        date.cancelled_at, date.reason = None, ""
        date.status = date.status_when_live
        rewrite(date, significant=True)
        _log(date, "events.restore", by=by)
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


def _log(date: EventDate, action: str, *, by: User | None, was: str = "", reason: str = "") -> None:
    """Add a line about ``date`` to the history of its page. ``was`` is its day and time before, if that has changed."""
    if date.page is not None:
        log(date.page, action, user=by, data={"date": date.pk, "was": was or str(date), "reason": reason})
