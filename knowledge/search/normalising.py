"""Text as the index holds it: canonical forms, and beside them parts of compounds and meanings."""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.search import compounds
from knowledge.search.kin import joined
from knowledge.search.synonyms import Meanings
from knowledge.search.words import AS_PART, Token, canonical, family, tokens

LOOSE = frozenset(
    "aan achter af bij binnen dicht door goed heen in klaar langs los mee na neer om op open over rond samen tegen terug thuis"
    " toe uit vast voor vooruit vrij weg".split()
)
"""Words that stand apart from their verb: *belt ... aan*."""
JOINS = frozenset("en of maar want dan als om omdat dat die met".split())
"""Words that begin the next part of a sentence."""
FURTHEST = 8
"""Words between a verb and its other half."""


def normalised(text: str, meanings: Meanings) -> str:
    """Return the tokens of ``text`` for the index, joined by spaces."""
    words = tokens(text)
    forms = [canonical(token.word) for token in words]
    found: list[str] = []
    for token, form in zip(words, forms, strict=True):
        if form:
            found.append(form)
            found += beside(token.word)
            found += _meant_by_parts(token.word, meanings)
        if token.whole and (form := canonical(token.whole)):
            found.append(form)
    for _start, _end, meant in meanings.spans(words, forms):
        found += sorted(meant)
    found += loose_verbs(words)
    return " ".join(found)


def loose_verbs(words: Sequence[Token]) -> list[str]:
    """Return the forms of verbs that come apart, as parts: *meerijden* where somebody “rijdt een ochtend mee”."""
    found = []
    for place, token in enumerate(words):
        if token.word not in LOOSE or not (token.ends or words[place + 1].word in JOINS):
            continue
        for other in reversed(words[max(0, place - FURTHEST) : place]):
            if other.ends:
                break
            if verb := joined(other.word, token.word):
                found.append(canonical(verb) + AS_PART)
                break
    return found


@lru_cache(maxsize=20_000)
def beside(word: str) -> tuple[str, ...]:
    pieces = [canonical(part) for part in compounds.all_parts(word)]
    related = [form for whole in (word, *compounds.all_parts(word)) for form in family(whole)]
    own = canonical(word)
    return tuple(form + AS_PART for form in dict.fromkeys((*pieces, *related)) if form and form != own)


def _meant_by_parts(word: str, meanings: Meanings) -> list[str]:
    return [
        meaning + AS_PART
        for part in compounds.all_parts(word)
        for meaning in sorted(meanings.of(canonical(part), is_capitals=False))
    ]
