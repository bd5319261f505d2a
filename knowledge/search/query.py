"""A query as units: one for each word, with everything that counts as finding it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.search import compounds
from knowledge.search.synonyms import Meanings
from knowledge.search.words import AS_PART, Token, canonical, family, tokens

MOST_WORDS = 12

STOP_WORDS = frozenset(
    """
    aan al alle alleen als altijd ander andere anders ben bent bij binnen d daar dan dat de deze die dit doe doen door doet dus
    een eens elk elke en er ergens even gaan gaat geen geweest haar had hadden hare heb hebben hebt heeft hem hen het hij hoe
    hoeveel hun iemand iets ieder iedereen ik in is ja je jij jou jouw jullie kan kon krijg krijgen krijgt kun kunnen maar me
    mag meer men met mij mijn moet moeten mogen n naar naast nee niemand niet niets nog nou nu of om omdat ons onze ook op over
    s t te tegen tijdens toch toen tot tussen u uit uw van vanaf vanuit veel via vind vinden voor waar waarom wanneer want
    was wat we weer welk welke wel werd wie wij wil willen word worden wordt zal ze zei zelf zich zij zijn zijne zo zoals
    zoek zoeken zonder zou zouden
    """.split()
)
"""Words that tell nothing about what is looked for, unless nothing else is asked."""

# How much finding a token counts, beside finding the very word.
MEANT, PART, PART_MEANT, RELATED = 0.8, 0.6, 0.45, 0.6


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
        for unit in telling[start:end]:
            if unit:
                unit.weights.update(dict.fromkeys(sorted(meant), MEANT))
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
