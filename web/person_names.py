"""Parts of the name of a person, as people write them in one field."""

import re

from web.ordering import PREFIXES, TITLES
from web.plain_text import search_key

IN_PARENTHESES = re.compile(r"\([^)]*\)")


def first_name(name: str) -> str:
    """Return the first name or the initials in ``name``, without titles; empty if it holds only a surname.

    “dr. Anna van den Berg” gives Anna, “Berg, Jan van den” Jan, and “mevr. De Vries” nothing.
    """
    shown = IN_PARENTHESES.sub(" ", name)
    family, _comma, given = shown.partition(",")
    words = _without_titles(given) or _without_titles(family)
    is_only_surname = len(words) == 1 and len(shown.replace(",", " ").split()) > 1 and not _without_titles(given)
    if not words or is_only_surname or _is_prefix(words[0]):
        return ""
    return words[0]


def split_name(name: str) -> tuple[str, str]:
    """Return the first word of ``name`` and the rest, for an account, which has two fields."""
    first, _space, rest = " ".join(name.split()).partition(" ")
    return first, rest


def _without_titles(text: str) -> list[str]:
    return [word.strip(";") for word in text.split() if not _is_title(word)]


def _is_title(word: str) -> bool:
    return all(part in TITLES for part in search_key(word).split())


def _is_prefix(word: str) -> bool:
    """Return whether ``word`` begins a surname, as “van” does. “L.” is an initial, although “l” is a prefix too."""
    return not word.endswith(".") and search_key(word) in PREFIXES
