"""Words of people in the headers of a mail."""

import unicodedata


def one_line(value: str) -> str:
    """``value`` as a header may hold it: nothing in it ends the line, and nothing in it is an encoded word (RFC 2047).

    Python decodes encoded words wherever it finds them, also in a name that is quoted, and writes out what was in them: line ends,
    headers, a text of somebody's own.
    """
    line = " ".join(value.split())
    if not line.isprintable():
        line = "".join(character for character in line if unicodedata.category(character) not in {"Cc", "Cs"})
    return line.replace("=?", "= ?")
