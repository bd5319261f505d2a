"""Upkeep of what search knows about public pages: their text, their facts, and the numbers of their words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from knowledge.models import SearchedEntry, SearchedPage, SearchFacet, SearchWord
from knowledge.search.kinds import kind_of
from knowledge.search.words import canonical, words
from network.visibility import open_to_all
from web.plain_text import plain, search_key

MUNICIPALITY, THEME = "gemeente", "thema"
LONGEST_WORD = 60
MOST_TEXT = 50_000
"""Characters of a text that are kept for extracts. The index holds all of it."""
MARKS = re.compile(r"^\s*(?:[-*#>]+|[0-9]+[.)])\s+")
Row = tuple[str, str]
"""A word and its form; a token of the index is a row without a word."""


@dataclass(frozen=True)
class Text:
    """A page as the index task read it, with the index's tokens of it."""

    title: str
    body: str
    tokens: str


@transaction.atomic
def keep(pages: Sequence[Page], texts: Mapping[int, Text]) -> None:
    """Bring the rows of ``pages`` in line. Pages that not everybody may see lose theirs.

    The rows are locked, so that two tasks about one page count its words once.
    """
    ids = [page.pk for page in pages]
    before = {
        row.page_id: row for row in SearchedPage.objects.select_for_update().filter(page_id__in=ids).order_by("page_id")
    }
    public = set(open_to_all(Page.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    change: Counter[Row] = Counter()
    kept, facets = [], []
    for page in pages:
        if row := before.get(page.pk):
            change.subtract(_rows(row))
        if page.pk in public and (text := texts.get(page.pk)):
            kind = kind_of(page)
            row = SearchedPage(
                page_id=page.pk,
                kind=kind.key,
                title_key=title_key(text.title),
                text=readable(text.body)[:MOST_TEXT],
                tokens=" ".join(sorted(set(text.tokens.split()))),
            )
            change.update(_rows(row))
            kept.append(row)
            facts = kind.facts(page.specific)
            facets += [SearchFacet(page_id=page.pk, facet=MUNICIPALITY, value=value) for value in facts.municipalities]
            facets += [SearchFacet(page_id=page.pk, facet=THEME, value=value) for value in facts.themes]
    SearchFacet.objects.filter(page_id__in=ids).delete()
    SearchedPage.objects.filter(page_id__in=[pk for pk in before if pk not in public]).delete()
    SearchedPage.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["page_id"], update_fields=["kind", "title_key", "text", "tokens"]
    )
    SearchFacet.objects.bulk_create(facets, ignore_conflicts=True)
    SearchedEntry.objects.filter(page_id__in=ids).delete()
    SearchedEntry.objects.bulk_create(_entries(pages, {row.page_id: row.kind for row in kept}))
    count(change)


def _entries(pages: Sequence[Page], kinds: Mapping[int, str]) -> list[SearchedEntry]:
    found = IndexEntry.objects.filter(
        content_type__in={page.content_type_id for page in pages}, object_id__in=[str(pk) for pk in kinds]
    )
    types = {page.pk: page.content_type_id for page in pages}
    return [
        SearchedEntry(entry=entry, page_id=int(pk), kind=kinds[int(pk)])
        for entry, pk, content_type in found.values_list("pk", "object_id", "content_type")
        if types[int(pk)] == content_type
    ]


def forget(page_id: int) -> None:
    """Drop what was kept of a page that is gone."""
    with transaction.atomic():
        row = SearchedPage.objects.select_for_update().filter(page_id=page_id).first()
        if row is None:
            return
        change: Counter[Row] = Counter()
        change.subtract(_rows(row))
        row.delete()
        SearchFacet.objects.filter(page_id=page_id).delete()
        SearchedEntry.objects.filter(page_id=page_id).delete()
        count(change)


def forget_everything() -> None:
    for model in (SearchedEntry, SearchedPage, SearchFacet, SearchWord):
        model.objects.all().delete()


def readable(text: str) -> str:
    """Return ``text`` as sentences on one line, without the marks of light markup."""
    lines = (MARKS.sub("", line).replace("**", "").strip() for line in plain(text).splitlines())
    return " ".join(line if line[-1] in ".!?:;,…”" else f"{line}." for line in lines if line)


def title_key(title: str) -> str:
    return f" {search_key(title)}"[:300]


def _rows(page: SearchedPage) -> set[Row]:
    """Return what one page adds to the counts: its words, its tokens, and itself."""
    found: set[Row] = {("", "")}
    for token in page.tokens.split():
        found.add(("", token[:LONGEST_WORD]))
    for word in words(f"{page.title_key} {page.text}"):
        if 2 < len(word) <= LONGEST_WORD and (form := canonical(word)):
            found.add((word, form[:LONGEST_WORD]))
    return found


def count(change: Mapping[Row, int]) -> None:
    """Add to the numbers of pages. Sorted, so that two transactions lock the rows in the same order."""
    rows = sorted((word, form, number) for (word, form), number in change.items() if number)
    table = SearchWord._meta.db_table  # noqa: SLF001  Django documents it
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 300):
            some = rows[start : start + 300]
            values = ", ".join(["(%s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} (word, form, pages) VALUES {values}"
                f" ON CONFLICT (word, form) DO UPDATE SET pages = {table}.pages + EXCLUDED.pages",
                [value for row in some for value in row],
            )
    gone = [row for row in rows if row[2] < 0]
    if gone:
        SearchWord.objects.filter(pages__lte=0, form__in={form for _word, form, _number in gone}).delete()
