"""Text in files: each format can hold whatever is left of all of Unicode, and as little as possible is dropped."""

import csv
import json
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from events import ics
from events.admin.spreadsheet import SafeSpreadsheetMixin, csv_text
from outbox.letter import Letter, Mailbox
from web.atom import Entry, atom
from web.plain_text import plain

EVERYTHING = "".join(map(chr, range(0x110000)))
PIECES = [EVERYTHING[start : start + 0x4000] for start in range(0, 0x110000, 0x4000)]
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_plain_drops_only_what_some_format_cannot_hold():
    kept = set(plain(EVERYTHING))

    controls = {chr(code) for code in (*range(0x20), 0x7F)} - {"\t", "\n"}
    surrogates = set(map(chr, range(0xD800, 0xE000)))
    assert set(EVERYTHING) - kept == controls | surrogates | set("\x85\u2028\u2029\ufeff\ufffe\uffff")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_plain_knows_one_newline(newline):
    assert plain(f"a{newline}b") == "a\nb"


def test_atom_holds_all_of_unicode():
    entry = Entry(
        uid="x", title=EVERYTHING, url="https://x.nl/", calendar_url="https://x.nl/x.ics", author=EVERYTHING,
        summary=EVERYTHING, html="", changed_at=NOW, categories=(EVERYTHING,),
    )  # fmt: skip

    read = ET.fromstring(atom("x", [entry], url="https://x.nl/", page_url="https://x.nl/", author="x", changed_at=NOW))  # noqa: S314  our own

    assert read.find("{*}entry/{*}title").text == plain(EVERYTHING)


def test_calendar_holds_all_of_unicode():
    for piece in PIECES[:5]:
        event = ics.Event(uid="x", start=NOW, end=NOW, summary=piece, description=piece, location=piece, changed_at=NOW)

        read = icalendar.Calendar.from_ical(ics.vcalendar(piece, [ics.vevent(event)]))

        assert str(read.events[0]["SUMMARY"]) == plain(piece)


def test_mail_holds_all_of_unicode():
    letter = Letter(
        cause="x", subject=EVERYTHING[:0x4000], to=Mailbox(EVERYTHING[:0x4000], "jan@x.nl"), text=EVERYTHING, html="x"
    )

    read = message_from_bytes(letter.as_bytes(), policy=default)

    body = read.get_body(["plain"]).get_content().replace("\r\n", "\n")
    assert body.rstrip("\n") == plain(EVERYTHING).rstrip("\n")
    assert [one.addr_spec for one in read["To"].addresses] == ["jan@x.nl"]


def test_workbook_holds_all_of_unicode():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for piece in PIECES:
        sheet.append(SafeSpreadsheetMixin().generate_xlsx_row(sheet, {"x": piece}))
    file = BytesIO()
    book.save(file)

    read = [row[0].value or "" for row in load_workbook(file).active.rows]

    assert read == [plain(piece) for piece in PIECES]


def test_csv_and_json_hold_all_of_unicode():
    for piece in PIECES:
        file = StringIO()
        csv.writer(file, quoting=csv.QUOTE_ALL).writerow([csv_text(piece)])

        [[cell]] = csv.reader(StringIO(file.getvalue(), newline=""))

        assert cell.encode().decode().replace("'", "") == plain(piece).strip().replace("'", "")
    assert json.loads(json.dumps(plain(EVERYTHING), ensure_ascii=False).encode()) == plain(EVERYTHING)


DANGEROUS = st.text(alphabet=st.sampled_from("=+-@＝,;|\t\n\r\"' ab1"), max_size=12)


@given(st.lists(DANGEROUS, min_size=1, max_size=3), st.sampled_from(",;\t|"))
def test_no_cell_is_a_formula_whatever_separator_a_program_takes(cells, separator):
    file = StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerow(map(csv_text, cells))

    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(StringIO(file.getvalue(), newline=""), delimiter=separator, quoting=quoting):
            for cell in row:
                assert not cell.lstrip(' \t\r\n"').startswith(tuple("=+-@＝"))


@pytest.mark.parametrize(
    "text",
    [
        "1-2", "1/2", "12:30", "0612345678", "06-12345678", "0031 6 12345678", "12345678901234567890", "1E5", "12e-3",
        "3,5", "€ 5", "50%", "5 mrt", "jan 5", "Mei 2026", "2026-11-30", "WAAR", "false",
    ],
)  # fmt: skip
def test_csv_keeps_what_a_spreadsheet_would_read_otherwise(text):
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Jan de Wit", "Mei Li", "2e verdieping", "3 mensen", "a - b", "’s-Gravenmoer", ""])
def test_csv_leaves_ordinary_text_as_it_is(text):
    assert csv_text(text) == text
    assert csv_text(3) == "3"
