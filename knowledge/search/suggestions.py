"""Proposals while somebody types: begrippen, pages and words that begin so, all of them public."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from knowledge.models import SearchedPage, SearchWord
from knowledge.search import matching, synonyms
from knowledge.search.kinds import KINDS
from knowledge.search.pages import PageIndex
from knowledge.search.query import parsed
from knowledge.search.words import STOP_WORDS
from network.addresses import addresses_for
from network.visibility import open_to_all
from web.plain_text import search_key

SHORTEST = 2
MOST = 8
MOST_TITLES = 4
MOST_READ = 40


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str
    url: str


def suggestions(typed: str, request: HttpRequest) -> list[dict[str, str]]:
    """Return at most ``MOST`` proposals: begrippen first, then titles, then words by their number of pages."""
    sought = search_key(typed)
    if len(sought) < SHORTEST:
        return []
    titles = _titles(sought, request)
    words = _words(sought.split()[-1], sought) if len(sought.split()) == 1 else []
    begrippen = [one for one in titles if one.kind == str(KINDS["begrip"].name)]
    others = [one for one in titles if one not in begrippen][: max(MOST_TITLES - len(begrippen), 2)]
    known = {one.text.casefold() for one in (*begrippen, *others)}
    words = [one for one in words if one.text.casefold() not in known]
    return [asdict(one) for one in (*begrippen, *others, *words)[:MOST]]


def _titles(sought: str, request: HttpRequest) -> list[Suggestion]:
    """Return pages with a word in their title that begins so. Two queries."""
    rows = SearchedPage.objects.filter(title_key__contains=f" {sought}").values_list("page_id", "kind", "title_key")
    order = list(KINDS)
    found = sorted(
        rows[: MOST_READ * 5],
        key=lambda row: (
            row[1] != "begrip",
            not row[2].startswith(f" {sought}"),
            order.index(row[1]) if row[1] in order else 99,
            len(row[2]),
        ),
    )[:MOST_READ]
    pages = {
        pk: (title, url_path)
        for pk, title, url_path in open_to_all(Page.objects.filter(pk__in=[row[0] for row in found])).values_list(
            "pk", "title", "url_path"
        )
    }
    address_of = addresses_for(request)
    return [
        Suggestion(pages[pk][0], str(KINDS[kind].name) if kind in KINDS else "", address_of(pages[pk][1]))
        for pk, kind, _key in found
        if pk in pages
    ]


def _words(sought: str, typed: str) -> list[Suggestion]:
    rows = list(
        SearchWord.objects.filter(~Q(word=""), word__startswith=sought, pages__gt=0)
        .order_by("-pages", "word")
        .values_list("word", "form", "pages")[: 3 * MOST]
    )
    by_form: dict[str, tuple[str, int]] = {}
    for word, form, pages in rows:
        if word not in STOP_WORDS:
            by_form.setdefault(form, (word, pages))
    first = list(by_form.values())[:MOST]
    held = _held([word for word, _pages in first])
    return [
        Suggestion(
            word,
            ngettext("%(number)s keer", "%(number)s keer", pages) % {"number": pages},
            f"/zoeken/?{urlencode({'q': word})}",
        )
        for word, pages in first
        if word in held
    ]


def _held(words: Sequence[str]) -> set[str]:
    """Return which words a page has that everybody may see: a word of a page that was closed a moment ago is none."""
    meanings = synonyms.of_site()
    asked = {word: units for word in words if (units := parsed(word, meanings))}
    return PageIndex(meanings).holding({word: matching.every(units) for word, units in asked.items()})
