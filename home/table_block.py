"""Block for a table that is typed, or pasted from a text or a spreadsheet."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.table_block.blocks import TableBlock

MOST_CELLS = 2000
MENU: dict[str, object] = {
    "row_above": {"name": "Rij erboven"},
    "row_below": {"name": "Rij eronder"},
    "line1": "---------",
    "col_left": {"name": "Kolom links"},
    "col_right": {"name": "Kolom rechts"},
    "line2": "---------",
    "remove_row": {"name": "Haal de rij weg"},
    "remove_col": {"name": "Haal de kolom weg"},
    "line3": "---------",
    "undo": {"name": "Maak ongedaan"},
    "redo": {"name": "Doe opnieuw"},
}


class CaptionedTableBlock(TableBlock):
    """Wagtail's table, with a caption and without empty rows and columns at its end."""

    class Meta:
        label = gettext_lazy("Tabel")
        icon = "table"
        template = "blocks/table.html"

    def get_table_options(self, table_options=None):
        """Name the actions in Dutch: the script of the table knows English only."""
        options = super().get_table_options(table_options)
        return {**options, "language": "en-US", "contextMenu": {"items": MENU}}

    def value_from_form(self, value):
        try:
            table = json.loads(value)
        except ValueError:
            return None
        return table if is_table(table) else None

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation or not value:
            return value
        value["data"] = trimmed(value["data"])
        if not value["data"]:
            raise ValidationError(_("De tabel is leeg. Vul hem in, of haal dit blok weg."))
        if len(value["data"]) * len(value["data"][0]) > MOST_CELLS:
            raise ValidationError(_("Deze tabel is te groot om te lezen. Zet hem liever als bestand op de site."))
        if not (value.get("table_caption") or "").strip():
            raise ValidationError(
                _("Schrijf boven de tabel waar hij over gaat. Wie hem hoort voorlezen, weet het dan ook.")
            )
        return value


def is_table(value: object) -> bool:
    rows = value.get("data") if isinstance(value, dict) else None
    return isinstance(rows, list) and all(
        isinstance(row, list) and all(cell is None or isinstance(cell, str) for cell in row) for row in rows
    )


def trimmed(rows: list[list[str | None]]) -> list[list[str]]:
    """Return ``rows`` without the empty ones at the end, and without empty columns at the right."""
    texts = [[(cell or "").strip() for cell in row] for row in rows]
    height = max((number for number, row in enumerate(texts, 1) if any(row)), default=0)
    width = max((number for row in texts for number, cell in enumerate(row, 1) if cell), default=0)
    return [[*row, *[""] * width][:width] for row in texts[:height]]
