"""Personal data: kinds with their terms, and sections that show people what is held of them. Shared by the apps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTHING = _("niets")
BATCH = 200
"""Rows that one run deletes of one query, so that no transaction lasts long. The rest follows a minute later."""

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


def deleting(*past_term: Callable[[datetime], QuerySet]) -> Callable[[datetime], int]:
    """Return a ``take_away`` that deletes the rows that each query gives for a moment, and returns how many."""

    def take_away(now: datetime) -> int:
        return sum(delete_some(rows(now)) for rows in past_term)

    return take_away


def delete_some(rows: QuerySet) -> int:
    """Delete at most ``BATCH`` of ``rows`` and return how many. Deleting nothing would empty caches too."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    if pks:
        rows.model._default_manager.filter(pk__in=pks).delete()  # noqa: SLF001  Django documents it
    return len(pks)


def words(term: timedelta) -> str:
    """Return “4 weken”. ``term`` must be whole weeks."""
    weeks = term.days // 7
    assert term == timedelta(weeks=weeks)
    return f"{weeks} weken" if weeks > 1 else "1 week"


def section(title: str, facts: dict[str, Any], parts: list[Section] | None = None) -> Section:
    """Return a section without the facts that are empty."""
    known = {label: value for label, value in facts.items() if value not in (None, "")}
    return {"title": title, "facts": known, "parts": parts or []}
