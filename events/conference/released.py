"""Programme as a release has it, read from its snapshot. Public pages and enrolment read this, never the board.

It holds ids and no names of people. Facts of rooms that may change between releases, such as access, are not in it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from events.conference.changes import Released
from events.conference.facts import BANDS, Kind
from events.conference.models import ConferencePage, Release


@dataclass(frozen=True)
class ReleasedRoom:
    id: int
    key: UUID
    name: str
    floor: str = ""

    @property
    def words(self) -> str:
        return f"{self.name} ({self.floor})" if self.floor else self.name


@dataclass(frozen=True)
class ReleasedRound:
    id: int
    number: int
    """Number among the rounds with sessions, from 1; 0 for a break or something for everybody."""
    day: int
    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class ReleasedTrack:
    id: int
    slug: str
    name: str


@dataclass(frozen=True)
class ReleasedSlot:
    """Run of a session, or a band over all rooms. ``key`` is that of its ``EventDate``, if it is a run."""

    key: UUID
    kind: Kind
    title: str
    start: datetime
    end: datetime
    session: int | None = None
    rounds: tuple[int, ...] = ()
    """Ids of the rounds it takes, in order."""
    room: int | None = None
    places: int | None = None
    track: int | None = None
    speakers: tuple[int, ...] = ()
    """Ids of speakers and moderators, in order."""
    is_cancelled: bool = False
    reason: str = ""

    @property
    def is_band(self) -> bool:
        return self.kind in BANDS


@dataclass(frozen=True)
class ReleasedProgramme:
    """Version of a programme. ``number`` is empty and ``made_at`` None for what stands on the board."""

    number: str
    made_at: datetime | None
    rooms: tuple[ReleasedRoom, ...]
    rounds: tuple[ReleasedRound, ...]
    tracks: tuple[ReleasedTrack, ...]
    slots: tuple[ReleasedSlot, ...]
    """In order of time, then of room."""

    @cached_property
    def room_of(self) -> dict[int | None, ReleasedRoom]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def slot_of(self) -> dict[UUID, ReleasedSlot]:
        return {slot.key: slot for slot in self.slots}

    def runs(self) -> Iterable[Released]:
        """Yield the slots as ``changes`` compares them."""
        for slot in self.slots:
            room = self.room_of.get(slot.room)
            yield Released(
                key=slot.key,
                title=slot.title,
                start=slot.start,
                end=slot.end,
                room=room.words if room else "",
                session=slot.session,
                speakers=frozenset(slot.speakers),
                is_cancelled=slot.is_cancelled,
                reason=slot.reason,
            )

    def as_snapshot(self) -> dict[str, Any]:
        """Return it as JSON values."""
        parts = {name: [asdict(one) for one in getattr(self, name)] for name in ("rooms", "rounds", "tracks", "slots")}
        return _as_json(parts)

    @classmethod
    def from_snapshot(cls, snapshot: dict[str, Any], *, number: str, made_at: datetime) -> Self:
        return cls(
            number=number,
            made_at=made_at,
            rooms=tuple(ReleasedRoom(**row | {"key": UUID(row["key"])}) for row in snapshot["rooms"]),
            rounds=tuple(ReleasedRound(**row | _moments(row)) for row in snapshot["rounds"]),
            tracks=tuple(ReleasedTrack(**row) for row in snapshot["tracks"]),
            slots=tuple(_slot(row) for row in snapshot["slots"]),
        )


def _slot(row: dict[str, Any]) -> ReleasedSlot:
    parsed = {
        "key": UUID(row["key"]),
        "kind": Kind(row["kind"]),
        "rounds": tuple(row["rounds"]),
        "speakers": tuple(row["speakers"]),
    }
    return ReleasedSlot(**row | _moments(row) | parsed)


def _moments(row: dict[str, Any]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(row[name]) for name in ("start", "end")}


def _as_json(value: Any) -> Any:
    match value:
        case dict():
            return {name: _as_json(one) for name, one in value.items()}
        case list() | tuple():
            return [_as_json(one) for one in value]
        case datetime():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def released(conference: ConferencePage | int, number: str = "") -> ReleasedProgramme | None:
    """Return version ``number`` of the programme, or the newest; None if there is none. One query."""
    key = conference if isinstance(conference, int) else conference.pk
    releases = Release.objects.filter(conference=key)
    row = (releases.filter(number=number) if number else releases.order_by("-pk")).first()
    return ReleasedProgramme.from_snapshot(row.snapshot, number=row.number, made_at=row.made_at) if row else None
