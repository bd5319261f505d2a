"""Numbers in addresses and forms, which may hold anything."""

import re
from collections.abc import Iterable

LARGEST_ID = 2**63 - 1
"""Largest 64-bit primary key. A query for a larger number raises a database error instead of matching nothing."""
ID = "[1-9][0-9]{0,18}"
"""Pattern of an id in an address. ``freshness.pages``, which does not import this app, repeats it; a test compares them."""


def row_id(text: str) -> int | None:
    """Return the primary key in ``text``, or None if no row can have it.

    Only ASCII digits without a leading zero count, so that an id is written in one way. ``filter(pk=None)`` matches no
    row, and does not query.
    """
    number = int(text) if re.fullmatch(ID, text) else 0
    return number if 0 < number <= LARGEST_ID else None


def row_ids(texts: Iterable[str]) -> list[int]:
    """Return the primary keys in ``texts``, skipping those for which ``row_id`` returns None."""
    return [number for text in texts if (number := row_id(text))]


def small_number(text: str, *, digits: int) -> int | None:
    """Return the number in ``text``, or None unless ``text`` is one to ``digits`` ASCII digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
