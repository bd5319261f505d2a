"""Order of what was found: BM25F over the words of the query, the same on every database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from knowledge.search.query import Unit

TITLE = 3.0
"""Weight of a word in the title, in occurrences in the text."""
SATURATION = 1.2
LENGTH = 0.5
USUAL_LENGTH = 180.0
BELONGS = 0.3
"""Weight of another word of the same subject, which helps the order but finds nothing."""
SOME_PARTS = 0.5
"""Weight of finding some parts of a compound and not all: *woning* for ``woningcorporatie``."""


@dataclass(frozen=True)
class Candidate:
    """Text that may answer the query, in its normalised form."""

    key: object
    title: str
    body: str
    kind: str = ""


@dataclass(frozen=True)
class Ranked:
    key: object
    score: float
    found: frozenset[int]
    """Places in the query of the units that were found. A compound of which only some parts were found is not."""
    kind: str = ""


@dataclass(frozen=True)
class Rarity:
    """Rarity of tokens: the number of texts, and of those that hold each token."""

    texts: int
    frequency: Mapping[str, int]

    def of(self, token: str) -> float:
        held = min(self.frequency.get(token, 0), self.texts)
        return log(1 + (self.texts - held + 0.5) / (held + 0.5))

    def of_unit(self, unit: Unit) -> float:
        """Return how telling the word is that was asked; it is as common as the commonest thing that counts as it."""
        return min((self.of(token) for token, weight in unit.weights.items() if weight == 1.0), default=0.0)


def ranked(candidates: Iterable[Candidate], units: Sequence[Unit], rarity: Rarity) -> list[Ranked]:
    """Return the candidates that hold something of the query, best first. Those with every word come first."""
    rarities = {token: rarity.of(token) for unit in units for token in unit.tokens if rarity.frequency.get(token, 1)}
    found = []
    for candidate in candidates:
        counted = _Counted(candidate, rarities)
        scores = [counted.whole(unit) for unit in units]
        places = frozenset(place for place, unit in enumerate(units) if counted.holds(unit))
        shares = [1.0 if score else SOME_PARTS * counted.share(unit) for score, unit in zip(scores, units, strict=True)]
        scores = [score or counted.some(unit) for score, unit in zip(scores, units, strict=True)]
        if any(scores):
            found.append(Ranked(candidate.key, sum(scores) * sum(shares) / len(units), places, candidate.kind))
    return sorted(found, key=lambda one: (len(one.found) < len(units), -one.score, str(one.key)))


class _Counted:
    """One text, with how often each token of the query is in it."""

    def __init__(self, candidate: Candidate, rarities: Mapping[str, float]) -> None:
        title, body = Counter(candidate.title.split()), Counter(candidate.body.split())
        shortness = 1 - LENGTH + LENGTH * (body.total() + 1) / USUAL_LENGTH
        self.worth: dict[str, float] = {}
        for token in rarities.keys() & (title.keys() | body.keys()):
            often = TITLE * title[token] + body[token] / shortness
            self.worth[token] = rarities[token] * often * (SATURATION + 1) / (often + SATURATION)

    def holds(self, unit: Unit) -> bool:
        """Return whether ``unit`` was found, and not only what belongs to it."""
        if any(token in self.worth for token, weight in unit.weights.items() if weight > BELONGS):
            return True
        return bool(unit.parts) and all(self._best(part) for part in unit.parts)

    def whole(self, unit: Unit) -> float:
        """Return the worth of ``unit`` if it was found: as itself, as what it means, or as all its parts."""
        each = [self._best(part) for part in unit.parts]
        return max(self._best(unit.weights), sum(each) / len(each) if each and all(each) else 0.0)

    def share(self, unit: Unit) -> float:
        """Return how much of a compound was found, from 0 to 1."""
        return sum(1 for part in unit.parts if self._best(part)) / len(unit.parts) if unit.parts else 0.0

    def some(self, unit: Unit) -> float:
        each = [self._best(part) for part in unit.parts]
        return SOME_PARTS * sum(each) / len(each) if each else 0.0

    def _best(self, weights: Mapping[str, float]) -> float:
        return max(
            (weight * self.worth[token] for token, weight in weights.items() if token in self.worth), default=0.0
        )
