"""Filters of the agenda: the choices of its form, and the filters in use that the form does not show."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.agenda.counts import Counts
from events.dates.choices import Choice, choice_of, place_choices
from events.dates.facets import FACETS
from events.dates.selection import Selection
from events.dates.selection_words import SelectionNames

IN_FORM = {"soort", "gemeente", "wijk", "thema", "meedoen", "dagdeel", "van", "q"}
"""Parameters that the form has a field for. A gemeente and a wijk share one."""


def filter_choices(selection: Selection, named: SelectionNames, counts: Counts) -> dict[str, list]:
    """Return the choices of each select, with their numbers of dates.

    A value in use stays a choice, even if it is unknown.
    """
    today = timezone.localdate()
    starts = [date(today.year + (today.month + i) // 12, (today.month + i) % 12 + 1, 1) for i in range(6)]
    if selection.since and selection.since not in starts:
        starts = sorted([*starts, selection.since])

    def choices(first: str, part: str, names: dict[str, str] | None = None) -> list[Choice]:
        chosen = getattr(selection, part)
        names = named.titles[part] if names is None else names
        pairs = [*names.items(), *((value, value) for value in chosen if value not in names)]
        return [
            Choice("", first, selected=not chosen),
            *(choice_of(value, label, chosen[:1], counts.get(part)) for value, label in pairs),
        ]

    themes = {slug: title[:1].lower() + title[1:] for slug, title in named.titles["themes"].items()}
    return {
        "kinds": choices(_("Alle bijeenkomsten"), "kinds"),
        "places": place_choices(named, (*selection.wijken, *selection.municipalities)[:1], counts),
        "themes": choices(_("elk thema"), "themes", themes),
        "dayparts": choices(_("Elk dagdeel"), "dayparts", _capitalized("dayparts")),
        "attending": choices(_("Plek of online"), "attending", _capitalized("attending")),
        "months": [
            Choice("", _("vandaag"), selected=selection.since is None),
            *(Choice(day.isoformat(), date_format(day, "j F Y"), selected=day == selection.since) for day in starts),
        ],
    }


def _capitalized(part: str) -> dict[str, str]:
    """Return the names of a facet as choices by themselves: “’s Ochtends”, “Online”."""
    return {
        value: f"’s {name[3:].capitalize()}" if name.startswith("’s ") else name.capitalize()
        for value, name in FACETS[part].names.items()
    }


def extra(selection: Selection, named: SelectionNames) -> list[dict[str, str]]:
    """Return the filters in use that no select shows, each with the URL that removes it."""
    places = [(part, value) for part in ("wijken", "municipalities") for value in getattr(selection, part)]
    values = [*places[1:], *(("organisations", value) for value in selection.organisations)]
    values += [(part, value) for part in ("themes", *FACETS) for value in getattr(selection, part)[1:]]
    parts = [(named.titles[part].get(value, value), selection.without(part, value)) for part, value in values]
    if selection.until:
        parts.append((f"tot en met {date_format(selection.until, 'j F Y')}", selection.without("until")))
    if selection.q:
        parts.append((f"met “{selection.q}”", selection.without("q")))
    return [{"label": label, "remove_url": f"/agenda/{rest.query_string}"} for label, rest in parts]
