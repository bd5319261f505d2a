"""Cleaning and comparing of text that people type."""

import re
import unicodedata

NEWLINE = re.compile("\r\n|[\r\u0085\u2028\u2029]")
UNHOLDABLE = {
    # characters: the formats that can't hold them
    "\x00": "PostgreSQL, HTML and all the others",
    "\x01-\x08\x0b\x0c\x0e-\x1f": "XML 1.0 (2.2), so Atom and XLSX; iCalendar TEXT (RFC 5545 3.3.11); mail (RFC 5322 2.3); HTML",
    "\x7f": "iCalendar TEXT; mail",
    "\ud800-\udfff": "UTF-8, so every format",
    "\ufeff": "the start of a file, where it is a byte order mark; nothing shows it elsewhere",
    "\ufffe\uffff": "XML 1.0",
}
"""Characters that some format can't hold. No writer of the site lets them through, so that a text is the same in a mail,
a calendar, a feed and a workbook. Tab and newline stay; a format with a rule for those has it in its own writer."""
CONTROL = re.compile(f"[{''.join(UNHOLDABLE)}]")


def plain(text: str) -> str:
    """Return ``text`` with one kind of newline (LF) and without ``UNHOLDABLE`` characters."""
    return CONTROL.sub("", NEWLINE.sub("\n", text))


def folded(text: str) -> str:
    """Return a key for comparing ``text``: case, spaces and the encoding of accents make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĳ": "ij",
    }
)
"""Letters that Unicode does not take apart into a plain letter and an accent."""
APOSTROPHES = re.compile("['’‘‛`´ʼʻʾʿˈ′＇]")
DASHES = re.compile("[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_.·]")


def search_key(text: str) -> str:
    """Return ``text`` for comparing and searching names: case, accents, apostrophes, dashes, dots and spaces are equal.

    Accents are those of Latin, Greek and Cyrillic. In other scripts the marks make the word.
    """
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", plain(text)).casefold())
    letters = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f" and unicodedata.category(sign) != "Cf")
    joined = unicodedata.normalize("NFC", letters.casefold().translate(LETTERS))
    return " ".join(DASHES.sub(" ", joined).split())
