"""Events as they are now: pages with all that cards, mails and calendars tell of them, and their dates; read once for as long as
nothing changes.

A page is a hundred columns and three tables more: reading it took most of the time of registering.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from django.db.models import Prefetch, prefetch_related_objects

from events.models import EventDate, EventPage
from freshness.version import Version, seen
from freshness.versioned_cache import VersionedCache, own_copy
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all

Made = TypeVar("Made")
_pages: VersionedCache[EventPage | None] = VersionedCache(most=1000)
_dates: VersionedCache[EventDate] = VersionedCache(most=2000)


def page_as_it_is_now(pk: int | None) -> EventPage | None:
    """The page with its organisation, municipality, wijken and themes; None when it is gone. Not to be changed or saved.

    Asked for under a lock it is the page of that moment.
    """
    return None if pk is None else _page_at(seen(), pk)


def date_as_it_is_at(version: Version | None, pk: int) -> EventDate:
    """The date with its page. Where ``version`` is that of under a lock it is the date of that moment, and may be changed and saved."""
    date = _dates.at(version, pk, lambda: to_keep(EventDate.objects.get(pk=pk)))
    date.page = None if date.page_id is None else _page_at(version, date.page_id)
    return date


def keep_dates(version: Version | None, dates: Iterable[EventDate]) -> None:
    """Has ``dates``, read whole after ``version`` was asked for, at hand for who asks for one of them."""
    for date in dates:
        _dates.keep(version, date.pk, to_keep(own_copy(date)))


def made_once(date: EventDate, what: Hashable, make: Callable[[], Made]) -> Made:
    """What ``make`` makes of ``date`` and its page and of nothing else, made once while both stay in memory as they are.

    A copy that somebody changed has its own. What is made is shared: not to be changed.
    """
    if date.at_hand is None:
        return make()
    key = (what, date.is_over, *map(date.__dict__.get, TOLD))
    if key not in date.at_hand:
        date.at_hand[key] = make()
    made: Made = date.at_hand[key]
    return made


TOLD = [field.attname for field in EventDate._meta.concrete_fields if field.name != "vevent"]  # noqa: SLF001  Django documents it


def to_keep(date: EventDate) -> EventDate:
    """``date`` itself, with room for what is ``made_once`` of it."""
    date.at_hand = {}
    return date


def _page_at(version: Version | None, pk: int) -> EventPage | None:
    return _pages.at(version, pk, lambda: _read(pk))


def _read(pk: int) -> EventPage | None:
    page = next(iter(EventPage.objects.select_related("organisation", "municipality").filter(pk=pk)), None)
    if page is not None:
        wijken = Prefetch("wijken", WijkPage.objects.select_related("municipality"))
        themes = Prefetch("themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        prefetch_related_objects([page], wijken, themes)
    return page
