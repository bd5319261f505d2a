"""What people call themselves: it stands in mails to addresses that nobody confirmed yet, and on the list at the door."""

import re
import unicodedata

from web.plain_text import plain

JOINERS = "\u200c\u200d"
"""Part of how names and emoji are written."""
BLANKS = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that show nothing."""
LINK = re.compile(r"[/@\\]|\w\.\w{2,}|www\.", re.IGNORECASE)


def shown_name(typed: str) -> str:
    """``typed`` in one line, without what nobody sees and without what turns the words around it back to front; may be empty."""
    seen = "".join(character for character in plain(typed) if not _is_hidden(character))
    return " ".join(seen.split()) if seen.strip(JOINERS + " ") else ""


def _is_hidden(character: str) -> bool:
    return character in BLANKS or (unicodedata.category(character) == "Cf" and character not in JOINERS)


def looks_like_a_link(name: str) -> bool:
    """Also with the dots of other scripts, which browsers take for a dot (UTS 46), and with something unseen in between."""
    known = unicodedata.normalize("NFKC", name).replace("\u3002", ".")
    return bool(
        LINK.search("".join(sign for sign in known if sign not in JOINERS and unicodedata.category(sign) != "Mn"))
    )
