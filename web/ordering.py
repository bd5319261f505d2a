"""Dutch alphabetical order, computed in Python, so that every database and every list agrees."""

import re

from django.db.models import CharField, Func

from web.plain_text import search_key

ARTICLES = frozenset({"de", "den", "een", "het", "s", "t"})
PREFIXES = frozenset(
    {
        "aan", "al", "bij", "d", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "het",
        "in", "l", "la", "las", "le", "les", "lo", "los", "op", "over", "s", "t", "te", "ten", "ter", "tot", "uit",
        "uijt", "van", "vande", "vanden", "vander", "ver", "vom", "von", "voor", "vor", "zu", "zum", "zur",
    }
)  # fmt: skip
"""Prefixes of surnames (“tussenvoegsels”), without accents. They do not count in Dutch order."""
TITLES = frozenset(
    {
        "bc", "bsc", "dhr", "dr", "drs", "ds", "fam", "ing", "ir", "jhr", "jr", "lic", "llb", "llm", "mba",
        "mevr", "mr", "mrs", "ms", "msc", "mw", "ph", "phd", "prof", "rn", "sc", "sr", "zr",
    }
)  # fmt: skip
WORDS = re.compile(r"[\s.,;/]+")
HYPHEN = re.compile(r"(?<=\w)\s*[-‐-―]\s*(?=\w)")
LONGEST = 200


def title_order(title: str) -> str:
    """Return a key that sorts titles and places: “’s-Gravenmoer” under G, “De Linde” under L, “Ömer” with O."""
    words = search_key(title).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = [*words[1:], words[0]]
    return " ".join(words)[:LONGEST]


def person_order(name: str) -> str:
    """Return a key that sorts people by surname: “Jan van den Berg” under B.

    The surname is what follows the first prefix, or the last word. Titles and what is in parentheses do not count.
    """
    shown = re.sub(r"\([^)]*\)", " ", name)
    shown = HYPHEN.sub("-", shown)
    family, comma, given = shown.partition(",")
    first, last = _words(given), _words(family)
    if comma and first:  # “Berg, Jan van den”
        while last[:-1] and last[0] in PREFIXES:
            first.append(last.pop(0))
        return " ".join([*last, *first])[:LONGEST]
    words = last or first
    if not words:
        return title_order(name)
    start, end = _surname(words)
    return " ".join([*words[end:], *words[:start], *words[start:end]])[:LONGEST]


def surname_first(name: str) -> tuple[str, str]:
    """Return the surname and the rest as typed, for a list in ``person_order``: “Berg” and “Jan van den”.

    Titles and what is in parentheses stay with the rest. A name of one word has no rest.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given and family:  # “Berg, Jan van den”
        words = family.split()
        count = next((at for at, word in enumerate(words[:-1]) if search_key(word) not in PREFIXES), len(words) - 1)
        return " ".join(words[count:]), " ".join([given, *words[:count]])
    shown = HYPHEN.sub("-", name)
    words, is_aside = shown.split(), _asides(shown)
    counted = [at for at, word in enumerate(words) if not is_aside[at] and _words(word)]
    if not counted:
        return " ".join(words), ""
    _start, end = _surname([_words(words[at])[0] for at in counted])
    family_words = set(counted[end:])
    return (
        " ".join(word for at, word in enumerate(words) if at in family_words),
        " ".join(word for at, word in enumerate(words) if at not in family_words),
    )


def _surname(words: list[str]) -> tuple[int, int]:
    """Return where the surname starts with its prefixes, and where without. ``words`` are as from ``_words``."""
    start = next((place for place, word in enumerate(words[:-1]) if _starts_surname(word)), len(words) - 1)
    end = start
    while words[end] in PREFIXES and end < len(words) - 1:
        end += 1
    return start, end


def _starts_surname(word: str) -> bool:
    """Return whether ``word`` is a prefix, or a surname joined to one: “Pietersen-van” of “Pietersen-van Dam”."""
    return word.rsplit(" ", maxsplit=1)[-1] in PREFIXES


def _asides(shown: str) -> list[bool]:
    """Return for each word of ``shown`` whether it is in parentheses."""
    found, depth = [], 0
    for word in shown.split():
        found.append(depth > 0 or "(" in word)
        depth = max(0, depth + word.count("(") - word.count(")"))
    return found


def _words(text: str) -> list[str]:
    """Return the words of ``text`` folded, without titles. A double surname is one word."""
    found = [search_key(word) for word in WORDS.split(text)]
    return [word for word in found if word and word not in TITLES]


class InBinary(Func):
    """A stored key, compared by character: PostgreSQL's own collation would skip spaces."""

    output_field = CharField()
    template = "%(expressions)s"

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)
