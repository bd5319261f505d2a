"""The way from what was typed to what was found, on any index: the site's pages, or the texts of a quality set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from knowledge.search import matching, spelling
from knowledge.search.lexicon import is_known
from knowledge.search.query import MEANT, Unit, parsed
from knowledge.search.ranking import BELONGS, Candidate, Ranked, Rarity, ranked
from knowledge.search.synonyms import Meanings
from knowledge.search.words import canonical

MOST_CANDIDATES = 200
ENOUGH = 10
SHORTEST_ROOT = 6
ROOT_SHARE = 0.6
"""Part of a word that its kin begins with."""
KIN = 0.5
FEW = 3
"""Most texts with a word that is still taken for a typing error of others."""
MUCH = 5
"""Times as many texts that a word must be in to be offered instead."""
MOST_KIN = 10


class Index(Protocol):
    meanings: Meanings

    def candidates(self, expression: str, most: int, *, counted: bool = False) -> list[Candidate]:
        """Return the texts that match best in the eyes of the database. ``counted``: their numbers are asked later."""

    def rarity(self, tokens: Iterable[str]) -> Rarity: ...

    def words_like(self, word: str) -> Mapping[str, int]:
        """Return words that ``word`` may be a typing error of, with their numbers of texts."""

    def words_beginning(self, root: str) -> Iterable[str]:
        """Return words that begin with ``root``, the most frequent first."""


@dataclass
class Found:
    units: list[Unit]
    results: list[Ranked] = field(default_factory=list)
    """Best first. All of them hold the units of ``asked``."""
    more: list[Ranked] = field(default_factory=list)
    """Texts with fewer of the words, to fill up the first page."""
    expression: str = ""
    """The condition of ``results``, for counting; empty if nothing was found."""
    asked: tuple[Unit, ...] = ()
    """The units that every result holds: all, or the most telling ones that occur together."""
    corrected: dict[str, str] = field(default_factory=dict)
    """Words as they were typed, with those that were searched instead."""
    offered: dict[str, str] = field(default_factory=dict)
    """Words that were searched as they were typed, with the much more frequent ones that may have been meant."""


def find(text: str, index: Index, *, correct: bool = True) -> Found:
    units = parsed(text, index.meanings)
    found = Found(units)
    if not units:
        return found
    rarity = index.rarity(sorted({token for unit in units for token in unit.tokens}))
    if correct:
        found.units = units = corrected(units, index, rarity, found.corrected)
        rarity = _with_more(rarity, units, index)
    expression = matching.every(units)
    found.results = ranked(index.candidates(expression, MOST_CANDIDATES, counted=True), units, rarity)
    found.results = [one for one in found.results if len(one.found) == len(units)]
    if found.results:
        found.expression, found.asked = expression, tuple(units)
    if len(found.results) < ENOUGH:
        wider = [_with_related(unit, index.meanings) for unit in units]
        rarity = _with_more(rarity, wider, index)
        some = ranked(index.candidates(matching.something(wider), MOST_CANDIDATES), wider, rarity)
        if not found.results:
            _ask_less(found, some, rarity)
        if correct:
            found.offered = _offered(units, index, rarity)
        shown = {one.key for one in found.results}
        found.more = [one for one in some if one.key not in shown][: ENOUGH - len(found.results)]
    return found


def _with_more(rarity: Rarity, units: Iterable[Unit], index: Index) -> Rarity:
    """Return the rarities of ``rarity`` with those of tokens that came with ``units`` since."""
    more = {token for unit in units for token in unit.tokens} - rarity.frequency.keys()
    if not more:
        return rarity
    return Rarity(rarity.texts, {**rarity.frequency, **index.rarity(sorted(more)).frequency})


def _with_related(unit: Unit, meanings: Meanings) -> Unit:
    """Accept what belongs to the same subject, for little."""
    weights = dict(unit.weights)
    for token in sorted(meanings.related(token for token, weight in unit.weights.items() if weight >= MEANT)):
        weights.setdefault(token, BELONGS)
    return replace(unit, weights=weights)


def _ask_less(found: Found, some: list[Ranked], rarity: Rarity) -> None:
    """Take the most telling words that one text holds together as what was asked."""
    telling = [rarity.of_unit(unit) for unit in found.units]
    places = max(
        (one.found for one in some if one.found),
        key=lambda places: (sum(telling[place] for place in places), sorted(places)),
        default=frozenset(),
    )
    if places:
        found.asked = tuple(found.units[place] for place in sorted(places))
        found.expression = matching.every(found.asked)
        found.results = [one for one in some if places <= one.found]


def corrected(units: list[Unit], index: Index, rarity: Rarity, noted: dict[str, str]) -> list[Unit]:
    """Return ``units`` with probable typing errors corrected, each noted in ``noted``."""
    return [_corrected(unit, index, rarity, noted) for unit in units]


def _corrected(unit: Unit, index: Index, rarity: Rarity, noted: dict[str, str]) -> Unit:
    held = rarity.frequency
    if any(held.get(token) for token in unit.weights):
        return unit
    if unit.parts and all(any(held.get(token) for token in part) for part in unit.parts):
        return unit
    other = spelling.nearest(unit.word, index.words_like(unit.word))
    if other is None:
        return _with_kin(unit, index)
    instead = parsed(other, index.meanings)
    if not instead:
        return unit
    noted[unit.word] = other
    return instead[0]


def _offered(units: list[Unit], index: Index, rarity: Rarity) -> dict[str, str]:
    """Return words that may have been meant instead of one that few texts have and no dictionary knows."""
    offered = {}
    for unit in units:
        held = max((rarity.frequency.get(token, 0) for token in unit.weights), default=0)
        if 0 < held <= FEW and not is_known(unit.word) and not unit.parts:
            known = {word: number for word, number in index.words_like(unit.word).items() if number >= MUCH * held}
            if other := spelling.nearest(unit.word, known):
                offered[unit.word] = other
    return offered


def _with_kin(unit: Unit, index: Index) -> Unit:
    """Accept words that begin as the word that no text has: *psychiater* for ``psychiatrisch``."""
    root = unit.word[: max(SHORTEST_ROOT, round(len(unit.word) * ROOT_SHARE))]
    if len(unit.word) > SHORTEST_ROOT and root.isalpha():
        for word in index.words_beginning(root):
            unit.weights.setdefault(canonical(word), KIN)
    return unit
