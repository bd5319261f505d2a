from django import template
from wagtail.models import Page

from events.cards import cards_for
from events.feeds import selection_for_page
from events.selection import names_of, sentence
from events.subscribing import page_subscription

register = template.Library()
SHOWN = 5


@register.simple_tag(takes_context=True)
def page_agenda(context: dict, page: Page) -> dict:
    """What comes up at a place, about a theme or with an organisation: the first cards, how many there are, and the feed."""
    request = context["request"]
    selection = selection_for_page(page, request)
    if selection is None:
        return {}
    listed = selection.listed()
    path = page.get_url(request) or "/"
    return {
        "cards": cards_for(listed.with_pages()[:SHOWN], request),
        "total": listed.count(),
        "all_url": f"/agenda/{selection.query_string}",
        "subscribe": page_subscription(sentence(selection, names_of(selection)), path),
    }
