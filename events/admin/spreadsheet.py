"""Spreadsheets in which a stranger's text cannot become a formula."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime

from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

from web.plain_text import plain

SIGNS = "=+\\-@＝＋－＠"
"""First characters of a formula (OWASP, “CSV Injection”).

Includes full-width characters, which a spreadsheet set up for Chinese or Japanese reads as ordinary ones.
"""
STARTS_A_FORMULA = re.compile(rf"[\s\"]*[{SIGNS}]")
FORMULA_BEHIND_A_SEPARATOR = re.compile(rf"([,;|\t\n][\s\"]*)(?=[{SIGNS}])")
"""Start of a formula for a program that takes another separator than ours, or stops at the end of a line."""
MONTHS = [
    "jan", "feb", "mrt", "maart", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec",
]  # fmt: skip
NO_TEXT = re.compile(
    rf"""
    [\s\d.,:/\\()€$£%+-]*\d(?:[\s\d.,:/\\()€$£%+-]|e\+?-?\d)* |                         # a number, day, time or fraction
    [\d\s./-]*(?:{"|".join(MONTHS)})[a-z]*\.?[\d\s./-]*\d[\d\s./-]* |
    \d[\d\s./-]*(?:{"|".join(MONTHS)})[a-z]*\.? |                                     # a day with its month
    true | false | waar | onwaar
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Texts that a spreadsheet reads as something else: “1-2” as a day, long digits rounded, leading zeros gone."""


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Export that keeps text as text: XLSX by cell type; CSV, which has no types, by an apostrophe.

    Only XLSX gives back exactly what was typed. Times must be naive local times: a spreadsheet has no time zones.
    """

    def generate_xlsx_row(self, worksheet, row_dict: dict, date_format: str | None = None) -> Iterator:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  slow, and needed for a download only

        for value in row_dict.values():
            if isinstance(value, str):
                value = plain(value)  # noqa: PLW2901  some characters would break the whole file
            cell = WriteOnlyCell(worksheet, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = bool(STARTS_A_FORMULA.match(value))
            elif isinstance(value, datetime):
                cell.number_format = "dd-mm-yyyy hh:mm"
            yield cell

    def write_csv_row(self, writer, row_dict: dict):
        return writer.writerow({name: csv_text(value) for name, value in row_dict.items()})

    def stream_csv(self, queryset) -> Iterator[bytes]:
        yield "\ufeff".encode()  # without the BOM, Excel shows é as two characters
        # Semicolons, because Dutch Excel reads a comma as the decimal separator.
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";", quoting=csv.QUOTE_ALL)
        yield writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


def csv_text(value) -> str:
    """Return ``value`` for a cell of CSV. Text starts no formula, whatever separator is read, and stays text."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if not isinstance(value, str):
        return str(value)
    text = FORMULA_BEHIND_A_SEPARATOR.sub(r"\1'", plain(value).strip())
    return f"'{text}" if STARTS_A_FORMULA.match(text) or NO_TEXT.fullmatch(text) else text
