"""Clashes in a programme: what can't be, and what deserves a look. Pure; none of them blocks anything.

The whole programme is checked after each change, so that both sides of a clash are marked wherever it came from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from events.conference.facts import BANDS, Kind, PersonFacts, Programme, SlotFacts


class ClashKind(StrEnum):
    PERSON_TWICE = "person-twice"
    ROOM_TWICE = "room-twice"
    UNDER_BAND = "under-band"
    PERSON_AWAY = "person-away"
    NOT_ACCESSIBLE = "not-accessible"
    TOO_LONG = "too-long"
    ROOM_TOO_SMALL = "room-too-small"
    ROOM_LACKS = "room-lacks"
    RUNS_AT_ONCE = "runs-at-once"
    NOT_CONFIRMED = "not-confirmed"
    NO_ROOM = "no-room"


HARD = frozenset(
    {
        ClashKind.PERSON_TWICE,
        ClashKind.ROOM_TWICE,
        ClashKind.UNDER_BAND,
        ClashKind.PERSON_AWAY,
        ClashKind.NOT_ACCESSIBLE,
    }
)
"""Kinds that can't be held like this. The others may be meant."""


@dataclass(frozen=True)
class Clash:
    """Clash of one slot or two. ``words`` is one sentence for the team, in Dutch."""

    kind: ClashKind
    slots: tuple[UUID, ...]
    words: str

    @property
    def is_hard(self) -> bool:
        return self.kind in HARD


def clashes_in(programme: Programme) -> list[Clash]:
    """Return all clashes, hard ones first, each pair once."""
    found = [
        *(clash for slot in sorted(programme.slots, key=lambda slot: slot.key) for clash in _of_one(slot)),
        *(clash for one, other in programme.pairs() for clash in _of_two(one, other)),
    ]
    return sorted(found, key=lambda clash: (not clash.is_hard, list(ClashKind).index(clash.kind), clash.slots))


def clashes_of(slot: SlotFacts, programme: Programme) -> list[Clash]:
    """Return the clashes that ``slot`` would have in ``programme``, which may hold it elsewhere. Hard ones first."""
    others = [other for other in programme.slots if other.key != slot.key and slot.overlaps(other)]
    found = [*_of_one(slot), *(clash for other in others for clash in _of_two(slot, other))]
    return sorted(found, key=lambda clash: (not clash.is_hard, list(ClashKind).index(clash.kind), clash.slots))


def _of_one(slot: SlotFacts) -> Iterator[Clash]:
    if slot.kind != Kind.SESSION:
        return

    def clash(kind: ClashKind, words: str, **names: object) -> Clash:
        return Clash(kind, (slot.key,), words % {"title": slot.title, **names})

    for person in slot.people:
        if not person.has_confirmed:
            yield clash(ClashKind.NOT_CONFIRMED, _("%(name)s heeft “%(title)s” nog niet bevestigd."), name=person.name)
    if not slot.rounds:
        return
    yield from _in_its_rounds(slot)
    room = slot.room
    if room is None:
        yield clash(ClashKind.NO_ROOM, _("“%(title)s” heeft nog geen zaal."))
        return
    if slot.must_be_accessible and room.wheelchair in {"no", "partly"}:
        yield clash(
            ClashKind.NOT_ACCESSIBLE,
            _("%(room)s is niet helemaal toegankelijk met een rolstoel. Voor “%(title)s” moet dat wel."),
            room=room.name,
        )
    if room.capacity is not None and slot.places is not None and slot.places > room.capacity:
        yield clash(
            ClashKind.ROOM_TOO_SMALL,
            _("In %(room)s passen %(capacity)s mensen. “%(title)s” heeft %(places)s plekken."),
            room=room.name,
            capacity=room.capacity,
            places=slot.places,
        )
    for missing in sorted(slot.needs - room.offers):
        yield clash(
            ClashKind.ROOM_LACKS,
            _("“%(title)s” vraagt om: %(missing)s. Dat is er niet in %(room)s."),
            missing=missing,
            room=room.name,
        )


def _in_its_rounds(slot: SlotFacts) -> Iterator[Clash]:
    start, end = slot.rounds[0].start, slot.rounds[-1].end
    if slot.minutes is not None and slot.minutes * 60 > (end - start).total_seconds():
        words = _("“%(title)s” duurt %(minutes)s minuten. Dat past niet in de ronde.")
        yield Clash(ClashKind.TOO_LONG, (slot.key,), words % {"title": slot.title, "minutes": slot.minutes})
    for person in slot.people:
        for one in slot.rounds:
            if one.number in person.away:
                names = {"name": person.name, "round": one.number, "title": slot.title}
                words = _("%(name)s kan niet in ronde %(round)s, maar “%(title)s” staat daar.") % names
                yield Clash(ClashKind.PERSON_AWAY, (slot.key,), words)


def _of_two(one: SlotFacts, other: SlotFacts) -> Iterator[Clash]:
    keys = (one.key, other.key)
    names = {"one": one.title, "other": other.title}
    if {one.kind, other.kind} & BANDS:
        if Kind.BLOCKER not in {one.kind, other.kind}:
            yield Clash(ClashKind.UNDER_BAND, keys, _("“%(one)s” valt samen met “%(other)s”.") % names)
    elif one.room is not None and other.room is not None and one.room.id == other.room.id:
        if Kind.BLOCKER in {one.kind, other.kind}:
            if one.kind != other.kind:
                words = _("%(room)s is bezet: “%(one)s” en “%(other)s” kunnen daar niet tegelijk.")
                yield Clash(ClashKind.ROOM_TWICE, keys, words % {**names, "room": one.room.name})
        elif not one.room.holds_several:
            words = _("“%(one)s” en “%(other)s” zijn tegelijk in %(room)s.")
            yield Clash(ClashKind.ROOM_TWICE, keys, words % {**names, "room": one.room.name})
    for person in _of_both(one, other):
        words = _("%(name)s is tegelijk bij “%(one)s” en “%(other)s”.")
        yield Clash(ClashKind.PERSON_TWICE, keys, words % {**names, "name": person.name})
    if one.session is not None and one.session == other.session:
        words = _("“%(one)s” staat twee keer op hetzelfde moment. Zo kan niemand kiezen.")
        yield Clash(ClashKind.RUNS_AT_ONCE, keys, words % names)


def _of_both(one: SlotFacts, other: SlotFacts) -> list[PersonFacts]:
    there = {person.id for person in other.people}
    return sorted({person for person in one.people if person.id in there}, key=lambda person: person.id)
