"""Events as stored now: pages with everything that cards, mails and calendars show of them, and their dates.

Model instances are cached, because reading them takes a third of the time of a registration (docs/ontwikkelaars/performance.md). Each
caller gets a shallow copy.
"""

from django.db.models import Prefetch, prefetch_related_objects

from events.models import EventDate, EventPage
from freshness.version import Version
from freshness.versioned_cache import VersionedCache
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all

_pages: VersionedCache[EventPage | None] = VersionedCache(most=1000, copies=True)
_dates: VersionedCache[EventDate] = VersionedCache(most=2000, copies=True)


def page_at(version: Version | None, pk: int | None) -> EventPage | None:
    """Return the page with its organisation, municipality, wijken and themes; None when it is gone.

    It is the page of the moment at which ``version`` was read. Read that after a lock was granted, not before.
    """
    return None if pk is None else _pages.at(version, pk, lambda: _read_page(pk))


def date_at(version: Version | None, pk: int) -> EventDate:
    """Return the date with its page, as of the moment at which ``version`` was read. Raises EventDate.DoesNotExist."""
    date = _dates.at(version, pk, lambda: EventDate.objects.get(pk=pk))
    date.page = page_at(version, date.page_id)
    return date


def _read_page(pk: int) -> EventPage | None:
    page = EventPage.objects.select_related("organisation", "municipality").filter(pk=pk).first()
    if page is not None:
        wijken = Prefetch("wijken", WijkPage.objects.select_related("municipality"))
        themes = Prefetch("themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        prefetch_related_objects([page], wijken, themes)
    return page
