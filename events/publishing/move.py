"""Moving, postponing, cancelling and restoring a date.

The planned date of the page changes too. Drafts and older revisions are adapted when they are loaded
(``PlannedDate.follow``), so that publishing one does not silently undo a move.

Each action logs itself in the history of the page, in the same transaction. ``by`` is the user who decides; without it
Wagtail takes the user of the current admin request, if any. An action that changes nothing is a no-op, and is not
logged.
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
from events.models.dates import AMSTERDAM, days_later
from events.publishing.rewrite import rewrite
from events.registration.lapsing import renew_deadline
from events.registration.rule import lock, promote

Status = EventDate.Status
CAN_MOVE = frozenset({Status.SCHEDULED, Status.POSTPONED})


@transaction.atomic
def move_date(
    date: EventDate, *, start: datetime, end: datetime, place: str, reason: str, by: User | None = None
) -> EventDate:
    """Move the date to another day, time or place, and mail about it. Idempotent.

    ``place`` is empty if the date is at the location of its page. A postponed date is on again, even at its old time.
    """
    ChangeCounter.hold()
    date = lock(date.pk)
    is_same = (start, end, place) == (date.start, date.end, date.place)
    if date.page is None or date.status not in CAN_MOVE or (is_same and not date.is_postponed):
        return date
    before, was, was_start, was_end = notified_fields(date), str(date), date.start, date.end
    was_postponed = date.postponed_at
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
    for part in _parts(date):
        _follow(part, days=(date.start_local.date() - was_start.astimezone(AMSTERDAM).date()).days, was=was_postponed)
    _log(date, "events.move", by=by, was=was, reason=reason)
    if is_same:
        messages.announce(date, words.Kind.DATE_RESTORED)
    else:
        messages.announce(date, kind_of_change(date, before), before=before)
    renew_deadlines(date)
    promote(date)
    return date


@transaction.atomic
def postpone_date(date: EventDate, *, reason: str, by: User | None = None) -> EventDate:
    """Postpone a date whose new day is not known yet, and mail about it. Registrations stay. Idempotent.

    ``move_date`` sets the new day.
    """
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status == Status.SCHEDULED:
        date.status, date.postponed_at, date.reason = Status.POSTPONED, timezone.now(), reason
        rewrite(date, significant=True)
        for part in _parts(date):
            if part.status == Status.SCHEDULED:
                part.status, part.postponed_at, part.reason = date.status, date.postponed_at, reason
                rewrite(part, significant=True)
        _log(date, "events.postpone", by=by, reason=reason)
        messages.announce(date, words.Kind.DATE_POSTPONED)
    return date


@transaction.atomic
def cancel_date(date: EventDate, *, reason: str, by: User | None = None) -> EventDate:
    """Cancel the date, and mail the reason to everybody registered. Registrations stay. Idempotent.

    The date stays visible as cancelled, and so do its parts, if it has any.
    """
    ChangeCounter.hold()
    date = lock(date.pk)
    if date.status in {EventDate.Status.SCHEDULED, EventDate.Status.POSTPONED}:
        date.status, date.cancelled_at, date.reason = EventDate.Status.CANCELLED, timezone.now(), reason
        rewrite(date, significant=True)
        for part in _parts(date):
            if part.status in CAN_MOVE:
                part.status, part.cancelled_at, part.reason = date.status, date.cancelled_at, reason
                rewrite(part, significant=True)
        _log(date, "events.cancel", by=by, reason=reason)
        messages.announce(date, words.Kind.DATE_CANCELLED)
    return date


@transaction.atomic
def restore_date(date: EventDate, *, by: User | None = None) -> EventDate:
    """Undo ``cancel_date``: the date is on again, or postponed if it was. Registrations are as they were."""
    ChangeCounter.hold()
    date = lock(date.pk)
    planned = date.page is not None and date.page.live and date.page.planned_dates.filter(key=date.key).exists()
    if date.status == EventDate.Status.CANCELLED and date.cancelled_at and planned:
        cancelled_along = [part for part in _parts(date) if part.cancelled_at == date.cancelled_at]
        for each in (date, *cancelled_along):
            each.cancelled_at, each.reason = None, ""
            each.status = each.status_when_live
            rewrite(each, significant=True)
        _log(date, "events.restore", by=by)
        messages.announce(date, words.Kind.DATE_POSTPONED if date.is_postponed else words.Kind.DATE_RESTORED)
        for each in (date, *cancelled_along):
            renew_deadlines(each)
            promote(each)
    return date


def _parts(date: EventDate) -> list[EventDate]:
    """Lock and return the parts of ``date``. What happens to the whole happens to them, without mails of their own."""
    return EventDate.objects.filter(part_of=date.pk).exclude(status=Status.REMOVED).lock()


def _follow(part: EventDate, *, days: int, was: datetime | None) -> None:
    """Move a part with its whole: as many days, at the same times by the clock. ``was``: moment of the postponement."""
    if part.is_cancelled or (not days and not (was and part.postponed_at == was)):
        return
    set_time(part, days_later(part.start, days), days_later(part.end, days))
    part.status = Status.SCHEDULED
    part.moves += 1
    rewrite(part, significant=True)
    renew_deadlines(part)
    promote(part)


def renew_deadlines(date: EventDate) -> None:
    """Give open offers a new deadline that fits the new start; confirm them if there is no time left to ask.

    People who still have to confirm their address get their time again too: they could not do so while the date was
    off. ``date`` must be locked and have its new time.
    """
    now = timezone.now()
    if date.status != EventDate.Status.SCHEDULED or date.start <= now:
        return
    for registration in date.registrations.live().filter(held_until__isnull=False).select_related("booking", "person"):
        registration.date = date
        renew_deadline(registration, now)


def set_time(date: EventDate, start: datetime, end: datetime) -> None:
    """Set the time of ``date`` without saving. At its original time, it no longer counts as moved."""
    date.start, date.end, date.postponed_at = start, end, None
    if not date.cancelled_at:
        date.reason = ""
    if (start, end) == (date.moved_from, date.moved_from_end):
        date.moved_from, date.moved_from_end = None, None


def set_place(date: EventDate, place: str) -> None:
    """Set the place of ``date`` without saving, as it is planned: a reason for moving it no longer holds."""
    date.place = place
    if not (date.cancelled_at or date.postponed_at):
        date.reason = ""


def _log(date: EventDate, action: str, *, by: User | None, was: str = "", reason: str = "") -> None:
    """Log an action in the history of the page. ``was`` is the old day and time, if they changed."""
    if date.page is not None:
        log(date.page, action, user=by, data={"date": date.pk, "was": was or str(date), "reason": reason})
