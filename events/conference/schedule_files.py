"""``schedule.json`` and ``schedule.xml``, the open formats that conference apps read.

Pure: plain data in, bytes out. Both formats are those of c3voc (https://c3voc.de/wiki/schedule), of which tests check
the schemas. What breaks the apps is avoided too: every id and guid occurs once and never changes, rooms stand on every
day in the same order, optional elements are left out rather than empty, and the file begins with its conference.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

from django.utils.text import slugify

from events.models.dates import AMSTERDAM
from web.plain_text import plain

GENERATOR = "wijkverband"
DAY_BEGINS = time(6)
"""Hour at which the day of a programme begins. Apps count what happens at night to the day before."""
LONGEST_SLUG = 80
ROOM_TYPES = frozenset({"lecturehall", "stage", "workshop", "outside", "online", "other"})
LINK_TYPES = frozenset({"slides", "paper", "web", "article", "related"})


@dataclass(frozen=True)
class Track:
    name: str
    slug: str
    color: str = ""
    """As “#8a4f9e”; empty for none."""


@dataclass(frozen=True)
class Room:
    name: str
    guid: UUID
    capacity: int | None = None
    description: str = ""
    type: str = "other"
    features: tuple[str, ...] = ()
    """Such as “wheelchair” and “hearing_loop”."""


@dataclass(frozen=True)
class Speaker:
    """Person who agreed to stand in the programme. ``guid`` is random: a digest of an address could be guessed."""

    id: int
    guid: UUID
    name: str
    biography: str = ""


@dataclass(frozen=True)
class Link:
    url: str
    title: str
    type: str = "related"


@dataclass(frozen=True)
class Item:
    """Session, plenary or break in a room. Times are aware; ``id`` and ``guid`` are those of the run, for ever."""

    id: int
    guid: UUID
    room: Room
    start: datetime
    end: datetime
    title: str
    type: str
    url: str
    subtitle: str = ""
    track: str = ""
    abstract: str = ""
    description: str = ""
    speakers: tuple[Speaker, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Link, ...] = ()
    feedback_url: str = ""
    may_record: bool = False


@dataclass(frozen=True)
class Schedule:
    """Released programme. ``version`` changes with every change, also on the day itself.

    ``acronym`` has letters and digits only, such as “wijkverband2027”: a hyphen is refused by one of the schemas.
    """

    title: str
    acronym: str
    version: str
    url: str
    """Address of the conference's page, with a slash at the end; the files lie below it."""
    base_url: str
    days: tuple[date, ...]
    rooms: tuple[Room, ...]
    items: tuple[Item, ...]
    tracks: tuple[Track, ...] = ()
    color: str = "#1f5c4d"
    software_version: str = ""
    slugs: dict[int, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "slugs", {item.id: self._slug(item) for item in self.items})

    def _slug(self, item: Item) -> str:
        words = slugify(plain(item.title))[:LONGEST_SLUG].strip("-")
        return "-".join([self.acronym, words if len(words) > 2 else f"sessie-{words}".strip("-"), str(item.id)])

    def on(self, day: date, room: Room) -> list[Item]:
        """Return what is in ``room`` on ``day``, in order of time."""
        first, last = span_of_day(day)
        found = [item for item in self.items if item.room.guid == room.guid and first <= item.start <= last]
        return sorted(found, key=lambda item: (item.start, item.id))


def span_of_day(day: date) -> tuple[datetime, datetime]:
    """Return the first and last minute of a programme's day, by the clock in Amsterdam, also on a change of clocks."""
    first = datetime.combine(day, DAY_BEGINS, tzinfo=AMSTERDAM)
    end = datetime.combine(day + timedelta(days=1), DAY_BEGINS, tzinfo=AMSTERDAM).replace(tzinfo=None)
    return first, (end - timedelta(minutes=1)).replace(tzinfo=AMSTERDAM)


def duration(item: Item) -> str:
    minutes = round((item.end - item.start).total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def moment(when: datetime) -> str:
    """Return the moment with the offset of that day in Amsterdam."""
    return when.astimezone(AMSTERDAM).isoformat(timespec="seconds")


# -- JSON


def as_json(schedule: Schedule) -> bytes:
    conference: dict[str, Any] = {
        "acronym": schedule.acronym,
        "title": plain(schedule.title),
        "start": schedule.days[0].isoformat(),
        "end": schedule.days[-1].isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": "00:05",
        "time_zone_name": AMSTERDAM.key,
        "colors": {"primary": schedule.color},
        "url": schedule.url,
        "rooms": [_room(room) for room in schedule.rooms],
        "tracks": [_track(track) for track in schedule.tracks],
        "days": [_day(schedule, number, day) for number, day in enumerate(schedule.days, 1)],
    }
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": GENERATOR, "version": schedule.software_version, "url": schedule.base_url},
        "schedule": {
            "url": f"{schedule.url}schedule.json",
            "version": schedule.version,
            "base_url": schedule.base_url,
            "conference": conference,
        },
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _room(room: Room) -> dict[str, Any]:
    assert room.type in ROOM_TYPES
    return {
        "name": plain(room.name),
        "slug": slugify(plain(room.name)) or "zaal",
        "guid": str(room.guid),
        "type": room.type,
        "description": plain(room.description),
        **({"capacity": room.capacity} if room.capacity is not None else {}),
        "features": dict.fromkeys(room.features, True),
    }


def _track(track: Track) -> dict[str, str]:
    return {"name": plain(track.name), "slug": track.slug, **({"color": track.color} if track.color else {})}


def _day(schedule: Schedule, number: int, day: date) -> dict[str, Any]:
    first, last = span_of_day(day)
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": moment(first),
        "day_end": moment(last),
        "rooms": {
            plain(room.name): [_item(schedule, item) for item in schedule.on(day, room)] for room in schedule.rooms
        },
    }


