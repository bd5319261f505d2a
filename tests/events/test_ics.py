"""Bytes of calendars according to RFC 5545, RFC 7986 and RFC 5546, read back with two independent parsers."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events import ics
from events.ics import CalendarUser, Event, Method, Status
from events.models.dates import AMSTERDAM
from web.plain_text import plain

NOON = datetime(2027, 3, 11, 12, 0, tzinfo=AMSTERDAM)
LUNCH = Event(
    uid="1b9c@wijkverband.example",
    start=NOON,
    end=NOON + timedelta(minutes=90),
    summary="Wijklunch Gageldonk",
    changed_at=datetime(2027, 2, 1, 9, 30, 15, 999, tzinfo=UTC),
    sequence=3,
)

# -- Reading back ------------------------------------------------------------------------------------------------------


def feed_of(*events: Event, name: str = "Wijkverband", **kwargs) -> bytes:
    return ics.vcalendar(name, [ics.vevent(event) for event in events], **kwargs)


def lines_of(data: bytes) -> list[str]:
    """Unfold ``data`` into its content lines."""
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def values_of(data: bytes, name: str) -> list[str]:
    """Return the values of the properties called ``name``, without their parameters."""
    return [line.partition(":")[2] for line in lines_of(data) if re.split("[;:]", line, maxsplit=1)[0] == name]


def icalendar_texts(data: bytes) -> dict[str, str]:
    event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    return {name: str(event.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")}


def vobject_texts(data: bytes) -> dict[str, str]:
    event = vobject.readOne(data.decode()).vevent
    return {
        name: getattr(event, name.lower()).value if hasattr(event, name.lower()) else ""
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION")
    }


PARSERS = pytest.mark.parametrize("texts_of", [icalendar_texts, vobject_texts], ids=["icalendar", "vobject"])

awkward = st.sampled_from(
    ["\\", "\\n", "\\,", ";", ",", ":", '"', "\n", "\r\n", "\r", "\t", " ", "é", "👩‍⚕️", "\u2028", "\x85", "\x00", "\x0b", "\ufeff", "\ud800", "END:VEVENT"]
)  # fmt: skip
any_text = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=200),
    st.lists(awkward, max_size=60).map("".join),
    st.text("x\\,;\n", min_size=60, max_size=180),
    st.text(min_size=1, max_size=40).map(lambda text: (text * 10_000)[:10_000]),
)


def assert_well_formed(data: bytes) -> None:
    """Check for CRLF only, no blank or long lines, no split characters or escapes, nothing that reads as a line end."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    assert {len(line) for line in physical if len(line) > 75} == set()
    assert all(line.strip(b" ") or line.startswith(b" ") for line in physical)
    assert not any(line in (b"", b" ") for line in physical)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert len(data.decode().splitlines()) == len(physical)
    for line in physical:
        line.decode()  # no fold inside a character
    for first, second in pairwise(physical):
        if second.startswith(b" "):
            assert (len(first) - len(first.rstrip(b"\\"))) % 2 == 0, f"a fold inside an escape: {first!r}"


# -- A. Correct times --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "in_utc"),
    [
        (datetime(2027, 1, 15, 12, 0, tzinfo=AMSTERDAM), "20270115T110000Z"),
        (datetime(2027, 7, 15, 12, 0, tzinfo=AMSTERDAM), "20270715T100000Z"),
        (datetime(2027, 3, 28, 1, 59, tzinfo=AMSTERDAM), "20270328T005900Z"),
        (datetime(2027, 3, 28, 3, 0, tzinfo=AMSTERDAM), "20270328T010000Z"),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=0), "20271031T003000Z"),
        (datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=1), "20271031T013000Z"),
        (datetime(2027, 10, 31, 3, 0, tzinfo=AMSTERDAM), "20271031T020000Z"),
        (datetime(2027, 12, 31, 23, 0, tzinfo=timezone(timedelta(hours=-5))), "20280101T040000Z"),
    ],
    ids=[
        "winter", "summer", "before the spring change", "after the spring change", "the hour that comes twice, first",
        "the hour that comes twice, second", "after the autumn change", "from elsewhere, into the next year",
    ],
)  # fmt: skip
def test_vevent_times_are_in_utc(local, in_utc):
    data = feed_of(replace(LUNCH, start=local, end=local + timedelta(hours=1)))

    assert values_of(data, "DTSTART") == ["19810329T020000", "19961027T030000", in_utc]
    assert icalendar.Calendar.from_ical(data).events[0].start == local.astimezone(UTC)


