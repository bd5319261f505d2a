"""Widgets that the forms of several page types share."""

from itertools import groupby

from django import forms
from django.template.loader import render_to_string

from web.ordering import title_order


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
        return render_to_string("network/admin/wijken.html", {"widget": widget, "groups": groups})


def municipality_of(box: dict) -> str:
    municipality = box["value"].instance.municipality
    return municipality.title if municipality else ""
