"""Public programme: the newest release, and what became of each run since. A fixed number of queries.

Names of people come from ``Speaker.public_name`` only. A session whose page is not public is in no answer and no count.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from events.conference.facts import Kind
from events.conference.models import ConferencePage, Room, SessionPage, SessionPerson
from events.conference.released import ReleasedProgramme, ReleasedSlot, released
from events.dates.places import Places, places_for
from events.models import EventDate
from events.models.dates import AMSTERDAM
from freshness.versioned_cache import VersionedCache, cached
from network.addresses import addresses_for

PROGRAMMES: VersionedCache["Programme | None"] = VersionedCache(most=12)
"""Programmes by conference. Places are counted for each answer, so registrations leave these alone."""


@dataclass(frozen=True)
class Place:
    """Room as visitors see it. What is known of access comes from the room as it is now."""

    id: int
    key: UUID
    name: str
    floor: str = ""
    wheelchair: str = ""
    ring_line: bool = False
    capacity: int | None = None
    holds_several: bool = False


@dataclass(frozen=True)
class Voice:
    """Speaker or moderator, by the name to which they agreed."""

    id: int
    guid: UUID
    name: str
    agreed: bool
    is_moderator: bool = False
    does: str = ""
    """Discipline and organisation: “huisarts, Praktijk De Wilg”. Empty for somebody who did not agree."""
    about: str = ""
    domain: str = ""


@dataclass(frozen=True)
class Time:
    """Round of the programme, with its place in the order of the day: 1 is the first."""

    id: int
    number: int
    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Entry:
    """Run of a session, or a plenary or break."""

    key: UUID
    kind: Kind
    title: str
    start: datetime
    end: datetime
    rounds: tuple[int, ...] = ()
    room: Place | None = None
    elsewhere: str = ""
    """Place of today that is no room of the programme."""
    track: int | None = None
    session: int | None = None
    url: str = ""
    summary: str = ""
    form: str = ""
    level: str = ""
    voices: tuple[Voice, ...] = ()
    date: EventDate | None = None
    was_room: str = ""
    was_start: datetime | None = None
    is_new: bool = False

    @property
    def is_session(self) -> bool:
        return self.kind == Kind.SESSION

    @property
    def is_cancelled(self) -> bool:
        return self.date is not None and self.date.status in {EventDate.Status.CANCELLED, EventDate.Status.POSTPONED}

    @property
    def reason(self) -> str:
        return self.date.reason if self.date else ""

    @property
    def form_words(self) -> str:
        return str(SessionPage.Form(self.form).label) if self.form else ""

    @property
    def is_deep(self) -> bool:
        return self.level == SessionPage.Level.DEPTH

    @property
    def is_for_starters(self) -> bool:
        return self.level == SessionPage.Level.START

    @property
    def room_words(self) -> str:
        return self.elsewhere or (self.room.name if self.room else "")

    @property
    def by(self) -> str:
        """Names for a card, each once: two people who did not agree are not named twice."""
        return ", ".join(dict.fromkeys(voice.name for voice in self.voices))


@dataclass(frozen=True)
class Programme:
    number: str
    made_at: datetime
    entries: tuple[Entry, ...]
    """In order of time, then of the rooms."""
    rounds: tuple[Time, ...]
    rooms: tuple[Place, ...]
    tracks: tuple[tuple[int, str, str], ...]
    """Id, slug and name."""

    @cached_property
    def sessions(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_session)

    @cached_property
    def bands(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.is_session)

    @cached_property
    def number_of_sessions(self) -> int:
        """Sessions that go on, each once however many runs it has."""
        return len({entry.session for entry in self.sessions if not entry.is_cancelled})

    @cached_property
    def track_names(self) -> dict[int, str]:
        return {pk: name for pk, _slug, name in self.tracks}

    @cached_property
    def round_by_id(self) -> dict[int, Time]:
        return {one.id: one for one in self.rounds}

    @cached_property
    def days(self) -> list[date]:
        moments = [*(one.start for one in self.rounds), *(one.start for one in self.entries)]
        return sorted({moment.astimezone(AMSTERDAM).date() for moment in moments})

    def runs_of(self, session: int) -> list[Entry]:
        return [entry for entry in self.sessions if entry.session == session]

    def round_of(self, entry: Entry) -> Time | None:
        """Return the round in which ``entry`` begins."""
        return next((self.round_by_id[pk] for pk in entry.rounds if pk in self.round_by_id), None)

    def places(self) -> dict[int, Places]:
        """Return the places of the runs by the id of their date, as of now, in one query."""
        return places_for([entry.date for entry in self.sessions if entry.date], with_mix=False)


def programme_of(conference: ConferencePage, request: HttpRequest) -> Programme | None:
    """Return the programme that everybody may see, or None before the first release. Kept until content changes."""
    return cached(request, ("programme", conference.pk), lambda: _read(conference, request), PROGRAMMES)


def _read(conference: ConferencePage, request: HttpRequest) -> Programme | None:
    newest = released(conference)
    if newest is None:
        return None
    base = _before_today(conference, newest)
    rooms = _rooms(conference, newest)
    dates = _dates(conference)
    pages = _pages(conference, request)
    voices = _voices(conference)
    rounds = tuple(
        Time(one.id, one.number, one.name, one.start, one.end)
        for one in sorted(newest.rounds, key=lambda one: (one.start, one.id))
        if one.number
    )
    by_name = {words: rooms[one.id] for one in newest.rooms for words in (one.name, one.words)}
    found = []
    known = {slot.key for slot in newest.slots}
    for slot in (*newest.slots, *_gone(conference, newest, dates, known, rounds)):
        entry = Entry(
            slot.key, Kind(slot.kind), slot.title, slot.start, slot.end, tuple(slot.rounds),
            rooms.get(slot.room or 0), track=slot.track,
        )  # fmt: skip
        if entry.is_session:
            date, page = dates.get(slot.key), pages.get(slot.session or 0)
            if date is None or page is None or date.page_id != slot.session:
                continue
            entry = _as_it_is_now(replace(entry, session=slot.session, voices=voices[slot.session or 0], **page), date, by_name)  # fmt: skip
            entry = _against(entry, base, rooms)
        found.append(entry)
    order = {pk: number for number, pk in enumerate(rooms)}
    found.sort(key=lambda one: (one.start, order.get(one.room.id if one.room else 0, -1), one.title, str(one.key)))
    return Programme(
        newest.number, newest.made_at or timezone.now(), tuple(found), rounds, tuple(rooms.values()),
        tuple((one.id, one.slug, one.name) for one in newest.tracks),
    )  # fmt: skip


def _as_it_is_now(entry: Entry, date: EventDate, by_name: dict[str, Place]) -> Entry:
    """Return ``entry`` with the time, room and state of its date, which change on the day itself."""
    entry = replace(entry, date=date, start=date.start, end=date.end, was_start=date.moved_from)
    room = by_name.get(date.place)
    if not date.place or (room and room == entry.room):
        return entry
    was = entry.room.name if entry.room else ""
    return replace(entry, room=room or entry.room, elsewhere="" if room else date.place, was_room=was)


def _against(entry: Entry, base: dict[UUID, ReleasedSlot], rooms: dict[int, Place]) -> Entry:
    """Return ``entry`` with where it was in the version before the day itself, if it is elsewhere now."""
    before = base.get(entry.key)
    if before is None:
        return entry
    if not entry.was_room and before.room and entry.room and before.room != entry.room.id:
        entry = replace(entry, was_room=rooms[before.room].name if before.room in rooms else "")
    if not entry.was_start and before.start != entry.start:
        entry = replace(entry, was_start=before.start)
    return entry


def _before_today(conference: ConferencePage, newest: ReleasedProgramme) -> dict[UUID, ReleasedSlot]:
    """Return the slots of 1.1 if the newest version is 1.1.2: one that was made on the day."""
    parts = newest.number.split(".")
    before = released(conference, ".".join(parts[:2])) if len(parts) > 2 else None
    return {slot.key: slot for slot in before.slots} if before else {}


def _gone(conference, newest, dates, known, rounds) -> list[ReleasedSlot]:
    """Return cancelled runs that left the programme: people may look for them until the day is over."""
    by_start = {one.start: one.id for one in rounds}
    return [
        ReleasedSlot(
            key=key, kind=Kind.SESSION, title="", session=date.page_id, rounds=(by_start[date.start],), room=None,
            start=date.start, end=date.end, places=None, track=None,
        )
        for key, date in dates.items()
        if key not in known and date.is_cancelled and date.start in by_start
    ]  # fmt: skip


def _rooms(conference: ConferencePage, newest: ReleasedProgramme) -> dict[int, Place]:
    now = {room.pk: room for room in Room.objects.filter(conference=conference.pk)}
    found = {}
    for one in newest.rooms:
        room = now.get(one.id)
        place = Place(one.id, one.key, one.name, one.floor)
        found[one.id] = (
            place
            if room is None
            else replace(
                place,
                wheelchair=room.wheelchair,
                ring_line=room.ring_line,
                capacity=room.capacity,
                holds_several=room.holds_several,
            )
        )
    return found


def _dates(conference: ConferencePage) -> dict[UUID, EventDate]:
    """Return the runs by the key of their slot; those of public pages only."""
    dates = EventDate.objects.visible().filter(page__path__startswith=conference.path, part_of__isnull=False)
    return {date.key: date for date in dates.select_related("page").defer("vevent", "page__body")}


def _pages(conference: ConferencePage, request: HttpRequest) -> dict[int, dict]:
    address = addresses_for(request)
    names = ("pk", "title", "url_path", "summary", "form", "level")
    rows = SessionPage.objects.filter(path__startswith=conference.path, live=True).values_list(*names)
    return {
        pk: {"title": title, "url": address(url_path), "summary": summary, "form": form, "level": level}
        for pk, title, url_path, summary, form, level in rows
    }


def _voices(conference: ConferencePage) -> dict[int, tuple[Voice, ...]]:
    found: dict[int, tuple[Voice, ...]] = defaultdict(tuple)
    rows = SessionPerson.objects.filter(speaker__conference=conference.pk).select_related("speaker__discipline")
    for row in rows.order_by("page_id", "sort_order", "pk"):
        one = row.speaker
        agreed = one.shown_since is not None
        does = [str(one.discipline) if one.discipline else "", one.organisation]
        voice = Voice(
            one.pk, one.guid, one.public_name, agreed, row.role == SessionPerson.Role.MODERATOR,
            ", ".join(filter(None, does)) if agreed else "",
            one.about if agreed else "",
            one.discipline.domain if one.discipline and agreed else "",
        )  # fmt: skip
        found[row.page_id] += (voice,)
    return found
