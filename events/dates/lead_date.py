"""Lead date: the date that an event's page opens with.

The one requested by ``?datum=``, else the one that matters most.

Lists link to the bare address of the page, and add the parameter only where the page would open with another date. So
the date shared most has one address, and clicking a day shows that day.
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
    """Return the first upcoming date that is on, else the first upcoming one, else the last. Pass no removed dates."""
    ordered = sorted(dates, key=lambda date: date.start)
    coming = [date for date in ordered if not date.is_over]
    on = (date for date in coming if date.status == Status.SCHEDULED)
    return next(on, None) or next(iter(coming or ordered[-1:]), None)


def lead_date_id() -> Coalesce:
    """Return an expression for the id of each page's lead date, in a query of pages. Compares with the current time."""
    shown = EventDate.objects.filter(page=OuterRef("pk")).exclude(status=Status.REMOVED)
    coming = shown.filter(Q(end__gt=timezone.now()) | Q(status=Status.POSTPONED))
    ranked = (
        coming.scheduled().order_by("start", "pk"),
        coming.order_by("start", "pk"),
        shown.order_by("-start", "-pk"),
    )
    return Coalesce(*(Subquery(dates.values("pk")[:1]) for dates in ranked))
