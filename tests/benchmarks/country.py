"""Benchmark data, inserted in bulk instead of through the editor, with the bytes that publishing would write."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.db import ProgrammingError, connection
from django.utils import timezone

from events import ics
from events.dates.description import location_of
from events.dates.entry import calendar_event
from events.models import Booking, ChangeCounter, EventDate, Person, Registration
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing.rewrite import new_uid
from network.models import Discipline
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
    house,
    planned,
)

PAGES = 500
DAYS_AHEAD = 180


def settle() -> list[MeetupPage]:
    """Create a region: 16 municipalities with a wijk each, 10 themes, 40 organisations, 500 meetups."""
    house()
    if not Discipline.objects.exists():
        DisciplineFactory.create_batch(10)
    municipalities = [MunicipalityFactory(title=f"Gemeente {number}") for number in range(16)]
    wijken = [
        WijkFactory(municipality=municipality, title=f"Wijk in {municipality.title}") for municipality in municipalities
    ]
    themes = [ThemeFactory(title=f"Thema {number}") for number in range(10)]
    organisations = [OrganisationFactory(title=f"Organisatie {number}") for number in range(40)]
    return [
        MeetupFactory(
            title=f"Bijeenkomst {number}: samen werken aan de wijk",
            slug=f"bijeenkomst-{number}",
            organiser=organisations[number % 40],
            municipality=municipalities[number % 16],
            wijken=[wijken[number % 16]],
            themes=[themes[number % 10]],
            dates=[planned(1 + number % DAYS_AHEAD)],
            capacity=40,
            body="<h2>Zo loopt het</h2>" + "<p>We eten soep en praten over wie je belt als het stil wordt.</p>" * 6,
        )
        for number in range(PAGES)
    ]


def fill(pages: list[MeetupPage], number: int) -> None:
    """Add dates until there are ``number``, all of them long past: what is not shown must cost nothing.

    Each upcoming date gets four registrations.
    """
    Person.objects.all().delete()  # and with them their registrations: every size must count the same number of places
    today = timezone.localdate()
    version = ChangeCounter.next()
    missing = number - EventDate.objects.count()
    patterns = {page.pk: calendar_event(page.dates.get()) for page in pages} if missing > 0 else {}
    made = []
    for index in range(missing):
        page = pages[index % len(pages)]
        day = today - timedelta(days=FAR + index * 9_000 // missing)
        start = datetime.combine(day, time(12), tzinfo=AMSTERDAM)
        end, uid = start + timedelta(hours=2), new_uid()
        date = EventDate(page=page, key=uuid4(), uid=uid, start=start, end=end, capacity=40, version=version)
        date.location = location_of(page)
        date.vevent = ics.vevent(replace(patterns[page.pk], uid=uid, start=start, end=end))
        made.append(date)
    EventDate.objects.bulk_create(made, batch_size=1000)
    register_some(EventDate.objects.upcoming())
    as_after_a_minute()


def register_some(dates: Iterable[EventDate]) -> None:
    now, state = timezone.now(), Registration.State.CONFIRMED
    people = [
        (date, Person(name=f"Gast {turn}", name_key=f"gast {turn}", email=f"d{date.pk}@example.org", confirmed_at=now))
        for date in dates
        for turn in range(4)
    ]
    Person.objects.bulk_create(person for _date, person in people)
    bookings = Booking.objects.bulk_create(Booking(person=person) for _date, person in people)
    Registration.objects.bulk_create(
        Registration(booking=booking, person=person, date=date, state=state, confirmed_at=now, placed_at=now)
        for (date, person), booking in zip(people, bookings, strict=True)
    )


def as_after_a_minute() -> None:
    """Do what PostgreSQL does by itself after a while: update its statistics, and write dirty pages to disk."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        with suppress(ProgrammingError):  # without the permission, PostgreSQL does it later
            cursor.execute("CHECKPOINT")


FAR = 100
"""Number of days ago from which the extra dates go back, outside the range of the agenda and the feed."""
