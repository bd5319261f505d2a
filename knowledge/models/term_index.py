"""The begrippenlijst from A to Z."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from knowledge.models.terms import TermName, TermPage, beside, first_sentence, public_names
from network.addresses import SitePage, addresses_for, searched
from network.visibility import open_to_all
from web.plain_text import plain, search_key

MOST_TYPED = 100
OTHER = "#"
"""Heading of the terms that do not begin with a letter from A to Z."""


@dataclass(frozen=True)
class TermRow:
    """Line of the list: a term, or an abbreviation that leads to its term (``of``)."""

    title: str
    url: str
    beside: str = ""
    summary: str = ""
    medical: str = ""
    social: str = ""
    of: str = ""
    names: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        first = search_key(self.title)[:1].upper()
        return first if "A" <= first <= "Z" else OTHER


@dataclass(frozen=True)
class Letter:
    letter: str
    rows: tuple[TermRow, ...]

    @property
    def anchor(self) -> str:
        return "letter-overig" if self.letter == OTHER else f"letter-{self.letter.lower()}"


class TermIndexPage(SitePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledge.TermPage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)
    show_in_footer = models.BooleanField(_("toon onder aan elke pagina"), default=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus"), FieldPanel("show_in_footer")], heading=_("Op de site")
        ),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("Voor zoekmachines")),
    ]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("begrippenlijst")

    def get_context(self, request, *args, **kwargs):
        typed = " ".join(plain(request.GET.get("q", "")).split())[:MOST_TYPED]
        rows = rows_of(request)
        shown = [row for row in rows if begins_with(row, typed)] if search_key(typed) else rows
        return {
            **super().get_context(request, *args, **kwargs),
            "typed": typed,
            "letters": by_letter(shown),
            "number": sum(not row.of for row in shown),
            "is_filtered": bool(search_key(typed)),
            "has_terms": bool(rows),
        }


def rows_of(request: HttpRequest) -> list[TermRow]:
    """Return a line for each public term and each of its abbreviations, by the alphabet. Two queries."""
    others: dict[int, list[TermName]] = {}
    for name in public_names():
        others.setdefault(name.page_id, []).append(name)
    address_of = addresses_for(request)
    rows = []
    for term in open_to_all(TermPage.objects.all()):
        names = others.get(term.pk, [])
        row = TermRow(
            title=term.title,
            url=address_of(term.url_path),
            beside=beside(term.title, names),
            summary=term.summary,
            medical=first_sentence(term.medical) if term.has_two_meanings else "",
            social=first_sentence(term.social) if term.has_two_meanings else "",
            names=(term.title, *(name.name for name in names)),
        )
        rows.append(row)
        rows += [
            TermRow(title=name.name, url=row.url, of=term.title, names=(name.name,))
            for name in names
            if name.kind == TermName.Kind.ABBREVIATION and search_key(name.name) != search_key(term.title)
        ]
    return sorted(rows, key=lambda row: (search_key(row.title), row.title))


def begins_with(row: TermRow, typed: str) -> bool:
    """Return whether a name of the term, or a word of it, begins with ``typed``."""
    wanted = search_key(typed)
    keys = [search_key(name) for name in row.names]
    return any(key.startswith(wanted) or f" {wanted}" in key for key in keys)


def by_letter(rows: Iterable[TermRow]) -> list[Letter]:
    found: dict[str, list[TermRow]] = {}
    for row in rows:
        found.setdefault(row.letter, []).append(row)
    letters = sorted(found, key=lambda letter: (letter == OTHER, letter))
    return [Letter(letter, tuple(found[letter])) for letter in letters]
