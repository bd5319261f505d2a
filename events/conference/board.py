"""Board of the team: rounds × rooms with everything on it, what is still to be placed, and what clashes.

Moving is compare-and-set on ``Slot.version``: of two editors who move the same slot, the second is told who was first.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from events.conference.clashes import Clash, clashes_in, clashes_of
from events.conference.draft import rounds_of, rounds_taken
from events.conference.facts import BANDS, Kind, PersonFacts, Programme, RoomFacts, RoundFacts, SlotFacts
from events.conference.models import ConferencePage, Room, Round, SessionPage, SessionPerson, Slot
from events.conference.released import ReleasedRound, released
from events.models import EventDate, Registration

PROJECTOR, OPEN_FLOOR = "beamer", "open ruimte"


class MovedMeanwhile(Exception):  # noqa: N818  an outcome, not an error
    """Somebody else moved the slot since the board was read. ``slot`` is as they left it."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self.slot = slot


@dataclass
class Card:
    """Slot as the board shows it."""

    slot: Slot
    facts: SlotFacts
    clashes: list[Clash] = field(default_factory=list)
    is_new: bool = False
    """True if it is not on the site as it stands here."""
    date_id: int | None = None
    """Id of its ``EventDate``, if it is a run that was released and is still on."""

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def people(self) -> str:
        return ", ".join(person.name for person in self.facts.people)

    @property
    def is_hard(self) -> bool:
        return any(clash.is_hard for clash in self.clashes)

    @property
    def is_session(self) -> bool:
        return self.slot.kind == Slot.Kind.SESSION


@dataclass
class Cell:
    room: Room
    cards: list[Card]
    goes_on: list[Card]
    """Cards that began in an earlier round."""
    warnings: list[Clash] | None = None
    """Clashes if the held card was put here; None if nothing is held, or it is here already."""


@dataclass
class Row:
    round: ReleasedRound
    bands: list[Card]
    cells: list[Cell]


