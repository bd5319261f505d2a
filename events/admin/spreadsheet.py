"""Spreadsheets that a stranger's text cannot turn into a program."""

import csv
from collections.abc import Iterator
from datetime import datetime

from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

from web.plain_text import plain as shown

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""OWASP, “CSV Injection”: also the wide signs, which a spreadsheet set up for Chinese or Japanese reads as the others."""


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Text stays text. In XLSX its cells say so; CSV has no types, so there an apostrophe keeps it from being read as more.

    Times have to come as the wall clock shows them, without a time zone: a spreadsheet knows none.
    """

    def generate_xlsx_row(self, worksheet, row_dict: dict, date_format: str | None = None) -> Iterator:
        from openpyxl.cell import WriteOnlyCell

        for value in row_dict.values():
            if isinstance(value, str):
                value = shown(value)  # noqa: PLW2901  a control character would break the whole file
            cell = WriteOnlyCell(worksheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = value.startswith(STARTS_A_FORMULA)
            elif isinstance(value, datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
            yield cell

    def write_csv_row(self, writer, row_dict: dict):
        return writer.writerow({name: plain(value) for name, value in row_dict.items()})

    def stream_csv(self, queryset) -> Iterator[bytes]:
        yield "\ufeff".encode()  # without it, Excel reads é as two signs
        # With semicolons: a Dutch Excel takes a comma for a decimal point.
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";")
        yield writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


def plain(value) -> str:
    """``value`` as CSV can carry it: nothing that starts a formula, no leading zero that a spreadsheet would eat."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    text = str(value)
    eats_zero = text.isdigit() and len(text) > 1 and text.startswith("0")
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) or eats_zero else text
