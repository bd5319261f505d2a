"""Widgets of the organiser's form."""

from itertools import groupby

from django import forms
from django.template.loader import render_to_string

from web.ordering import title_order


class DateInput(forms.DateInput):
    """Native date picker: it shows how to write a date, and does not alter what is typed."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%H:%M")


class WijkCheckboxes(forms.CheckboxSelectMultiple):
    """Wijken grouped by gemeente, each group folded until one of its wijken is chosen.

    Expects wijken with their municipality loaded.
    """

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        boxes = [options[0] for _, options, _ in widget["optgroups"]]
        boxes.sort(
            key=lambda box: (title_order(municipality_of(box)), municipality_of(box), title_order(str(box["label"])))
        )
        groups = [
            {
                "municipality": municipality,
                "boxes": (found := list(group)),
                "chosen": sum(box["selected"] for box in found),
            }
            for municipality, group in groupby(boxes, key=municipality_of)
        ]
        return render_to_string("events/admin/wijken.html", {"widget": widget, "groups": groups})


def municipality_of(box: dict) -> str:
    municipality = box["value"].instance.municipality
    return municipality.title if municipality else ""