class BoardState:
    """The board, read in a fixed number of queries."""

    def __init__(self, conference: ConferencePage) -> None:
        self.conference = conference
        self.rounds = rounds_of(conference)
        self.rooms = list(Room.objects.filter(conference=conference))
        self.slots = list(
            Slot.objects.filter(conference=conference).select_related("session", "moved_by").order_by("pk")
        )
        sessions = SessionPage.objects.child_of(conference)
        placed = {slot.session_id for slot in self.slots}
        self.without_slot = [session for session in sessions.order_by("title") if session.pk not in placed]
        self._people = self._read_people(sessions)
        taken = Registration.objects.placed().filter(date__page__in=sessions).values_list("date__key", flat=True)
        self._taken: dict[UUID, int] = defaultdict(int)
        for key in taken:
            self._taken[key] += 1
        on = EventDate.objects.filter(page__in=sessions).scheduled()
        self._dates: dict[UUID, int] = dict(on.values_list("key", "pk"))
        programme = released(conference)
        self._released = programme.slot_of if programme else {}
        self.version = programme.number if programme else ""

    @cached_property
    def _numbers(self) -> dict[int, RoundFacts]:
        return {one.id: RoundFacts(index, one.start, one.end) for index, one in enumerate(self.rounds, 1)}

    def _read_people(self, sessions) -> dict[int, tuple[PersonFacts, ...]]:
        rows = SessionPerson.objects.filter(page__in=sessions, speaker__isnull=False).order_by("sort_order", "pk")
        found: dict[int, tuple[PersonFacts, ...]] = defaultdict(tuple)
        for row in rows.select_related("speaker").prefetch_related("speaker__away"):
            away = frozenset(self._numbers[one.pk].number for one in row.speaker.away.all() if one.pk in self._numbers)
            found[row.page_id] += (PersonFacts(row.speaker.pk, row.speaker.name, away),)
        return found

    @cached_property
    def cards(self) -> dict[int, Card]:
        """Cards by id of their slot, with their clashes."""
        found = {slot.pk: Card(slot, self.facts_of(slot), date_id=self._dates.get(slot.key)) for slot in self.slots}
        by_key = {card.facts.key: card for card in found.values()}
        for clash in self.clashes:
            for key in clash.slots:
                by_key[key].clashes.append(clash)
        for card in found.values():
            old = self._released.get(card.facts.key)
            now = (card.facts.start, card.slot.room_id)
            was = (old.start, old.room) if old else (None, None)
            card.is_new = card.slot.kind != Slot.Kind.BLOCKER and now != was and bool(old or card.facts.start)
        return found

    @cached_property
    def programme(self) -> Programme:
        return Programme(tuple(self.facts_of(slot) for slot in self.slots))

    @cached_property
    def clashes(self) -> list[Clash]:
        return clashes_in(self.programme)

    def facts_of(self, slot: Slot) -> SlotFacts:
        room = next((one for one in self.rooms if one.pk == slot.room_id), None)
        session = slot.session
        needs = set()
        if session and session.needs_projector:
            needs.add(PROJECTOR)
        if session and session.needs_open_floor:
            needs.add(OPEN_FLOOR)
        places = max(filter(None, [session and session.capacity, self._taken[slot.key]]), default=None)
        return SlotFacts(
            key=slot.key,
            title=str(slot),
            kind=Kind(slot.kind),
            session=slot.session_id,
            rounds=tuple(self._numbers[one.id] for one in rounds_taken(slot, self.rounds)),
            room=room and room_facts(room),
            minutes=session.minutes if session else None,
            people=self._people[slot.session_id] if slot.session_id else (),
            places=places,
            needs=frozenset(needs),
            must_be_accessible=bool(session and session.must_be_accessible),
        )

    def rows(self, held: Card | None = None) -> Iterator[Row]:
        """Yield a row for each round. With ``held`` each cell says what would clash there."""
        for one in self.rounds:
            here = [card for card in self.cards.values() if self._numbers[one.id] in card.facts.rounds]
            cells = []
            for room in self.rooms:
                in_room = [card for card in here if card.slot.room_id == room.pk and card.facts.kind not in BANDS]
                begin = [card for card in in_room if card.slot.round_id == one.id]
                cell = Cell(room, begin, [card for card in in_room if card not in begin])
                if held is not None and held not in begin:
                    cell.warnings = self.warnings(held, one, room)
                cells.append(cell)
            bands = [card for card in here if card.facts.kind in BANDS or card.slot.room_id is None]
            yield Row(one, bands, cells)

    def warnings(self, held: Card, one: ReleasedRound, room: Room) -> list[Clash]:
        """Return what would clash if ``held`` was put in round ``one`` and ``room``."""
        rounds = rounds_taken(Slot(round_id=one.id, rounds_long=held.slot.rounds_long), self.rounds)
        there = replace(held.facts, rounds=tuple(self._numbers[each.id] for each in rounds), room=room_facts(room))
        return clashes_of(there, self.programme)

    def tray(self) -> list[Card]:
        """Return what is still to be placed."""
        return [card for card in self.cards.values() if not card.facts.rounds]

    @property
    def changes(self) -> int:
        """Number of slots that differ from what is on the site, and of those that left the board."""
        keys = {slot.key for slot in self.slots}
        gone = sum(1 for key in self._released if key not in keys)
        return gone + sum(card.is_new for card in self.cards.values())


def room_facts(room: Room) -> RoomFacts:
    offers = {PROJECTOR: room.has_projector, OPEN_FLOOR: room.has_open_floor}
    return RoomFacts(
        id=room.pk,
        name=room.name,
        capacity=room.capacity,
        wheelchair=room.wheelchair,
        offers=frozenset(name for name, is_there in offers.items() if is_there),
        holds_several=room.holds_several,
    )


@transaction.atomic
def first_slot(session: SessionPage, conference: ConferencePage) -> Slot:
    """Return a slot of ``session``, made now if it has none. Locks the session, so that two editors make one."""
    SessionPage.objects.select_for_update(of=("self",)).get(pk=session.pk)
    found = Slot.objects.filter(session=session).order_by("pk").first()
    return found or Slot.objects.create(conference=conference, session=session)


def take_away(slot: Slot, *, version: int) -> None:
    """Delete ``slot``. Raises MovedMeanwhile if ``version`` is old; nothing happens if the slot is gone already."""
    Slot.objects.filter(pk=slot.pk, version=version).delete()
    if left := Slot.objects.select_related("session", "round", "room", "moved_by").filter(pk=slot.pk).first():
        raise MovedMeanwhile(left)


def move(
    slot: Slot,
    *,
    version: int,
    to_round: Round | None,
    to_room: Room | None,
    rounds_long: int = 1,
    by: User | None = None,
) -> None:
    """Put ``slot`` elsewhere, or off the board without a round. Raises MovedMeanwhile if ``version`` is old."""
    unchanged = Slot.objects.filter(pk=slot.pk, version=version)
    room = to_room if to_round else None
    moved = unchanged.update(round=to_round, room=room, rounds_long=rounds_long, version=F("version") + 1, moved_by=by)
    if not moved:
        raise MovedMeanwhile(Slot.objects.select_related("session", "round", "room", "moved_by").get(pk=slot.pk))
