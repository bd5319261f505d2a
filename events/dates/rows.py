"""Lightweight rows for listings, with the attributes of ``EventDate`` and ``EventPage`` that describe a date."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.http import HttpRequest

from events.dates.lead_date import lead_date_id
from events.models import EventPage
from events.models.attendance import Attendable
from events.models.dates import EventDateQuerySet, Moment
from freshness.versioned_cache import VersionedCache, cached
from network.addresses import addresses_for
from network.models.organisations import display_name

DATE = ("pk", "start", "end", "status", "reason", "moved_from", "place", "capacity", "online_capacity", "attendance")
PAGE = (
    "pk",
    "title",
    "kind",
    "attendance",
    "venue_name",
    "registration",
    "closes_days_before",
    "opens_at",
    "opens_days_before",
)
RELATED = (
    "organisation__title",
    "organisation__is_example",
    "municipality__title",
    "wijken__title",
    "wijken__municipality__title",
)


@dataclass(slots=True)
class ListedPage:
    """Columns of an ``EventPage`` that a listing shows. It is always ``live``, because drafts are not listed."""

    live: ClassVar[bool] = True
    pk: int
    title: str
    kind: str
    attendance: str
    venue_name: str
    registration: str
    closes_days_before: int
    opens_at: datetime | None
    opens_days_before: int
    lead_date: int | None
    """Id of the date that the page shows by default."""
    organisation_name: str
    municipality_name: str
    url: str
    wijk_names: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class ListedDate(Moment, Attendable):
    pk: int
    start: datetime
    end: datetime
    status: str
    reason: str
    moved_from: datetime | None
    place: str
    capacity: int | None
    online_capacity: int | None
    attendance: str
    page: ListedPage

    @property
    def is_lead(self) -> bool:
        """True if its page shows this date by default."""
        return self.pk == self.page.lead_date


LISTED: VersionedCache[dict[int, ListedPage]] = VersionedCache(most=200, by_the_minute=True)
"""Pages by the set of ids in a listing. A cache of its own, because there are as many listings as selections."""


def read(dates: EventDateQuerySet, request: HttpRequest) -> list[ListedDate]:
    """Return the rows of ``dates``, in order. Pages come from a cache."""
    rows = list(dates.values_list(*DATE, "page"))
    wanted = frozenset(row[-1] for row in rows)
    pages = cached(request, ("listed pages", wanted), lambda: pages_of(wanted, request), LISTED)
    # A page may have been deleted since its date was read.
    return [ListedDate(*date, pages[page]) for *date, page in rows if page in pages]


def pages_of(wanted: frozenset[int], request: HttpRequest) -> dict[int, ListedPage]:
    """Return the pages by id, in one query."""
    address_of = addresses_for(request)
    found: dict[int, ListedPage] = {}
    # One row for each wijk of a page, sorted by name, and one for a page without.
    rows = EventPage.objects.filter(pk__in=wanted).annotate(lead_date=lead_date_id()).order_by("wijken__title")
    for url_path, *page, organisation, is_example, municipality, wijk, wijk_in in rows.values_list(
        "url_path", *PAGE, "lead_date", *RELATED
    ):
        known = found.get(page[0]) or ListedPage(
            *page,
            organisation_name=display_name(organisation, is_example=is_example) if organisation else "",
            municipality_name=municipality or "",
            url=address_of(url_path),
        )
        found[known.pk] = known
        if wijk:
            known.wijk_names += ((wijk, wijk_in),)
    return found
