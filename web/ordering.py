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
    shown = re.sub(r"(?<=\w)\s*[-‐-―]\s*(?=\w)", "-", shown)
    family, comma, given = shown.partition(",")
    first, last = _words(given), _words(family)
    if comma and first:  # “Berg, Jan van den”
        while last[:-1] and last[0] in PREFIXES:
            first.append(last.pop(0))
        return " ".join([*last, *first])[:LONGEST]
    words = last or first
    if not words:
        return title_order(name)
    start = next((place for place, word in enumerate(words[:-1]) if word in PREFIXES), len(words) - 1)
    end = start
    while words[end] in PREFIXES and end < len(words) - 1:
        end += 1
    return " ".join([*words[end:], *words[:start], *words[start:end]])[:LONGEST]


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
