"""Words that mean the same: each meaning is one token, in the index beside the words, and in a query as an alternative.

The meanings are those of the begrippenlijst, and those that every network in the field shares (``reference``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from freshness.versioned_cache import VersionedCache
from knowledge.models.terms import concepts
from knowledge.search.lexicon import lemma
from knowledge.search.reference import GROUPS
from knowledge.search.words import AS_PART, Token, canonical, tokens

LONGEST_NAME = 4
"""In words."""
Name = tuple[str, ...]
TERM, SHARED = "zzt", "zzr"
"""Beginnings of the tokens of meanings; no Dutch word begins so."""


@dataclass
class Meanings:
    """Names of meanings, looked up by the canonical forms of their words."""

    by_name: dict[Name, set[str]] = field(default_factory=dict)
    capitals_only: set[tuple[Name, str]] = field(default_factory=set)
    """Abbreviations that are an ordinary word in small letters, such as SO."""
    words: dict[str, set[str]] = field(default_factory=dict)
    """Words of names, as they are written, with the meanings that they are about."""

    def add(self, meaning: str, names: Iterable[str]) -> None:
        for name in names:
            pieces = tokens(name)
            forms = tuple(form for form in (canonical(piece.word) for piece in pieces) if form)
            if not forms or len(forms) > LONGEST_NAME:
                continue
            self.by_name.setdefault(forms, set()).add(meaning)
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

    def spans(self, words: Sequence[Token], forms: Sequence[str]) -> list[tuple[int, int, set[str]]]:
        """Return where names stand in a text, as (start, end, meanings), also those within a longer name."""
        found = []
        is_alone = len(words) == 1
        for start in range(len(forms)):
            for length in range(1, min(LONGEST_NAME, len(forms) - start) + 1):
                name = tuple(forms[start : start + length])
                if length == 1:
                    meanings = self.of(name[0], is_capitals=is_alone or words[start].is_capitals)
                else:
                    meanings = self.by_name.get(name, set())
                if meanings:
                    found.append((start, start + length, meanings))
        return found


@cache
def reference() -> Meanings:
    meanings = Meanings()
    for number, group in enumerate(GROUPS):
        meanings.add(f"{SHARED}{number}", group)
    return meanings


def with_terms(concepts: Iterable[tuple[int, Iterable[str]]]) -> Meanings:
    """Return the reference with the begrippen added, given as their ids and names."""
    shared = reference()
    meanings = Meanings(
        {name: set(found) for name, found in shared.by_name.items()},
        set(shared.capitals_only),
        {word: set(found) for word, found in shared.words.items()},
    )
    for number, names in concepts:
        meanings.add(f"{TERM}{number}", names)
    return meanings


OF_SITE: VersionedCache[tuple[tuple[int, tuple[str, ...]], ...]] = VersionedCache(1)


def of_site() -> Meanings:
    """Return the reference with the begrippen that every visitor may see. Read again when content changed."""
    known = OF_SITE.get("concepts", lambda: tuple(concepts()))
    return _with_terms(known)


@lru_cache(maxsize=2)
def _with_terms(known: tuple[tuple[int, tuple[str, ...]], ...]) -> Meanings:
    return with_terms(known)
