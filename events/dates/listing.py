"""What a date is listed under, and the record of what it left: calendars cancel there what would otherwise stand there for ever.

A program that no longer finds an event in a feed may keep it. So a date that leaves a municipality, wijk, theme, organisation or kind,
or that is taken away, stays in those feeds for ``DAYS`` as a bare cancelled entry.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from events import ics
from events.models import EventDate, EventPage, FeedTombstone
from network.visibility import open_to_all, seen_by_all

DAYS = 60

LETTERS = {"municipalities": "g", "wijken": "w", "themes": "t", "organisations": "o", "kinds": "k"}
"""How each part of a selection is written in ``listed_under``: “|g12|k:…|”. Pages by number, so that a new name is no departure."""


def mark(part: str, value: int | str) -> str:
    return f"|{LETTERS[part]}{value}|"


def listed_under(date: EventDate) -> str:
    """Every selection of one value that holds ``date`` now, in a fixed order; empty when nobody may see it.

    A page that not everybody may see has no calendar for everybody: what it held has left it, until it is back.
    """
    if date.status == EventDate.Status.REMOVED or date.page is None or not date.page.live:
        return ""
    page = (
        EventPage.objects.filter(seen_by_all(), pk=date.page_id).values("kind", "municipality", "organisation").first()
    )
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
        "kinds": {page["kind"]},
    }
    pages = set().union(*(values[part] for part in LETTERS if part != "kinds"))
    seen = {page["kind"], *open_to_all(Page.objects.filter(pk__in=pages - {None})).values_list("pk", flat=True)}
    marks = [mark(part, value) for part in LETTERS for value in sorted(values[part] & seen)]
    return "".join(marks)


def has_left(before: str, after: str) -> bool:
    return bool(set(before.split("|")) - set(after.split("|")))


def record_tombstone(date: EventDate, before: str) -> None:
    """Keeps what ``date``, saved as it now is, was listed under, with what those calendars now say of it."""
    FeedTombstone.objects.create(date=date, listed_under=before, left_at=date.changed_at, vevent=tombstone(date))


def tombstone(date: EventDate) -> bytes:
    """What stays of a date that was taken away: enough for a program to remove it, nothing of what it said."""
    return ics.tombstone(
        _("Vervallen"),
        uid=date.uid,
        start=date.start,
        end=date.end,
        changed_at=date.changed_at,
        sequence=date.public_sequence,
    )


def any_of(part: str, values) -> Q:
    """The condition on ``listed_under``: one of ``values``. Nothing when there are none."""
    either = Q(pk__in=())
    for value in values:
        either |= Q(listed_under__contains=mark(part, value))
    return either


def run_due(now: datetime | None = None) -> int:
    """Forgets what no calendar shows any more. Returns how many."""
    return FeedTombstone.objects.filter(left_at__lt=(now or timezone.now()) - timedelta(days=DAYS + 1)).delete()[0]
