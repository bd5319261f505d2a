"""Series: the dates that a rule makes for a meetup, and those that it leaves out, each with the reason.

Times are wall-clock times in Amsterdam, so they stay the same over both changes of clocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.dates.cards import time_words
from events.models import PlannedDate
from events.models.planned_dates import moment_errors, span
from events.planning.days_off import public_holidays, school_holidays
from events.recurrence import LAST, MOST, Every, Rule


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Series that an organiser asks for. ``until`` and ``number`` both end the series; at least one of them is given."""

    rule: Rule
    start_time: time
    end_time: time
    until: date | None = None
    number: int | None = None
    """Number of dates to make; days that are left out do not count."""
    without_public_holidays: bool = True
    without_school_holidays: bool = True


@dataclass(frozen=True)
class Proposed:
    """Date that the rule makes, or would make but for ``reason``."""

    day: date
    reason: str = ""
    is_possible: bool = True
    """False if the date cannot be chosen nevertheless."""


@dataclass(frozen=True)
class Proposal:
    rows: list[Proposed]
    is_cut: bool
    """True if the rule goes on beyond ``MOST`` dates."""

    @property
    def made(self) -> list[Proposed]:
        return [row for row in self.rows if not row.reason]

    @property
    def has_possible(self) -> bool:
        return any(row.is_possible for row in self.rows)

    @property
    def left_out(self) -> list[Proposed]:
        return [row for row in self.rows if row.reason]


def propose(wish: Wish, *, taken: Iterable[PlannedDate] = ()) -> Proposal:
    """Return the dates of ``wish``. ``taken`` are the rows that the plan has already."""
    days = wish.rule.days()
    last = wish.until
    reasons = _Reasons(wish, taken)
    rows: list[Proposed] = []
    made = 0
    for day in days:
        if last is not None and day > last:
            break
        if made == min(wish.number or MOST, MOST):
            return Proposal(rows, is_cut=wish.number is None or wish.number > MOST)
        row = reasons.row(day)
        made += not row.reason
        rows.append(row)
    return Proposal(rows, is_cut=False)


class _Reasons:
    """Reasons to leave a day out, in the order in which they count."""

    def __init__(self, wish: Wish, taken: Iterable[PlannedDate]) -> None:
        self.wish = wish
        self.taken = {(row.date, row.start_time) for row in taken}
        self.school: dict[int, dict[date, str]] = {}

    def row(self, day: date) -> Proposed:
        wish = self.wish
        if (day, wish.start_time) in self.taken:
            return Proposed(day, _("staat al in het formulier"), is_possible=False)
        start, end = span(day, wish.start_time, wish.end_time)
        if errors := moment_errors(day, start, end):
            return Proposed(day, next(iter(errors.values())), is_possible=False)
        if start <= timezone.now():
            return Proposed(day, _("is al geweest"), is_possible=False)
        if wish.without_public_holidays and (name := public_holidays(day.year).get(day)):
            return Proposed(day, name)
        if wish.without_school_holidays and (name := self.school_holiday(day)):
            return Proposed(day, name)
        return Proposed(day)

    def school_holiday(self, day: date) -> str:
        if day.year not in self.school:
            self.school[day.year] = school_holidays(date(day.year, 1, 1), date(day.year, 12, 31))
        return self.school[day.year].get(day, "")


def planned(wish: Wish, days: Iterable[date]) -> list[PlannedDate]:
    """Return rows for ``days`` at the times of ``wish``, not saved."""
    return [PlannedDate(date=day, start_time=wish.start_time, end_time=wish.end_time) for day in sorted(days)]


# -- In words -----------------------------------------------------------------------------------------------------------


def ordinals() -> dict[int, str]:
    return {1: _("eerste"), 2: _("tweede"), 3: _("derde"), 4: _("vierde"), LAST: _("laatste")}


def sentence(wish: Wish) -> str:
    """Return “Elke 2 weken op donderdag, 12.00 – 13.30 uur, van 3 december 2026 tot en met 1 juli 2027”."""
    rule = wish.rule
    days = _joined([_weekday(weekday) for weekday in rule.weekdays])
    if rule.every == Every.WEEK:
        often = ngettext("Elke week op %(days)s", "Elke %(number)s weken op %(days)s", rule.interval)
    else:
        often = ngettext(
            "Elke %(nth)s %(days)s van de maand", "Elke %(number)s maanden, de %(nth)s %(days)s", rule.interval
        )
    words = often % {"number": rule.interval, "days": days, "nth": ordinals()[rule.ordinal]}
    first = {"first": date_format(rule.first, "j F Y")}
    if wish.until:
        end = _("van %(first)s tot en met %(last)s") % {**first, "last": date_format(wish.until, "j F Y")}
    else:
        end = _("vanaf %(first)s") % first
    if wish.number:
        most = _("hooguit %(number)s keer") if wish.until else _("%(number)s keer")
        end = f"{end}, {most % {'number': wish.number}}"
    times = time_words(*span(rule.first, wish.start_time, wish.end_time))
    return f"{words}, {times}, {end}"


def _weekday(number: int) -> str:
    return date_format(date(2024, 1, 1 + number), "l")  # 1 January 2024 was a Monday


def _joined(words: list[str]) -> str:
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]} if words[1:] else words[0]