def test_vevent_over_the_spring_change_ends_after_its_real_length():
    start = datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM)
    data = feed_of(replace(LUNCH, start=start, end=datetime(2027, 3, 28, 3, 30, tzinfo=AMSTERDAM)))

    event = icalendar.Calendar.from_ical(data).events[0]

    assert event.end - event.start == timedelta(hours=1)


def test_timezone_has_both_halves_with_open_rules_and_local_starts():
    zone = icalendar.Calendar.from_ical(feed_of()).walk("VTIMEZONE")[0]

    halves = [(half.name, half["DTSTART"].to_ical(), half["RRULE"].to_ical()) for half in zone.subcomponents]

    assert str(zone["TZID"]) == "Europe/Amsterdam"
    assert halves == [
        ("DAYLIGHT", b"19810329T020000", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ("STANDARD", b"19961027T030000", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]
    assert b"RDATE" not in feed_of()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 59, tzinfo=AMSTERDAM), datetime(2026, 3, 29, 3, 0, tzinfo=AMSTERDAM), datetime(2026, 7, 1, 12, tzinfo=AMSTERDAM), datetime(2026, 10, 25, 1, 59, tzinfo=AMSTERDAM),
        datetime(2026, 10, 25, 3, 0, tzinfo=AMSTERDAM), datetime(2035, 1, 1, tzinfo=AMSTERDAM), datetime(2049, 8, 1, tzinfo=AMSTERDAM),
    ],
    ids=str,
)  # fmt: skip
def test_timezone_agrees_with_the_real_one(moment):
    zone = icalendar.Calendar.from_ical(feed_of()).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()


# -- B. Readable files -------------------------------------------------------------------------------------------------


def test_vevent_is_whole():
    event = replace(
        LUNCH,
        description="Kom binnen;\nook zonder brood, echt.",
        location="Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom",
        latitude=Decimal("51.49500"),
        longitude=Decimal("4.28750"),
        url="https://wijkverband.example/lunch/",
        categories=("Wijklunch", "Eenzaamheid"),
    )

    assert lines_of(ics.vevent(event)) == [
        "BEGIN:VEVENT",
        "UID:1b9c@wijkverband.example",
        "DTSTAMP:20270201T093015Z",
        "LAST-MODIFIED:20270201T093015Z",
        "SEQUENCE:3",
        "DTSTART:20270311T110000Z",
        "DTEND:20270311T123000Z",
        "SUMMARY:Wijklunch Gageldonk",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        r"DESCRIPTION:Kom binnen\;\nook zonder brood\, echt.",
        r"LOCATION:Buurthuis De Linde\, Kerkstraat 1\, 4611 AB Bergen op Zoom",
        "GEO:51.49500;4.28750",
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom":geo:51.49500,4.28750',
        "CATEGORIES:Wijklunch,Eenzaamheid",
        "URL;VALUE=URI:https://wijkverband.example/lunch/",
        "END:VEVENT",
    ]


@PARSERS
@pytest.mark.parametrize("part", ["summary", "description", "location"])
@given(text=any_text)
@example(text="x" * 66 + "\\")
@example(text="é" * 200)
@example(text="👩‍⚕️" * 40)
@settings(max_examples=60, deadline=None)
def test_vevent_with_any_text_survives_a_round_trip(texts_of, part, text):
    text = f"({text})"  # whitespace at the edges of a value is not tested here
    data = feed_of(replace(LUNCH, summary="Lunch", **({part: text} if part != "summary" else {})), name="x")
    if part == "summary":
        data = feed_of(replace(LUNCH, summary=text))

    assert_well_formed(data)
    assert texts_of(data)[part.upper()] == plain(text)


@given(text=any_text)
@settings(max_examples=100, deadline=None)
def test_plain_keeps_all_but_control_characters(text):
    kept = plain(text)

    newlines = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
    expected = [
        character
        for character in text.replace("\r\n", "\n").translate(newlines)
        if character in "\n\t"
        or not (character < " " or character in "\x7f\ufeff\ufffe\uffff" or "\ud800" <= character <= "\udfff")
    ]
    assert kept == "".join(expected)
    assert plain(kept) == kept


@PARSERS
def test_vevent_with_ten_kilobytes_in_each_text_is_read(texts_of):
    long = "Zaal “Ætt”, 1e; regel\\einde\n" * 400
    data = feed_of(replace(LUNCH, summary=long, description=long, location=long), name=long)

    assert_well_formed(data)
    assert set(texts_of(data).values()) == {long}


