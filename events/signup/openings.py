"""What one can register for at an address: the page and its dates, in memory for as long as nothing but places changes."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest

from events.dates.availability import closed_reason
from events.dates.cache import keep_dates, made_once, page_as_it_is_now, to_keep
from events.dates.cards import DateCard, card_for
from events.dates.places import places_for
from events.models import EventDate, EventPage
from events.signup.forms import Disciplines, known_disciplines
from freshness.version import Version
from freshness.versioned_cache import VersionedCache
from network.addresses import page_at


@dataclass
class Opening:
    """An event's page, and those of its dates that were to come when it was read."""

    page: EventPage
    url: str
    dates: list[EventDate]
    disciplines: Disciplines

    def cards(self, *, with_places: bool = True) -> list[DateCard]:
        """The dates that take somebody new at this moment, soonest first."""
        dates = [date for date in self.dates if not closed_reason(date)]
        places = places_for(dates, with_mix=False) if with_places and dates else {}
        return [replace(self._card(date), places=places.get(date.pk)) for date in dates]

    def _card(self, date: EventDate) -> DateCard:
        return made_once(date, "card", lambda: card_for(date, url=self.url))


_openings: VersionedCache[Opening] = VersionedCache(most=200)


class _NotForEverybody(Exception):  # noqa: N818  not a mistake: it is read for this visitor, and not kept
    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening


def opening_at(request: HttpRequest, path: str, version: Version | None) -> Opening:
    """What is open at ``path`` for who may see it; Http404 when there is no event that this visitor may see."""
    try:
        return _openings.at(version, (request.get_host(), path), lambda: _for_everybody(request, path, version))
    except _NotForEverybody as found:
        return found.opening


def _for_everybody(request: HttpRequest, path: str, version: Version | None) -> Opening:
    found = page_at(request, path)
    page = page_as_it_is_now(found.pk) if isinstance(found, EventPage) else None
    if page is None:
        raise Http404
    dates = list(EventDate.objects.filter(page=page.pk).scheduled().upcoming().order_by("start", "pk"))
    keep_dates(version, dates)
    for date in map(to_keep, dates):
        date.page = page
    opening = Opening(page, page.get_url(request) or "", dates, known_disciplines())
    if not found.is_open_to_all:
        raise _NotForEverybody(opening)
    return opening
