"""Names that people type. They appear in mails to unconfirmed addresses and on the list at the door."""

import re
import unicodedata

from web.plain_text import plain

JOINERS = "\u200c\u200d"
"""Zero-width characters that some scripts and emoji need."""
BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that render as nothing."""
LINK = re.compile(r"[/@\\]|\w\.\w{2,}|www\.", re.IGNORECASE)


def shown_name(typed: str) -> str:
    """Return ``typed`` on one line, without characters that are invisible or reverse text; may be empty."""
    seen = "".join(character for character in plain(typed) if not _is_hidden(character))
    return " ".join(seen.split()) if seen.strip(JOINERS + " ") else ""


def _is_hidden(character: str) -> bool:
    return character in BLANKS or (unicodedata.category(character) == "Cf" and character not in JOINERS)


def looks_like_a_link(name: str) -> bool:
    """Return whether ``name`` could pass for a link.

    Also with dots of other scripts, which browsers treat as a dot (UTS 46), and with invisible characters in between.
    """
    known = unicodedata.normalize("NFKC", name).replace("\u3002", ".")
    return bool(
        LINK.search("".join(sign for sign in known if sign not in JOINERS and unicodedata.category(sign) != "Mn"))
    )
