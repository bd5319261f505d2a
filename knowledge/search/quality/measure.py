"""Recall and mean reciprocal rank of search on a set of judgements."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from knowledge.search.finding import MOST_KIN, Index, find
from knowledge.search.normalising import normalised
from knowledge.search.ranking import Candidate, Rarity
from knowledge.search.synonyms import Meanings
from knowledge.search.words import words

FIRST = 10
OURS, STOCK = "quality_ours", "quality_stock"


@dataclass(frozen=True)
class Document:
    id: str
    title: str
    body: str


@dataclass(frozen=True)
class Judgement:
    query: str
    relevant: frozenset[str]
    category: str
    held_out: bool = False


@dataclass(frozen=True)
class QualitySet:
    documents: tuple[Document, ...]
    judgements: tuple[Judgement, ...]

    @classmethod
    def read(cls, data: Any) -> "QualitySet":
        """Read the format of ``search_quality --set``. Raises ValueError in words."""
        try:
            documents = tuple(
                Document(str(one["id"]), str(one["title"]), str(one.get("body", ""))) for one in data["documents"]
            )
            judgements = tuple(
                Judgement(
                    str(one["query"]),
                    frozenset(map(str, one["relevant"])),
                    str(one.get("category", "other")),
                    bool(one.get("held_out")),
                )
                for one in data["judgements"]
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"Not a quality set: {error!r}") from error
        known = {document.id for document in documents}
        if unknown := sorted(set().union(*(one.relevant for one in judgements)) - known) if judgements else []:
            raise ValueError(f"Judgements name documents that are not there: {', '.join(unknown[:5])}")
        return cls(documents, judgements)


@dataclass(frozen=True)
class Score:
    number: int
    recall: float
    mrr: float


def scores(judged: Iterable[tuple[Judgement, list[str]]]) -> Score:
    """Return the means of recall among the first ten (of at most ten relevant texts) and of the reciprocal rank."""
    recalls, ranks = [], []
    for judgement, found in judged:
        first = found[:FIRST]
        hits = [place for place, key in enumerate(first, start=1) if key in judgement.relevant]
        recalls.append(len(hits) / min(len(judgement.relevant), FIRST) if judgement.relevant else float(not first))
        ranks.append(1 / hits[0] if hits else float(not judgement.relevant and not first))
    number = len(recalls)
    return Score(number, sum(recalls) / number, sum(ranks) / number) if number else Score(0, 0.0, 0.0)


class TextIndex(Index):
    """Texts in temporary tables: one as ours, one as Wagtail indexes by itself. Use within ``indexed``."""

    def __init__(self, documents: Iterable[Document], meanings: Meanings) -> None:
        self.meanings = meanings
        self.known: dict[str, int] = {}
        self.frequency: dict[str, int] = {}
        self.keys: list[str] = []
        rows = []
        for document in documents:
            self.keys.append(document.id)
            title, body = normalised(document.title, meanings), normalised(document.body, meanings)
            rows.append((len(self.keys) - 1, title, body, document.title, document.body))
            for token in {*title.split(), *body.split()}:
                self.frequency[token] = self.frequency.get(token, 0) + 1
            for word in set(words(f"{document.title} {document.body}")):
                self.known[word] = self.known.get(word, 0) + 1
        for word, meant in meanings.words.items():
            if number := max((self.frequency.get(meaning, 0) for meaning in meant), default=0):
                self.known.setdefault(word, number)
        self._fill(rows)

    def _fill(self, rows: list[tuple[int, str, str, str, str]]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                for table in (OURS, STOCK):
                    cursor.execute(f"CREATE VIRTUAL TABLE temp.{table} USING fts5(title, body)")
                for number, title, body, written_title, written_body in rows:
                    cursor.execute(f"INSERT INTO {OURS}(rowid, title, body) VALUES (%s, %s, %s)", [number, title, body])
                    cursor.execute(
                        f"INSERT INTO {STOCK}(rowid, title, body) VALUES (%s, %s, %s)",
                        [number, written_title, written_body],
                    )
                return
            for table in (OURS, STOCK):
                cursor.execute(
                    f"CREATE TEMP TABLE {table}"
                    " (rowid integer, title text, body text, titles tsvector, bodies tsvector)"
                )
            for number, title, body, written_title, written_body in rows:
                for table, config, one, two in (
                    (OURS, "'simple', ", title, body),
                    (STOCK, "", written_title, written_body),
                ):
                    cursor.execute(
                        f"INSERT INTO {table} VALUES (%s, %s, %s, setweight(to_tsvector({config}%s), 'A'),"
                        f" to_tsvector({config}%s))",
                        [number, one, two, one, two],
                    )

    def candidates(self, expression: str, most: int, *, counted: bool = False) -> list[Candidate]:
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid, title, body FROM {OURS} WHERE {OURS} MATCH %s ORDER BY bm25({OURS}, 4, 1) LIMIT %s"
        else:
            sql = (
                f"SELECT rowid, title, body FROM {OURS}, to_tsquery('simple', %s) q WHERE titles || bodies @@ q"
                " ORDER BY ts_rank(titles || bodies, q, 1) DESC LIMIT %s"
            )
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression, most])
            return [Candidate(self.keys[number], title, body) for number, title, body in cursor.fetchall()]

    def rarity(self, tokens: Iterable[str]) -> Rarity:
        return Rarity(len(self.keys), {token: self.frequency.get(token, 0) for token in tokens})

    def words_like(self, word: str) -> Mapping[str, int]:
        return self.known

    def words_beginning(self, root: str) -> Iterable[str]:
        near = sorted((-number, word) for word, number in self.known.items() if word.startswith(root))
        return [word for _number, word in near[:MOST_KIN]]

    def ours(self, query: str) -> list[str]:
        found = find(query, self)
        return [str(one.key) for one in (*found.results, *found.more)]

    def stock(self, query: str) -> list[str]:
        """Return what Wagtail's own search finds: texts with every word as it is written, ordered by the database."""
        typed = words(query)
        if not typed:
            return []
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid FROM {STOCK} WHERE {STOCK} MATCH %s ORDER BY bm25({STOCK}) LIMIT %s"
            given = " AND ".join(f'"{word}"' for word in typed)
        else:
            sql = (
                f"SELECT rowid FROM {STOCK}, plainto_tsquery(%s) q WHERE titles || bodies @@ q"
                " ORDER BY ts_rank(titles || bodies, q) DESC LIMIT %s"
            )
            given = " ".join(typed)
        with connection.cursor() as cursor:
            cursor.execute(sql, [given, FIRST])
            return [self.keys[number] for (number,) in cursor.fetchall()]


@contextmanager
def indexed(documents: Iterable[Document], meanings: Meanings) -> Iterator[TextIndex]:
    """Index ``documents`` apart from the site's pages, for this connection only, and forget them afterwards.

    Not in a transaction: on SQLite that would keep everybody from writing.
    """
    try:
        yield TextIndex(documents, meanings)
    finally:
        with connection.cursor() as cursor:
            for table in (OURS, STOCK):
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