@given(name=any_text)
@settings(max_examples=60, deadline=None)
def test_vcalendar_with_any_name_stays_one_calendar(name):
    data = feed_of(LUNCH, name=name, url="https://wijkverband.example/agenda/?q=" + name)

    parsed = icalendar.Calendar.from_ical(data)

    assert_well_formed(data)
    assert len(parsed.events) == 1
    assert values_of(data, "NAME") == values_of(data, "X-WR-CALNAME") == [ics.text(name)]


@pytest.mark.parametrize("length", range(60, 80))
def test_line_is_never_folded_inside_an_escape_or_a_character(length):
    for tail in ("\\" * 9, "\n" * 9, ",;" * 5, "é" * 9, "👩" * 9):
        assert_well_formed(feed_of(replace(LUNCH, summary="x" * length + tail)))


def test_line_of_75_octets_is_not_folded_and_of_76_is():
    fits, folds = (ics.line("SUMMARY", "x" * length) for length in (67, 68))

    assert fits == b"SUMMARY:" + b"x" * 67 + b"\r\n"
    assert folds == b"SUMMARY:" + b"x" * 67 + b"\r\n x\r\n"


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        (("Wijklunch", "Wonen"), ["Wijklunch,Wonen"]),
        (("Zorg, welzijn en wonen", "Wonen"), ["Zorg  welzijn en wonen,Wonen"]),
        (("Jong; oud",), ["Jong\\; oud"]),
        ((), []),
    ],
    ids=["two", "a comma in a name", "a semicolon in a name", "none"],
)
def test_vevent_categories_are_separated_by_bare_commas(categories, expected):
    assert values_of(ics.vevent(replace(LUNCH, categories=categories)), "CATEGORIES") == expected


@pytest.mark.parametrize("text", ['“"', 'x";X-EVIL="y', "een\nBEGIN:VALARM", "een^nregel", "^^'", "; : ,"])
def test_parameter_with_quotes_carets_and_newlines_is_read_as_typed(text):
    event = replace(LUNCH, location=text, latitude=Decimal("51.5"), longitude=Decimal("4.3"))

    parsed = icalendar.Calendar.from_ical(feed_of(event)).events[0]["X-APPLE-STRUCTURED-LOCATION"]

    assert dict(parsed.params) == {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": text}
    assert parsed == "geo:51.5,4.3"


@given(name=any_text.map(lambda text: text.replace("\\", "^")))  # icalendar unescapes backslashes in parameters, too
@settings(max_examples=60, deadline=None)
def test_parameter_with_any_name_is_read_as_that_name(name):
    data = ics.invitation(
        LUNCH, method=Method.REQUEST, organizer=CalendarUser(name=name, email="wij@example.org"),
        attendee=CalendarUser(name="Sanne", email="sanne@example.org"),
    )  # fmt: skip

    (event,) = icalendar.Calendar.from_ical(data).events

    assert_well_formed(data)
    assert event["ORGANIZER"].params["CN"] == plain(name)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://wijkverband.example/a;b,c?d=e&f=g", "https://wijkverband.example/a;b,c?d=e&f=g"),
        (
            "https://wijkverband.example/\r\nATTENDEE:mailto:x@y.z",
            "https://wijkverband.example/%0AATTENDEE:mailto:x@y.z",
        ),
        ('https://wijkverband.example/ "x"<y>', "https://wijkverband.example/%20%22x%22%3Cy%3E"),
        ("https://wijkverband.example/{1}|^`\\é", "https://wijkverband.example/%7B1%7D%7C%5E%60%5C%C3%A9"),
        ("https://wijkverband.example/a%20b/100%?q=%zz#deel", "https://wijkverband.example/a%20b/100%25?q=%25zz#deel"),
    ],
    ids=["kept as it is", "a line end", "what no address holds", "other signs", "encoded already, and half"],
)
def test_vevent_url_is_not_escaped_and_ends_no_line(given_url, expected):
    data = ics.vevent(replace(LUNCH, url=given_url))

    assert values_of(data, "URL") == [expected]
    assert "ATTENDEE" not in {re.split("[;:]", line)[0] for line in lines_of(data)}


# -- The calendar itself -----------------------------------------------------------------------------------------------


