"""Public pages whose text mentions a term, found by the search index and checked by the names that texts explain."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.query import PlainText

from knowledge.glossary.matching import Names, matches, names_of, words_in
from knowledge.models import TermPage
from knowledge.models.terms import looks_abbreviated
from network.addresses import addresses_for
from network.visibility import open_to_all

MOST = 12
MOST_NAMES = 5
MOST_CANDIDATES = 40
"""Number of pages for each name that are read to find those: the index finds its words together or apart."""


def pages_with(term: TermPage, request: HttpRequest) -> list[dict[str, Any]]:
    """Return links to the newest pages that mention ``term``. The number of queries does not depend on that of the pages."""
    rows = _names(term)
    found: dict[int, Any] = {}
    for _pk, name, _is_exact in rows[:MOST_NAMES]:
        # Bare words: punctuation is an operator to some backends.
        if words := " ".join(word.text for word in words_in(name, 0, len(name))):
            newest = Page.objects.live().order_by("-last_published_at")
            pages = newest.search(PlainText(words, operator="and"), order_by_relevance=False)[:MOST_CANDIDATES]
            found |= {page.pk: page.last_published_at for page in pages}
    if not found:
        return []
    # The search knows no view restrictions.
    public = open_to_all(Page.objects.filter(pk__in=found).not_type(TermPage)).order_by("-last_published_at", "-pk")
    names, address_of = names_of(rows), addresses_for(request)
    mentioning = (page for page in public.specific() if any(_mentions(names, text) for text in _texts(page)))
    return [
        {
            "title": getattr(page, "display_name", page.title),
            "url": address_of(page.url_path),
            "kind": str(page.page_type_display_name).capitalize(),
        }
        for page in islice(mentioning, MOST)
    ]


def _names(term: TermPage) -> list[tuple[int, str, bool]]:
    """Return the names that a text explains, as ``names_of`` takes them."""
    title = [(term.pk, term.title, looks_abbreviated(term.title))] if term.in_text else []
    return title + [(term.pk, name.name, name.is_abbreviation) for name in term.names.all() if name.in_text]


def _texts(page: Page) -> Iterator[str]:
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField):
            value = field.get_value(page)
            yield from value if isinstance(value, list) else [str(value or "")]


def _mentions(names: Names, text: Any) -> bool:
    words = str(text)
    return any(True for _match in matches(names, words, 0, len(words)))
