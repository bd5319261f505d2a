"""Parts of Dutch compounds: ``schuldhulpverlening`` is about *schuld*, *hulp* and *verlening*."""

from functools import lru_cache
from typing import NamedTuple

from knowledge.search.fragments import NO_BEGINNING, NO_ENDING, NO_PART, WHOLE
from knowledge.search.lexicon import is_known, lemma

SHORTEST = 7
LONGEST = 40
# A part that is a word by itself is only split further from this length: shorter ones are split wrongly (gesp-rekken).
SHORTEST_KNOWN_PART = 12

# Three letters are seldom a part: with every word of three letters half the language would come apart.
SHORT_LEFT = frozenset(
    """
    aed app avg azc bad bak bal bar bed bel bos bso bus cel coa dag dak erf fit gas ggd ggz gli hal hap hbo hof ict iq jas
    job kas kin kop lab les lid lvb map mbo mdo nek net oog oor pad pgb pil poh pot rol rug ruw sap soa tap uwv val vak vet
    vis vve wet wlz wmo zin zit zon zvw
    """.split()
)
SHORT_RIGHT = frozenset("app bed bon bus dag hof hub kas lab les net pad pas rol uur weg wet".split())
LINKS = ("", "s", "e", "en", "n")


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """Return the words that lower-case ``word`` consists of; ``()`` if it is no compound.

    The best way has the fewest words, then the fewest of three letters and the fewest links, then the longest last word.
    """
    own = lemma(word)
    if not SHORTEST <= len(word) <= LONGEST or word in WHOLE or own in WHOLE or is_of_a_verb(word):
        return ()
    best = _best(word)
    if best is None or not _is_inflected_at_its_end(own, word, best.pieces[-1]):
        return ()
    return best.pieces


@lru_cache(maxsize=20_000)
def all_parts(word: str) -> tuple[str, ...]:
    """Return the parts of ``word`` at every level, each once: those of long parts too."""
    found: dict[str, None] = {}
    for part in parts(word):
        found[part] = None
        if len(part) >= SHORTEST_KNOWN_PART:
            found.update(dict.fromkeys(all_parts(part)))
    return tuple(found)


def is_of_a_verb(word: str) -> bool:
    """Return whether ``word`` names what a verb of one piece says: *scheiding* is of *scheiden*, and no *ding*."""
    base = word.removesuffix("en").removesuffix("ing")
    return base != word and word.endswith(("ing", "ingen")) and lemma(f"{base}en") == f"{base}en" and not _best_of(base)


def _best_of(base: str) -> bool:
    """Return whether the verb of ``base`` is a compound itself, such as *kennismaken*."""
    return len(base) > SHORTEST and bool(parts(f"{base}en"))


def _is_inflected_at_its_end(own: str | None, word: str, last: str) -> bool:
    """Return whether the lemma of the whole word ends as that of its last part: *kinderen* is no plural of *deren*."""
    if own is None or own == word:
        return True
    return own.endswith((lemma(last) or last, last))


class _Way(NamedTuple):
    """One way to write a word as others; the smallest is the best."""

    number: int
    short: int
    links: int
    head: int
    pieces: tuple[str, ...]


def _best(whole: str) -> _Way | None:
    ways: dict[str, _Way | None] = {}

    def way(rest: str) -> _Way | None:
        if rest in ways:
            return ways[rest]
        found = None
        if rest != whole and _may_end(rest):
            found = _Way(1, len(rest) == 3, 0, -len(rest), (rest,))
        for end in range(3, len(rest) - 2):
            left = rest[:end]
            if not _may_begin(left):
                continue
            for link in LINKS:
                if rest.startswith(link, end) and (after := way(rest[end + len(link) :])):
                    longer = _Way(
                        after.number + 1,
                        after.short + (end == 3),
                        after.links + bool(link),
                        after.head,
                        (left, *after.pieces),
                    )
                    found = min(found, longer) if found else longer
        ways[rest] = found
        return found

    return way(whole)


def _may_begin(part: str) -> bool:
    if len(part) == 3:
        return part in SHORT_LEFT
    return part not in NO_PART and part not in NO_BEGINNING and is_known(part)


def _may_end(part: str) -> bool:
    if len(part) == 3:
        return part in SHORT_RIGHT
    return len(part) > 3 and part not in NO_PART and part not in NO_ENDING and is_known(part)
