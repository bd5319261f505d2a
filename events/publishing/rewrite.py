"""Only writer of the calendar data of a date: its bytes, its version and the tombstones that it leaves."""

from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from events.dates.entry import build
from events.dates.listing import has_left, listed_under, record_tombstone
from events.models import ChangeCounter, EventDate

HOST = settings.SITE_URL.split("://")[-1].split(":")[0]


def new_uid() -> str:
    return f"{uuid4()}@{HOST}"


def rewrite(date: EventDate, *, significant: bool = False, unseen: bool = False) -> bool:
    """Save ``date`` and its bytes, with a new version if the public sees a difference. Return whether it does.

    ``significant`` is a change of time, place or status: SEQUENCE rises (RFC 5546 2.1.4). ``unseen`` is a change that
    the bytes do not show but that affects where the date is visible. Call this in the transaction that changes the
    date.
    """
    before, date.listed_under = date.listed_under, listed_under(date)
    if significant:
        date.sequence += 1
    elif before != date.listed_under and date.vevent:
        date.shifts += 1
    if not significant and not unseen and date.vevent and bytes(date.vevent) == build(date):
        date.save()
        return False
    # Take the number first: it waits for earlier changes, so that the times are in the order of the numbers.
    date.version = ChangeCounter.next()
    date.changed_at = max(timezone.now(), date.changed_at)
    date.vevent = build(date)
    date.save()
    if has_left(before, date.listed_under):
        record_tombstone(date, before)
    return True
