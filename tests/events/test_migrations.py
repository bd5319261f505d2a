"""Data migrations: they fill in the values that the program itself writes."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from events.feeds.personal_feed import open_feed
from events.models import (
    Booking,
    EventDate,
    FeedFetch,
    FeedTombstone,
    Person,
    PersonalFeed,
    Registration,
    RetiredFeed,
)
from events.pages.models import MeetupPage
from tests.calendars import AGENDA, events_of, fresh, publish, queries, region
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    PersonFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
    noon,
    planned,
)

pytestmark = pytest.mark.django_db

names_for_sorting = import_module("events.migrations.0015_names_for_sorting_and_searching")
listed_under = import_module("events.migrations.0008_listed_under")
facets = import_module("events.migrations.0026_marks_of_facets")


def fill_in() -> None:
    """Run both migrations on the dates that exist."""
    listed_under.fill(apps, None)
    facets.add(apps, None)


def all_sorts() -> None:
    region(dates=(3, 9))
    wijken, themes = WijkFactory.create_batch(2), ThemeFactory.create_batch(2)
    MeetupFactory(title="Van alles", wijken=wijken, themes=themes, co_organisers=OrganisationFactory.create_batch(2))
    MeetupFactory(title="Voor de hele regio", kind=MeetupPage.Kind.WEBINAR, attendance="online")
    fresh(MeetupFactory(title="Van de site")).unpublish()
    fresh(MeetupFactory(title="Weg")).delete()
    closed = MeetupFactory(title="Besloten").get_parent()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    shorter = MeetupFactory(title="Korter", dates=(3, 9))
    publish(shorter, planned_dates=list(shorter.planned_dates.all())[1:])


def test_dates_of_before_are_listed_as_they_would_be_now(monkeypatch):
    monkeypatch.setattr(listed_under, "AT_ONCE", 2)
    monkeypatch.setattr(facets, "BATCH", 2)
    all_sorts()
    MeetupFactory(
        title="Beide", attendance="hybrid", dates=[planned(noon(3).replace(hour=hour)) for hour in (0, 17, 18)]
    )
    before = dict(EventDate.objects.values_list("pk", "listed_under"))
    assert {"", *before.values()} != {""}
    EventDate.objects.update(listed_under="")

    fill_in()

    assert dict(EventDate.objects.values_list("pk", "listed_under")) == before

    facets.remove(apps, None)
    assert not EventDate.objects.filter(listed_under__regex=r"\|[md][a-z]")
    facets.add(apps, None)
    facets.add(apps, None)
    assert dict(EventDate.objects.values_list("pk", "listed_under")) == before


def test_dates_of_before_are_listed_in_as_many_queries_for_30_as_for_3():
    wijk, theme = WijkFactory(), ThemeFactory()

    def asked(number: int) -> int:
        MeetupFactory.create_batch(number, wijken=[wijk], themes=[theme], organiser=organisation)
        EventDate.objects.update(listed_under="")
        with queries() as statements:
            fill_in()
        return len(statements)

    organisation = OrganisationFactory()

    assert asked(3) == asked(27)


def test_date_of_before_is_cancelled_where_it_leaves(client):
    feeds, meetup = region(), MeetupPage.objects.get()
    EventDate.objects.update(listed_under="")
    fill_in()

    publish(meetup, themes=[ThemeFactory()])

    assert [str(event["SUMMARY"]) for event in events_of(client.get(feeds["theme"]))] == ["Vervallen"]
    assert [str(event["SUMMARY"]) for event in events_of(client.get(AGENDA))] == ["Wijklunch"]


@pytest.mark.django_db(transaction=True)
def test_feeds_that_outlived_their_owner_do_not_keep_anybody_from_going_back():
    owned = open_feed(PersonFactory())
    gone = open_feed(PersonFactory())
    FeedFetch.objects.create(feed=gone, program="google", fetched_at=timezone.now(), etag="x")
    PersonalFeed.objects.filter(pk=gone.pk).update(person=None, ended_at=timezone.now())

    try:
        MigrationExecutor(connection).migrate([("events", "0008_listed_under")])
        assert list(PersonalFeed.objects.values_list("pk", flat=True)) == [owned.pk]
    finally:
        call_command("migrate", verbosity=0)  # all later migrations too, so that new tables get their triggers
    assert PersonalFeed.objects.get().person_id == owned.person_id


@pytest.mark.django_db(transaction=True)
def test_renaming_tombstones_and_tasks_keeps_every_row_there_and_back():
    meetup = MeetupFactory(themes=[ThemeFactory()])
    publish(meetup, themes=[])
    fresh(ThemeFactory()).unpublish()
    DBTaskResult.objects.create(
        task_path="events.mail.messages.tell_everybody", args_kwargs={"args": [], "kwargs": {}}, backend_name="default"
    )
    before = (list(FeedTombstone.objects.values()), list(RetiredFeed.objects.values()))
    assert all(before)

    try:
        MigrationExecutor(connection).migrate([("events", "0012_take_turn")])
        assert DBTaskResult.objects.get().task_path == "events.tasks.tell_everybody"
    finally:
        call_command("migrate", verbosity=0)

    assert (list(FeedTombstone.objects.values()), list(RetiredFeed.objects.values())) == before
    assert DBTaskResult.objects.get().task_path == "events.mail.messages.tell_everybody"


def test_names_of_before_get_their_keys_and_nobody_is_merged():
    date = date_of_a_meetup(capacity=10)
    names = ["Jan van 't Hof", "Jan van ’t Hof", "Ömer Çelik", "Anne-Marie", "Anne Marie"]
    people = [PersonFactory(email="praktijk@example.org", name=name, name_key=name.casefold()) for name in names]
    Person.objects.filter(pk=people[0].pk).update(confirmed_at=None)
    for person in people:
        booking = Booking.objects.create(person=person, organisation="’t Lab")
        RegistrationFactory(date=date, person=person, booking=booking)
    Person.objects.update(name_order="")
    Booking.objects.update(organisation_key="")

    names_for_sorting.fill(apps, None)

    assert list(Person.objects.order_by("pk").values_list("name_key", "name_order")) == [
        ("jan van 't hof", "hof jan van t"),  # the other confirmed their address
        ("jan van t hof", "hof jan van t"),
        ("omer celik", "celik omer"),
        ("anne-marie", "anne marie"),  # the other has that key already
        ("anne marie", "marie anne"),
    ]
    assert set(Booking.objects.values_list("organisation_key", flat=True)) == {"lab t"}
    assert Registration.objects.live().count() == len(names)

    names_for_sorting.back(apps, None)

    assert list(Person.objects.order_by("pk").values_list("name_key", flat=True)) == [name.casefold() for name in names]
