"""Names of terms found in running text, by the canonical forms of search."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from knowledge.search.words import canonical

WORD = re.compile(r"[^\W_]+(?:[’'`´\xad][^\W_]+)*")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
OF_ABBREVIATION = re.compile(r"[’'`´](?:s|er|ers|en|tje|tjes)$")
"""Ending that an abbreviation gets in a sentence: *MDO’s*."""
SPACE = re.compile(r"\s+|\s?[-\u2010\u2011]\s?")
HYPHENS = "-\u2010\u2011"
ADDRESS = re.compile(r"://|www\.|@|\w\.\w")
CHUNK = 200
"""Number of characters around a word in which an address of the web or of mail is looked for."""


class Word(NamedTuple):
    """Word of a text, at ``start`` and ``end`` of its source."""

    start: int
    end: int
    text: str


class Match(NamedTuple):
    start: int
    end: int
    term: int


@dataclass(frozen=True)
class Name:
    """Name of the term ``term``: its words, and what stands between them. ``is_exact``: only as it is written."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    term: int
    is_exact: bool


@dataclass(frozen=True)
class Names:
    """Names of terms by their first word, longest first. Exact names are by the word as written, others by its form."""

    exact: dict[str, list[Name]] = field(default_factory=dict)
    loose: dict[str, list[Name]] = field(default_factory=dict)

    def longest_at(self, source: str, found: list[Word], place: int) -> tuple[Name, int] | None:
        """Return the longest name that begins at word ``place`` of ``found``, with the number of its words."""
        text = found[place].text
        names = self.exact.get(as_written(text), [])
        if others := self.loose.get(canonical(text)):
            names = sorted([*names, *others], key=lambda name: -len(name.words)) if names else others
        for name in names:
            number = len(name.words)
            if number == 1 or (place + number <= len(found) and _follows(name, source, found[place : place + number])):
                return name, number
        return None

    def __bool__(self) -> bool:
        return bool(self.exact or self.loose)


def names_of(rows: Iterable[tuple[int, str, bool]]) -> Names:
    """Return the names in ``rows`` of term, name and ``is_exact``. Of two equal names the first row counts."""
    names = Names()
    for term, text, is_exact in rows:
        found = list(words_in(text, 0, len(text)))
        if not found:
            continue
        form = as_written if is_exact else canonical
        gaps = (_gap(text[one.end : other.start]) for one, other in pairwise(found))
        name = Name(tuple(form(word.text) for word in found), tuple(gaps), term, is_exact)
        (names.exact if is_exact else names.loose).setdefault(name.words[0], []).append(name)
    for same_start in [*names.exact.values(), *names.loose.values()]:
        same_start.sort(key=lambda name: -len(name.words))
    return names


def matches(names: Names, source: str, start: int, end: int) -> Iterator[Match]:
    """Yield the names in ``source`` between ``start`` and ``end``, which is text without tags. Longest names first.

    Names do not overlap, and are whole words: *mantelzorg* is not in “mantelzorg-app” or in “info@mantelzorg.nl”.
    """
    found, place = list(words_in(source, start, end)), 0
    while place < len(found):
        match = names.longest_at(source, found, place)
        if match is None:
            place += 1
            continue
        name, number = match
        first, last = found[place], found[place + number - 1]
        place += number
        if _stands_alone(source, first.start, last.end, start, end):
            yield Match(first.start, last.end, name.term)


def words_in(source: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of the text in ``source``. Character references count as the characters that they stand for."""
    if source.find("&", start, end) < 0:
        for match in WORD.finditer(source, start, end):
            yield Word(match.start(), match.end(), match[0].replace("\xad", ""))
        return
    signs, places = _decoded(source, start, end)
    for match in WORD.finditer(signs):
        yield Word(places[match.start()][0], places[match.end() - 1][1], match[0].replace("\xad", ""))


def _decoded(source: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with its character references resolved, and the start and end in ``source`` of each character."""
    signs, places, place = [], [], start
    for entity in ENTITY.finditer(source, start, end):
        known = unescape(entity[0])
        text = known if known != entity[0] else " "  # a reference to nothing is no word
        signs += [source[place : entity.start()], text]
        places += [(at, at + 1) for at in range(place, entity.start())]
        places += [(entity.start(), entity.end())] * len(text)
        place = entity.end()
    return "".join([*signs, source[place:end]]), [*places, *((at, at + 1) for at in range(place, end))]


def as_written(word: str) -> str:
    return OF_ABBREVIATION.sub("", word)


def _follows(name: Name, source: str, found: list[Word]) -> bool:
    form = as_written if name.is_exact else canonical
    return all(form(word.text) == wanted for word, wanted in zip(found, name.words, strict=True)) and all(
        _gap(source[one.end : other.start]) == wanted
        for (one, other), wanted in zip(pairwise(found), name.gaps, strict=True)
    )


def _gap(between: str) -> str:
    """Return what stands between two words, where one space, more of them and a hyphen are the same."""
    text = unescape(between) if "&" in between else between
    return " " if SPACE.fullmatch(text) else text.strip()


def _stands_alone(source: str, first: int, last: int, start: int, end: int) -> bool:
    if (first > start and source[first - 1] in HYPHENS) or (last < end and source[last] in HYPHENS):
        return False
    before = source[max(start, first - CHUNK) : first]
    after = source[last : min(end, last + CHUNK)]
    head = before.split()[-1] if before and not before[-1].isspace() else ""
    tail = after.split()[0] if after and not after[0].isspace() else ""
    return not ADDRESS.search(f"{head}x{tail}") if head or tail else True
