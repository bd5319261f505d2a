"""Dutch words and their lemmata: the dictionary of simplemma, plus words of the field that it lacks."""

import re
from functools import cache, lru_cache

from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

# Lemmata that decide the canonical form. The dictionary or the stemmer would make these words another word, or the same
# word as another.
FINAL = {
    "ouder": "ouder",
    "ouders": "ouder",
    "oudere": "oudere",
    "ouderen": "oudere",
    "jongere": "jongere",
    "jongeren": "jongere",
    "naaste": "naaste",
    "naasten": "naaste",
    "vallen": "val",
    "valt": "val",
    "gevallen": "val",
    "regels": "regel",
    "regelen": "regel",
    "zelf": "zelf",
    "werker": "werker",
    "werkers": "werker",
    "leer": "leer",
    "leren": "leer",
    "geleerd": "leer",
    "meedoen": "meedoen",
    "bewust": "bewust",
    "financien": "financieel",
    "financiën": "financieel",
    "1e": "eerst",
    "2e": "tweed",
    "3e": "derd",
}

# Words of the field, and common ones, that the dictionary lacks in this form.
OF_THE_FIELD = frozenset(
    """
    ambulant analfabetisme buddy casemanagement casemanager doorstroming huisvesting influenza insuline klusser krapte moeheid notulen spoed triagist verzuimer verzuimers zelfmanagement
    aids alzheimer artrose bewind bijstand bmi borderline borging cannabis cardiologie casuïstiek coaching cohesie copd
    criminaliteit daderschap decubitus detox digid diversiteit diëtetiek doofheid doorstroom ehealth eigenaarschap epilepsie
    ergotherapie euthanasie fitness gaming geriatrie hepatitis hitte hiv hospice hpv hygiëne inspraak kleding kou logopedie
    malaria marketing mediation mentorschap morfine neurologie nicotine obstipatie overlast palliatie parkinson pediatrie
    privacy prostitutie psoriasis racisme radiologie reclassering respect schade schurft sedatie seks spoedzorg stalking
    tinnitus toerisme tuberculose uitstroom vaderschap verloskunde verwaarlozing vuilnis wiet yoga zicht
    adhd aed app apps armoede autisme avg azc bso cjg coa corona covid dementie depressie diabetes diagnostiek ecd eetpunt ehbo
    ethiek ervaringskennis fit gezondheid ggd ggz gli grz hbo hulp huiselijk ict inclusie inkomen instroom jeugd jgz
    jongerenwerk kwaliteit leefstijl lvb mantelzorg mbo mdo meldcode mentaal obesitas oggz ondermijning onderwijs opvang
    osteoporose ouderschap palliatief participatie pgb pilot poh preventie psychiatrie psychologie ptss rouw samenspel soa
    stress suicide suïcide taal triage uwv vaccinatie valpreventie vmbo voeding wachttijd welbevinden welzijn whatsapp wlz wmo
    wonen woonzorg zelfregie zelfzorg zingeving zorg zvw zzp
    """.split()
)

LONGEST = 60
_EARS = re.compile(r"(?<=[aeo])[ei]|(?<=[aeiou])[eoiu]")
_DIAERESIS = str.maketrans("aeiou", "äëïöü")


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str | None:
    """Return the lemma of lower-case ``word``, or None if the dictionary has no such word.

    A word typed without its diaeresis (``financiele``) is found too. A lemma is looked up again, because the dictionary
    has *maatje* for ``maatjes``, and *maat* for that. Words that it gives as each other's lemma (*wens* and *wensen*,
    *verpleger* and *verpleegster*) share the shortest.
    """
    found = _first_lemma(word)
    seen = [found] if found else []
    while found and found not in FINAL and (found := _looked_up(found)):
        if found in seen:
            return min(seen[seen.index(found) :], key=lambda one: (len(one), one))
        seen.append(found)
    return seen[-1] if seen else None


def _first_lemma(word: str) -> str | None:
    if len(word) > LONGEST:
        return None
    if found := _looked_up(word):
        return found
    if word.isascii():
        for place in _EARS.finditer(word):
            start, end = place.span()
            if found := _looked_up(word[:start] + word[start:end].translate(_DIAERESIS) + word[end:]):
                return found
        if word.endswith("e"):
            return _looked_up(word[:-1] + "é")
    return None


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Return whether lower-case ``word`` is a word: in the dictionary, of the field, or one of those with ``-heid``."""
    if word in OF_THE_FIELD or word in FINAL or lemma(word) is not None:
        return True
    return len(word) > 8 and word.endswith("heid") and is_known(word[:-4])


def _looked_up(word: str) -> str | None:
    found = _dictionary().get(word) or _dictionary().get(word.capitalize())
    return found.replace("_", "").lower() if found else None


@cache
def _dictionary():
    # This one reads the compressed stream: 10 MB and 9 µs a word, where a dict takes 45 MB in every process.
    return LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary("nl")
