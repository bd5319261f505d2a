"""Dates as a list shows them: only the columns of a row, in one query, without model instances.

A second query reads what a row says about its page; that is cached until content changes. To code that puts a date into
words, a row looks like an ``EventDate`` with its ``EventPage``.
"""

from django.http import HttpRequest

from events.dates.cards import DateCard, cards_for
from events.dates.lead_date import lead_date_id
from events.dates.rows import ListedDate, ListedPage
from events.models import EventPage
from events.models.dates import EventDateQuerySet
from freshness.versioned_cache import VersionedCache, cached
from network.addresses import addresses_for
from network.models.organisations import display_name

DATE = ("pk", "start", "end", "status", "reason", "moved_from", "place", "capacity")
PAGE = ("pk", "title", "kind", "attendance", "venue_name", "registration", "closes_days_before")
AROUND = (
    "organisation__title",
    "organisation__is_example",
    "municipality__title",
    "wijken__title",
    "wijken__municipality__title",
)
LISTED: VersionedCache[dict[int, ListedPage]] = VersionedCache(most=200, by_the_minute=True)
"""Listed pages, by the ids of the pages of a list.

There are as many lists as selections; in a cache of their own, they evict only each other.
"""


def read(dates: EventDateQuerySet, request: HttpRequest) -> list[ListedDate]:
    """Return the rows of ``dates``, in their order."""
    rows = list(dates.values_list(*DATE, "page"))
    wanted = frozenset(row[-1] for row in rows)
    pages = cached(request, ("listed pages", wanted), lambda: pages_of(wanted, request), LISTED)
    # A page may have been deleted since its date was read.
    return [ListedDate(*date, pages[page]) for *date, page in rows if page in pages]


def pages_of(wanted: frozenset[int], request: HttpRequest) -> dict[int, ListedPage]:
    """Return the pages by id. The query gives one row per wijk, by name, or one for a page without wijken."""
    address_of = addresses_for(request)
    found: dict[int, ListedPage] = {}
    rows = EventPage.objects.filter(pk__in=wanted).annotate(head=lead_date_id()).order_by("wijken__title")
    for url_path, *page, organisation, is_example, municipality, wijk, wijk_in in rows.values_list(
        "url_path", *PAGE, "head", *AROUND
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


def cards_of_list(dates: EventDateQuerySet, request: HttpRequest) -> list[DateCard]:
    """Return the cards of a listing, reading only the columns that they show."""
    return cards_for(read(dates, request), request)
