"""Time by the clock: a week before is the same time of day, and an evening may end after midnight."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.dates.availability import closed_reason, closes_at, opens_at
from events.dates.cards import time_words
from events.mail import reminders, to_organisers
from events.models import EventDate
from events.models.dates import AMSTERDAM, days_later
from events.models.planned_dates import moment_errors, span
from outbox.models import OutgoingMail
from tests.factories import RegistrationFactory, date_of_a_meetup, planned

any_day = st.dates(date(2025, 1, 1), date(2030, 12, 31))
moments = st.builds(datetime.combine, any_day, st.times(), st.just(AMSTERDAM))
SPRING, AUTUMN = (datetime(2027, month, day, 12, tzinfo=AMSTERDAM) for month, day in ((3, 28), (10, 31)))
"""Noon after each change of clocks."""


def exists(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) == moment.replace(tzinfo=None)


@given(moments.filter(exists), st.integers(-30, 30))
@example(SPRING, -7)
@example(AUTUMN, -7)
def test_days_later_is_the_same_time_by_the_clock(moment, days):
    then = days_later(moment.astimezone(UTC), days)

    expected = moment.replace(tzinfo=None) + timedelta(days=days)
    assert then.tzinfo == UTC
    if exists(expected.replace(tzinfo=AMSTERDAM)):
        assert then.astimezone(AMSTERDAM).replace(tzinfo=None) == expected
    else:
        assert then.astimezone(AMSTERDAM).replace(tzinfo=None) == expected + timedelta(hours=1)


@given(any_day, st.times(), st.times())
@example(date(2027, 3, 27), time(22), time(3))
@example(date(2027, 10, 30), time(22), time(3))
def test_span_ends_after_it_starts_within_a_day(day, start, end):
    begin, finish = span(day, start, end)

    assert (begin.date(), begin.time(), finish.time()) == (day, start, end)
    if not moment_errors(day, begin, finish):
        assert timedelta(0) < finish.astimezone(UTC) - begin.astimezone(UTC) < timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2027-03-12T12:00", "2027-03-12T13:30", "12.00 – 13.30 uur"),
        ("2027-03-12T20:00", "2027-03-13T00:30", "20.00 – zaterdag 0.30 uur"),
        ("2027-03-12T20:00", "2027-03-13T00:00", "20.00 – zaterdag 0.00 uur"),
    ],
)
def test_time_words_name_the_day_of_an_end_after_midnight(start, end, words):
    assert time_words(datetime.fromisoformat(start), datetime.fromisoformat(end)) == words


@pytest.mark.django_db
@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["summer time", "winter time"])
def test_registration_closes_at_the_time_of_the_start_over_a_change_of_clocks(start, time_machine):
    time_machine.move_to(start - timedelta(days=30))
    date = date_of_a_meetup(dates=[planned(start)], closes_days_before=7)

    closing = closes_at(date).astimezone(AMSTERDAM)

    assert closing.replace(tzinfo=None) == start.replace(tzinfo=None) - timedelta(days=7)
    assert not closed_reason(date, closing - timedelta(minutes=1))
    assert closed_reason(date, closing)


@pytest.mark.django_db
@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["summer time", "winter time"])
def test_registration_opens_at_the_time_of_the_start_over_a_change_of_clocks(start, time_machine):
    time_machine.move_to(start - timedelta(days=40))
    date = date_of_a_meetup(dates=[planned(start)], opens_days_before=28)

    opening = opens_at(date).astimezone(AMSTERDAM)

    assert opening.replace(tzinfo=None) == start.replace(tzinfo=None) - timedelta(days=28)
    assert "gaat open op" in closed_reason(date, opening - timedelta(minutes=1))
    assert not closed_reason(date, opening)


@pytest.mark.django_db
@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["summer time", "winter time"])
def test_reminders_go_at_the_time_of_the_start_over_a_change_of_clocks(start, time_machine):
    time_machine.move_to(start - timedelta(days=30))
    date = date_of_a_meetup(dates=[planned(start)], remind_week_before=True, contact_email="wij@example.org")
    RegistrationFactory(date=date)

    def due(days: int) -> list[int]:
        moment = days_later(date.start, -days)
        return [reminders.run_due(at) + to_organisers.run_due(at) for at in (moment - timedelta(minutes=1), moment)]

    assert due(7) == [0, 1]
    assert due(1) == [0, 2]  # one to the attendee, one to the organiser
    assert OutgoingMail.objects.count() == 3


@pytest.mark.django_db
def test_evening_over_midnight_is_told_with_its_day(client):
    date = date_of_a_meetup(dates=[planned(datetime(2027, 3, 12, 20, tzinfo=AMSTERDAM), minutes=270)])

    page = client.get(date.page.url).content.decode()

    assert "20.00 – zaterdag 0.30 uur" in page
    assert EventDate.objects.get().end_local == datetime(2027, 3, 13, 0, 30, tzinfo=AMSTERDAM)
