"""One page of results, ready to show, in a number of queries that does not depend on how many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from wagtail.models import Page

from knowledge.models import SearchedPage, TermPage
from knowledge.search import finding, matching, synonyms
from knowledge.search.extracts import Marker
from knowledge.search.facet_pages import facet_pages
from knowledge.search.finding import Found
from knowledge.search.kinds import KINDS, Kind, Shown
from knowledge.search.pages import Counts, Narrowing, PageIndex
from knowledge.search.ranking import Ranked
from knowledge.search.words import canonical, tokens
from network.addresses import addresses_for
from network.models import MunicipalityPage, ThemePage
from network.visibility import open_to_all
from web.ordering import title_order
from web.plain_text import plain

MOST_CHARACTERS = 100
PAGE = 10
MOST = finding.MOST_CANDIDATES
MOST_CHOICES = 8
"""Of one facet."""


@dataclass(frozen=True)
class Asked:
    """Query string of the page."""

    q: str = ""
    kind: str = ""
    municipality: str = ""
    theme: str = ""
    is_literal: bool = False
    """True if the visitor wants the words as typed, without correction."""
    shown: int = PAGE

    @classmethod
    def from_query(cls, query: QueryDict) -> "Asked":
        def given(name: str) -> str:
            return " ".join(plain(query.get(name, "")).split())[:MOST_CHARACTERS].strip()

        number = query.get("toon", "")
        shown = int(number) if number.isascii() and number.isdigit() and len(number) <= 3 else PAGE
        return cls(
            given("q"), given("soort"), given("gemeente"), given("thema"), query.get("letterlijk") == "1",
            min(max(shown, PAGE), MOST),
        )  # fmt: skip

    @property
    def url(self) -> str:
        pairs = [
            ("q", self.q),
            ("soort", self.kind),
            ("gemeente", self.municipality),
            ("thema", self.theme),
            ("letterlijk", "1" if self.is_literal else ""),
            ("toon", str(self.shown) if self.shown > PAGE else ""),
        ]
        return f"/zoeken/?{urlencode([pair for pair in pairs if pair[1]])}"

    def but(self, **changes: Any) -> "Asked":
        return replace(self, **{"shown": PAGE, **changes})


@dataclass(frozen=True)
class Choice:
    name: str
    number: int
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Result:
    kind: Kind
    title: SafeString
    url: str
    weave_name: str
    extract: SafeString
    shown: Shown


@dataclass
class Results:
    asked: Asked
    found: Found | None = None
    results: list[Result] = field(default_factory=list)
    more: list[Result] = field(default_factory=list)
    """Results with fewer of the words, shown under a heading of their own."""
    counts: Counts = field(default_factory=lambda: Counts(0, {}, {}, {}))
    answer: dict[str, Any] | None = None
    kinds: list[Choice] = field(default_factory=list)
    municipalities: list[Choice] = field(default_factory=list)
    themes: list[Choice] = field(default_factory=list)
    apart: list[Choice] = field(default_factory=list)
    """Each word that finds something by itself, if no page has all of them."""

    @property
    def most(self) -> int:
        """Number of results that can be shown: those beyond are never ranked."""
        return min(self.counts.total, MOST)

    @property
    def corrected_text(self) -> str:
        """Typed text with the corrections that were searched."""
        return self._with(self.found.corrected if self.found else {})

    @property
    def offered_text(self) -> str:
        """Typed text with words that are much more frequent; empty if there are none."""
        return self._with(self.found.offered) if self.found and self.found.offered else ""

    @property
    def offered_url(self) -> str:
        return self.asked.but(q=self.offered_text).url

    def _with(self, instead: Mapping[str, str]) -> str:
        text = self.asked.q
        for typed, other in instead.items():
            place = text.lower().find(typed)
            if place >= 0:
                text = f"{text[:place]}{other}{text[place + len(typed) :]}"
        return text

    @property
    def has_fewer_words(self) -> bool:
        found = self.found
        return bool(found and found.results and len(found.asked) < len(found.units))


def results_of(asked: Asked, request: HttpRequest) -> Results:
    page = Results(asked)
    meanings = synonyms.of_site()
    facets = facet_pages(request) if asked.q else {}
    narrowing = Narrowing(
        asked.kind or None,
        _chosen(asked.municipality, facets.get(MunicipalityPage, {})),
        _chosen(asked.theme, facets.get(ThemePage, {})),
    )
    index = PageIndex(meanings, narrowing)
    found = page.found = finding.find(asked.q, index, correct=not asked.is_literal)
    if not found.units:
        return page
    if found.expression:
        page.counts = index.counts(found.expression)
    ordered = _past_last(found.results)
    chosen = ordered[: asked.shown]
    more = _past_last(found.more) if asked.shown == PAGE else []
    page.answer = _answer(asked, meanings, request)
    if page.answer:
        # It stands above the list.
        chosen = [one for one in chosen if one.key != page.answer["id"]]
    shown = _shown([*chosen, *more], found, meanings, request)
    page.results = [shown[one.key] for one in chosen if one.key in shown]
    page.more = [shown[one.key] for one in more if one.key in shown]
    page.kinds = _kinds(asked, page.counts)
    page.municipalities = _choices(asked, "municipality", page.counts.municipalities, facets.get(MunicipalityPage, {}))
    page.themes = _choices(asked, "theme", page.counts.themes, facets.get(ThemePage, {}))
    if page.has_fewer_words:
        page.apart = _apart(asked, found, index)
    return page


def _chosen(slug: str, known: Mapping[int, tuple[str, str]]) -> int | None:
    if not slug:
        return None
    return next((pk for pk, (known_slug, _title) in known.items() if known_slug == slug), 0)


def _past_last(found: Sequence[Ranked]) -> list[Ranked]:
    """Move what is over behind the rest."""
    past: set[object] = set()
    for kind in KINDS.values():
        ids = [one.key for one in found if one.kind == kind.key]
        if ids and kind.past:
            past |= kind.past(ids)  # type: ignore[arg-type]
    return sorted(found, key=lambda one: one.key in past)


def _shown(
    ranked: Sequence[Ranked], found: Found, meanings: synonyms.Meanings, request: HttpRequest
) -> dict[object, Result]:
    kept = SearchedPage.objects.filter(page_id=OuterRef("pk")).values("text")
    rows = open_to_all(Page.objects.filter(pk__in=[one.key for one in ranked])).annotate(text=Subquery(kept))
    pages = {pk: row for pk, *row in rows.values_list("pk", "title", "url_path", "text")}
    details: dict[int, Shown] = {}
    for kind in KINDS.values():
        of_kind = [one.key for one in ranked if one.kind == kind.key]
        if of_kind and kind.shown:
            details.update(kind.shown(request, of_kind))  # type: ignore[arg-type]
    address_of, marker = addresses_for(request), Marker(found.units, meanings)
    shown = {}
    for one in ranked:
        if one.key not in pages:
            continue
        title, url_path, text = pages[one.key]
        detail = details.get(one.key, Shown())  # type: ignore[call-overload]
        shown[one.key] = Result(
            KINDS.get(one.kind, KINDS["pagina"]),
            marker.marked(detail.title or _beginning(title)),
            address_of(url_path),
            title,
            marker.extract(text or ""),
            detail,
        )
    return shown


def _beginning(title: str) -> str:
    """Return ``title`` with a capital: a begrip is written as in the middle of a sentence."""
    return title[:1].upper() + title[1:]


def _answer(asked: Asked, meanings: synonyms.Meanings, request: HttpRequest) -> dict[str, Any] | None:
    """Return the begrip that has exactly the name that was typed."""
    if asked.kind not in {"", "begrip"} or asked.shown > PAGE:
        return None
    name = tuple(form for token in tokens(asked.q) if (form := canonical(token.word)))
    ids = [pk for meaning in meanings.by_name.get(name, ()) if (pk := synonyms.term_behind(meaning)) is not None]
    term = open_to_all(TermPage.objects.filter(pk__in=ids)).order_by("title").first() if ids else None
    if term is None:
        return None
    return {
        "id": term.pk,
        "title": term.title,
        "summary": term.summary,
        "url": term.get_url(request),
        "two": term.has_two_meanings,
    }


def _kinds(asked: Asked, counts: Counts) -> list[Choice]:
    everything = sum(counts.kinds.values())
    all_kinds = [Choice("", everything, asked.but(kind="").url, not asked.kind)]
    for kind in KINDS.values():
        number = counts.kinds.get(kind.key, 0)
        if number or kind.key == asked.kind:
            url = asked.but(kind="" if kind.key == asked.kind else kind.key).url
            all_kinds.append(Choice(str(kind.plural), number, url, kind.key == asked.kind))
    return all_kinds


def _choices(asked: Asked, name: str, counts: Mapping[int, int], known: Mapping[int, tuple[str, str]]) -> list[Choice]:
    """Return the most frequent values, and the chosen one whatever its number. A choice leads back when asked again."""
    current = getattr(asked, name)
    rows = [
        (counts.get(pk, 0), title, slug) for pk, (slug, title) in known.items() if counts.get(pk) or slug == current
    ]
    rows.sort(key=lambda row: (row[2] != current, -row[0], title_order(row[1])))
    return [
        Choice(title, number, asked.but(**{name: "" if slug == current else slug}).url, slug == current)
        for number, title, slug in rows[:MOST_CHOICES]
    ]


def _apart(asked: Asked, found: Found, index: PageIndex) -> list[Choice]:
    held = index.holding({unit.word: matching.every([unit]) for unit in found.units})
    apart = [Choice(unit.word, 0, asked.but(q=unit.word).url) for unit in found.units if unit.word in held]
    return apart if len(apart) > 1 else []
