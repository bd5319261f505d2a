"""The terms that running text explains, read once for each version of the content."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.http import HttpRequest
from wagtail.models import Page

from freshness.versioned_cache import VersionedCache, version_for
from knowledge.glossary.linking import Explained, link_terms
from knowledge.glossary.matching import Names, names_of
from knowledge.models import TermName, TermPage
from knowledge.models.terms import first_sentence, looks_abbreviated
from network.addresses import addresses_for
from network.visibility import open_to_all


@dataclass(frozen=True)
class Explanation:
    """Term in short: one sentence, and the first sentence of each meaning if it has two."""

    term: int
    title: str
    summary: str
    medical: str
    social: str
    url_path: str
    url: str = ""


@dataclass(frozen=True)
class Glossary:
    names: Names = field(default_factory=Names)
    explanations: dict[int, Explanation] = field(default_factory=dict)


GLOSSARY: VersionedCache[Glossary] = VersionedCache(1)
TEXTS: VersionedCache[tuple[str, tuple[int, ...]]] = VersionedCache(200)
"""Texts with their links. A page that is rendered again because somebody registered has the same text."""


def glossary(request: HttpRequest) -> Glossary:
    return GLOSSARY.at(version_for(request), None, read_glossary)


def read_glossary() -> Glossary:
    """Read the terms that everybody may see, with their names. One query."""
    explanations, rows = {}, []
    for term, in_text, *words, name, kind, name_in_text in _rows():
        if term not in explanations:
            title, summary, medical, social, url_path = words
            both = (first_sentence(medical), first_sentence(social)) if medical and social else ("", "")
            explanations[term] = Explanation(term, title, summary, *both, url_path)
            if in_text:
                rows.append((term, title, looks_abbreviated(title)))
        if name and name_in_text:
            rows.append((term, name, kind == TermName.Kind.ABBREVIATION or looks_abbreviated(name)))
    return Glossary(_names_of(tuple(rows)), explanations)


# Most changes of the content change no term.
_names_of = lru_cache(maxsize=2)(names_of)


def _rows() -> Iterator[tuple]:
    terms = open_to_all(TermPage.objects.all()).order_by("pk", "names__sort_order", "names__pk")
    return terms.values_list(
        "pk", "in_text", "title", "summary", "medical", "social", "url_path", "names__name", "names__kind", "names__in_text"
    ).iterator()  # fmt: skip


def explained_on(request: HttpRequest, page: Page | None) -> Explained:
    """Return what the page of this request has explained so far. Its regions share it: a term is explained once."""
    if not hasattr(request, "explained_terms"):
        own = page.pk if isinstance(page, TermPage) else None
        request.explained_terms = Explained(own)  # type: ignore[attr-defined]
    found: Explained = request.explained_terms  # type: ignore[attr-defined]
    return found


def explain(html: str, request: HttpRequest, page: Page | None) -> str:
    """Return ``html`` with the first occurrence of each term as a link. A page can do without (``explains_terms``)."""
    if not getattr(page, "explains_terms", True):
        return html
    explained, known = explained_on(request, page), glossary(request)
    before = tuple(explained.found)

    def linked() -> tuple[str, tuple[int, ...]]:
        here = Explained(explained.own, [*before])
        return link_terms(html, known.names, here), tuple(here.found)

    text, found = TEXTS.at(version_for(request), (explained.own, before, html), linked)
    explained.found[:] = found
    return text


def explanations_for(request: HttpRequest) -> list[Explanation]:
    """Return the explanations of the terms that the page of this request has linked, in the order of the text."""
    explained: Explained | None = getattr(request, "explained_terms", None)
    if explained is None or not explained.found:
        return []
    known, address_of = glossary(request).explanations, addresses_for(request)
    found = [known[term] for term in explained.found if term in known]
    return [replace(one, url=address_of(one.url_path)) for one in found]
