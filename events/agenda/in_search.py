"""Meetups in the search of the whole site: their facts, their cards, and which of them are over."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.cards import cards_of_list
from events.dates.lead_date import lead_date_id
from events.models import EventDate, EventPage
from knowledge.search.kinds import Facts, Kind, Shown, register


def register_meetups() -> None:
    kind = Kind(
        "bijeenkomst",
        gettext_lazy("bijeenkomst"),
        gettext_lazy("Bijeenkomsten"),
        facts,
        shown,
        refresh=refresh,
        past=past,
    )
    register(kind, "events.eventpage")


def facts(page: EventPage) -> Facts:
    municipalities = {page.municipality_id, *(wijk.municipality_id for wijk in page.wijken.all())}
    return Facts(frozenset(municipalities - {None}), frozenset(theme.pk for theme in page.themes.all()))


def shown(request: HttpRequest, ids: Iterable[int]) -> Mapping[int, Shown]:
    lead = EventPage.objects.filter(pk__in=ids).annotate(lead=lead_date_id()).values("lead")
    cards = cards_of_list(EventDate.objects.visible().filter(pk__in=lead), request)
    found = {}
    for card in cards:
        place = _("geweest") if card.is_past else card.place
        meta = [f"{card.date_words}, {card.time_words}"]
        if card.is_past:
            meta = [card.date_words, _("deze bijeenkomst is geweest")]
        elif card.is_off:
            meta = [card.date_words, _("gaat niet door") if card.cancelled else _("uitgesteld")]
        found[card.date.page.pk] = Shown(place, " · ".join(meta), card, card.is_past)
    return found


def past(ids: Iterable[int]) -> set[int]:
    wanted = set(ids)
    coming = EventDate.objects.filter(page__in=wanted).exclude(status=EventDate.Status.REMOVED).upcoming()
    return wanted - set(coming.values_list("page", flat=True))


def refresh(ids: Iterable[int]) -> None:
    """Renew the words that the agenda searches. Only the rows that differ are written, because a write empties caches."""
    for page in EventPage.objects.filter(pk__in=ids):
        if page.search_tokens != (tokens := page.tokens_to_search()):
            EventPage.objects.filter(pk=page.pk).update(search_tokens=tokens)
