"""The site's pages as an index to search: statements on Wagtail's tables, with what not everybody may see left out of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length, Substr
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.models import SearchWord
from knowledge.search import matching, spelling
from knowledge.search.finding import MOST_KIN, Index
from knowledge.search.keeping import MUNICIPALITY, THEME
from knowledge.search.ranking import Candidate, Rarity
from knowledge.search.synonyms import Meanings
from network.visibility import RESTRICTED_SQL, SEEN_BY_ALL_SQL

SHORTEST_ROOT = 3
MOST_RANKED = 600
"""Pages that PostgreSQL ranks by their texts: those with the best titles, if more match."""


@dataclass(frozen=True)
class Narrowing:
    """Choices of the visitor; None for no choice. An id of 0 is a choice that nothing fits."""

    kind: str | None = None
    municipality: int | None = None
    theme: int | None = None


class Counts(NamedTuple):
    total: int
    kinds: dict[str, int]
    municipalities: dict[int, int]
    themes: dict[int, int]


Clause = tuple[str, list[Any]]


class PageIndex(Index):
    def __init__(self, meanings: Meanings, narrowing: Narrowing | None = None) -> None:
        self.meanings = meanings
        self.narrowing = narrowing or Narrowing()
        self._counts: dict[str, Counts] = {}

    def candidates(self, expression: str, most: int, *, counted: bool = False) -> list[Candidate]:
        """Return the pages that match best, and read the counts of ``expression`` in the same statement if ``counted``."""
        sql, given = self._statement(expression, most, counted=counted)
        found, counts = [], Counts(0, {}, {}, {})
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            for part, number, value, title, body in cursor.fetchall():
                if part == "page":
                    found.append(Candidate(number, title, body, value))
                elif part == "kind":
                    counts.kinds[value] = number
                elif part == MUNICIPALITY:
                    counts.municipalities[int(value)] = number
                elif part == THEME:
                    counts.themes[int(value)] = number
                else:
                    counts = counts._replace(total=number)
        if counted:
            self._counts[expression] = counts
        return found

    def counts(self, expression: str) -> Counts:
        """Return the counts of what ``expression`` finds. Each facet is counted as if it had no choice itself."""
        if expression not in self._counts:
            self.candidates(expression, 0, counted=True)
        return self._counts[expression]

    def _statement(self, expression: str, most: int, *, counted: bool) -> Clause:
        """Return the statement that looks for ``expression`` once, for the best pages and for the counts."""
        where, sought = _hits(expression)
        chosen = [clause or ("TRUE", []) for clause in (self._kind(), self._municipality(), self._theme())]
        rank, ranked = _rank(expression)
        best, finally_ranked = _best(expression)
        sql = f"""
            WITH {RESTRICTED_SQL}, hits AS MATERIALIZED (
                SELECT searched.page_id AS page, searched.entry AS entry, searched.kind AS kind, {rank} AS rank,
                    {chosen[0][0]} AS of_kind, {chosen[1][0]} AS of_place, {chosen[2][0]} AS of_theme {where}
            ), fitting AS (
                SELECT page, entry, kind, rank FROM hits WHERE of_kind AND of_place AND of_theme ORDER BY rank LIMIT %s
            ), best AS ({best})
            SELECT 'page', page, kind, title, body FROM best
            {_COUNTS if counted else ""}
        """
        given = [*ranked, *(one for _clause, some in chosen for one in some), *sought, max(most, MOST_RANKED)]
        return sql, [*given, *finally_ranked, most]

    def holding(self, expressions: Mapping[str, str]) -> set[str]:
        """Return which of the expressions find a page at all, in one statement."""
        if not expressions:
            return set()
        sql, given = [], []
        for name, expression in expressions.items():
            where, some = _hits(expression)
            sql.append(f"SELECT * FROM (SELECT %s {where} LIMIT 1) found")
            given += [name, *some]
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {RESTRICTED_SQL} {' UNION ALL '.join(sql)}", given)
            return {name for (name,) in cursor.fetchall()}

    def rarity(self, tokens: Iterable[str]) -> Rarity:
        tokens = list(tokens)
        rows = SearchWord.objects.filter(word="", form__in=["", *tokens]).values_list("form", "pages")
        found = dict(rows)
        return Rarity(found.get("", 0), {token: found.get(token, 0) for token in tokens})

    def words_beginning(self, root: str) -> Iterable[str]:
        near = SearchWord.objects.filter(word__startswith=root, pages__gt=0).order_by("-pages", "word")
        return near.values_list("word", flat=True)[:MOST_KIN]

    def words_like(self, word: str) -> Mapping[str, int]:
        """Return the words of pages that may be meant, and names of meanings that pages hold. Two queries."""
        errors = spelling.most_errors(word)
        begins = Q(word__startswith=word[0])
        for root in {word[1 : 1 + SHORTEST_ROOT], word[:SHORTEST_ROOT]}:
            # An error in the first letter: another one, one too many, one too few, or two swapped.
            begins |= Q(word__startswith=root) | Q(rest__startswith=root)
        near = SearchWord.objects.annotate(length=Length("word"), rest=Substr("word", 2)).filter(
            begins, length__gte=len(word) - errors, length__lte=len(word) + errors, pages__gt=0
        )
        known = dict(near.values_list("word", "pages"))
        named = process.extract(word, list(self.meanings.words), scorer=OSA.distance, score_cutoff=errors, limit=None)
        meant = {name: self.meanings.words[name] for name, _distance, _place in named if name not in known}
        held = self.rarity({token for tokens in meant.values() for token in tokens}).frequency if meant else {}
        for name, tokens in meant.items():
            if number := max((held.get(token, 0) for token in tokens), default=0):
                known[name] = number
        return known

    def _kind(self) -> Clause | None:
        return ("searched.kind = %s", [self.narrowing.kind]) if self.narrowing.kind is not None else None

    def _municipality(self) -> Clause | None:
        return _has(MUNICIPALITY, self.narrowing.municipality)

    def _theme(self) -> Clause | None:
        return _has(THEME, self.narrowing.theme)


def _has(facet: str, value: int | None) -> Clause | None:
    if value is None:
        return None
    return (
        (
            "EXISTS (SELECT 1 FROM knowledge_searchfacet chosen WHERE chosen.page_id = searched.page_id"
            f" AND chosen.facet = '{facet}' AND chosen.value = %s)"
        ),
        [value],
    )


_COUNTS = f"""
    UNION ALL
    SELECT 'kind', COUNT(*), kind, '', '' FROM hits WHERE of_place AND of_theme GROUP BY kind
    UNION ALL
    SELECT facet, COUNT(*), CAST(value AS text), '', '' FROM hits JOIN knowledge_searchfacet ON page_id = page
    WHERE of_kind AND (facet = '{MUNICIPALITY}' AND of_theme OR facet = '{THEME}' AND of_place) GROUP BY facet, value
    UNION ALL
    SELECT 'all', COUNT(*), '', '', '' FROM hits WHERE of_kind AND of_place AND of_theme
