"""Spreadsheets in which a stranger's text cannot become a formula."""

import csv
from collections.abc import Iterator
from datetime import datetime

from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

from web.plain_text import plain

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a formula (OWASP, “CSV Injection”).

Includes full-width characters, which a spreadsheet set up for Chinese or Japanese reads as ordinary ones.
"""


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Export that keeps text as text: XLSX by cell type; CSV, which has no types, by a leading apostrophe.

    Times must be naive local times: a spreadsheet has no time zones.
    """

    def generate_xlsx_row(self, worksheet, row_dict: dict, date_format: str | None = None) -> Iterator:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  slow, and needed for a download only

        for value in row_dict.values():
            if isinstance(value, str):
                value = plain(value)  # noqa: PLW2901  a control character would break the whole file
            cell = WriteOnlyCell(worksheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = value.startswith(STARTS_A_FORMULA)
            elif isinstance(value, datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
            yield cell

    def write_csv_row(self, writer, row_dict: dict):
        return writer.writerow({name: csv_text(value) for name, value in row_dict.items()})

    def stream_csv(self, queryset) -> Iterator[bytes]:
        yield "\ufeff".encode()  # without the BOM, Excel shows é as two characters
        # Semicolons, because Dutch Excel reads a comma as the decimal separator.
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


def csv_text(value) -> str:
    """Return ``value`` as safe CSV text: it starts no formula and keeps its leading zeros."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    text = str(value)
    eats_zero = text.isdigit() and len(text) > 1 and text.startswith("0")
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) or eats_zero else text
