"""A date that moves, or waits for a new day: what people hold goes along, and everybody who is registered hears why.

The plan of the page goes along too. Drafts and older versions of the page follow when they come back (``PlannedDate.follow``), so
that publishing one does not undo a move unseen.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events import messages
from events.dates import location_of, rewrite
from events.models import ChangeCounter, EventDate, PlannedDate
from events.registration import lock, promote, renew_offers

Status = EventDate.Status
CAN_MOVE = frozenset({Status.SCHEDULED, Status.POSTPONED})


@transaction.atomic
def move_date(date: EventDate, *, start: datetime, end: datetime, place: str, reason: str) -> EventDate:
    """Another day, time or place. ``place`` is empty when the date is where its page says. Moving twice to the same is moving once.

    What waited for a new day has one now, also when that is the old one.
    """
    ChangeCounter.hold()
    date = lock(date)
    is_same = (start, end, place) == (date.start, date.end, date.place)
    if date.page is None or date.status not in CAN_MOVE or (is_same and not date.is_postponed):
        return date
    before, was_start, was_end = messages.as_told(date), date.start, date.end
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
        messages.announce(date, messages.Kind.DATE_RESTORED)
    else:
        messages.announce(date, messages.kind_of_change(date, before), before=before)
    renew_offers(date)
    promote(date)
    return date


@transaction.atomic
def postpone_date(date: EventDate, *, reason: str) -> EventDate:
    """Not on that day, and the new one is not known yet. Registrations stay; ``move_date`` gives it its new day."""
    ChangeCounter.hold()
    date = lock(date)
    if date.status == Status.SCHEDULED:
        date.status, date.postponed_at, date.reason = Status.POSTPONED, timezone.now(), reason
        rewrite(date, significant=True)
        messages.announce(date, messages.Kind.DATE_POSTPONED)
    return date


def set_time(date: EventDate, start: datetime, end: datetime) -> None:
    """Another time on ``date``, which still has to be saved. Back where it began, it is no longer called moved."""
    date.start, date.end, date.postponed_at = start, end, None
    if not date.cancelled_at:
        date.reason = ""
    if (start, end) == (date.moved_from, date.moved_from_end):
        date.moved_from, date.moved_from_end = None, None
