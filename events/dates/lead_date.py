"""Which of its dates an event's page opens with: the one that is asked for (``?datum=``), else the one that matters most.

Lists lead to a date by the address of its page, with the question only where the page would open with another date. So what is
shared most has one address, and who clicks on a day sees that day.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.models import EventDate
from events.models.dates import Moment, Status

Date = TypeVar("Date", bound=Moment)


def lead_date(dates: Iterable[Date]) -> Date | None:
    """The first that comes and is on, else the first that comes, else the last. None of them was removed."""
    ordered = sorted(dates, key=lambda date: date.start)
    coming = [date for date in ordered if not date.is_over]
    on = (date for date in coming if date.status == Status.SCHEDULED)
    return next(on, None) or next(iter(coming or ordered[-1:]), None)


def lead_date_id() -> Coalesce:
    """The same as the number of a date, for a query of pages; it holds until the next minute, or the next change."""
    shown = EventDate.objects.filter(page=OuterRef("pk")).exclude(status=Status.REMOVED)
    coming = shown.filter(Q(end__gt=timezone.now()) | Q(status=Status.POSTPONED))
    ranked = (
        coming.scheduled().order_by("start", "pk"),
        coming.order_by("start", "pk"),
        shown.order_by("-start", "-pk"),
    )
    return Coalesce(*(Subquery(dates.values("pk")[:1]) for dates in ranked))
