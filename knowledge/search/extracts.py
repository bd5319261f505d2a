"""Piece of a text around the words that were asked, with those marked."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

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


def marked(text: str, units: Sequence[Unit], meanings: Meanings) -> SafeString:
    """Return ``text`` escaped, with a ``<mark>`` around each word that answers one of ``units``."""
    return _with_marks(text, _found(text, units, meanings), 0, len(text))


def extract(text: str, units: Sequence[Unit], meanings: Meanings) -> SafeString:
    """Return the piece of ``text`` that holds most of ``units``; its beginning if it holds none."""
    plain = " ".join(text.split())
    places = [match.span() for _number, match in zip(range(MOST_WORDS), WORD.finditer(plain), strict=False)]
    if not places:
        return SafeString("")
    found = _found(plain, units, meanings)
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


def _found(text: str, units: Sequence[Unit], meanings: Meanings) -> dict[tuple[int, int], int]:
    """Return where words of ``text`` answer a unit, and which."""
    wanted: dict[str, int] = {}
    for place, unit in enumerate(units):
        for token in unit.tokens:
            wanted.setdefault(token, place)
    found = {}
    for _number, match in zip(range(MOST_WORDS), WORD.finditer(text), strict=False):
        for token in _tokens(match[0].lower(), meanings):
            if token in wanted:
                found[match.span()] = wanted[token]
                break
    return found


def _tokens(word: str, meanings: Meanings) -> Iterable[str]:
    form, others = _own_tokens(word)
    yield form
    yield from others
    yield from meanings.of(form, is_capitals=False)


@lru_cache(maxsize=20_000)
def _own_tokens(word: str) -> tuple[str, tuple[str, ...]]:
    return canonical(word), beside(word)


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
