"""Recurrence: from “every two weeks on Thursday until 1 July” to days. Days only; times follow the clock of the place.

Pure: no models, no database. ``events.planning.series`` decides which of the days a meetup leaves out.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 60
"""Largest number of dates that one rule makes."""
LAST = -1
"""Ordinal of the last such weekday of a month."""
FIVE_YEARS = timedelta(days=5 * 366)


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Rule that repeats from ``first``, which counts itself if it fits the rule.

    WEEK: on each of ``weekdays`` (Monday is 0), every ``interval`` weeks, counted from the week of ``first``. MONTH: on the
    ``ordinal`` weekday of the month (1 to 4, or LAST), every ``interval`` months, counted from the month of ``first``.
    """

    every: Every
    first: date
    weekdays: tuple[int, ...]
    interval: int = 1
    ordinal: int = 1

    def days(self) -> Iterator[date]:
        """Yield the days in order, for at most five years."""
        last = self.first + FIVE_YEARS
        candidates = self._by_week(last) if self.every == Every.WEEK else self._by_month(last)
        yield from (day for day in candidates if self.first <= day <= last)

    def _by_week(self, last: date) -> Iterator[date]:
        monday = self.first - timedelta(days=self.first.weekday())
        while monday <= last:
            yield from (monday + timedelta(days=weekday) for weekday in sorted(set(self.weekdays)))
            monday += timedelta(weeks=self.interval)

    def _by_month(self, last: date) -> Iterator[date]:
        year, month = self.first.year, self.first.month
        while (year, month) <= (last.year, last.month):
            yield from sorted(nth_weekday(year, month, weekday, self.ordinal) for weekday in set(self.weekdays))
            month += self.interval
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> date:
    """Return the first to fourth, or LAST, such weekday of the month."""
    if ordinal == LAST:
        end = date(year, month, calendar.monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    start = date(year, month, 1)
    return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (ordinal - 1))


def ordinal_of(day: date) -> int:
    """Return which such weekday of its month ``day`` is: 1 to 4, and LAST for a fifth."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else LAST
