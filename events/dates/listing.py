"""Selections that a date is listed under, and tombstones for those that it leaves.

A program may keep an event that it no longer finds in a feed. So a date that leaves a municipality, wijk, theme,
organisation, kind, way of attending or part of the day, or that is removed, stays in those feeds for ``DAYS`` as a bare cancelled entry.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from events import ics
from events.dates.facets import daypart_of, ways_to_attend
from events.models import EventDate, EventPage, FeedTombstone
from network.visibility import open_to_all, seen_by_all

DAYS = 60

LETTERS = {
    "municipalities": "g",
    "wijken": "w",
    "themes": "t",
    "organisations": "o",
    "kinds": "k",
    "attending": "m",
    "dayparts": "d",
}
"""Letter of each part of a selection in ``listed_under``, such as “|g12|”.

Pages are written by id, so that a renamed page keeps its dates.
"""


def listing_mark(part: str, value: int | str) -> str:
    return f"|{LETTERS[part]}{value}|"


def listed_under(date: EventDate) -> str:
    """Return the marks of all one-value selections that hold ``date``, in a fixed order; empty if it is not public,
    or part of another date: only the calendar of its whole shows it.

    A page that is not public has no public feed: its dates have left that feed until the page is public again.
    """
    if date.status == EventDate.Status.REMOVED or date.page is None or not date.page.live or date.part_of_id:
        return ""
    columns = ("kind", "attendance", "municipality", "organisation")
    page = EventPage.objects.filter(seen_by_all(), pk=date.page_id).values(*columns).first()
    if page is None:
        return ""
    wijken = EventPage.wijken.through.objects.filter(eventpage=date.page_id).values_list(
        "wijkpage", "wijkpage__municipality"
    )
    themes = EventPage.themes.through.objects.filter(eventpage=date.page_id).values_list("themepage", flat=True)
    co_organisers = date.page.co_organisers.model.objects.filter(page=date.page_id).values_list(
        "organisation", flat=True
    )
    places = list(wijken)
    values = {
        "municipalities": {page["municipality"], *(municipality for _wijk, municipality in places)},
        "wijken": {wijk for wijk, _municipality in places},
        "themes": set(themes),
        "organisations": {page["organisation"], *co_organisers},
    }
    pages = set().union(*values.values())
    seen = set(open_to_all(Page.objects.filter(pk__in=pages - {None})).values_list("pk", flat=True))
    values = {part: found & seen for part, found in values.items()} | facet_values(date, page)
    marks = [listing_mark(part, value) for part in LETTERS for value in sorted(values[part])]
    return "".join(marks)


def facet_values(date: EventDate, page: dict[str, str]) -> dict[str, set]:
    return {
        "kinds": {page["kind"]},
        "attending": set(ways_to_attend(page["attendance"])),
        "dayparts": {daypart_of(date.start)},
    }


def has_left(before: str, after: str) -> bool:
    return bool(set(before.split("|")) - set(after.split("|")))


def record_tombstone(date: EventDate, before: str) -> None:
    """Store a tombstone for feeds that held ``date`` under ``before``. The date must be saved in its new state."""
    FeedTombstone.objects.create(date=date, listed_under=before, left_at=date.changed_at, vevent=tombstone_of(date))


def tombstone_of(date: EventDate) -> bytes:
    """Return a cancelled VEVENT: enough for a program to remove the date, none of its content."""
    return ics.tombstone(
        _("Vervallen"),
        uid=date.uid,
        start=date.start,
        end=date.end,
        changed_at=date.changed_at,
        sequence=date.public_sequence,
    )


def any_of(part: str, values) -> Q:
    """Return the condition that ``listed_under`` holds one of ``values``. It matches nothing if there are none."""
    either = Q(pk__in=())
    for value in values:
        either |= Q(listed_under__contains=listing_mark(part, value))
    return either


def run_due(now: datetime | None = None) -> int:
    """Delete tombstones that no feed shows any more; return how many."""
    return FeedTombstone.objects.filter(left_at__lt=(now or timezone.now()) - timedelta(days=DAYS + 1)).delete()[0]
