"""Factories of a conference, its sessions and its programme, beside those in ``factories``."""

from dataclasses import dataclass
from datetime import time, timedelta

import factory
from django.utils import timezone

from events.conference.models import (
    ConferenceIndexPage,
    ConferencePage,
    Release,
    Room,
    Round,
    SessionPage,
    Slot,
    Speaker,
    Track,
)
from events.models import EventDate, PlannedDate
from events.publishing.publish import publish_dates
from tests.factories import PageFactory, below, house, noon, planned


def conferences() -> ConferenceIndexPage:
    """Return the page above all conferences, which is created once."""
    found = ConferenceIndexPage.objects.first()
    return found or below(house().home, ConferenceIndexPage(title="Conferentie", slug="conferentie"))


class ConferenceFactory(PageFactory):
    """A published conference of one day, from noon, ``days`` days from today."""

    class Meta:
        model = ConferencePage
        exclude = ("days",)

    days = 30
    parent = factory.LazyFunction(conferences)
    slug = factory.Sequence(lambda number: str(2001 + number % 98))
    title = factory.LazyAttribute(lambda conference: f"Regionale conferentie {conference.slug}")
    summary = "Een dag om elkaar te leren kennen."
    venue_name = "De Spinnerij (voorbeeld)"
    town = "Roosendaal"
    children = factory.LazyAttribute(
        lambda conference: {"planned_dates": [planned(noon(conference.days), minutes=300)]}
    )


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    conference = factory.SubFactory(ConferenceFactory)
    start_time = time(13)
    end_time = time(14)


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Room

    conference = factory.SubFactory(ConferenceFactory)
    name = factory.Sequence("Zaal {}".format)
    capacity = 20


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Speaker

    conference = factory.SubFactory(ConferenceFactory)
    name = factory.Sequence("Spreker {}".format)


class SessionFactory(PageFactory):
    """A session that is not in the programme yet."""

    class Meta:
        model = SessionPage

    class Params:
        conference = factory.SubFactory(ConferenceFactory)

    parent = factory.SelfAttribute("conference")
    title = factory.Sequence("Sessie {}".format)
    summary = "Hoe vind je elkaar?"
    live = False


def released(session: SessionPage, *hours: float, capacity: int = 20) -> list[EventDate]:
    """Put ``session`` in the programme, ``hours`` after the conference begins, for an hour each."""
    [day] = EventDate.objects.filter(page=session.get_parent().pk)
    for number, hour in enumerate(hours):
        row = planned(day.start + timedelta(hours=hour), minutes=60)
        row.page_id, row.capacity, row.sort_order = session.pk, capacity, number
        row.save()
    session.refresh_from_db()
    session.save_revision()
    session.live = True
    session.save()
    publish_dates(session)
    assert PlannedDate.objects.filter(page=session.pk).count() == len(hours)
    return list(EventDate.objects.filter(page=session.pk).order_by("start"))


class SlotFactory(factory.django.DjangoModelFactory):
    """A run of a new session. Without a round it is still to be placed."""

    class Meta:
        model = Slot

    conference = factory.SubFactory(ConferenceFactory)
    session = factory.LazyAttribute(lambda slot: SessionFactory(conference=slot.conference))


@dataclass
class Board:
    """A conference with its rounds, rooms and placed slots, in order."""

    conference: ConferencePage
    rounds: list[Round]
    rooms: list[Room]
    slots: list[Slot]

    def dates(self) -> list[EventDate]:
        """Return the published runs, in order of the slots."""
        found = {date.key: date for date in EventDate.objects.filter(part_of__isnull=False)}
        return [found[slot.key] for slot in self.slots if slot.key in found]


def board(*, rounds: int = 2, rooms: int = 2, capacity: int = 20, days: int = 30) -> Board:
    """Return a conference with a session in each room of each round, an hour each from the start; not released."""
    conference = ConferenceFactory(days=days)
    [day] = EventDate.objects.filter(page=conference)
    begins = day.start_local
    made = Board(conference, [], [], [])
    for number in range(rounds):
        start = begins + timedelta(hours=number)
        made.rounds.append(
            RoundFactory(conference=conference, start_time=start.time(), end_time=(start + timedelta(hours=1)).time())
        )
    made.rooms = [RoomFactory(conference=conference, capacity=capacity, order=number) for number in range(rooms)]
    made.slots = [
        SlotFactory(conference=conference, round=one, room=room) for one in made.rounds for room in made.rooms
    ]
    return made


def snapshot_of(conference: ConferencePage, sessions: list[EventDate], *, bands: list[dict] | None = None) -> dict:
    """Return the snapshot of a release with ``sessions``, each in the next room of the round that it begins in."""
    rooms = list(Room.objects.filter(conference=conference))
    starts = sorted({run.start for run in sessions})
    rounds = {
        start: {"id": number, "number": number, "day": 1, "name": "", "start": start.isoformat(),
                "end": (start + timedelta(hours=1)).isoformat()}
        for number, start in enumerate(starts, 1)
    }  # fmt: skip
    taken = dict.fromkeys(starts, 0)
    slots = []
    for run in sessions:
        room = rooms[taken[run.start]] if taken[run.start] < len(rooms) else None
        taken[run.start] += 1
        slots.append(
            {"key": str(run.key), "kind": "session", "title": "", "session": run.page_id,
             "rounds": [rounds[run.start]["id"]], "room": room and room.pk, "start": run.start.isoformat(),
             "end": run.end.isoformat(), "places": run.capacity, "track": None, "speakers": []}
        )  # fmt: skip
    return {
        "rooms": [{"id": room.pk, "key": str(room.key), "name": room.name, "floor": room.floor} for room in rooms],
        "rounds": list(rounds.values()),
        "tracks": [
            {"id": track.pk, "slug": track.slug, "name": track.name}
            for track in Track.objects.filter(conference=conference)
        ],
        "slots": [*slots, *(bands or [])],
    }


def programme_with(
    conference: ConferencePage, sessions: list[EventDate], *, number: str = "1.0", bands: list[dict] | None = None
) -> Release:
    """Release a programme with ``sessions``."""
    snapshot = snapshot_of(conference, sessions, bands=bands)
    return Release.objects.create(conference=conference, number=number, made_at=timezone.now(), snapshot=snapshot)
