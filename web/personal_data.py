"""Personal data: kinds with their terms, and sections that show people what is held of them. Shared by the apps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTHING = _("niets")

Section = dict[str, Any]
"""Section of the data: a ``title``, ``facts`` as values by label, and ``parts``, which are sections too."""


@dataclass(frozen=True, kw_only=True)
class DataKind:
    """Kind of data: what it is, its term, and what is left, in Dutch."""

    key: str
    what: str | Promise
    term: str | Promise
    left: str | Promise = NOTHING
    take_away: Callable[[datetime], int] | None = None
    """Function that erases what is past its term at a given time and returns how much. None if nothing runs here."""


def words(term: timedelta) -> str:
    """Return “4 weken”. ``term`` must be whole weeks."""
    weeks = term.days // 7
    assert term == timedelta(weeks=weeks)
    return f"{weeks} weken" if weeks > 1 else "1 week"


def section(title: str, facts: dict[str, Any], parts: list[Section] | None = None) -> Section:
    """Return a section without the facts that are empty."""
    known = {label: value for label, value in facts.items() if value not in (None, "")}
    return {"title": title, "facts": known, "parts": parts or []}
