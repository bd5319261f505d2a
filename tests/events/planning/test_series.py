"""Series: which dates a rule makes, which it leaves out and why, at the same time by the clock all year."""

from datetime import date, time, timedelta

import pytest

from events.models import EventDate
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.planning import draft
from events.planning.days_off import public_holidays, school_holidays
from events.planning.school_holidays import load_school_holidays
from events.planning.series import Wish, planned, propose, sentence
from events.recurrence import LAST, MOST, Every, Rule
from tests.factories import MeetupFactory, OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 7)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-30T12:00:00+01:00", tick=False)


@pytest.fixture
def holidays():
    load_school_holidays()


def wish(
    *, first: date = FIRST, every: Every = Every.WEEK, interval: int = 1, ordinal: int = 1, weekdays=(3,), **more
) -> Wish:
    rule = Rule(every=every, first=first, weekdays=weekdays, interval=interval, ordinal=ordinal)
    return Wish(
        **{"rule": rule, "start_time": time(12), "end_time": time(13, 30), "until": None, "number": None, **more}
    )


def test_year_of_weekly_dates_keeps_its_time_by_the_clock_and_leaves_out_every_holiday(holidays):
    asked = wish(until=date(2028, 1, 6))
    proposal = propose(asked)
    page = MeetupFactory(dates=planned(asked, [row.day for row in proposal.made]))

    dates = list(page.dates.order_by("start"))
    off = public_holidays(2027) | school_holidays(date(2027, 1, 1), date(2028, 1, 6))
    thursdays = [FIRST + timedelta(weeks=number) for number in range(53)]
    assert [date.start_local.date() for date in dates] == [day for day in thursdays if day not in off]
    assert {(f"{date.start_local:%a %H.%M}", f"{date.end_local:%H.%M}") for date in dates} == {("Thu 12.00", "13.30")}
    assert {date.start.hour for date in dates} == {10, 11}  # both changes of clocks are in between
    assert {date.end - date.start for date in dates} == {timedelta(minutes=90)}
    assert {row.day: row.reason for row in proposal.left_out} == {
        date(2027, 2, 18): "voorjaarsvakantie (scholen mogen afwijken)",
        date(2027, 4, 29): "meivakantie",
        date(2027, 5, 6): "Hemelvaartsdag",
        **{date(2027, 7, 29) + timedelta(weeks=number): "zomervakantie" for number in range(6)},
        date(2027, 10, 28): "herfstvakantie (scholen mogen afwijken)",
        date(2027, 12, 30): "kerstvakantie",
        date(2028, 1, 6): "kerstvakantie",
    }


def test_dates_on_the_days_of_the_change_itself_are_at_the_asked_time():
    asked = wish(first=date(2027, 3, 21), weekdays=(6,), until=date(2027, 4, 4), without_public_holidays=False)

    rows = planned(asked, [row.day for row in propose(asked).made])

    assert [f"{row.start.astimezone(AMSTERDAM):%d-%m %H.%M %z}" for row in rows] == [
        "21-03 12.00 +0100",
        "28-03 12.00 +0200",
        "04-04 12.00 +0200",
    ]


def test_hour_that_the_clock_skips_is_left_out_with_the_reason():
    asked = wish(first=date(2027, 3, 21), weekdays=(6,), start_time=time(2, 30), end_time=time(4), number=2)

    rows = propose(asked, taken=()).rows

    assert [(row.day.day, row.is_possible) for row in rows] == [(21, True), (28, False), (4, True)]
    assert "die nacht gaat de klok een uur vooruit" in rows[1].reason


def test_number_counts_what_is_made_and_not_what_is_left_out(holidays):
    proposal = propose(wish(first=date(2027, 2, 4), number=4))

    assert [f"{row.day:%d-%m}" for row in proposal.made] == ["04-02", "11-02", "25-02", "04-03"]
    assert not proposal.is_cut


def test_until_and_number_both_end_it():
    assert len(propose(wish(number=10, until=FIRST + timedelta(weeks=3))).made) == 4
    assert len(propose(wish(number=3, until=FIRST + timedelta(weeks=30))).made) == 3


def test_never_more_than_sixty_at_once():
    proposal = propose(wish(weekdays=(0, 1, 2, 3, 4), until=date(2031, 1, 1)))

    assert (len(proposal.made), proposal.is_cut) == (MOST, True)


def test_holidays_count_only_if_asked(holidays):
    asked = wish(until=date(2028, 1, 6), without_public_holidays=False, without_school_holidays=False)

    assert len(propose(asked).made) == 53


def test_what_is_planned_already_and_what_is_past_cannot_be_chosen():
    asked = wish(first=date(2026, 11, 26), until=date(2026, 12, 10))

    rows = propose(asked, taken=planned(asked, [date(2026, 12, 3)])).rows

    assert [(row.day.day, row.reason, row.is_possible) for row in rows] == [
        (26, "is al geweest", False),
        (3, "staat al in het formulier", False),
        (10, "", True),
    ]


def test_rows_are_added_to_the_draft_and_nothing_is_on_the_site():
    meetup = MeetupFactory(dates=[7])
    meetup.save_revision()
    asked = wish(number=3)

    draft.add_rows(
        meetup, planned(asked, [row.day for row in propose(asked).made]), by=organiser_of(meetup.organisation)
    )

    rows = draft.rows_of(draft.latest(MeetupPage.objects.get(pk=meetup.pk)))
    assert len(rows) == 4 == len({row.key for row in rows})
    assert EventDate.objects.count() == 1


def test_row_with_nothing_but_hours_makes_way_for_the_series():
    [hours] = planned(wish(), [FIRST])
    hours.date = None
    meetup = MeetupFactory(organiser=OrganisationFactory(), dates=[], live=False)
    meetup.planned_dates = [hours]
    meetup.save_revision()

    draft.add_rows(meetup, planned(wish(), [FIRST]), by=organiser_of(meetup.organisation))

    assert [row.date for row in draft.rows_of(draft.latest(MeetupPage.objects.get(pk=meetup.pk)))] == [FIRST]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param(
            {"interval": 2, "until": date(2027, 7, 1)},
            "Elke 2 weken op donderdag, 12.00 – 13.30 uur, van 7 januari 2027 tot en met 1 juli 2027",
            id="every two weeks",
        ),
        pytest.param(
            {"weekdays": (1, 3), "number": 10},
            "Elke week op dinsdag en donderdag, 12.00 – 13.30 uur, vanaf 7 januari 2027, 10 keer",
            id="two days",
        ),
        pytest.param(
            {"every": Every.MONTH, "number": 6},
            "Elke eerste donderdag van de maand, 12.00 – 13.30 uur, vanaf 7 januari 2027, 6 keer",
            id="first Thursday",
        ),
        pytest.param(
            {"every": Every.MONTH, "interval": 3, "ordinal": LAST, "number": 4},
            "Elke 3 maanden, de laatste donderdag, 12.00 – 13.30 uur, vanaf 7 januari 2027, 4 keer",
            id="per quarter",
        ),
    ],
)
def test_rule_in_words(given, words):
    assert sentence(wish(**given)).replace("\N{NO-BREAK SPACE}", " ") == words
