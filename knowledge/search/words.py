"""Words of a text in one canonical form, the same for what is indexed, what is asked, and the names of begrippen."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer
from anyascii import anyascii

from knowledge.search import compounds
from knowledge.search.kin import kin_of, of_verb
from knowledge.search.lexicon import FINAL, lemma

AS_PART = "0"
"""Ending of a token that stands for a part of a word. Forms of whole words seldom end in a nought."""
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'’`´][^\W_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_APOSTROPHE = re.compile(r"['’`´]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_OTHER = re.compile(r"[^a-z0-9]+")
# The name matters: in PyStemmer 3 `dutch` is another stemmer, which makes “meen” of “gemeente”.
_STEMMER = Stemmer.Stemmer("dutch_porter")

STOP_WORDS = frozenset(
    """
    aan al alle alleen als altijd ander andere anders ben bent bij binnen d daar dan dat de deze die dit doe doen door doet dus
    een eens elk elke en er ergens even gaan gaat geen geweest haar had hadden hare heb hebben hebt heeft hem hen het hij hoe
    hoeveel hun iemand iets ieder iedereen ik in is ja je jij jou jouw jullie kan kon krijg krijgen krijgt kun kunnen maar me
    mag meer men met mij mijn moet moeten mogen n na naar naast nee niemand niet niets nog nou nu of om omdat ons onze ook op over
    s t te tegen tijdens toch toen tot tussen u uit uw van vanaf vanuit veel via vind vinden voor waar waarom wanneer want
    was wat we weer welk welke wel werd wie wij wil willen word worden wordt zal ze zei zelf zich zij zijn zijne zo zoals
    zoek zoeken zonder zou zouden
    gebruik gebruiken gebruikt graag heen kom komen komt kwam laat laten man meneer mensen mevrouw soms steeds vaak weet weleens weten vrouw zit zitten
    """.split()
)
"""Words that tell nothing about what is looked for, unless nothing else is asked."""
NEGATIONS = frozenset("geen nee niemand niet niets zonder".split())
PASSED_OVER = STOP_WORDS - NEGATIONS
"""Words that may stand between those of a name: *gezond op gewicht* is “gezond gewicht”, *niet lezen* is not “lezen”."""


ENDS = frozenset(["", *".,;:!?)”’"])


class Token(NamedTuple):
    """Word of a text, or piece of a hyphenated one."""

    word: str
    """In lower case, with straight apostrophes."""
    is_capitals: bool
    """True if it was written in capitals, as abbreviations are."""
    whole: str = ""
    """On the last piece of a hyphenated word: all its pieces as one word."""
    ends: bool = False
    """True if a sign follows that ends a sentence or a part of one."""


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    plain = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), unicodedata.normalize("NFKC", text))
    for match in _WORD.finditer(plain):
        written = _HYPHEN.split(_APOSTROPHE.sub("'", match[0]))
        found += [Token(piece.lower(), len(piece) > 1 and piece.isupper()) for piece in written]
        whole = "".join(written).lower() if len(written) > 1 else ""
        found[-1] = found[-1]._replace(whole=whole, ends=plain[match.end() : match.end() + 1] in ENDS)
    return found


def words(text: str) -> list[str]:
    """Return the words of ``text`` in order, in lower case.

    A hyphenated word gives its pieces and the pieces as one: ``POH-GGZ`` gives *poh*, *ggz* and *pohggz*.
    """
    return [word for token in tokens(text) for word in (token.word, token.whole) if word]


@lru_cache(maxsize=20_000)
def canonical(word: str) -> str:
    """Return the form that all inflections of one word share: ``[a-z0-9]+``, or nothing for a word without letters.

    The form is for comparing only, and not a word to show.
    """
    plain = _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", word)).lower()
    if plain in FINAL:
        return FINAL[plain]
    return _stemmed(_lemma_of(plain)) or _folded(plain)


@lru_cache(maxsize=20_000)
def family(word: str) -> tuple[str, ...]:
    """Return forms of close kin of ``word``: *mantelzorg* for ``mantelzorger``, *evalueren* for ``evaluatie``."""
    own = canonical(word)
    return tuple(dict.fromkeys(form for kin in kin_of(_lemma_of(word.lower())) if (form := canonical(kin)) != own))


def _lemma_of(word: str) -> str:
    if found := lemma(word):
        return found
    if len(word) > 8 and word.endswith("heid") and (found := lemma(word[:-4])):
        # *verwardheid* is what *verward* is.
        return found
    if pieces := compounds.parts(word):
        last = pieces[-1]
        return word[: -len(last)] + FINAL.get(last, lemma(last) or last)
    if "'" in word and (found := _lemma_of(word.partition("'")[0])):
        # An abbreviation with its ending: *pgb's*, *POH'er*.
        return found
    return of_verb(word) or word


def _stemmed(word: str) -> str:
    stem = _folded(_STEMMER.stemWord(_folded(word)))
    if len(stem) > 3:
        if stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            return stem[:-1]
        # The stemmer leaves *verliez* of “verliezen” beside *verlies*.
        return stem[:-1] + {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
    return stem


def _folded(word: str) -> str:
    return _OTHER.sub("", anyascii(word).lower())
