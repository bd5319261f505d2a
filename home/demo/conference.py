"""The demo's conference: a day with a released programme, people who registered, and a change that is not released."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import cycle, islice

from django.db import transaction

from events.conference.models import ConferenceIndexPage, ConferencePage, Room, Round, SessionPage, Slot, Track
from events.conference.release import release
from events.models import EventDate, PlannedDate
from events.registration import series
from events.registration.parts import other_place
from home.demo.conference_sessions import BANDS, ROOMS, ROUNDS, SESSIONS, TRACKS
from home.demo.people import PEOPLE
from home.demo.season import without_mails
from home.models import HomePage
from home.site_setup import add_conferences
from network.models import Discipline, MunicipalityPage

DAYS_AHEAD = 100
OPENING, CLOSING = time(9, 30), time(17)


@transaction.atomic
def ensure_conference(today: date) -> int:
    """Create the coming conference with its people, unless there is a conference. Return how many were created."""
    if ConferencePage.objects.exists():
        return 0
    index = ConferenceIndexPage.objects.first() or add_conferences(HomePage.objects.get())
    day = today + timedelta(days=DAYS_AHEAD)
    conference = _publish(index, day)
    with without_mails():
        _fill_board(conference)
        release(conference, user=None)
        _register(conference)
        # One thing that the team changed since, for the board and the preview to show.
        moved = Slot.objects.get(conference=conference, session__title="Hoe praat je over gewicht?")
        moved.room = Room.objects.get(conference=conference, name="Zolder")
        moved.save()
    return 1


def _publish(index: ConferenceIndexPage, day: date) -> ConferencePage:
    index.refresh_from_db(fields=["path", "depth", "numchild"])
    conference = ConferencePage(
        title=f"Regionale conferentie {day.year} (voorbeeld)",
        slug=str(day.year),
        summary="Een dag waarop mensen uit zorg en welzijn elkaar leren kennen, met werkvormen in acht zalen.",
        body="<p>Je kiest zelf je sessies. Weet je het nog niet? Meld je dan alvast aan, kiezen kan later.</p>",
        municipality=MunicipalityPage.objects.get(slug="roosendaal"),
        venue_name="De Spinnerij (voorbeeld)",
        street="Garenstraat 1",
        town="Roosendaal",
        wheelchair="yes",
        capacity=350,
        contact_name="Het programmateam (voorbeeld)",
        contact_email="conferentie@example.org",
        live=False,
    )
    conference.planned_dates = [PlannedDate(date=day, start_time=OPENING, end_time=CLOSING)]
    index.add_child(instance=conference)
    conference.save_revision().publish()
    return conference


def _fill_board(conference: ConferencePage) -> None:
    rounds = [
        Round.objects.create(
            conference=conference, name=name, start_time=time.fromisoformat(start), end_time=time.fromisoformat(end)
        )
        for name, start, end in ROUNDS
    ]
    rooms = [
        Room.objects.create(
            conference=conference, name=name, floor=floor, capacity=capacity, wheelchair=wheelchair, order=order, **has
        )
        for order, (name, floor, capacity, wheelchair, has) in enumerate(ROOMS)
    ]
    tracks = {
        name: Track.objects.create(conference=conference, name=name, slug=name.lower().replace(" ", "-"), order=order)
        for order, name in enumerate(TRACKS)
    }
    for number, kind, title in BANDS:
        Slot.objects.create(conference=conference, kind=kind, title=title, round=rounds[number])
    for one in SESSIONS:
        session = SessionPage(
            title=one.title,
            summary=one.summary,
            form=one.form,
            level=one.level,
            take_home=one.take_home,
            track=tracks.get(one.track),
            capacity=one.capacity,
            must_be_accessible=one.must_be_accessible,
            live=False,
        )
        conference.refresh_from_db(fields=["path", "depth", "numchild"])
        conference.add_child(instance=session)
        session.save_revision()
        for number, room in one.at or ((None, None),):
            Slot.objects.create(
                conference=conference,
                session=session,
                round=None if number is None else rounds[number],
                room=None if room is None else rooms[room],
                rounds_long=one.rounds_long,
            )


def _register(conference: ConferencePage) -> None:
    """Register the invented people for the day, and each for a session a round, by the rules of the site."""
    disciplines = {discipline.name: discipline for discipline in Discipline.objects.all()}
    [day] = EventDate.objects.filter(page=conference)
    runs = list(EventDate.objects.filter(part_of=day).order_by("start", "pk"))
    for turn, person in enumerate(PEOPLE):
        who = {
            "name": person.name,
            "email": person.email,
            "organisation": person.organisation,
            "discipline": disciplines.get(person.discipline),
        }
        [registration, *_more] = series.register_for([day], **who)
        series.confirm_all(registration)
        registration.person.refresh_from_db()
        for run in _choice(runs, turn):
            if other_place(run, registration.person) is None:
                [made, *_more] = series.register_for([run], **who)
                series.confirm_all(made)


def _choice(runs: list[EventDate], turn: int) -> Iterator[EventDate]:
    """Yield a run of each start, another for each turn, and now and then none. The small rooms fill first."""
    starts = list(dict.fromkeys(run.start for run in runs))
    for number, start in enumerate(starts):
        at_once = sorted((run for run in runs if run.start == start), key=lambda run: run.capacity or 0)
        if (turn + number) % 5:
            yield next(islice(cycle(at_once[:5]), (turn * 3 + number) % 5, None))
