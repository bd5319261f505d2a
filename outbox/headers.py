"""Sanitising of user input for mail headers."""

import unicodedata


def one_line(value: str) -> str:
    """Return ``value`` without line breaks and encoded words (RFC 2047), safe for a header.

    Python decodes encoded words wherever it finds them, even in a quoted name, and writes out their contents: line
    breaks, headers, arbitrary text.
    """
    line = " ".join(value.split())
    if not line.isprintable():
        line = "".join(character for character in line if unicodedata.category(character) not in {"Cc", "Cs"})
    return line.replace("=?", "= ?")
