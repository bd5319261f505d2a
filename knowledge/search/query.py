"""A query as units: one for each word, with everything that counts as finding it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.search import compounds
from knowledge.search.synonyms import Meanings
from knowledge.search.words import AS_PART, STOP_WORDS, Token, canonical, family, tokens

MOST_WORDS = 12

# How much finding a token counts, beside finding the very word.
MEANT, PART, PART_MEANT, RELATED = 0.8, 0.6, 0.45, 0.6
NAMED = 1.3
"""Weight of a meaning that several words name together: “zonder huis” is not about a *huis*."""


@dataclass
class Unit:
    """One word of a query. Found where one of ``weights`` is, or one of each of ``parts``."""

    word: str
    form: str
    weights: dict[str, float] = field(default_factory=dict)
    parts: tuple[dict[str, float], ...] = ()

    @property
    def tokens(self) -> Iterator[str]:
        yield from self.weights
        for part in self.parts:
            yield from part


def parsed(text: str, meanings: Meanings) -> list[Unit]:
    """Return the units of what was typed, at most ``MOST_WORDS``."""
    typed = tokens(text)[: 3 * MOST_WORDS]
    forms = [canonical(token.word) for token in typed]
    units = [
        unit_of(token, form, meanings) if (form and len(form) > 1) or form.isdigit() else None
        for token, form in zip(typed, forms, strict=True)
    ]
    for place, token in enumerate(typed):
        if token.whole:
            _may_be_written_as_one(units, typed, place)
    telling = [unit if token.word not in STOP_WORDS else None for unit, token in zip(units, typed, strict=True)]
    if not any(telling):
        telling = units
    shouted = [token._replace(is_capitals=token.word not in STOP_WORDS) for token in typed]
    for start, end, meant in meanings.spans(shouted, forms):
        weight = NAMED if end - start > 1 else MEANT
        for unit in telling[start:end]:
            if unit:
                for meaning in sorted(meant):
                    unit.weights[meaning] = max(weight, unit.weights.get(meaning, 0))
    found: dict[str, Unit] = {}
    for unit in telling:
        if unit:
            found.setdefault(unit.form, unit)
    return list(found.values())[:MOST_WORDS]


def unit_of(token: Token, form: str, meanings: Meanings) -> Unit:
    word = token.word
    weights = _alternatives(word, form, meanings)
    pieces = compounds.parts(word)
    parts = tuple(_alternatives(part, canonical(part), meanings) for part in pieces)
    # A part that stands by itself counts as much as one inside another compound.
    return Unit(word, form, weights, parts)


def _alternatives(word: str, form: str, meanings: Meanings) -> dict[str, float]:
    weights = {form: 1.0}
    if not form[-1:].isdigit():
        weights[form + AS_PART] = PART
    for related in family(word):
        weights.setdefault(related, RELATED)
        weights.setdefault(related + AS_PART, RELATED * PART)
        for meaning in sorted(meanings.of(related, is_capitals=False)):
            weights.setdefault(meaning, RELATED * MEANT)
    for meaning in sorted(meanings.of(form, is_capitals=word not in STOP_WORDS)):
        weights.setdefault(meaning, MEANT)
        weights.setdefault(meaning + AS_PART, PART_MEANT)
    return weights


def _may_be_written_as_one(units: list[Unit | None], typed: list[Token], last: int) -> None:
    """Accept the pieces of a hyphenated word as one word too: *pohggz* for ``POH-GGZ``."""
    rest = typed[last].whole
    form = canonical(rest)
    while rest and last >= 0 and rest.endswith(typed[last].word):
        rest = rest.removesuffix(typed[last].word)
        if unit := units[last]:
            unit.weights.setdefault(form, 1.0)
        last -= 1
