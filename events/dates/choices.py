"""Choices of the selects with which people select dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from events.dates.selection_words import SelectionNames


@dataclass
class Choice:
    value: str
    label: str
    selected: bool


@dataclass
class Group:
    """Choices below a heading; an empty ``label`` is no heading."""

    label: str
    choices: list[Choice] = field(default_factory=list)


def place_choices(
    named: SelectionNames, chosen: tuple[str, ...], counts: Mapping[str, dict[str, int]] | None = None
) -> list[Group]:
    """Return the region, each gemeente and its wijken. ``chosen`` holds the place in use, if any.

    With ``counts``, wijken without dates are left out: a region has more than a hundred.
    """
    wijken_of: dict[str, list[tuple[str, str]]] = {}
    for value, title in named.titles["wijken"].items():
        if counts is None or value in chosen or counts["wijken"].get(value):
            wijken_of.setdefault(value.partition("/")[0], []).append((value, title))
    region = _("heel %(place)s") % {"place": settings.REGION}
    groups = [Group("", [Choice("", region, selected=not chosen)])]
    for slug, title in named.titles["municipalities"].items():
        wijken = wijken_of.get(slug, [])
        whole = _("heel %(place)s") % {"place": title} if wijken else title
        group = Group(title if wijken else "", [choice_of(slug, whole, chosen, counts and counts["municipalities"])])
        for value, full_name in wijken:
            name = full_name if value in chosen else full_name.removesuffix(f", {title}")
            group.choices.append(choice_of(value, name, chosen, counts and counts["wijken"]))
        groups.append(group)
    known = {choice.value for group in groups for choice in group.choices}
    groups[0].choices += [Choice(value, value, selected=True) for value in chosen if value not in known]
    return groups


def choice_of(value: str, label: str, chosen: tuple[str, ...], numbers: dict[str, int] | None) -> Choice:
    """Return a choice. The chosen one has no number: its label is part of the sentence."""
    is_chosen = value in chosen
    if numbers is not None and not is_chosen:
        label = f"{label} ({numbers.get(value, 0)})"
    return Choice(value, label, selected=is_chosen)
