"""Number of dates that each choice of a filter would give, with the other filters as they are.

One query for all choices.
"""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import BigIntegerField, CharField, Count, F, QuerySet, Value

from events.dates.selection import Selection
from events.models.dates import EventDateQuerySet

Counts = dict[str, dict[str, int]]


def counts_for(selection: Selection, dates_of: Callable[[Selection], EventDateQuerySet]) -> Counts:
    """Return the counts by part and value. ``dates_of`` returns the dates of a selection as the page shows them."""

    def grouped(part: str, **columns) -> QuerySet:
        dates = dates_of(replace(selection, **{part: ()})).order_by()
        return (
            dates.values(part=Value(part, CharField()), **columns)
            .annotate(number=Count("pk", distinct=True))
            .values_list("part", "of", "value", "second", "number")
        )

    nothing, no_page = Value("", CharField()), Value(0, BigIntegerField())
    kinds = grouped("kinds", of=no_page, value=F("page__kind"), second=nothing)
    themes = grouped("themes", of=no_page, value=F("page__themes__slug"), second=nothing)
    places = grouped(
        "municipalities",
        of=F("page"),
        value=F("page__municipality__slug"),
        second=F("page__wijken__municipality__slug"),
    )
    counts: Counts = {"kinds": {}, "themes": {}}
    by_page: list[tuple] = []
    for part, page, value, second, number in kinds.union(themes, places, all=True):
        if part == "municipalities":
            by_page.append((page, value, second, number))
        else:
            counts[part][value] = number
    return counts | {"municipalities": _by_municipality(by_page)}


def _by_municipality(rows: list[tuple]) -> dict[str, int]:
    """Add up counts per page and place: a page in two wijken of one municipality counts there once."""
    numbers: dict[int, int] = {}
    pages: dict[str, set[int]] = {}
    for page, own, of_wijk, number in rows:
        numbers[page] = number
        for slug in {own, of_wijk} - {None}:
            pages.setdefault(slug, set()).add(page)
    return {slug: sum(numbers[page] for page in found) for slug, found in pages.items()}
