"""Calendar readers that share no code: two in Python, ical.js in JavaScript, libical in C.

Each returns the same plain events.
"""

import ctypes
import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import vobject

ROOT = Path(__file__).resolve().parents[1]
ICAL_JS = Path(os.environ.get("ICAL_JS") or ROOT / "var/parsers/node_modules/ical.js/dist/ical.js")
SCRIPT = ROOT / "tests/events/feeds/read_calendars.mjs"

Event = dict[str, str | int]


def moment(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def with_icalendar(texts: list[bytes]) -> list[list[Event]]:
    return [
        [
            {
                "uid": str(event["UID"]),
                "start": moment(event["DTSTART"].dt),
                "end": moment(event["DTEND"].dt),
                "summary": str(event.get("SUMMARY", "")),
                "description": str(event.get("DESCRIPTION", "")),
                "location": str(event.get("LOCATION", "")),
                "status": str(event["STATUS"]),
                "sequence": int(event["SEQUENCE"]),
            }
            for event in icalendar.Calendar.from_ical(text).events
        ]
        for text in texts
    ]


def with_vobject(texts: list[bytes]) -> list[list[Event]]:
    def value(event, name: str) -> str:
        return getattr(event, name).value if hasattr(event, name) else ""

    return [
        [
            {
                "uid": event.uid.value,
                "start": moment(event.dtstart.value),
                "end": moment(event.dtend.value),
                **{name: value(event, name) for name in ("summary", "description", "location")},
                "status": event.status.value,
                "sequence": int(event.sequence.value),
            }
            for event in getattr(vobject.readOne(text.decode()), "vevent_list", [])
        ]
        for text in texts
    ]


def missing_ical_js() -> str:
    if not shutil.which("node"):
        return "no Node.js found (install it)"
    return "" if ICAL_JS.exists() else "no ical.js found (`npm install --prefix var/parsers ical.js`, or set ICAL_JS)"


def with_ical_js(texts: list[bytes]) -> list[list[Event]]:
    given = json.dumps([text.decode() for text in texts])
    command = [shutil.which("node") or "node", str(SCRIPT), ICAL_JS.as_uri()]
    answer = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    return json.loads(answer.stdout)


# -- libical -----------------------------------------------------------------------------------------------------------


class Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    ]  # fmt: skip


def libical() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        return None
    component, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
        ("icalparser_parse_string", component, [text]),
        ("icalcomponent_string_to_kind", ctypes.c_int, [text]),
        ("icalcomponent_get_first_component", component, [component, ctypes.c_int]),
        ("icalcomponent_get_next_component", component, [component, ctypes.c_int]),
        ("icalcomponent_count_errors", ctypes.c_int, [component]),
        ("icalcomponent_get_uid", text, [component]),
        ("icalcomponent_get_summary", text, [component]),
        ("icalcomponent_get_description", text, [component]),
        ("icalcomponent_get_location", text, [component]),
        ("icalcomponent_get_status", ctypes.c_int, [component]),
        ("icalcomponent_get_sequence", ctypes.c_int, [component]),
        ("icalcomponent_get_dtstart", Time, [component]),
        ("icalcomponent_get_dtend", Time, [component]),
        ("icaltime_as_timet", ctypes.c_long, [Time]),
        ("icalproperty_status_to_string", text, [ctypes.c_int]),
        ("icalcomponent_free", None, [component]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def missing_libical() -> str:
    return "" if libical() else "no libical found (on Debian: apt install libical3)"


def with_libical(texts: list[bytes]) -> list[list[Event]]:
    library = libical()
    assert library
    kind = library.icalcomponent_string_to_kind(b"VEVENT")

    def plain(value: bytes | None) -> str:
        return (value or b"").decode()

    def when(time: Time) -> str:
        if time.is_date:
            return date(time.year, time.month, time.day).isoformat()
        return moment(datetime.fromtimestamp(library.icaltime_as_timet(time), UTC))

    read = []
    for given in texts:
        whole = library.icalparser_parse_string(given)
        assert whole
        assert library.icalcomponent_count_errors(whole) == 0, "libical objects"
        events = []
        event = library.icalcomponent_get_first_component(whole, kind)
        while event:
            events.append(
                {
                    "uid": plain(library.icalcomponent_get_uid(event)),
                    "start": when(library.icalcomponent_get_dtstart(event)),
                    "end": when(library.icalcomponent_get_dtend(event)),
                    "summary": plain(library.icalcomponent_get_summary(event)),
                    "description": plain(library.icalcomponent_get_description(event)),
                    "location": plain(library.icalcomponent_get_location(event)),
                    "status": plain(library.icalproperty_status_to_string(library.icalcomponent_get_status(event))),
                    "sequence": library.icalcomponent_get_sequence(event),
                }
            )
            event = library.icalcomponent_get_next_component(whole, kind)
        library.icalcomponent_free(whole)
        read.append(events)
    return read


READERS = {
    "icalendar": (with_icalendar, lambda: ""),
    "vobject": (with_vobject, lambda: ""),
    "ical.js": (with_ical_js, missing_ical_js),
    "libical": (with_libical, missing_libical),
}
"""The function of each reader, and a function that returns why it cannot run here (empty if it can)."""
