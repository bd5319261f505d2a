"""Other dates of the same event that somebody could change to."""

from collections.abc import Iterable

from django.http import HttpRequest

from events.dates.availability import closed_reason
from events.dates.cards import DateCard, cards_for
from events.models import EventDate

HAS_PLACES = {"open", "unlimited"}
MOST = 5


def other_dates(date: EventDate, *, but: Iterable[int] = ()) -> list[EventDate]:
    """Return upcoming dates of the same event that are open for registration. Does not check for free places."""
    if date.page_id is None:
        return []
    others = EventDate.objects.filter(page=date.page_id).visible().scheduled().upcoming()
    others = others.exclude(pk__in=[date.pk, *but]).with_pages().order_by("start")
    return [other for other in others[:20] if not closed_reason(other)]


def cards_with_places(
    date: EventDate, *, but: list[int] | None = None, request: HttpRequest | None = None, attendance: str = ""
) -> list[DateCard]:
    """Return cards of upcoming dates of the same event that have a place, soonest first.

    ``attendance`` is how somebody attends a hybrid date: they keep that when they change to another.
    """
    cards = cards_for(other_dates(date, but=but or []), request)
    return [card for card in cards if card.places and card.places.of(attendance).state in HAS_PLACES][:MOST]
