"""The programme as plain data for ``schedule_files``. Speakers who did not agree to be named are left out."""

from django.conf import settings

from events.conference.facts import Kind
from events.conference.models import ConferencePage
from events.conference.models import Room as RoomRow
from events.conference.programme import Entry, Place, Programme
from events.conference.schedule_files import Item, Room, Schedule, Speaker, Track

KINDS = {Kind.PLENARY: "Voor iedereen", Kind.BREAK: "Pauze"}
FIRST_BAND = 1_000_000_000
"""Ids of what has no date begin here: far above those of dates, and the same for ever."""


def exported(page: ConferencePage, programme: Programme) -> Schedule:
    rooms = {room.id: _room(room) for room in programme.rooms}
    names = programme.track_names
    entries = [entry for entry in programme.entries if not entry.is_cancelled]
    first = next(iter(rooms.values()), None)
    items = [
        _item(entry, rooms.get(entry.room.id) if entry.room else first, names)
        for entry in entries
        if entry.room or first
    ]
    url = page.full_url or ""
    return Schedule(
        title=page.title,
        acronym=f"wijkverband{page.slug}",
        version=programme.number,
        url=url,
        base_url=settings.SITE_URL,
        days=tuple(programme.days),
        rooms=tuple(rooms.values()),
        items=tuple(items),
        tracks=tuple(Track(name, slug) for _pk, slug, name in programme.tracks),
    )


def _room(room: Place) -> Room:
    features = [
        *(["wheelchair"] if room.wheelchair == RoomRow.Wheelchair.YES else []),
        *(["hearing_loop"] if room.ring_line else []),
    ]
    kind = "other" if room.holds_several else "lecturehall"
    return Room(room.name, room.key, room.capacity, room.floor, kind, tuple(features))


def _item(entry: Entry, room: Room | None, tracks: dict[int, str]) -> Item:
    assert room is not None
    number = entry.date.pk if entry.date else FIRST_BAND + entry.key.int % FIRST_BAND
    return Item(
        id=number,
        guid=entry.key,
        room=room,
        start=entry.start,
        end=entry.end,
        title=entry.title,
        type=entry.form_words or KINDS.get(entry.kind, ""),
        url=f"{settings.SITE_URL}{entry.url}",
        track=tracks.get(entry.track or 0, ""),
        abstract=entry.summary,
        speakers=tuple(Speaker(one.id, one.guid, one.name, one.does) for one in entry.voices if one.agreed),
    )
