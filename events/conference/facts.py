"""Facts of a programme as plain data, read once, for the modules that compare and check without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    SESSION = "session"
    PLENARY = "plenary"
    """For everybody, in all rooms at once."""
    BREAK = "break"
    """Like a plenary: one row for all rooms."""
    BLOCKER = "blocker"
    """Time in which a room can't be used. Only the team sees it."""


BANDS = frozenset({Kind.PLENARY, Kind.BREAK})
"""Kinds that take a whole round, over all rooms."""


@dataclass(frozen=True)
class RoomFacts:
    id: int
    name: str
    capacity: int | None = None
    wheelchair: str = ""
    """“yes”, “partly”, “no”, or empty if unknown."""
    offers: frozenset[str] = frozenset()
    """Equipment in the room, such as “beamer”."""
    holds_several: bool = False
    """True for a yard or a market, where several sessions can be at once."""


@dataclass(frozen=True)
class RoundFacts:
    number: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class PersonFacts:
    """Speaker or moderator. ``away`` holds the numbers of the rounds in which they can't come."""

    id: int
    name: str
    away: frozenset[int] = frozenset()
    has_confirmed: bool = True


@dataclass(frozen=True)
class SlotFacts:
    """Run of a session, or something else on the board. Without a round it is still to be placed.

    ``rounds`` are consecutive, usually one. A session may be shorter than its round.
    """

    key: UUID
    title: str
    kind: Kind = Kind.SESSION
    session: int | None = None
    """Key of the session; two runs of one session share it."""
    rounds: tuple[RoundFacts, ...] = ()
    room: RoomFacts | None = None
    minutes: int | None = None
    """Length of the session; None takes what the round gives."""
    people: tuple[PersonFacts, ...] = ()
    places: int | None = None
    """Number of places that the session asks for or has given, whichever is more."""
    needs: frozenset[str] = frozenset()
    must_be_accessible: bool = False

    @property
    def start(self) -> datetime | None:
        return self.rounds[0].start if self.rounds else None

    @property
    def end(self) -> datetime | None:
        if not self.rounds:
            return None
        last = self.rounds[-1].end
        return last if self.minutes is None else min(last, self.rounds[0].start + timedelta(minutes=self.minutes))

    def overlaps(self, other: "SlotFacts") -> bool:
        """Return whether both take time at the same moment. Ends that meet do not overlap."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return False
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Programme:
    slots: tuple[SlotFacts, ...]

    def pairs(self) -> Iterator[tuple[SlotFacts, SlotFacts]]:
        """Yield every two placed slots that overlap, in a fixed order."""
        placed = sorted(
            (slot for slot in self.slots if slot.start is not None), key=lambda slot: (slot.start, slot.key)
        )
        for number, slot in enumerate(placed):
            for other in placed[number + 1 :]:
                if slot.overlaps(other):
                    yield slot, other
