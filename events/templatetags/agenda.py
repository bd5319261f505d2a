from collections import OrderedDict

from django import template
from django.conf import settings
from django.template.loader import get_template
from wagtail.models import Page

from events.agenda.learned import meetups_of
from events.agenda.sections import Row
from events.dates.cards import DateCard, cards_of_list
from events.dates.selection import selection_of
from events.dates.selection_words import names_of, sentence
from events.feeds.subscribing import page_subscription
from knowledge.models import PracticePage

register = template.Library()
MOST_SHOWN = 5
MOST_ROWS = 2_000
_rows: OrderedDict[tuple, tuple[DateCard, str]] = OrderedDict()


@register.simple_tag(takes_context=True)
def event_card(context: dict, card: DateCard) -> str:
    """Render one date of a programme."""
    return _rendered(
        "components/event_card.html", card, {name: context.get(name) for name in ("heading", "url", "bare")}
    )


@register.simple_tag
def agenda_row(row: Row) -> str:
    """Render one date of the agenda."""
    return _rendered("components/agenda_row.html", row.card, {"is_same_day": row.is_same_day})


def _rendered(template: str, card: DateCard, given: dict) -> str:
    """Render ``card``. Rows are cached: an equal card with equal options gives the same row."""
    key = (template, card.date.pk, *given.values())
    known = _rows.get(key)
    if known is not None and known[0] == card and not settings.DEBUG:
        return known[1]
    row: str = get_template(template).render({"card": card, **given})
    _rows[key] = (card, row)
    if len(_rows) > MOST_ROWS:
        _rows.popitem(last=False)
    return row


@register.simple_tag(takes_context=True)
def page_agenda(context: dict, page: Page) -> dict:
    """Return the first cards, the total and the feed of a place, a theme or an organisation."""
    request = context["request"]
    selection = selection_of(page, request)
    if selection is None:
        return {}
    listed = selection.listed()
    path = page.get_url(request) or "/"
    title = sentence(selection, names_of(selection))
    return {
        "cards": cards_of_list(listed[:MOST_SHOWN], request),
        "total": listed.count(),
        "all_url": f"/agenda/{selection.query_string}",
        "subscribe": page_subscription(title, path),
        "title": title,
        "follow_url": f"/op-de-hoogte/{selection.query_string}",
    }


@register.simple_tag(takes_context=True)
def practice_meetups(context: dict, page: PracticePage) -> dict[str, list[DateCard]]:
    """Return the cards of the meetups of a practice: ``coming`` and ``past``."""
    return meetups_of(page, context["request"])
