"""Cleaning and comparing of text that people type."""

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff\ufeff]")


def plain(text: str) -> str:
    """Return ``text`` with one kind of newline and without the characters that TEXT may not hold (RFC 5545 3.3.11)."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\u0085", "\n")
    )
    return CONTROL.sub("", text)


def folded(text: str) -> str:
    """Return a key for comparing ``text``: case, spaces and the encoding of accents make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
