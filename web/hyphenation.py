"""Soft hyphens in Dutch names, for places too narrow for a whole word. Browsers have no Dutch dictionary everywhere."""

import re

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONG = 9
"""Letters from which a word may be broken."""
VOWELS = "aeiouyáéíóúàèëïöüâêîôû"
BETWEEN_VOWELS = re.compile(rf"(?<=[{VOWELS}])([^\W\d_{VOWELS}]+)(?=[{VOWELS}])", re.IGNORECASE)
ONSET = re.compile(r"(?:sch|ch|[bcdfgkptvw]r|[bcfgkpv]l|kn|qu|th|.)$", re.IGNORECASE)
"""Longest end of a row of consonants that can begin a syllable."""
WORD = re.compile(r"[^\W\d_]+")


def breakable(name: str) -> str:
    """Return ``name`` with soft hyphens between the syllables of its long words: Geer-trui-den-berg."""
    return WORD.sub(lambda word: _broken(word[0]) if len(word[0]) >= LONG else word[0], name)


def _broken(word: str) -> str:
    # “ij” is one vowel.
    marked = re.sub("ij", "iÿ", word)
    found = BETWEEN_VOWELS.sub(_split, marked.replace("ÿ", "y"))
    return "".join(_restored(word, found))


def _split(between: re.Match[str]) -> str:
    onset = ONSET.search(between[1])
    assert onset is not None
    return f"{between[1][: onset.start()]}{SOFT_HYPHEN}{onset[0]}"


def _restored(word: str, broken: str):
    """Yield the letters of ``word`` with the hyphens of ``broken``."""
    letters = iter(word)
    for sign in broken:
        yield sign if sign == SOFT_HYPHEN else next(letters)
