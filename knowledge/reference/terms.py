"""Begrippen to start from."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from knowledge.models import TermIndexPage, TermLink, TermName, TermPage


@dataclass(frozen=True, kw_only=True)
class Term:
    """Begrip as its page starts. ``searched`` are names to search by that are too common to explain in a text."""

    title: str
    summary: str
    medical: str = ""
    medical_example: str = ""
    social: str = ""
    social_example: str = ""
    together: str = ""
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    source: str = ""
    in_text: bool = True


TITLE, SLUG = "Begrippenlijst", "begrippen"
INTRO = (
    "Zorg en sociaal domein gebruiken vaak hetzelfde woord voor iets anders. Hier staan de betekenissen naast elkaar, in"
    " gewone taal."
)


@transaction.atomic
def load_terms(root: Page, terms: tuple[Term, ...]) -> Counter[str]:
    """Add the begrippenlijst below the home page ``root``, and ``terms`` if it has none. Return how many were created.

    Terms that an editor deleted do not come back.
    """
    made: Counter[str] = Counter()
    index = TermIndexPage.objects.descendant_of(root).first()
    if index is None:
        index = _published(root, TermIndexPage(title=TITLE, slug=SLUG, intro=INTRO))
        made["index pages"] += 1
    if TermPage.objects.child_of(index).exists():
        return made
    pages = {term.title: _published(index, _page(term)) for term in terms}
    TermLink.objects.bulk_create(
        TermLink(page=pages[term.title], to=pages[title], sort_order=place)
        for term in terms
        for place, title in enumerate(term.links)
        if title in pages
    )
    made["terms"] += len(pages)
    return made


def _published(parent: Page, page: Page) -> Page:
    page.first_published_at = page.last_published_at = timezone.now()
    return parent.add_child(instance=page)


def _page(term: Term) -> TermPage:
    page = TermPage(
        title=term.title, slug=slugify(term.title), summary=term.summary, in_text=term.in_text, source=term.source,
        medical=term.medical, medical_example=term.medical_example,
        social=term.social, social_example=term.social_example, together=term.together,
    )  # fmt: skip
    page.names = [
        *(TermName(name=name, kind=TermName.Kind.ABBREVIATION) for name in term.abbreviations),
        *(TermName(name=name) for name in term.synonyms),
        *(TermName(name=name, in_text=False) for name in term.searched),
    ]
    return page
