"""Sections of the agenda's list: a week, or a month where a week would hold hardly anything."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.dates.cards import DateCard

LEAST_IN_A_WEEK = 2
"""Least average number of dates per week for a list in weeks; below it, headings would take more room than dates."""


@dataclass(frozen=True)
class Row:
    card: DateCard
    is_same_day: bool
    """True if the row above it is on the same day, so that the day need not be shown again."""


@dataclass(frozen=True)
class Section:
    title: str
    note: str
    """Days of the week, or the year of the month."""
    rows: list[Row]


def sections_of(cards: list[DateCard]) -> list[Section]:
    """Return ``cards``, in their own order, by week or by month."""
    weeks = {_monday(card) for card in cards}
    if len(cards) >= LEAST_IN_A_WEEK * len(weeks):
        return [_week(monday, list(found)) for monday, found in groupby(cards, _monday)]
    return [_month(list(found)) for _key, found in groupby(cards, lambda card: (card.start.year, card.start.month))]


def _monday(card: DateCard) -> date:
    day = card.start.date()
    return day - timedelta(days=day.weekday())


def _week(monday: date, cards: list[DateCard]) -> Section:
    today = timezone.localdate()
    away = (monday - (today - timedelta(days=today.weekday()))).days // 7
    names = {-1: _("Vorige week"), 0: _("Deze week"), 1: _("Volgende week")}
    title = names.get(away) or _("Week %(number)s") % {"number": monday.isocalendar().week}
    return Section(title, days_words(monday, monday + timedelta(days=6)), _rows(cards))


def days_words(first: date, last: date) -> str:
    """Return “7 – 13 december 2026”, naming month and year once where both days share them."""
    begin = "j" if first.month == last.month else "j F" if first.year == last.year else "j F Y"
    return f"{date_format(first, begin)} – {date_format(last, 'j F Y')}"


def _month(cards: list[DateCard]) -> Section:
    start = cards[0].start
    return Section(date_format(start, "F").capitalize(), str(start.year), _rows(cards))


def _rows(cards: list[DateCard]) -> list[Row]:
    days: list[Hashable] = [None, *(card.start.date() for card in cards)]
    return [Row(card, is_same_day=days[number] == days[number + 1]) for number, card in enumerate(cards)]
