"""Correction of typing errors, to words that the texts themselves use."""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.search.lexicon import is_known

SHORTEST = 5
SHORT = 6
"""Up to this length one error is corrected, beyond it two."""


def most_errors(word: str) -> int:
    return 1 if len(word) <= SHORT else 2


def nearest(word: str, known: Mapping[str, int]) -> str | None:
    """Return the word of ``known`` that ``word`` was probably meant to be; of equally near ones the most frequent.

    ``known`` holds words with their numbers of texts. A swap of two letters is one error. Two errors are only corrected
    behind a right first letter, because people rarely mistype that.
    """
    if len(word) < SHORTEST or any(sign.isdigit() for sign in word):
        return None
    near: Iterable[tuple[str, int, int]] = process.extract(
        word, list(known), scorer=OSA.distance, score_cutoff=most_errors(word), limit=None
    )
    found = [
        (errors, -known[other], other)
        for other, errors, _place in near
        if other != word and len(other) >= SHORTEST - 1 and (errors == 1 or other[0] == word[0])
    ]
    if is_known(word):
        # A real word that no text has is not an error, unless it is an inflection that we failed to see.
        found = [one for one in found if one[2].startswith(word[:-1]) or word.startswith(one[2][:-1])]
    return min(found)[2] if found else None
