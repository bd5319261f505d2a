"""Changing one date, one and later ones, or all that are still to come, in a draft."""

from datetime import time

import pytest

from events.models import EventDate
from events.pages.models import MeetupPage
from events.planning import changing, draft
from events.planning.changing import Change, Scope
from tests.factories import MeetupFactory, noon, organiser_of

pytestmark = pytest.mark.django_db
ARK = "Kerk De Ark"


@pytest.fixture
def meetup(time_machine):
    time_machine.move_to(noon(0), tick=False)
    meetup = MeetupFactory(dates=[-7, 7, 14, 21], capacity=20)
    meetup.save_revision()
    return MeetupPage.objects.get()


def rows(meetup) -> list:
    return draft.rows_of(draft.latest(MeetupPage.objects.get(pk=meetup.pk)))


def apply(meetup, *, start: int, scope: Scope, **values) -> int:
    key = rows(meetup)[start].key
    keys = [row.key for row in changing.chosen(rows(meetup), key, scope)]
    return changing.change_rows(meetup, keys, Change(**values), by=organiser_of(meetup.organisation))


@pytest.mark.parametrize(
    ("scope", "changed"),
    [
        pytest.param(Scope.ONE, [False, False, True, False], id="this one"),
        pytest.param(Scope.LATER, [False, False, True, True], id="this and later"),
        pytest.param(Scope.ALL, [False, True, True, True], id="all to come"),
    ],
)
def test_change_reaches_the_dates_of_its_scope_and_never_what_is_past(meetup, scope, changed):
    number = apply(meetup, start=2, scope=scope, place=ARK, capacity=8, start_time=time(11, 30))

    assert number == sum(changed)
    assert [(row.place, row.capacity, row.start_time) == (ARK, 8, time(11, 30)) for row in rows(meetup)] == changed
    assert {row.end_time for row in rows(meetup)} == {time(13, 30)}


def test_nothing_is_on_the_site_before_it_is_published(meetup):
    apply(meetup, start=1, scope=Scope.ALL, place=ARK)
    assert not EventDate.objects.filter(place=ARK).exists()

    MeetupPage.objects.get().get_latest_revision().publish()

    assert EventDate.objects.filter(place=ARK).count() == 3


def test_back_to_the_page(meetup):
    apply(meetup, start=1, scope=Scope.ALL, place=ARK, capacity=8, online_url="https://meet.example.org/x")

    apply(meetup, start=2, scope=Scope.LATER, place="", capacity=0, online_url="")

    assert [(row.place, row.capacity, row.online_url) for row in rows(meetup)[1:]] == [
        (ARK, 8, "https://meet.example.org/x"),
        ("", None, ""),
        ("", None, ""),
    ]


def test_change_that_changes_nothing_makes_no_draft(meetup):
    before = meetup.latest_revision_id

    assert apply(meetup, start=1, scope=Scope.ALL, start_time=time(12)) == 0
    assert MeetupPage.objects.get().latest_revision_id == before


def test_row_that_is_gone_or_past_stands_for_nothing(meetup):
    past = rows(meetup)[0].key

    assert changing.chosen(rows(meetup), past, Scope.ALL) == []