"""


def _rank(expression: str) -> Clause:
    """Return the rank of a hit, the best lowest. On PostgreSQL by its title only: a text takes 30 µs to read."""
    if _is_postgresql():
        return f"-ts_rank(wagtailsearch_indexentry.title, {matching.QUERY}, 1)", [expression]
    # Weights of the columns: autocomplete, body, title.
    return "bm25(wagtailsearch_indexentry_fts, 0, 1, 4)", []


def _best(expression: str) -> Clause:
    """Return the best of the table ``fitting``. A parameter follows for their number."""
    entries = "FROM fitting JOIN wagtailsearch_indexentry found ON found.id = fitting.entry"
    if _is_postgresql():
        columns = "fitting.page AS page, fitting.kind AS kind, found.title_text AS title, found.body_text AS body"
        rank = f"fitting.rank - ts_rank(found.body, {matching.QUERY}, 1)"
        return f"SELECT {columns} {entries} ORDER BY {rank} LIMIT %s", [expression]
    columns = "fitting.page AS page, fitting.kind AS kind, found.title AS title, found.body AS body"
    return f"SELECT {columns} {entries} ORDER BY fitting.rank LIMIT %s", []


def _hits(expression: str) -> Clause:
    """Return FROM and WHERE of the public pages that ``expression`` finds."""
    pages = "JOIN wagtailcore_page ON wagtailcore_page.id = searched.page_id"
    if _is_postgresql():
        where, sought = matching.condition(expression)
        entries = "JOIN knowledge_searchedentry searched ON searched.entry = wagtailsearch_indexentry.id"
        return f"FROM wagtailsearch_indexentry {entries} {pages} WHERE {where} AND {SEEN_BY_ALL_SQL}", [sought]
    entries = "JOIN knowledge_searchedentry searched ON searched.entry = wagtailsearch_indexentry_fts.rowid"
    where = "wagtailsearch_indexentry_fts MATCH %s"
    return f"FROM wagtailsearch_indexentry_fts {entries} {pages} WHERE {where} AND {SEEN_BY_ALL_SQL}", [expression]


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"
