"""Clashes: each kind once, and properties over programmes that Hypothesis thinks of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.conference.clashes import ClashKind, clashes_in
from events.conference.facts import Kind, PersonFacts, Programme, RoomFacts, RoundFacts, SlotFacts
from tests.proofs import reduced

MORNING = datetime(2027, 3, 11, 9, tzinfo=UTC)
ROUNDS = [
    RoundFacts(number, MORNING + timedelta(hours=number), MORNING + timedelta(hours=number, minutes=60))
    for number in range(1, 5)
]
HALL = RoomFacts(1, "Grote zaal", 100, "yes", frozenset({"beamer"}))
ATTIC = RoomFacts(2, "Zolder", 20, "no")
YARD = RoomFacts(3, "Buiten", holds_several=True, wheelchair="partly")
SANNE = PersonFacts(1, "Sanne", frozenset({2}))
OMAR = PersonFacts(2, "Omar", has_confirmed=False)
FARID = PersonFacts(3, "Farid")


def slot(number: int, *, rounds=(1,), **kwargs) -> SlotFacts:
    facts = {"title": f"Sessie {number}", "session": number, "room": HALL, **kwargs}
    return SlotFacts(UUID(int=number), rounds=tuple(ROUNDS[one - 1] for one in rounds), **facts)


def kinds(*slots: SlotFacts) -> list[ClashKind]:
    return [clash.kind for clash in clashes_in(Programme(slots))]


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([slot(1), slot(2, rounds=(2,))], []),
        ([slot(1), slot(2)], [ClashKind.ROOM_TWICE]),
        ([slot(1, room=YARD), slot(2, room=YARD)], []),
        ([slot(1, room=YARD, people=(FARID,)), slot(2, room=YARD, people=(FARID,))], [ClashKind.PERSON_TWICE]),
        ([slot(1, people=(FARID,)), slot(2, room=ATTIC, people=(FARID,))], [ClashKind.PERSON_TWICE]),
        ([slot(1, people=(FARID,)), slot(2, rounds=(2,), people=(FARID,))], []),
        ([slot(1, rounds=(1, 2)), slot(2, rounds=(2,))], [ClashKind.ROOM_TWICE]),
        ([slot(1), slot(2, kind=Kind.BREAK, session=None, room=None)], [ClashKind.UNDER_BAND]),
        ([slot(1), slot(2, kind=Kind.BLOCKER, session=None)], [ClashKind.ROOM_TWICE]),
        ([slot(1, room=YARD), slot(2, kind=Kind.BLOCKER, session=None, room=YARD)], [ClashKind.ROOM_TWICE]),
        ([slot(1, kind=Kind.BREAK, room=None), slot(2, kind=Kind.BLOCKER)], []),
        ([slot(1, people=(SANNE,), rounds=(2,))], [ClashKind.PERSON_AWAY]),
        ([slot(1, people=(SANNE,))], []),
        ([slot(1, room=ATTIC, must_be_accessible=True)], [ClashKind.NOT_ACCESSIBLE]),
        ([slot(1, room=YARD, must_be_accessible=True)], [ClashKind.NOT_ACCESSIBLE]),
        ([slot(1, minutes=75)], [ClashKind.TOO_LONG]),
        ([slot(1, minutes=75, rounds=(1, 2))], []),
        ([slot(1, room=ATTIC, places=21)], [ClashKind.ROOM_TOO_SMALL]),
        ([slot(1, room=ATTIC, places=20)], []),
        ([slot(1, room=ATTIC, needs=frozenset({"beamer"}))], [ClashKind.ROOM_LACKS]),
        ([slot(1, session=7), slot(2, session=7, room=ATTIC)], [ClashKind.RUNS_AT_ONCE]),
        ([slot(1, people=(OMAR,))], [ClashKind.NOT_CONFIRMED]),
        ([slot(1, people=(OMAR,), rounds=())], [ClashKind.NOT_CONFIRMED]),
        ([slot(1, room=None)], [ClashKind.NO_ROOM]),
        ([slot(1, room=None, rounds=())], []),
    ],
)
def test_each_kind_of_clash_and_what_is_none(slots, expected):
    assert kinds(*slots) == expected


def test_short_session_leaves_the_rest_of_its_round_free():
    first = slot(1, minutes=60, rounds=(1, 2))

    assert kinds(first, slot(2, rounds=(2,))) == []


def test_words_name_both_sessions_and_the_room():
    [clash] = clashes_in(Programme((slot(1), slot(2))))

    assert clash.words == "“Sessie 1” en “Sessie 2” zijn tegelijk in Grote zaal."
    assert clash.is_hard


@st.composite
def programmes(draw) -> tuple[SlotFacts, ...]:
    found = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        start, length = draw(st.integers(1, 4)), draw(st.integers(1, 2))
        found.append(
            slot(
                number,
                rounds=tuple(range(start, min(4, start + length - 1) + 1)),
                room=draw(st.sampled_from([HALL, ATTIC, YARD, None])),
                kind=draw(st.sampled_from([Kind.SESSION, Kind.SESSION, *Kind])),
                session=draw(st.sampled_from([number, 1, None])),
                people=tuple(draw(st.lists(st.sampled_from([SANNE, OMAR, FARID]), unique=True, max_size=2))),
                minutes=draw(st.sampled_from([None, 45, 75])),
                places=draw(st.sampled_from([None, 10, 50])),
            )
        )
    return tuple(found)


@settings(max_examples=reduced(2000, 150), deadline=None)
@given(programmes(), st.randoms(use_true_random=False))
def test_order_of_the_board_makes_no_difference_and_both_sides_are_named(slots, shuffle):
    found = clashes_in(Programme(slots))

    assert clashes_in(Programme(tuple(shuffle.sample(slots, len(slots))))) == found
    assert len(found) == len({(clash.kind, clash.slots, clash.words) for clash in found})
    hard = [clash.is_hard for clash in found]
    assert hard == sorted(hard, reverse=True)


@settings(max_examples=reduced(2000, 150), deadline=None)
@given(programmes())
def test_slot_that_leaves_the_board_takes_its_clashes_along_and_no_others(slots):
    before = clashes_in(Programme(slots))
    gone = slots[0]

    after = clashes_in(Programme(slots[1:]))

    assert after == [clash for clash in before if gone.key not in clash.slots]


@settings(max_examples=reduced(2000, 150), deadline=None)
@given(programmes())
def test_nobody_and_no_room_is_twice_anywhere_unless_it_is_said(slots):
    """Compare with the plainest check of two by two, minute by minute."""
    said = {(clash.kind, frozenset(clash.slots)) for clash in clashes_in(Programme(slots))}

    for one in slots:
        for other in slots:
            if one.key >= other.key or not one.overlaps(other):
                continue
            pair = frozenset({one.key, other.key})
            if {person.id for person in one.people} & {person.id for person in other.people}:
                assert (ClashKind.PERSON_TWICE, pair) in said
            both_sessions = one.kind == other.kind == Kind.SESSION
            if both_sessions and one.room == other.room and one.room and not one.room.holds_several:
                assert (ClashKind.ROOM_TWICE, pair) in said


def test_unplaced_slot_overlaps_nothing():
    assert not replace(slot(1), rounds=()).overlaps(slot(2))
