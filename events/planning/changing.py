"""Changing many dates of a plan at once: one, one and later ones, or all that are still to come."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from events.models import EventPage, PlannedDate
from events.planning import draft


class Scope(StrEnum):
    ONE = "deze"
    LATER = "later"
    ALL = "alle"


@dataclass(frozen=True, kw_only=True)
class Change:
    """New values; None keeps what a row has. An empty place or link, and 0 places, go back to those of the page."""

    start_time: time | None = None
    end_time: time | None = None
    place: str | None = None
    capacity: int | None = None
    online_url: str | None = None

    def to(self, row: PlannedDate) -> PlannedDate:
        """Return a changed copy of ``row``."""
        changed = copy(row)
        changed.start_time = self.start_time or row.start_time
        changed.end_time = self.end_time or row.end_time
        changed.place = row.place if self.place is None else self.place
        changed.capacity = row.capacity if self.capacity is None else self.capacity or None
        changed.online_url = row.online_url if self.online_url is None else self.online_url
        return changed


def to_come(rows: Iterable[PlannedDate]) -> list[PlannedDate]:
    """Return the finished rows that are not over yet, in order of time."""
    now = timezone.now()
    return sorted((row for row in rows if row.is_finished and row.end > now), key=lambda row: row.start)


def chosen(rows: Iterable[PlannedDate], key: UUID, scope: Scope) -> list[PlannedDate]:
    """Return the rows that ``scope`` means, seen from the row with ``key``; none if that row is gone or over."""
    coming = to_come(rows)
    place = next((number for number, row in enumerate(coming) if row.key == key), None)
    if place is None:
        return []
    return {Scope.ONE: coming[place : place + 1], Scope.LATER: coming[place:], Scope.ALL: coming}[scope]


@transaction.atomic
def change_rows(page: EventPage, keys: Iterable[UUID | None], change: Change, *, by: User) -> int:
    """Write the change of these rows in a new draft, and return how many rows differ. Locks the page."""
    Page.objects.select_for_update().get(pk=page.pk)
    newest, wanted = draft.latest(EventPage.objects.get(pk=page.pk).specific), set(keys)
    rows = draft.rows_of(newest)
    changed = [change.to(row) if row.key in wanted else row for row in rows]
    number = sum(_values(old) != _values(new) for old, new in zip(rows, changed, strict=True))
    if number:
        draft.write(newest, changed, by=by)
    return number


def _values(row: PlannedDate) -> tuple:
    return row.start_time, row.end_time, row.place, row.capacity, row.online_url
