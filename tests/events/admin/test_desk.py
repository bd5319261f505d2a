"""Organiser's desk: correct numbers, alerts, and as few queries for thirty dates as for one."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from events.admin.desk import REGISTERING, WHEN, Desk
from events.models import CoOrganiser
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    RegistrationFactory,
    functional_manager,
    noon,
    organiser_of,
    planned,
)

pytestmark = pytest.mark.django_db

HOME = "/beheer/"
MOST_QUERIES = 30


@pytest.fixture
def linde(site_tree):
    return OrganisationFactory(title="De Linde")


@pytest.fixture
def noor(client, linde):
    user = organiser_of(linde, first_name="Noor")
    client.force_login(user)
    return user


def shown_numbers(row) -> list[tuple[str, str]]:
    return [(number.value, number.label) for number in row.numbers]


def day_words(days: int) -> str:
    return date_format(noon(days), "l j F")


def calls(user) -> list[str]:
    return [call.text for call in Desk(user).calls]


def test_numbers_of_a_date_count_each_state_apart(linde, noor):
    date = MeetupFactory(organiser=linde, capacity=8).dates.get()
    RegistrationFactory.create_batch(3, date=date)
    RegistrationFactory.create_batch(2, date=date, held=True)
    RegistrationFactory(date=date, waiting=True)
    RegistrationFactory(date=date, cancelled=True)
    RegistrationFactory()

    [row] = Desk(noor).rows

    assert shown_numbers(row) == [
        ("3", "komen"),
        ("2", "nog niet bevestigd"),
        ("1", "wacht"),
        ("3", "van 8 vrij"),
    ]
    list_url = reverse("events_registrations", args=[date.pk])
    assert [number.url for number in row.numbers[:3]] == [
        f"{list_url}?stand=confirmed",
        f"{list_url}?stand=held",
        f"{list_url}?stand=waiting",
    ]
    assert row.numbers[3].url.startswith(reverse("wagtailadmin_pages:edit", args=[date.page_id]))


def test_meetup_without_registration_has_no_numbers(linde, noor):
    MeetupFactory(organiser=linde, registration=MeetupPage.Registration.NONE)

    [row] = Desk(noor).rows

    assert row.numbers == []


def test_desk_shows_coming_dates_of_ones_own_and_of_what_one_may_edit_with_others(linde, noor):
    own = MeetupFactory(organiser=linde, title="Eigen", dates=(3,))
    MeetupFactory(organiser=linde, title="Voorbij", dates=(-3,))
    MeetupFactory(title="Van anderen")
    together = MeetupFactory(title="Samen", dates=(5,))
    CoOrganiser.objects.create(page=together, organisation=linde, may_edit=True)
    shown_only = MeetupFactory(title="Alleen getoond")
    CoOrganiser.objects.create(page=shown_only, organisation=linde, may_edit=False)

    assert [row.page.pk for row in Desk(noor).rows] == [own.pk, together.pk]


@time_machine.travel(datetime(2027, 3, 11, 9, 0, tzinfo=AMSTERDAM), tick=False)
def test_today_comes_first_and_what_is_over_is_gone(client, linde, noor):
    today, midnight = datetime(2027, 3, 11, 12, 0, tzinfo=AMSTERDAM), datetime(2027, 3, 12, 0, 15, tzinfo=AMSTERDAM)
    MeetupFactory(organiser=linde, title="Vanmiddag", dates=(planned(today),))
    MeetupFactory(organiser=linde, title="Na middernacht", dates=(planned(midnight),))
    MeetupFactory(organiser=linde, title="Vanochtend vroeg", dates=(planned(today.replace(hour=7), minutes=60),))

    client.force_login(noor)  # the session of the fixture has expired by then
    page = client.get(HOME)

    sections = screen.parsed(page).select(".wv-desk section:has(.wv-rows)")
    assert {screen.text(section, "h2"): screen.texts(section, "h3") for section in sections} == {
        "Vandaag": ["Vanmiddag"],
        "Daarna": ["Na middernacht"],
    }
    assert screen.text(page, "h1") == "Goedemorgen, Noor"
    assert screen.text(page, ".wv-desk__day") == "donderdag 11 maart 2027"
    assert page.text.index("Vanmiddag") < page.text.index("Na middernacht")


def test_desk_says_what_asks_for_attention(linde, noor):
    full = MeetupFactory(organiser=linde, title="Vol", capacity=1, dates=(20,)).dates.get()
    RegistrationFactory(date=full)
    RegistrationFactory.create_batch(2, date=full, waiting=True)
    MeetupFactory(organiser=linde, title="Stil", dates=(4,))
    busy = MeetupFactory(organiser=linde, title="Druk", dates=(4,)).dates.get()
    RegistrationFactory.create_batch(5, date=busy)
    MeetupFactory(organiser=linde, title="Ver weg", dates=(30,))
    MeetupFactory(organiser=linde, title="Zonder", dates=())
    MeetupFactory(organiser=linde, title="Concept", live=False, has_unpublished_changes=True, dates=())
    MeetupFactory(title="Van anderen", dates=())

    assert calls(noor) == [
        f"“Vol” op {day_words(20)} is vol. 2 mensen wachten op een plek.",
        f"Voor “Stil” op {day_words(4)} is nog niemand aangemeld.",
        "“Zonder” staat op de site zonder datum.",
        "“Concept” is een concept. Niemand ziet het nog.",
    ]


def test_cancelled_date_asks_for_nothing(linde, noor):
    date = MeetupFactory(organiser=linde, title="Soep", capacity=1, dates=(3,)).dates.get()
    RegistrationFactory(date=date)
    RegistrationFactory(date=date, waiting=True)
    move.cancel_date(date, reason="De kok is ziek")

    assert calls(noor) == []


def test_mail_that_was_given_up_is_told_to_whose_meetup_it_is(client, linde, noor):
    date = MeetupFactory(organiser=linde, title="Soep").dates.get()
    person = RegistrationFactory(date=date, person__name="Sanne de Wit")
    other = RegistrationFactory()
    for failed in (person, other):
        OutgoingMail.objects.create(
            cause=f"registered:{failed.pk}",
            about=f"registration:{failed.pk}",
            recipient=failed.person.email,
            subject="-",
            message=b"",
            failed_at=timezone.now(),
        )
    OutgoingMail.objects.create(
        cause=f"welcome:{person.pk}:1", recipient="a@example.org", subject="-", message=b"", failed_at=timezone.now()
    )

    assert calls(noor) == ["Een mail aan Sanne de Wit over “Soep” kwam niet aan."]
    [call] = Desk(noor).calls
    assert "Sanne de Wit" in client.get(call.url).content.decode()


def test_one_organisation_goes_straight_to_the_form_and_several_are_a_choice(client, linde, noor):
    new = reverse("meetups:choose_parent")

    assert client.get(new)["Location"] == reverse("wagtailadmin_pages:add", args=["events", "meetuppage", linde.pk])

    other, strangers = OrganisationFactory(title="De Eik"), OrganisationFactory(title="Vreemd")
    noor.groups.add(organiser_of(other).groups.get())
    page = client.get(new).content.decode()
    for organisation, shown in ((linde, True), (other, True), (strangers, False)):
        url = reverse("wagtailadmin_pages:add", args=["events", "meetuppage", organisation.pk])
        assert (url in page) is shown


def test_empty_desk_invites(client, linde, noor):
    page = client.get(HOME).content.decode()

    assert "Er staat nog niets op de agenda van De Linde" in page
    assert reverse("meetups:choose_parent") in page


def test_organiser_sees_her_tasks_and_not_wagtails(client, linde, noor):
    page = client.get(HOME).content.decode()

    for label in ("Bijeenkomsten", "Organisatie", "Afbeeldingen", "Documenten"):
        assert label in page
    for name in ("wagtailadmin_explore", "reports", "Rapporten", "Recente"):
        assert name not in page


def fill(linde, number: int) -> None:
    """Make ``number`` meetups with everything that the desk reports."""
    for _ in range(number):
        date = MeetupFactory(organiser=linde, capacity=2, dates=(3,)).dates.get()
        RegistrationFactory.create_batch(2, date=date)
        waits = RegistrationFactory(date=date, waiting=True)
        OutgoingMail.objects.create(
            cause=f"waiting:{waits.pk}",
            about=f"registration:{waits.pk}",
            recipient="a@example.org",
            subject="-",
            message=b"",
            failed_at=timezone.now(),
        )
        MeetupFactory(organiser=linde, dates=())
        MeetupFactory(organiser=linde, dates=(), live=False, has_unpublished_changes=True)
        together = MeetupFactory(dates=(5,), organiser=OrganisationFactory())
        CoOrganiser.objects.create(page=together, organisation=linde, may_edit=True)


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_as_many_queries_for_one_as_for_thirty(linde, noor):
    urls = [HOME, "/beheer/bijeenkomsten/", "/beheer/bijeenkomsten/lijst/?q=bij&moment=komt"]
    clients = {"organiser": Client(), "functional manager": Client()}
    clients["organiser"].force_login(noor)
    clients["functional manager"].force_login(functional_manager())
    fill(linde, 1)
    asked = [(who, url) for who in clients for url in urls]
    for who, url in asked:
        queries(clients[who], url)
    few = {(who, url): queries(clients[who], url) for who, url in asked}

    fill(linde, 29)

    assert {(who, url): queries(clients[who], url) for who, url in asked} == few
    assert max(few.values()) <= MOST_QUERIES


# -- The list of meetups -----------------------------------------------------------------------------------------------


def test_list_shows_what_comes_first_and_drafts_with_their_state(client, linde, noor):
    MeetupFactory(organiser=linde, title="Later", dates=(20,))
    MeetupFactory(organiser=linde, title="Eerst", dates=(-5, 2, 9))
    MeetupFactory(organiser=linde, title="Geweest", dates=(-5,))
    MeetupFactory(organiser=linde, title="Kladje", live=False, dates=())

    response = client.get(reverse("meetups:index"))

    assert screen.texts(response, "td.title .title-wrapper")[:2] == ["Eerst", "Later"]
    page = response.content.decode()
    assert "Op de site" in page
    assert "Concept" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Komt", "Geweest", "Kladje"}),
        ("moment=komt", {"Komt"}),
        ("moment=geweest", {"Geweest"}),
        ("moment=concept", {"Kladje"}),
        ("moment=onzin", {"Komt", "Geweest", "Kladje"}),
        ("q=kLad", {"Kladje"}),
        ("q=%22%27(", set()),
    ],
)
def test_list_filters_and_searches(client, linde, noor, query, found):
    MeetupFactory(organiser=linde, title="Komt", dates=(3,))
    MeetupFactory(organiser=linde, title="Geweest", dates=(-5, -2))
    MeetupFactory(organiser=linde, title="Kladje", live=False, dates=())

    response = client.get(reverse("meetups:index_results") + "?" + query)

    assert set(screen.texts(response, "td.title .title-wrapper")) == found


def test_coming_week_is_counted_in_days_from_now(linde, noor):
    MeetupFactory(organiser=linde, title="Over acht dagen", dates=(8,))
    MeetupFactory(organiser=linde, title="Over zes dagen", dates=(6,))

    assert ["Over zes dagen" in call for call in calls(noor)] == [True]


def test_requests_ask_for_a_yes_or_no(linde, noor):
    date = MeetupFactory(organiser=linde, title="Soep", dates=(9,), capacity=10, needs_approval=True).dates.get()
    for name in ("Anna", "Bram"):
        RegistrationFactory(date=date, person__name=name, requested=True)
    RegistrationFactory(date=date, requested=True, confirmed_at=None)
    RegistrationFactory(date=date, has_extra_place=True)

    [call] = Desk(noor).calls
    [row] = Desk(noor).rows

    assert call.text == f"2 mensen vragen een plek bij “Soep” op {day_words(9)}."
    assert call.url == reverse("events_registrations", args=[date.pk]) + "?stand=requested"
    assert shown_numbers(row) == [("1", "komt"), ("2", "vragen een plek"), ("10", "van 10 vrij")]


def test_ways_into_the_form_lead_to_a_section_that_is_there(client, linde, noor):
    client.force_login(noor)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[MeetupFactory(organiser=linde).pk])).content.decode()

    assert [f'id="{section.removeprefix("#")}"' in form for section in (WHEN, REGISTERING)] == [True, True]
