"""Requirements on every kind of calendar that we send. Numbers: see the table in docs/ontwikkelaars/calendars.md."""

import re
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import icalendar
import pytest
import time_machine
from django.db import transaction
from django.test import Client

from events import ics
from tests.calendars import INVITATIONS, SUBSCRIBABLE, every_kind
from tests.events.test_ics import assert_well_formed

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs/ontwikkelaars/calendars.md"


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker) -> dict[str, bytes]:
    """Make every kind of calendar, once per module: the tests look at bytes only, so the pages can be rolled back."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(0) as clock:
        made = every_kind(Client(), clock)
        transaction.set_rollback(True)
    return made


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def name_of(line: str) -> str:
    return re.split("[;:]", line, maxsplit=1)[0]


def entries(data: bytes) -> list[list[str]]:
    """Return the lines of each VEVENT."""
    found: list[list[str]] = []
    for line in unfolded(data):
        if line == "BEGIN:VEVENT":
            found.append([])
        elif found and line not in {"END:VEVENT", "END:VCALENDAR"}:
            found[-1].append(line)
    return found


def names(entry: list[str]) -> list[str]:
    return [name_of(line) for line in entry]


def value(entry: list[str], name: str) -> str:
    (found,) = [line.partition(":")[2] for line in entry if name_of(line) == name]
    return found


def is_notice(kind: str, entry: list[str]) -> bool:
    """Return whether ``entry`` is a notice about its calendar instead of a date."""
    return kind in {"renewed", "stopped"} or value(entry, "UID").startswith("ended-calendar-")


def test_there_is_something_of_everything(files):
    """Otherwise the tests below could not fail."""
    everything = b"".join(files.values()).decode().replace("\r\n ", "")

    assert len(files) == 20
    assert all(entries(data) for data in files.values())
    for kind in ("agenda", "personal", *INVITATIONS):
        assert "Wijklunch" in files[kind].decode()
    for status in ics.Status:
        assert f"STATUS:{status}" in everything
    for word in (
        "[Geannuleerd]",
        "[Verplaatst naar 7 november]",
        "[Wachtlijst]",
        "[Afgemeld]",
        "Vervallen",
        "Abonneer je opnieuw",
        "Deze agenda is gestopt",
    ):
        assert f"SUMMARY:{word}" in everything, word


def test_every_time_says_its_zone_and_every_event_when_it_ends(files):
    """1, 5, 10, 11: in UTC, or in whole days with an exclusive end."""
    for kind, data in files.items():
        for entry in entries(data):
            start, end = ([line for line in entry if name_of(line) == name] for name in ("DTSTART", "DTEND"))
            form = r"\d{8}" if is_notice(kind, entry) else r"\d{8}T\d{6}Z"
            parameters = ";VALUE=DATE" if is_notice(kind, entry) else ""
            assert re.fullmatch(rf"DTSTART{parameters}:{form}", "".join(start)), kind
            assert re.fullmatch(rf"DTEND{parameters}:{form}", "".join(end)), kind
            assert value(entry, "DTSTART") < value(entry, "DTEND")


def test_every_file_has_the_time_zone_by_hand(files):
    """2, 3, 4, 17, 18: once, complete, before the events, and after the properties of the calendar itself."""
    for kind, data in files.items():
        assert data.count(b"BEGIN:VTIMEZONE") == data.count(ics.TIMEZONE) == 1, kind
        lines = unfolded(data)
        begin = lines.index("BEGIN:VTIMEZONE")
        assert not [line for line in lines[1:begin] if line.startswith(("BEGIN", "END"))]
        assert lines[begin:].index("END:VTIMEZONE") < lines[begin:].index("BEGIN:VEVENT")
        after = "\n".join(lines[begin:]).replace("END:VEVENT\nBEGIN:VEVENT", "")
        assert after.endswith("END:VEVENT\nEND:VCALENDAR"), kind


def test_nothing_repeats(files):
    """6, 7, 8, 9: each date is an event of its own, so nothing can be expanded wrongly."""
    for kind, data in files.items():
        found = {name for entry in entries(data) for name in names(entry)}
        assert not found & {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION"}, kind


def test_every_file_is_well_formed(files):
    """12, 13, 14."""
    for data in files.values():
        assert_well_formed(data)


def test_every_text_is_escaped_once_and_no_address_is(files):
    """15, 16."""
    for kind, data in files.items():
        for entry in entries(data):
            for line in entry:
                name, text = name_of(line), line.partition(":")[2]
                if name in {"SUMMARY", "DESCRIPTION", "LOCATION", "X-ALT-DESC"}:
                    bare = re.sub(r"\\[\\;,nN]", "", line[len(name) :].removeprefix(";FMTTYPE=text/html")[1:])
                    assert not re.search(r"[\\;,]", bare), (kind, line)
                if name in {"URL", "CONFERENCE", "GEO", "UID", "RELATED-TO", "ORGANIZER", "ATTENDEE"}:
                    assert "\\" not in text, (kind, line)
                if name == "CATEGORIES":
                    assert text, kind
                    assert all(part == part.strip() and part for part in text.split(",")), kind


def test_no_uid_twice_and_none_on_the_calendar(files):
    """19, 21."""
    for kind, data in files.items():
        uids = [value(entry, "UID") for entry in entries(data)]
        assert len(set(uids)) == len(uids), kind
        assert "UID" not in {name_of(line) for line in unfolded(data)[: unfolded(data).index("BEGIN:VTIMEZONE")]}


def test_only_an_invitation_asks_anybody(files):
    """20, 39, 40, 41, 47."""
    for kind, data in files.items():
        lines = [name_of(line) for line in unfolded(data)]
        asked = {name: lines.count(name) for name in ("METHOD", "ORGANIZER", "ATTENDEE", "VALARM")}
        once = int(kind in INVITATIONS)
        assert asked == {"METHOD": once, "ORGANIZER": once, "ATTENDEE": once, "VALARM": 0}, kind
        assert b"RSVP=TRUE" not in b"".join(data.split(b"\r\n "))
        assert "BEGIN:VALARM" not in unfolded(data)
        assert not once or len(entries(data)) == 1


def test_nothing_of_the_moment_of_asking_is_in_a_feed(files):
    """26: DTSTAMP is the moment of the last change, like LAST-MODIFIED. The order is fixed."""
    now = "20270301T080200Z"  # every_kind ends two minutes after it starts to publish
    for kind, data in files.items():
        stamps = [(value(entry, "DTSTAMP"), value(entry, "LAST-MODIFIED")) for entry in entries(data)]
        assert all(stamp == changed <= now for stamp, changed in stamps), kind
    times = [value(entry, "DTSTART") for entry in entries(files["agenda"]) if value(entry, "SUMMARY") != "Vervallen"]
    assert times == sorted(times)
    assert {value(entry, "DTSTAMP") for entry in entries(files["municipality"])} == {
        "20270301T080000Z",
        "20270301T080100Z",
    }


@pytest.mark.parametrize("kind", SUBSCRIBABLE)
def test_what_can_be_subscribed_to_asks_to_come_back_and_has_a_name_and_a_colour(files, kind):
    """30, 42, 53."""
    lines = unfolded(files[kind])

    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "COLOR:teal"} <= set(lines)
    assert "X-APPLE-CALENDAR-COLOR:#0C6B70" in lines
    shown = [line.partition(":")[2] for line in lines if name_of(line) in {"NAME", "X-WR-CALNAME"}]
    assert len(shown) == 2
    assert len(set(shown)) == 1
    assert shown[0].startswith("Wijkverband · ")


@pytest.mark.parametrize("kind", ["event", "one date", "registration", "several", *INVITATIONS])
def test_file_to_add_to_a_calendar_has_no_name_and_asks_nothing(files, kind):
    """56: Outlook opens a file with a name as a new calendar."""
    lines = unfolded(files[kind])

    properties = [name_of(line) for line in lines[: lines.index("BEGIN:VTIMEZONE")]]

    assert set(properties) <= {"BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD"}


def test_one_date_has_one_uid_everywhere(files):
    """32: the feeds, the downloads, the mails and everybody's own calendar."""
    first = value(entries(files["one date"])[0], "UID")

    for kind in ("agenda", "selection", "event", "personal", "registration", *INVITATIONS):
        assert first in [value(entry, "UID") for entry in entries(files[kind])], kind
    known = {value(entry, "UID") for entry in entries(files["event"])}
    assert {value(entry, "UID") for kind in ("several", "account") for entry in entries(files[kind])} < known


