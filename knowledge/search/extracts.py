"""Piece of a text around the words that were asked, with those marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knowledge.search.normalising import beside
from knowledge.search.query import Unit
from knowledge.search.synonyms import Meanings
from knowledge.search.words import canonical

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WIDTH = 26
"""Length of an extract, in words."""
BEFORE = 8
MOST_WORDS = 1500


class Marker:
    """Marks of one query in many texts. It remembers the words that it met: results share most of theirs."""

    def __init__(self, units: Sequence[Unit], meanings: Meanings) -> None:
        self.meanings = meanings
        self.wanted: dict[str, int] = {}
        """Places in the query, by token."""
        for place, unit in enumerate(units):
            for token in unit.tokens:
                self.wanted.setdefault(token, place)
        self._answers: dict[str, int | None] = {}

    def marked(self, text: str) -> SafeString:
        """Return ``text`` escaped, with a ``<mark>`` around each word that answers the query."""
        found = {match.span(): place for match, place in self._words(text) if place is not None}
        return _with_marks(text, found, 0, len(text))

    def extract(self, text: str) -> SafeString:
        """Return the piece of ``text`` that answers most words of the query; its beginning if it answers none."""
        plain = " ".join(text.split())
        answers = {match.span(): place for match, place in self._words(plain)}
        places = list(answers)
        if not places:
            return SafeString("")
        found = {span: place for span, place in answers.items() if place is not None}
        first = _best_window(places, found)
        last = min(first + WIDTH, len(places)) - 1
        start = places[first][0] if first else 0
        end = places[last][1] if last < len(places) - 1 else len(plain)
        if last == len(places) - 1 and len(places) == MOST_WORDS:
            end = places[last][1]
        # Keep the sign after the last word, such as a full stop.
        while end < len(plain) and not plain[end].isspace() and not plain[end].isalnum():
            end += 1
        text = _with_marks(plain, found, start, end)
        return mark_safe(f"{'… ' if start else ''}{text}{' …' if end < len(plain) else ''}")  # noqa: S308  escaped piece by piece

    def _words(self, text: str) -> Iterator[tuple[re.Match[str], int | None]]:
        """Return the first words of ``text``, each with the place in the query that it answers."""
        answers = self._answers
        for match in islice(WORD.finditer(text), MOST_WORDS):
            word = match[0].lower()
            if word not in answers:
                answers[word] = self._answer(word)
            yield match, answers[word]

    def _answer(self, word: str) -> int | None:
        form, others = canonical(word), beside(word)
        tokens = (form, *others, *self.meanings.of(form, is_capitals=False))
        return next((self.wanted[token] for token in tokens if token in self.wanted), None)


def _best_window(places: Sequence[tuple[int, int]], found: dict[tuple[int, int], int]) -> int:
    """Return the number of the word to begin with: of the first window with most different units."""
    best, begin = 0, 0
    hits = [number for number, place in enumerate(places) if place in found]
    for hit in hits:
        start = max(0, hit - BEFORE)
        different = {found[places[other]] for other in hits if start <= other < start + WIDTH}
        if len(different) > best:
            best, begin = len(different), start
    return min(begin, max(0, len(places) - WIDTH))


def _with_marks(text: str, found: Iterable[tuple[int, int]], start: int, end: int) -> SafeString:
    pieces, place = [], start
    for begin, stop in sorted(found):
        if begin >= place and stop <= end:
            pieces += [escape(text[place:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            place = stop
    return mark_safe("".join([*pieces, escape(text[place:end])]))  # noqa: S308  each piece is escaped
