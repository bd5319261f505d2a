"""Cache of pages and dates, with everything that cards, mails and calendars show of them.

Model instances are cached, because reading them takes a third of the time of a registration (docs/ontwikkelaars/performance.md). Each
caller gets a shallow copy, and must not modify related objects.
"""

from django.db.models import Prefetch, prefetch_related_objects

from events.models import EventDate, EventPage
from freshness.version import Version
from freshness.versioned_cache import VersionedCache
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all

_pages: VersionedCache[EventPage | None] = VersionedCache(most=1000, copies=True)
_dates: VersionedCache[EventDate] = VersionedCache(most=2000, copies=True)


def cached_page(version: Version | None, pk: int | None) -> EventPage | None:
    """Return the page as stored at ``version``, with organisation, municipality, wijken and themes; None if deleted.

    Under a lock, read ``version`` after the lock was granted.
    """
    return None if pk is None else _pages.at(version, pk, lambda: _read_page(pk))


def cached_date(version: Version | None, pk: int) -> EventDate:
    """Return the date with its page, both as stored at ``version``. Raises EventDate.DoesNotExist."""
    date = _dates.at(version, pk, lambda: EventDate.objects.get(pk=pk))
    date.page = cached_page(version, date.page_id)
    return date


def _read_page(pk: int) -> EventPage | None:
    page = EventPage.objects.select_related("organisation", "municipality").filter(pk=pk).first()
    if page is not None:
        wijken = Prefetch("wijken", WijkPage.objects.select_related("municipality"))
        themes = Prefetch("themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        prefetch_related_objects([page], wijken, themes)
    return page
