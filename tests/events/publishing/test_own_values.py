"""Place, number of places and online link of one date; rows that are not finished yet."""

from datetime import time
from importlib import import_module

import pytest
from django.apps import apps

from events.dates.description import change_words
from events.models import EventDate, PlannedDate
from events.pages.models import MeetupPage
from events.publishing.move import move_date
from events.publishing.publish import announcements_of
from events.registration.registering import register
from events.registration.rule import confirm
from tests.factories import MeetupFactory, date_of_a_meetup, planned

pytestmark = pytest.mark.django_db
Status = EventDate.Status
ARK = "Kerk De Ark, Dorp 2, Halsteren"
LINK = "https://meet.example.org/vierde"


def with_own(days: int = 14, **own) -> PlannedDate:
    row = planned(days)
    for name, value in own.items():
        setattr(row, name, value)
    return row


def replan(page: MeetupPage, *rows: PlannedDate) -> MeetupPage:
    page = MeetupPage.objects.get(pk=page.pk)
    page.planned_dates = list(rows)
    page.save_revision().publish()
    return page


def guest(date: EventDate) -> None:
    confirm(register(date, name="Gast", email="gast@example.org"))


def test_date_has_its_own_place_number_and_link_and_the_others_have_those_of_the_page():
    page = MeetupFactory(
        attendance="hybrid", online_url="https://meet.example.org/alle", capacity=20,
        dates=[planned(7), with_own(14, place=ARK, capacity=8, online_url=LINK)],
    )  # fmt: skip

    dates = page.dates.order_by("start").values_list("location", "capacity", "online_url")
    assert list(dates) == [
        ("Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom (ook online)", 20, "https://meet.example.org/alle"),
        (f"{ARK} (ook online)", 8, LINK),
    ]


def test_date_can_have_its_own_number_of_places_online():
    page = MeetupFactory(
        attendance="hybrid", online_url=LINK, capacity=20, online_capacity=9,
        dates=[planned(7), with_own(14, online_capacity=3)],
    )  # fmt: skip

    assert list(page.dates.order_by("start").values_list("capacity", "online_capacity")) == [(20, 9), (20, 3)]


def test_place_that_is_planned_is_no_change_and_one_that_it_was_moved_to_is():
    date = date_of_a_meetup(dates=[with_own(place=ARK)])

    assert change_words(date) == ""
    moved = move_date(date, start=date.start, end=date.end, place="Elders", reason="De kerk is dicht.")
    assert change_words(moved) == "Andere plek"


def test_new_place_of_one_date_is_announced_to_its_people_only():
    page = MeetupFactory(dates=[7, 14])
    for date in page.dates.all():
        guest(date)
    rows = list(page.planned_dates.all())
    rows[1].place = ARK

    [found] = announcements_of(page, rows)

    assert (found.date.key, found.people) == (rows[1].key, 1)
    assert found.changes[0] | {"before": ""} == {"field": "location", "label": "Waar", "before": "", "after": ARK}


def test_draft_from_before_places_were_planned_keeps_the_place_that_a_date_was_moved_to():
    page = MeetupFactory()
    date = page.dates.get()
    page.save_revision()
    move_date(date, start=date.start, end=date.end, place=ARK, reason="De zaal is dicht.")
    revision = MeetupPage.objects.get(pk=page.pk).save_revision()
    for row in revision.content["planned_dates"]:
        del row["place"]
    revision.save()

    revision.publish()

    assert page.dates.get().place == ARK
    assert page.dates.get().reason == "De zaal is dicht."


def test_place_that_a_date_was_moved_to_before_plans_held_places_comes_into_the_plan():
    date = date_of_a_meetup()
    EventDate.objects.filter(pk=date.pk).update(place=ARK)

    import_module("events.migrations.0028_places_in_the_plan").copy_places(apps, None)

    assert PlannedDate.objects.get(key=date.key).place == ARK


@pytest.mark.parametrize(
    "unfinished",
    [
        pytest.param({"date": None}, id="no day"),
        pytest.param({"start_time": None}, id="no begin"),
        pytest.param({"end_time": None}, id="no end"),
        pytest.param({"end_time": time(12)}, id="ends when it begins"),
    ],
)
def test_row_that_is_not_finished_makes_no_date_and_moves_none(unfinished):
    page = MeetupFactory(dates=[7])
    date = page.dates.get()
    guest(date)
    row = page.planned_dates.get()
    for name, value in unfinished.items():
        setattr(row, name, value)
    new = with_own(30, **unfinished)

    replan(page, row, new)

    after = page.dates.get()
    assert (after.pk, after.start, after.status) == (date.pk, date.start, Status.SCHEDULED)