def test_vcalendar_has_its_properties_before_its_components():
    data = feed_of(name="Wijkverband · Gageldonk, ouderen", url="https://wijkverband.example/agenda/")

    assert lines_of(data)[: lines_of(data).index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wijkverband//Wijkverband//NL",
        "CALSCALE:GREGORIAN",
        r"NAME:Wijkverband · Gageldonk\, ouderen",
        r"X-WR-CALNAME:Wijkverband · Gageldonk\, ouderen",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "COLOR:teal",
        "X-APPLE-CALENDAR-COLOR:#0C6B70",
        "URL;VALUE=URI:https://wijkverband.example/agenda/",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert values_of(data, "END") == ["DAYLIGHT", "STANDARD", "VTIMEZONE", "VCALENDAR"]


def test_vcalendar_without_events_still_has_a_component():
    parsed = icalendar.Calendar.from_ical(feed_of())

    assert [component.name for component in parsed.subcomponents] == ["VTIMEZONE"]
    assert vobject.readOne(feed_of().decode()).vtimezone is not None


def test_download_has_no_property_that_makes_outlook_open_a_new_calendar():
    lines = lines_of(ics.download([ics.vevent(LUNCH)]))

    assert lines[: lines.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Wijkverband//Wijkverband//NL", "CALSCALE:GREGORIAN",
    ]  # fmt: skip


def test_vcalendar_asks_nobody_to_answer():
    names = [re.split("[;:]", line)[0] for line in lines_of(feed_of(LUNCH))]

    assert not {"METHOD", "ORGANIZER", "ATTENDEE", "VALARM"} & set(names)
    assert names.count("UID") == 1  # none on the calendar


def test_vcalendar_of_the_same_events_is_the_same_bytes():
    assert feed_of(LUNCH, LUNCH) == feed_of(replace(LUNCH), replace(LUNCH))


def test_vevent_stamps_the_last_change_whatever_the_clock_says(time_machine):
    before = ics.vevent(LUNCH)
    time_machine.move_to(datetime(2031, 5, 5, tzinfo=UTC))

    assert ics.vevent(LUNCH) == before
    assert values_of(before, "DTSTAMP") == values_of(before, "LAST-MODIFIED") == ["20270201T093015Z"]


# -- D. Arrival of changes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "transparency"),
    [(Status.CONFIRMED, "OPAQUE"), (Status.TENTATIVE, "OPAQUE"), (Status.CANCELLED, "TRANSPARENT")],
)
def test_vevent_that_is_cancelled_takes_no_time(status, transparency):
    data = ics.vevent(replace(LUNCH, status=status))

    assert (values_of(data, "STATUS"), values_of(data, "TRANSP")) == ([status.value], [transparency])


def test_tombstone_tells_nothing_but_that_it_is_gone():
    data = ics.tombstone(
        "Vervallen",
        uid=LUNCH.uid, start=LUNCH.start, end=LUNCH.end, changed_at=LUNCH.changed_at, sequence=4
    )  # fmt: skip

    assert lines_of(data) == [
        "BEGIN:VEVENT",
        "UID:1b9c@wijkverband.example",
        "DTSTAMP:20270201T093015Z",
        "LAST-MODIFIED:20270201T093015Z",
        "SEQUENCE:4",
        "DTSTART:20270311T110000Z",
        "DTEND:20270311T123000Z",
        "SUMMARY:Vervallen",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]


# -- E. Invitations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", list(Method))
def test_invitation_has_one_organizer_and_one_attendee_who_need_not_answer(method):
    data = ics.invitation(
        LUNCH,
        method=method,
        organizer=CalendarUser(name='Wijkverband namens "De Linde"', email="post@wijkverband.example"),
        attendee=CalendarUser(name="Sanne de Vries, huisarts", email="sanne@example.org"),
    )

    parsed = icalendar.Calendar.from_ical(data)
    event = parsed.events[0]

    assert_well_formed(data)
    assert (parsed["METHOD"], event["ORGANIZER"], event["ATTENDEE"]) == (
        method.value, "mailto:post@wijkverband.example", "mailto:sanne@example.org",
    )  # fmt: skip
    assert dict(event["ORGANIZER"].params) == {"CN": 'Wijkverband namens "De Linde"'}
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Sanne de Vries, huisarts", "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE",
    }  # fmt: skip


@given(name=any_text, email=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_invitation_with_any_name_and_address_stays_one_event(name, email):
    mailbox = CalendarUser(name=name, email=f"x{email}")
    data = ics.invitation(LUNCH, method=Method.REQUEST, organizer=mailbox, attendee=mailbox)

    assert_well_formed(data)
    assert len(icalendar.Calendar.from_ical(data).events) == 1
