"""Spreadsheets in which a stranger's text cannot become a formula."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

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
MOMENT = "dd-mm-yyyy hh:mm"
A4 = 9
"""Paper size in a workbook (ECMA-376, ST_PageSize)."""
NARROWEST, WIDEST = 8, 48
"""Widths of a column, in characters. A date that does not fit is shown as ####, so a column of dates fits ``MOMENT``."""


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
                cell.number_format = MOMENT
            yield cell

    def get_sheet_title(self) -> str:
        """Return the name on the sheet’s tab: at most 31 characters, without brackets, slashes, colons and wildcards."""
        return "Lijst"

    def get_sheet_intro(self) -> list[str]:
        """Return the lines above the table. The first is its title."""
        return []

    def write_xlsx(self, queryset, output) -> None:
        from openpyxl import Workbook  # noqa: PLC0415  slow, and needed for a download only
        from openpyxl.styles import Font  # noqa: PLC0415  as above

        headings = {field: self.get_heading(queryset, field) for field in self.list_export}
        rows = [self.to_row_dict(item) for item in queryset]
        intro = [*self.get_sheet_intro(), ""] if self.get_sheet_intro() else []
        head = len(intro) + 1
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet(title=self.get_sheet_title())
        # All of this precedes the rows in the file.
        for letter, width in zip(_letters(len(headings)), _widths(list(headings.values()), rows), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = f"A{head + 1}"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.page_setup.fitToHeight = 0
        sheet.print_title_rows = f"{head}:{head}"
        for number, line in enumerate(intro):
            [cell] = self.generate_xlsx_row(sheet, {"": line})
            if not number:
                cell.font = Font(bold=True, size=14)
            sheet.append([cell])
        heading_cells = list(self.generate_xlsx_row(sheet, headings))
        for cell in heading_cells:
            cell.font = Font(bold=True)
        sheet.append(heading_cells)
        for row in rows:
            sheet.append(self.generate_xlsx_row(sheet, row))
        sheet.auto_filter.ref = f"A{head}:{_letters(len(headings))[-1]}{head + len(rows)}"
        workbook.save(output)

    def write_csv_row(self, writer, row_dict: dict):
        return writer.writerow({name: csv_text(value) for name, value in row_dict.items()})

    def stream_csv(self, queryset) -> Iterator[bytes]:
        yield "\ufeff".encode()  # without the BOM, Excel shows é as two characters
        # Semicolons, because Dutch Excel reads a comma as the decimal separator.
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=";", quoting=csv.QUOTE_ALL)
        yield writer.writerow({field: csv_text(self.get_heading(queryset, field)) for field in self.list_export})
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))


def _letters(number: int) -> list[str]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  slow, and needed for a download only

    return [get_column_letter(column) for column in range(1, number + 1)]


def _widths(headings: Sequence[str], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Return for each column the width of its longest line, within bounds. A heading also needs room for its button."""
    found = [len(heading) + 3 for heading in headings]
    for row in rows:
        for column, value in enumerate(row.values()):
            found[column] = max(found[column], _length(value))
    return [min(max(length + 1, NARROWEST), WIDEST) for length in found]


def _length(value: Any) -> int:
    if isinstance(value, datetime):
        return len(MOMENT)
    return max(map(len, str(value).split("\n")))


def csv_text(value) -> str:
    """Return ``value`` for a cell of CSV. Text starts no formula, whatever separator is read, and stays text."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if not isinstance(value, str):
        return str(value)
    text = FORMULA_BEHIND_A_SEPARATOR.sub(r"\1'", plain(value).strip())
    return f"'{text}" if STARTS_A_FORMULA.match(text) or NO_TEXT.fullmatch(text) else text
