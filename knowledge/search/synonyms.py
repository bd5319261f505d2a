"""Words that mean the same: each meaning is one token, in the index beside the words, and in a query as an alternative.

The meanings are those of the begrippenlijst, and those that every network in the field shares (``reference``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from freshness.versioned_cache import VersionedCache
from knowledge.models.terms import concepts
from knowledge.search import everyday
from knowledge.search.lexicon import lemma
from knowledge.search.reference import GROUPS
from knowledge.search.related import SUBJECTS
from knowledge.search.words import AS_PART, PASSED_OVER, Token, canonical, tokens

LONGEST_NAME = 4
"""In words that tell something."""
Name = tuple[str, ...]
Span = tuple[int, int, set[str]]
"""Start, end and meanings of a name in a text."""
TERM, SHARED = "zzt", "zzr"
"""Beginnings of the tokens of meanings; no Dutch word begins so."""


def token_of(kind: str, number: int) -> str:
    """Return the token of a meaning. It ends in a letter, because ``AS_PART`` would make a twelfth a hundred-twentieth."""
    return f"{kind}{number}x"


def term_behind(token: str) -> int | None:
    """Return the id of the begrip that ``token`` is about; None for another meaning."""
    return int(token[len(TERM) : -1]) if token.startswith(TERM) else None


@dataclass
class Meanings:
    """Names of meanings, looked up by the canonical forms of their words."""

    by_name: dict[Name, set[str]] = field(default_factory=dict)
    by_telling_words: dict[Name, set[str]] = field(default_factory=dict)
    """Names of several words without those that tell nothing: *gezond gewicht* for “gezond op gewicht”."""
    beginnings: set[str] = field(default_factory=set)
    """First words of the names of several words."""
    capitals_only: set[tuple[Name, str]] = field(default_factory=set)
    """Abbreviations that are an ordinary word in small letters, such as SO."""
    words: dict[str, set[str]] = field(default_factory=dict)
    """Words of names, as they are written, with the meanings that they are about."""

    def add(self, meaning: str, names: Iterable[str]) -> None:
        for name in names:
            pieces = tokens(name)
            forms = tuple(form for form in (canonical(piece.word) for piece in pieces) if form)
            if not forms or sum(piece.word not in PASSED_OVER for piece in pieces) > LONGEST_NAME:
                continue
            self.by_name.setdefault(forms, set()).add(meaning)
            if len(forms) > 1:
                self.beginnings.add(forms[0])
            telling = tuple(canonical(piece.word) for piece in pieces if piece.word not in PASSED_OVER)
            if len(telling) > 1 and all(telling):
                self.by_telling_words.setdefault(telling, set()).add(meaning)
                self.beginnings.add(telling[0])
            for piece in pieces:
                self.words.setdefault(piece.word, set()).add(meaning)
            if len(pieces) == 1 and pieces[0].is_capitals and lemma(pieces[0].word):
                self.capitals_only.add((forms, meaning))
            if wholes := [piece.whole for piece in pieces if piece.whole]:
                self.by_name.setdefault((canonical(wholes[0]),), set()).add(meaning)

    def of(self, form: str, *, is_capitals: bool = True) -> set[str]:
        """Return the meanings of one word."""
        found = self.by_name.get((form,), set())
        if found and not is_capitals:
            return {meaning for meaning in found if ((form,), meaning) not in self.capitals_only}
        return found

    def expanded(self, token: str) -> list[Name]:
        """Return the forms behind ``token`` of a query: those of each name of a meaning, or the token itself."""
        meaning = token.removesuffix(AS_PART)
        if not meaning.startswith((TERM, SHARED)):
            return [(token,)]
        sign = token.removeprefix(meaning)
        names = [name for name, found in self.by_name.items() if meaning in found]
        return [name for name in names if not sign] + [(name[0] + sign,) for name in names if sign and len(name) == 1]

    def related(self, tokens: Iterable[str]) -> set[str]:
        """Return tokens of other subjects that belong to those of ``tokens``."""
        found = {other for token in tokens for other in self._subjects.get(token, ())}
        return found - set(tokens)

    @cached_property
    def _subjects(self) -> dict[str, set[str]]:
        subjects: dict[str, set[str]] = {}
        for line in SUBJECTS:
            each = [self._tokens_of(name) for name in line]
            for own in each:
                others = {token for other in each if other is not own for token in other}
                for token in own:
                    subjects.setdefault(token, set()).update(others)
        return subjects

    def _tokens_of(self, name: str) -> set[str]:
        forms = tuple(canonical(piece.word) for piece in tokens(name))
        return self.by_name.get(forms, set()) | (set(forms) if len(forms) == 1 else set())

    def spans(self, words: Sequence[Token], forms: Sequence[str]) -> list[Span]:
        """Return where names stand in a text, as (start, end, meanings), also those within a longer name."""
        is_alone = len(words) == 1
        found: dict[tuple[int, int], set[str]] = {}
        for place, form in enumerate(forms):
            if meanings := self.of(form, is_capitals=is_alone or words[place].is_capitals):
                found[place, place + 1] = meanings
        everything = list(range(len(forms)))
        telling = [place for place in everything if words[place].word not in PASSED_OVER]
        for names, places in ((self.by_name, everything), (self.by_telling_words, telling)):
            for start, end, meanings in _spans(names, self.beginnings, forms, places):
                found[start, end] = found.get((start, end), set()) | meanings
        return [(start, end, meanings) for (start, end), meanings in found.items()]


def _spans(
    names: Mapping[Name, set[str]], beginnings: set[str], forms: Sequence[str], places: Sequence[int]
) -> Iterator[Span]:
    """Yield where names of several words stand, one after the other in ``places``."""
    for start, first in enumerate(places):
        if forms[first] not in beginnings:
            continue
        for length in range(2, min(LONGEST_NAME, len(places) - start) + 1):
            within = places[start : start + length]
            if meanings := names.get(tuple(forms[place] for place in within)):
                yield within[0], within[-1] + 1, meanings


@cache
def reference() -> Meanings:
    """Return the meanings of the field. Everyday words join the meaning of the first of their line."""
    lines = [list(group) for group in GROUPS]
    for group in everyday.GROUPS:
        same = [line for line in lines if group[0] == line[0]] or [line for line in lines if group[0] in line]
        if same:
            same[0] += group[1:]
        else:
            lines.append(list(group))
    meanings = Meanings()
    for number, names in enumerate(lines):
        meanings.add(token_of(SHARED, number), names)
    return meanings


def with_terms(concepts: Iterable[tuple[int, Iterable[str]]]) -> Meanings:
    """Return the reference with the begrippen added, given as their ids and names."""
    shared = reference()
    meanings = Meanings(
        {name: set(found) for name, found in shared.by_name.items()},
        {name: set(found) for name, found in shared.by_telling_words.items()},
        set(shared.beginnings),
        set(shared.capitals_only),
        {word: set(found) for word, found in shared.words.items()},
    )
    for number, names in concepts:
        meanings.add(token_of(TERM, number), names)
    return meanings


OF_SITE: VersionedCache[tuple[tuple[int, tuple[str, ...]], ...]] = VersionedCache(1)


def of_site() -> Meanings:
    """Return the reference with the begrippen that every visitor may see. Read again when content changed."""
    known = OF_SITE.get("concepts", lambda: tuple(concepts()))
    return _with_terms(known)


@lru_cache(maxsize=2)
def _with_terms(known: tuple[tuple[int, tuple[str, ...]], ...]) -> Meanings:
    return with_terms(known)
