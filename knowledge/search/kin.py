"""Kin of a word by its ending: who does it, the act, and the field; and the verb behind a form that no dictionary has."""

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.search import compounds
from knowledge.search.lexicon import is_known, lemma

# Endings that change into each other, both ways. The other word counts only if it is a word.
PAIRS = (
    ("atie", "eren"),  # evaluatie, evalueren
    ("atie", "iëren"),
    ("icatie", "iceren"),
    ("age", "eren"),  # rapportage, rapporteren
    ("ering", "eren"),  # registrering
    ("loog", "logie"),  # psycholoog, psychologie
    ("loog", "logisch"),
    ("logie", "logisch"),
    ("iater", "iatrie"),  # psychiater, psychiatrie
    ("iater", "iatrisch"),
    ("iatrie", "iatrisch"),
    ("therapeut", "therapie"),
    ("goog", "gogiek"),  # pedagoog, pedagogiek
    ("goog", "gogie"),
    ("goog", "gogisch"),
    ("gogiek", "gogisch"),
    ("pedist", "pedie"),  # logopedist, logopedie
    ("etist", "etiek"),  # diëtist, diëtetiek
    ("etist", "etetiek"),
    ("ecoloog", "ecologie"),
    ("isch", "ie"),  # allergisch, allergie
    ("isch", "iek"),  # klinisch, kliniek
    ("isch", "isme"),  # autistisch, autisme
    ("istisch", "isme"),
    ("ist", "isme"),
    ("ief", "ie"),  # depressief, depressie
    ("ief", "atie"),  # preventief, preventie has its own stem
    ("eel", "ie"),  # emotioneel, emotie
    ("oneel", "ie"),
    ("air", "atie"),
    ("aal", "us"),
    ("ent", "entie"),  # patient, patientie is no word
    ("ant", "antie"),
    ("komst", "komen"),  # thuiskomst, thuiskomen
    ("gave", "geven"),
    ("name", "nemen"),  # opname, opnemen
    ("gang", "gaan"),
    ("stand", "staan"),
    ("zicht", "zien"),
)
PERSON = ("ster", "er", "der", "aar")
SHORTEST = 3
# Verbs that a noun in -ing only looks like.
APART = frozenset("woning koning rekening leerling haring regering vergadering mening richting keuring tering".split())
BEFORE_VERBS = (
    "achter", "bij", "binnen", "boven", "door", "dwars", "heen", "klaar", "langs", "los", "mee", "mis", "open", "over",
    "rond", "samen", "tegen", "terug", "thuis", "toe", "tussen", "uit", "vast", "voor", "voort", "weer", "weg", "aan",
    "af", "in", "na", "neer", "om", "onder", "op",
)  # fmt: skip
"""Beginnings of verbs that come loose: *nabellen*, *doorstromen*."""

_DOUBLE = re.compile(r"([aeou])\1([^aeiou])$")


def kin_of(word: str) -> Iterator[str]:
    """Yield words that say the same in another kind of word. ``word`` is a lemma in lower case."""
    yield from _of_person(word)
    yield from _of_act(word)
    for one, other in PAIRS:
        for ending, instead in ((one, other), (other, one)):
            base = word.removesuffix(ending)
            if base != word and len(base) >= SHORTEST and (is_known(base + instead) or _is_compound(base + instead)):
                yield base + instead


def _is_compound(word: str) -> bool:
    """Return whether ``word`` is one, and a verb if it ends like a verb: *hulpverlenen*, but not *buitenlanen*."""
    pieces = compounds.parts(word)
    return bool(pieces) and (not word.endswith("en") or lemma(pieces[-1]) == pieces[-1])


def _of_person(word: str) -> Iterator[str]:
    """Yield what a person does: *mantelzorg* for ``mantelzorger``."""
    for ending in PERSON:
        base = word.removesuffix(ending)
        if base == word or len(base) < SHORTEST:
            continue
        found = next((related for related in (f"{base}en", base) if is_known(related) or _is_compound(related)), None)
        if found:
            yield found
            return


def _of_act(word: str) -> Iterator[str]:
    """Yield the verb of a noun in -ing, and the noun of a verb: *voeden* and ``voeding``."""
    if word in APART:
        return
    base = word.removesuffix("ing")
    if base != word and len(base) >= SHORTEST and lemma(f"{base}en") == f"{base}en":
        yield f"{base}en"
    base = word.removesuffix("en")
    if base != word and len(base) >= SHORTEST and f"{base}ing" not in APART and lemma(f"{base}ing") == f"{base}ing":
        yield f"{base}ing"


def of_verb(word: str) -> str | None:
    """Return the infinitive behind a form that the dictionary lacks: *nabellen* for ``nagebeld``; None for another word."""
    for before in ("", *BEFORE_VERBS):
        rest = word.removeprefix(before)
        if rest == word and before:
            continue
        verb = _infinitive(rest) if before else _infinitive_of_participle(rest)
        if verb:
            return before + verb
    return None


def _infinitive(word: str) -> str | None:
    found = lemma(word)
    if found and found.endswith("n") and len(found) > SHORTEST:
        return found
    if found and found.endswith("ing"):
        return next((verb for verb in _of_act(found) if verb.endswith("n")), None)
    return _infinitive_of_participle(word)


def _infinitive_of_participle(word: str) -> str | None:
    """Return the verb behind ``gebeld`` or ``gedeelde``: *bellen*, *delen*."""
    if not word.startswith("ge") or len(word) < 6:
        return None
    for ending in ("de", "te", "d", "t"):
        if word.endswith(ending):
            stem = word[2 : len(word) - len(ending)]
            if found := next((way for way in _infinitives(stem) if lemma(way) == way), None):
                return found
    return None


def _infinitives(stem: str) -> tuple[str, ...]:
    """Return how the infinitive of a verb with this stem may be written: *bellen*, *delen*, *rijden*."""
    return (f"{stem}{stem[-1:]}en", _DOUBLE.sub(r"\1\2", stem) + "en", f"{stem}en")


@lru_cache(maxsize=5_000)
def joined(verb: str, before: str) -> str | None:
    """Return the verb that comes apart in a sentence: *meerijden* for ``rijdt`` and ``mee``. None if there is none."""
    own = lemma(verb)
    stem = verb.removesuffix("t")
    ways = (own or verb, verb, *_infinitives(stem), *_infinitives(verb))
    return next((f"{before}{way}" for way in ways if way.endswith("n") and is_known(f"{before}{way}")), None)