def test_what_is_off_says_so_in_its_status_its_title_and_takes_no_time(files):
    """34, 35, 52, 54."""
    for kind, data in files.items():
        for entry in entries(data):
            title, status, free = (value(entry, name) for name in ("SUMMARY", "STATUS", "TRANSP"))
            if kind == "cancellation":
                assert status == "CANCELLED"
            elif status == "CANCELLED":
                assert title == "Vervallen" or title.startswith(("[Geannuleerd] ", "[Afgemeld] ")), kind
            assert (status == "TENTATIVE") == title.startswith("[Wachtlijst] "), kind
            assert free == ("TRANSPARENT" if status == "CANCELLED" or is_notice(kind, entry) else "OPAQUE")
    shown = {value(entry, "SUMMARY").partition(" ")[0] for entry in entries(files["agenda"])}
    assert {"[Geannuleerd]", "[Verplaatst"} <= shown
    assert "SUMMARY:[Verplaatst naar 7 november] Wijklunch\\, met soep\\; \\\\ en „broodjes” – Dicht" in unfolded(
        files["agenda"]
    )


def test_every_link_is_where_programs_show_it(files):
    """43, 44: URL and DESCRIPTION. The meeting link is for confirmed attendees only, HTML only beside plain text."""
    for kind, data in files.items():
        has_link = b"video.example" in data.replace(b"\r\n ", b"")
        assert has_link == (kind in {"personal", "account", "registration", "several", "invitation"}), kind
        for entry in entries(data):
            if value(entry, "SUMMARY") == "Vervallen":
                continue
            text, link = value(entry, "DESCRIPTION"), value(entry, "URL")
            assert link in text, kind
            assert not re.search(r"<(p|a|br)\b", text), kind
            if "CONFERENCE" in names(entry):
                assert value(entry, "CONFERENCE") in text, kind


