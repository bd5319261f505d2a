"""Text as the index holds it: canonical forms, and beside them parts of compounds and meanings."""

from functools import lru_cache

from knowledge.search import compounds
from knowledge.search.synonyms import Meanings
from knowledge.search.words import AS_PART, canonical, family, tokens


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
    return " ".join(found)


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
