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

    def candidates(self, expression: str, most: int) -> list[Candidate]:
        where, given = _hits(expression)
        narrowed = [clause for clause in self._choices() if clause]
        texts = ("title_text", "body_text") if _is_postgresql() else ("title", "body")
        sql = f"""
            WITH {RESTRICTED_SQL}, best AS (
                SELECT searched.page_id AS page, searched.entry AS entry, searched.kind AS kind {where}
                {"".join(f" AND {clause}" for clause, _given in narrowed)}
                ORDER BY {_RANK[connection.vendor]} LIMIT %s
            )
            SELECT best.page, entry.{texts[0]}, entry.{texts[1]}, best.kind
            FROM best JOIN wagtailsearch_indexentry entry ON entry.id = best.entry
        """
        ranked = [expression] if _is_postgresql() else []
        with connection.cursor() as cursor:
            cursor.execute(sql, [*given, *(one for _clause, some in narrowed for one in some), *ranked, most])
            return [Candidate(page, title, body, kind) for page, title, body, kind in cursor.fetchall()]

    def counts(self, expression: str) -> Counts:
        """Count what ``expression`` finds, in one statement. Each facet is counted as if it had no choice itself."""
        where, given = _hits(expression)
        chosen = [clause or ("TRUE", []) for clause in (self._kind(), self._municipality(), self._theme())]
        sql = f"""
            WITH {RESTRICTED_SQL}, hits AS (
                SELECT searched.page_id AS page, searched.kind AS kind,
                    {chosen[0][0]} AS of_kind, {chosen[1][0]} AS of_place, {chosen[2][0]} AS of_theme {where}
            )
            SELECT 'kind', kind, COUNT(*) FROM hits WHERE of_place AND of_theme GROUP BY kind
            UNION ALL
            SELECT facet, CAST(value AS text), COUNT(*) FROM hits JOIN knowledge_searchfacet ON page_id = page
            WHERE of_kind AND of_theme AND facet = '{MUNICIPALITY}' GROUP BY facet, value
            UNION ALL
            SELECT facet, CAST(value AS text), COUNT(*) FROM hits JOIN knowledge_searchfacet ON page_id = page
            WHERE of_kind AND of_place AND facet = '{THEME}' GROUP BY facet, value
            UNION ALL
            SELECT 'all', '', COUNT(*) FROM hits WHERE of_kind AND of_place AND of_theme
        """
        counts = Counts(0, {}, {}, {})
        with connection.cursor() as cursor:
            cursor.execute(sql, [*(one for _clause, some in chosen for one in some), *given])
            for facet, value, number in cursor.fetchall():
                if facet == "kind":
                    counts.kinds[value] = number
                elif facet == MUNICIPALITY:
                    counts.municipalities[int(value)] = number
                elif facet == THEME:
                    counts.themes[int(value)] = number
                else:
                    counts = counts._replace(total=number)
        return counts

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

    def _choices(self) -> list[Clause | None]:
        return [self._kind(), self._municipality(), self._theme()]

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


_RANK = {
    # Weights of the columns: autocomplete, body, title.
    "sqlite": "bm25(wagtailsearch_indexentry_fts, 0, 1, 4)",
    "postgresql": "ts_rank(wagtailsearch_indexentry.title || wagtailsearch_indexentry.body, to_tsquery('simple', %s), 1) DESC",
}


def _hits(expression: str) -> Clause:
    """Return FROM and WHERE of the public pages that ``expression`` finds."""
    pages = "JOIN wagtailcore_page ON wagtailcore_page.id = searched.page_id"
    where, sought = matching.condition(expression)
    if _is_postgresql():
        entries = "JOIN knowledge_searchedentry searched ON searched.entry = wagtailsearch_indexentry.id"
        return f"FROM wagtailsearch_indexentry {entries} {pages} WHERE {where} AND {SEEN_BY_ALL_SQL}", [sought]
    entries = "JOIN knowledge_searchedentry searched ON searched.entry = wagtailsearch_indexentry_fts.rowid"
    where = "wagtailsearch_indexentry_fts MATCH %s"
    return f"FROM wagtailsearch_indexentry_fts {entries} {pages} WHERE {where} AND {SEEN_BY_ALL_SQL}", [sought]


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"
