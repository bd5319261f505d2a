"""Choices of the form to follow a selection: places, themes and organisations that everybody may see."""

from django.utils.translation import gettext as _

from events.dates.choices import Choice, Group, choice_of, place_choices
from events.dates.selection import Selection
from events.dates.selection_words import SelectionNames
from network.models import OrganisationPage
from network.models.organisations import in_order
from network.visibility import open_to_all


def choices_of(selection: Selection, named: SelectionNames) -> dict[str, list[Group] | list[Choice]]:
    """Return the choices of each select. ``named`` must hold the names of all places and themes."""
    organisations = {page.slug: page.display_name for page in in_order(open_to_all(OrganisationPage.objects.all()))}
    return {
        "places": place_choices(named, (*selection.wijken, *selection.municipalities)[:1]),
        "themes": _choices(_("elk thema"), named.titles["themes"], selection.themes),
        "organisations": _choices(_("elke organisatie"), organisations, selection.organisations),
    }


def _choices(first: str, names: dict[str, str], chosen: tuple[str, ...]) -> list[Choice]:
    pairs = [*names.items(), *((value, value) for value in chosen if value not in names)]
    return [
        Choice("", first, selected=not chosen),
        *(choice_of(value, label, chosen[:1], None) for value, label in pairs),
    ]
