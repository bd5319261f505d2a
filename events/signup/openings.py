"""Dates that are open for registration at a URL, as values that are cached until content changes."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest

from events.dates import rows
from events.dates.availability import closed_reason
from events.dates.cards import DateCard, card_for
from events.dates.places import places_for
from events.dates.rows import ListedDate
from events.models import EventDate, EventPage
from events.signup.disciplines import Disciplines, known_disciplines
from events.signup.needs import NO_NEEDS, AskedNeeds, asked_needs
from events.signup.questions import AskedQuestion, read_questions
from events.signup.ways_in import WaysIn, ways_in
from freshness.version import Version
from freshness.versioned_cache import VersionedCache
from network.addresses import page_at


@dataclass(frozen=True)
class Opening:
    """An event, with its dates that were in the future when it was read."""

    page_id: int
    url: str
    cards_without_places: tuple[DateCard, ...]
    disciplines: Disciplines
    ways_in: WaysIn
    questions: tuple[AskedQuestion, ...] = ()
    needs: AskedNeeds = NO_NEEDS

    def cards(self, *, with_places: bool = True) -> list[DateCard]:
        """Return a card for each date that is open for registration now, soonest first."""
        cards = [card for card in self.cards_without_places if not closed_reason(card.date)]
        places = places_for([card.date for card in cards], with_mix=False) if with_places and cards else {}
        return [replace(card, places=places.get(card.date.pk)) for card in cards] if places else cards

    def page(self) -> EventPage:
        """Read the page, which only the template needs. Raises Http404 if it was deleted meanwhile."""
        page = EventPage.objects.select_related("organisation", "municipality").filter(pk=self.page_id).first()
        if page is None:
            raise Http404
        return page


_openings: VersionedCache[Opening | None] = VersionedCache(most=200)
"""None for an event that not every visitor may see."""


def opening_at(request: HttpRequest, path: str, version: Version | None) -> Opening:
    """Return the opening at ``path``. Raises Http404 if there is no event that this visitor may see."""

    def read_for_all() -> Opening | None:
        page = event_at(request, path)
        return _read_opening(request, page) if page.is_open_to_all else None

    opening = _openings.at(version, (request.get_host(), path), read_for_all)
    return opening or _read_opening(request, event_at(request, path))


def fields_of(opening: Opening) -> dict:
    """Return what the form asks at an opening, as arguments of the form."""
    return {name: getattr(opening, name) for name in ("disciplines", "ways_in", "questions", "needs")}


def event_at(request: HttpRequest, path: str) -> EventPage:
    page = page_at(request, path)
    if not isinstance(page, EventPage):
        raise Http404
    return page


def _read_opening(request: HttpRequest, page: EventPage) -> Opening:
    url = page.get_url(request) or ""
    dates: list[ListedDate] = rows.read(
        EventDate.objects.filter(page=page.pk).scheduled().upcoming().order_by("start", "pk"), request
    )
    cards = tuple(card_for(date, url=url) for date in dates)
    return Opening(page.pk, url, cards, known_disciplines(), ways_in(page), read_questions(page.pk), asked_needs(page))
