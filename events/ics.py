"""iCalendar (RFC 5545, RFC 7986) and invitations (RFC 5546), from plain data to bytes, without HTTP or database.

Written by hand for three reasons. The bytes of a feed must stay the same until its content changes. No fold may split a
character or an escape: some clients then drop the event. The time zone needs open-ended rules, not lists of dates.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote

from web.plain_text import plain

PRODUCT = "-//Wijkverband//Wijkverband//NL"
MAX_OCTETS = 75
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

TIMEZONE = (
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Europe/Amsterdam\r\n"
    b"BEGIN:DAYLIGHT\r\n"
    b"DTSTART:19810329T020000\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    b"TZNAME:CEST\r\n"
    b"TZOFFSETFROM:+0100\r\n"
    b"TZOFFSETTO:+0200\r\n"
    b"END:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19961027T030000\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    b"TZNAME:CET\r\n"
    b"TZOFFSETFROM:+0200\r\n"
    b"TZOFFSETTO:+0100\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)
"""VTIMEZONE of every calendar, so that an empty one still has a component (RFC 5545 3.6)."""


class Status(StrEnum):
    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Content of a VEVENT. Times are aware; texts are plain."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    changed_at: datetime
    """DTSTAMP and LAST-MODIFIED: time of the last change, never of the request."""
    sequence: int = 0
    status: Status = Status.CONFIRMED
    description: str = ""
    location: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    url: str = ""
    conference_url: str = ""
    categories: tuple[str, ...] = ()
    all_day: bool = False
    """All day, from the day of ``start`` up to and including that of ``end``, in their own zone; shown as free time."""
    html: str = ""
    """``description`` as HTML with links, for Outlook."""
    part_of: str = ""
    """UID of the parent, such as a session's conference."""


@dataclass(frozen=True, kw_only=True)
class CalendarUser:
    name: str
    email: str