def _item(schedule: Schedule, item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "guid": str(item.guid),
        "date": moment(item.start),
        "start": item.start.astimezone(AMSTERDAM).strftime("%H:%M"),
        "end": moment(item.end),
        "duration": duration(item),
        "room": plain(item.room.name),
        "slug": schedule.slugs[item.id],
        "url": item.url,
        "title": plain(item.title),
        "subtitle": plain(item.subtitle),
        "track": plain(item.track) or None,
        "type": plain(item.type),
        "language": "nl",
        "abstract": plain(item.abstract),
        "description": plain(item.description),
        "recording_license": "",
        "do_not_record": not item.may_record,
        "persons": [
            {"guid": str(one.guid), "name": plain(one.name), "biography": plain(one.biography)} for one in item.speakers
        ],
        "links": [_link(link) for link in item.links],
        "attachments": [_link(link) for link in item.attachments],
        "origin_url": item.url,
        **({"feedback_url": item.feedback_url} if item.feedback_url else {}),
    }


def _link(link: Link) -> dict[str, str]:
    assert link.type in LINK_TYPES
    return {"url": link.url, "title": plain(link.title), "type": link.type}


# -- XML


def as_xml(schedule: Schedule) -> bytes:
    root = ET.Element("schedule")
    generator = {"name": GENERATOR, "system": schedule.base_url.split("://")[-1], "version": schedule.software_version}
    ET.SubElement(root, "generator", generator)
    _texts(root, url=f"{schedule.url}schedule.xml", version=schedule.version)
    conference = ET.SubElement(root, "conference")
    _texts(
        conference,
        title=schedule.title,
        acronym=schedule.acronym,
        start=schedule.days[0].isoformat(),
        end=schedule.days[-1].isoformat(),
        days=str(len(schedule.days)),
        timeslot_duration="00:05",
        base_url=schedule.base_url,
        url=schedule.url,
        time_zone_name=AMSTERDAM.key,
    )
    ET.SubElement(conference, "color", {"primary": schedule.color})
    for track in schedule.tracks:
        ET.SubElement(conference, "track", _track(track))
    for number, day in enumerate(schedule.days, 1):
        first, last = span_of_day(day)
        about = {"index": str(number), "date": day.isoformat(), "start": moment(first), "end": moment(last)}
        of_day = ET.SubElement(root, "day", about)
        for room in schedule.rooms:
            of_room = ET.SubElement(of_day, "room", {"name": plain(room.name), "guid": str(room.guid)})
            for item in schedule.on(day, room):
                _add_item(of_room, schedule, item)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_item(of_room: ET.Element, schedule: Schedule, item: Item) -> None:
    event = ET.SubElement(of_room, "event", {"id": str(item.id), "guid": str(item.guid)})
    _texts(
        event,
        room=item.room.name,
        title=item.title,
        subtitle=item.subtitle,
        type=item.type,
        date=moment(item.start),
        start=item.start.astimezone(AMSTERDAM).strftime("%H:%M"),
        duration=duration(item),
        abstract=item.abstract,
        slug=schedule.slugs[item.id],
        track=item.track,
    )
    persons = ET.SubElement(event, "persons")
    for one in item.speakers:
        ET.SubElement(persons, "person", {"id": str(one.id), "guid": str(one.guid)}).text = plain(one.name)
    _texts(event, language="nl", description=item.description)
    _texts(ET.SubElement(event, "recording"), license="", optout="false" if item.may_record else "true")
    _add_links(ET.SubElement(event, "links"), "link", item.links)
    _add_links(ET.SubElement(event, "attachments"), "attachment", item.attachments)
    _texts(event, url=item.url, origin_url=item.url)
    if item.feedback_url:
        _texts(event, feedback_url=item.feedback_url)


def _add_links(parent: ET.Element, tag: str, links: Iterable[Link]) -> None:
    for link in links:
        ET.SubElement(parent, tag, {"href": link.url, "type": link.type}).text = plain(link.title)


def _texts(parent: ET.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ET.SubElement(parent, tag).text = plain(text)
