"""Fields of the organiser's form in the shape of what she chooses from."""

from itertools import groupby

from django import forms
from django.template.loader import render_to_string


class DateInput(forms.DateInput):
    """The browser's own calendar: it shows how to write a date, and leaves what is typed alone."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%H:%M")


class WijkCheckboxes(forms.CheckboxSelectMultiple):
    """Wijken under their gemeente, each gemeente folded until something of it is chosen. Takes wijken with their municipality."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = self.get_context(name, value, attrs)["widget"]
        boxes = [options[0] for _, options, _ in widget["optgroups"]]
        boxes.sort(key=lambda box: (municipality_of(box), str(box["label"])))
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
