"""Sanitising of user input for mail headers."""

from web.plain_text import plain


def one_line(value: str) -> str:
    """Return ``value`` without line breaks and encoded words (RFC 2047), safe for a header.

    Python decodes encoded words wherever it finds them, even in a quoted name, and writes out their contents: line
    breaks, headers, arbitrary text.
    """
    line = " ".join(plain(value).split())
    return line.replace("=?", "= ?")
