"""Event pages as they are now, with all that cards, mails and calendars tell of them; read once for as long as nothing changes.

A page is a hundred columns and three tables more: reading it took most of the time of registering.
"""

from django.db.models import Prefetch, prefetch_related_objects

from events.models import EventPage
from freshness.memory import Memory
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all

_pages: Memory[EventPage | None] = Memory(most=1000)


def page_as_it_is_now(pk: int | None) -> EventPage | None:
    """The page with its organisation, municipality, wijken and themes; None when it is gone. Not to be changed or saved.

    Asked for under a lock it is the page of that moment.
    """
    return None if pk is None else _pages.get(pk, lambda: _read(pk))


def _read(pk: int) -> EventPage | None:
    page = next(iter(EventPage.objects.select_related("organisation", "municipality").filter(pk=pk)), None)
    if page is not None:
        wijken = Prefetch("wijken", WijkPage.objects.select_related("municipality"))
        themes = Prefetch("themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        prefetch_related_objects([page], wijken, themes)
    return page
