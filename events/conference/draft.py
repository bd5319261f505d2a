"""Board in the form of a release. Only what has a round on a day of the conference is in it."""

from collections import defaultdict
from datetime import date, timedelta

from events.conference.facts import BANDS, Kind
from events.conference.models import ConferencePage, Room, Round, SessionPage, SessionPerson, Slot, Track
from events.conference.released import (
    ReleasedProgramme,
    ReleasedRoom,
    ReleasedRound,
    ReleasedSlot,
    ReleasedTrack,
)
from events.models import EventDate


def days_of(conference: ConferencePage | int) -> list[date]:
    """Return the days on which the conference is, in order: the first is day 1 of its rounds."""
    key = conference if isinstance(conference, int) else conference.pk
    dates = EventDate.objects.filter(page=key).exclude(status=EventDate.Status.REMOVED).order_by("start", "pk")
    return list(dict.fromkeys(day.start_local.date() for day in dates.only("start")))


def rounds_of(conference: ConferencePage | int) -> list[ReleasedRound]:
    """Return the rounds that fall on a day of the conference, in order of time."""
    days = days_of(conference)
    key = conference if isinstance(conference, int) else conference.pk
    found: list[ReleasedRound] = []
    number, only_bands = 0, _with_bands_only(key)
    for row in Round.objects.filter(conference=key).order_by("day", "start_time", "pk"):
        if row.day > len(days):
            continue
        number += row.pk not in only_bands
        start, end = row.times_on(days[row.day - 1])
        found.append(ReleasedRound(row.pk, 0 if row.pk in only_bands else number, row.day, row.name, start, end))
    return found


def _with_bands_only(conference: int) -> set[int]:
    """Return the ids of rounds that hold a break or something for everybody, and no session."""
    kinds = defaultdict(set)
    placed = Slot.objects.filter(conference=conference, round__isnull=False)
    for found, kind in placed.values_list("round", "kind"):
        kinds[found].add(kind)
    return {found for found, those in kinds.items() if those & BANDS and Slot.Kind.SESSION not in those}


def rounds_taken(slot: Slot, rounds: list[ReleasedRound]) -> tuple[ReleasedRound, ...]:
    """Return the consecutive rounds of one day that ``slot`` takes; none if it has no round, or that has no day."""
    at = next((index for index, one in enumerate(rounds) if one.id == slot.round_id), None)
    if at is None:
        return ()
    return tuple(one for one in rounds[at : at + slot.rounds_long] if one.day == rounds[at].day)


def draft_of(conference: ConferencePage) -> ReleasedProgramme:
    """Return the placed slots, but for rooms that are taken. A fixed number of queries."""
    rounds = rounds_of(conference)
    rooms = list(Room.objects.filter(conference=conference))
    tracks = Track.objects.filter(conference=conference)
    people = defaultdict(list)
    sessions = SessionPage.objects.child_of(conference)
    for session, speaker in (
        SessionPerson.objects.filter(page__in=sessions, speaker__isnull=False)
        .order_by("sort_order", "pk")
        .values_list("page", "speaker")
    ):
        people[session].append(speaker)
    off = {
        row.key: row.reason
        for row in EventDate.objects.filter(page__in=sessions, cancelled_at__isnull=False).only("key", "reason")
    }
    order, capacity = {room.pk: index for index, room in enumerate(rooms)}, {room.pk: room.capacity for room in rooms}
    slots = []
    placed = Slot.objects.filter(conference=conference, round__isnull=False).exclude(kind=Slot.Kind.BLOCKER)
    for slot in placed.select_related("session"):
        taken = rounds_taken(slot, rounds)
        if not taken:
            continue
        start, end = taken[0].start, taken[-1].end
        session = slot.session
        if session and session.minutes:
            end = min(end, start + timedelta(minutes=session.minutes))
        slots.append(
            ReleasedSlot(
                key=slot.key,
                kind=Kind(slot.kind),
                title=str(slot),
                start=start,
                end=end,
                session=slot.session_id,
                rounds=tuple(one.id for one in taken),
                room=slot.room_id,
                places=(session.capacity or capacity.get(slot.room_id)) if session else None,
                track=session.track_id if session else None,
                speakers=tuple(people[slot.session_id]),
                is_cancelled=slot.key in off,
                reason=off.get(slot.key, ""),
            )
        )
    slots.sort(key=lambda slot: (slot.start, order.get(slot.room, -1), slot.key))
    return ReleasedProgramme(
        number="",
        made_at=None,
        rooms=tuple(ReleasedRoom(room.pk, room.key, room.name, room.floor) for room in rooms),
        rounds=tuple(rounds),
        tracks=tuple(ReleasedTrack(track.pk, track.slug, track.name) for track in tracks),
        slots=tuple(slots),
    )
