"""Number of dates that each choice of a filter would give, with the other filters as they are.

One query for all choices.
"""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import BigIntegerField, CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from events.dates.facets import FACETS, START_HOUR, daypart_at, ways_to_attend
from events.dates.selection import Selection
from events.models.dates import EventDateQuerySet

Counts = dict[str, dict[str, int]]


def counts_for(selection: Selection, dates_of: Callable[[Selection], EventDateQuerySet]) -> Counts:
    """Return the counts by part and value. ``dates_of`` returns the dates of a selection as the page shows them.

    A gemeente and a wijk are one choice: each is counted without the other.
    """
    nothing, nobody = Value("", CharField()), Value(0, BigIntegerField())

    def grouped(
        name: str, parts: tuple[str, ...], *, of=nobody, value=nothing, second=nothing, third=nothing
    ) -> QuerySet:
        dates = dates_of(replace(selection, **dict.fromkeys(parts, ()))).order_by()
        return (
            dates.values(name=Value(name, CharField()), of=of, value=value, second=second, third=third)
            .annotate(number=Count("pk", distinct=True))
            .values_list("name", "of", "value", "second", "third", "number")
        )

    themes = grouped("themes", ("themes",), value=F("page__themes__slug"))
    places = grouped(
        "places",
        ("municipalities", "wijken"),
        of=F("page"),
        value=F("page__municipality__slug"),
        second=F("page__wijken__municipality__slug"),
        third=F("page__wijken__slug"),
    )
    facets = grouped(
        "facets",
        tuple(FACETS),
        of=Cast(START_HOUR, BigIntegerField()),
        value=F("page__kind"),
        second=F("page__attendance"),
    )
    rows: dict[str, list[tuple]] = {"themes": [], "places": [], "facets": []}
    for name, *row in themes.union(places, facets, all=True):
        rows[name].append(tuple(row))
    by_theme = {slug: number for _of, slug, _second, _third, number in rows["themes"]}
    return {"themes": by_theme, **_by_facet(rows["facets"], selection), **_by_place(rows["places"])}


def _by_facet(rows: list[tuple], selection: Selection) -> Counts:
    """Add up the counts per hour, kind and attendance. A value counts the dates that match the other two facets."""
    counts: Counts = {part: {} for part in FACETS}
    for hour, kind, attendance, _third, number in rows:
        values = {"kinds": [kind], "attending": ways_to_attend(attendance), "dayparts": [daypart_at(hour)]}
        fits = {part: not (chosen := getattr(selection, part)) or set(chosen) & set(values[part]) for part in FACETS}
        for part in FACETS:
            if all(fits[other] for other in FACETS if other != part):
                for value in values[part]:
                    counts[part][value] = counts[part].get(value, 0) + number
    return counts


def _by_place(rows: list[tuple]) -> Counts:
    """Add up counts per page and place: a page in two wijken of one municipality counts there once."""
    numbers: dict[int, int] = {}
    pages: dict[str, dict[str, set[int]]] = {"municipalities": {}, "wijken": {}}
    for page, own, of_wijk, wijk, number in rows:
        numbers[page] = number
        for slug in {own, of_wijk} - {None}:
            pages["municipalities"].setdefault(slug, set()).add(page)
        if wijk is not None:
            pages["wijken"].setdefault(f"{of_wijk}/{wijk}", set()).add(page)
    return {
        part: {value: sum(numbers[page] for page in found) for value, found in by_value.items()}
        for part, by_value in pages.items()
    }