def test_every_place_can_be_read_and_found(files):
    """45: a date elsewhere has no point on the map."""
    for kind, data in files.items():
        for entry in entries(data):
            if "Wijklunch" not in value(entry, "SUMMARY"):
                continue
            place = value(entry, "LOCATION")
            elsewhere = place.startswith("Dorpshuis")
            assert elsewhere or "Kerkstraat 1\\, 4611 AB Bergen op Zoom" in place, kind
            located = {"GEO", "X-APPLE-STRUCTURED-LOCATION"} & set(names(entry))
            assert located == (set() if elsewhere else {"GEO", "X-APPLE-STRUCTURED-LOCATION"}), kind


def test_conference_is_a_bar_that_takes_no_time_and_its_sessions_point_to_it():
    """46, 55: what the builder does. The site has no conferences yet."""
    start = datetime(2027, 5, 20, 7, tzinfo=UTC)
    whole = ics.Event(
        uid="whole@x", start=start, end=start + timedelta(days=1), summary="Congres", changed_at=start, all_day=True
    )
    session = ics.Event(
        uid="one@x", start=start, end=start + timedelta(hours=1), summary="Sessie", changed_at=start, part_of="whole@x"
    )

    bar, part = icalendar.Calendar.from_ical(ics.vcalendar("x", map(ics.vevent, (whole, session)))).events

    assert (bar["DTSTART"].to_ical(), bar["DTEND"].to_ical(), bar["TRANSP"]) == (
        b"20270520",
        b"20270522",
        "TRANSPARENT",
    )
    assert (part.start, part["TRANSP"], part["RELATED-TO"]) == (start, "OPAQUE", "whole@x")


# -- The table ---------------------------------------------------------------------------------------------------------


def rows_of_the_table() -> list[tuple[int, str, list[tuple[str, str]]]]:
    """Return the number of each row, what it asks, and its tests: pairs of a file in ``tests`` and a name."""
    rows = re.findall(r"^\| (\d+) \| (.*?) \| (.*?) \|$", DOCUMENT.read_text(), flags=re.MULTILINE)
    return [(int(number), what, re.findall(r"`([\w./]+)::(\w+)`", where)) for number, what, where in rows]


def test_table_has_every_line_of_the_checklist_and_names_tests_that_exist():
    rows = rows_of_the_table()

    assert [number for number, _what, _named in rows] == [*range(1, 58), 59, 60]
    for number, what, named in rows:
        assert what, number
        assert named, f"{number} has no test"
        for file, test in named:
            module = import_module(f"tests.{file.removesuffix('.py').replace('/', '.')}")
            assert test.startswith("test_"), (number, test)
            assert callable(getattr(module, test, None)), (number, test)


def test_table_is_told_by_the_tests_that_name_a_number():
    """A docstring of this file with 12 says that the test covers line 12."""
    named = {number: {test for _file, test in tests} for number, _what, tests in rows_of_the_table()}
    tests = {name: test.__doc__ or "" for name, test in globals().items() if name.startswith("test_")}
    numbers = {name: re.match(r"(\d+(?:, \d+)*)[.:]", doc) for name, doc in tests.items()}
    lines_of = {name: [int(number) for number in found[1].split(", ")] for name, found in numbers.items() if found}

    assert len(lines_of) > 10
    for test, lines in lines_of.items():
        for number in lines:
            assert test in named[number], (number, test)