def text(value: str) -> str:
    """Return ``value`` as TEXT, escaped once."""
    return plain(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def parameter(value: str) -> str:
    """Return ``value`` as a quoted parameter value, with carets for what quotes can't contain (RFC 6868)."""
    return '"' + plain(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'") + '"'


def address(value: str) -> str:
    """Return ``value`` as a URI. What a URI may not contain is percent-encoded (RFC 3986 2.1), never dropped."""
    encoded = quote(plain(value).strip(), safe="%:/?#[]@!$&'()*+,;=~")
    return LONE_PERCENT.sub("%25", encoded)


def mailto(email: str) -> str:
    """Return ``email`` as a URI (RFC 6068 2): unlike in links, every ``%`` and ``?`` belongs to the address."""
    return "mailto:" + quote(plain(email).strip(), safe="@!$'*+~")


def moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def line(name: str, value: str) -> bytes:
    """Return a content line, folded at 75 octets, never inside a character or an escape."""
    encoded = f"{name}:{value}".encode()
    if len(encoded) <= MAX_OCTETS:
        return encoded + b"\r\n"
    pieces, start, room = [], 0, MAX_OCTETS
    while len(encoded) - start > room:
        end = start + room
        while encoded[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        before = encoded[start:end]
        if (len(before) - len(before.rstrip(b"\\"))) % 2:  # the middle of an escape
            end -= 1
        pieces.append(encoded[start:end])
        start, room = end, MAX_OCTETS - 1
    pieces.append(encoded[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def period(event: Event) -> list[bytes]:
    if not event.all_day:
        return [line("DTSTART", moment(event.start)), line("DTEND", moment(event.end))]
    day_after = event.end.date() + timedelta(days=1)  # DTEND is exclusive (RFC 5545 3.6.1)
    return [
        line("DTSTART;VALUE=DATE", f"{event.start:%Y%m%d}"),
        line("DTEND;VALUE=DATE", f"{day_after:%Y%m%d}"),
    ]


def vevent(event: Event, *, extra: Iterable[bytes] = ()) -> bytes:
    """Return the VEVENT with its CRLFs. ``extra`` lines come before its end."""
    lines = [
        b"BEGIN:VEVENT\r\n",
        line("UID", text(event.uid)),
        line("DTSTAMP", moment(event.changed_at)),
        line("LAST-MODIFIED", moment(event.changed_at)),
        line("SEQUENCE", str(event.sequence)),
        *period(event),
        line("SUMMARY", text(event.summary)),
        line("STATUS", event.status),
        line("TRANSP", "TRANSPARENT" if event.all_day or event.status == Status.CANCELLED else "OPAQUE"),
        line("CLASS", "PUBLIC"),
    ]
    if event.description:
        lines.append(line("DESCRIPTION", text(event.description)))
    if event.html:
        lines.append(line("X-ALT-DESC;FMTTYPE=text/html", text(event.html)))
    if event.location:
        lines.append(line("LOCATION", text(event.location)))
    if event.latitude is not None and event.longitude is not None:
        lines.append(line("GEO", f"{event.latitude:f};{event.longitude:f}"))
        title = parameter(event.location or event.summary)
        lines.append(
            line(
                f"X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE={title}",
                f"geo:{event.latitude:f},{event.longitude:f}",
            )
        )
    if event.categories:
        # No comma inside a name: Outlook would split it.
        lines.append(line("CATEGORIES", ",".join(text(name.replace(",", " ")) for name in event.categories)))
    if event.url:
        lines.append(line("URL;VALUE=URI", address(event.url)))
    if event.conference_url:
        lines.append(
            line('CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Online meedoen"', address(event.conference_url))
        )
    if event.part_of:
        lines.append(line("RELATED-TO;RELTYPE=PARENT", text(event.part_of)))
    return b"".join([*lines, *extra, b"END:VEVENT\r\n"])


def tombstone(summary: str, *, uid: str, start: datetime, end: datetime, changed_at: datetime, sequence: int) -> bytes:
    """Return the cancelled VEVENT of a removed date: enough for a client to remove it, none of its content."""
    return vevent(
        Event(
            uid=uid,
            start=start,
            end=end,
            summary=summary,
            changed_at=changed_at,
            sequence=sequence,
            status=Status.CANCELLED,
        )
    )


END = b"END:VCALENDAR\r\n"


def vcalendar(name: str, vevents: Iterable[bytes], *, url: str = "") -> bytes:
    """Return a calendar to subscribe to, of finished VEVENTs.

    There is no METHOD: it would need an ORGANIZER, which makes clients mail replies.
    """
    properties = [
        line("NAME", text(name)),
        line("X-WR-CALNAME", text(name)),
        b"X-WR-TIMEZONE:Europe/Amsterdam\r\n",
        b"COLOR:teal\r\n",
        b"X-APPLE-CALENDAR-COLOR:#0C6B70\r\n",
        *([line("URL;VALUE=URI", address(url))] if url else []),
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n",
        b"X-PUBLISHED-TTL:PT1H\r\n",
    ]
    return _calendar(properties, vevents)


def download(vevents: Iterable[bytes]) -> bytes:
    """Return a file of finished VEVENTs, for a calendar that somebody has already.

    It has no name: Outlook opens a file with one as a new calendar instead of adding its events (MS-OXCICAL
    2.1.3.1.1.1).
    """
    return _calendar([], vevents)


def _calendar(properties: Iterable[bytes], vevents: Iterable[bytes]) -> bytes:
    head = [b"BEGIN:VCALENDAR\r\n", b"VERSION:2.0\r\n", line("PRODID", PRODUCT), b"CALSCALE:GREGORIAN\r\n"]
    return b"".join([*head, *properties, TIMEZONE, *vevents, END])


def invitation(event: Event, *, method: Method, organizer: CalendarUser, attendee: CalendarUser) -> bytes:
    """Return the calendar part of a mail (iMIP, RFC 6047): one event, one attendee, who need not reply."""
    extra = [
        line(f"ORGANIZER;CN={parameter(organizer.name)}", mailto(organizer.email)),
        line(
            f"ATTENDEE;CN={parameter(attendee.name)};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE",
            mailto(attendee.email),
        ),
    ]
    return _calendar([line("METHOD", method)], [vevent(event, extra=extra)])
