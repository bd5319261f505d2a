"""List of a cancelled date: the people who were registered, and which of them were mailed."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventDate, Registration
from events.publishing import move
from tests import screen
from tests.factories import MeetupFactory, OrganisationFactory, PersonFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db

State = Registration.State


@pytest.fixture
def off(client, site_tree) -> EventDate:
    """Return a cancelled date with people confirmed, held, in line, without an address, and cancelled before."""
    date = MeetupFactory(capacity=4).dates.get()
    RegistrationFactory(date=date)
    RegistrationFactory(date=date, held=True)
    RegistrationFactory(date=date, waiting=True)
    RegistrationFactory(date=date, cancelled=True)
    RegistrationFactory(date=date, person=PersonFactory(email=""))
    client.force_login(organiser_of(date.page.organisation))
    return move.cancel_date(date, reason="De zaal is dicht.")


def listed(client, date, query="") -> str:
    return client.get(reverse("events_registrations", args=[date.pk]) + query).content.decode()


def test_says_that_it_is_off_who_was_mailed_and_whom_to_call(client, off):
    html = listed(client, off)

    assert "Deze datum gaat niet door." in html
    assert "2 mensen kregen daarover een mail." in html
    assert "Zonder e-mailadres, dus laat het zelf even weten: Sanne de Vries" in html
    assert "bezet" not in html


def test_nobody_comes_or_waits_any_more(client, off):
    page = client.get(reverse("events_registrations", args=[off.pk]))

    assert screen.texts(page, ".wv-stands a") == [
        "4 Was aangemeld",
        "2 Had een plek",
        "1 Had nog niet bevestigd",
        "1 Stond in de rij",
        "1 Afgemeld",
    ]
    cells = screen.texts(page, "td")
    assert [cells.count(words) for words in ("had een plek", "had nog niet bevestigd", "stond in de rij")] == [2, 1, 1]


def test_choice_of_a_state_is_called_by_the_same_words(client, off):
    assert "Komt" not in listed(client, off, "?stand=confirmed")


def test_no_free_places_are_drawn(client, off):
    [drawing] = screen.parsed(client.get(reverse("events_registrations", args=[off.pk]))).select(".wv-mix-admin svg")

    assert drawing.select("circle") == []


def test_spreadsheet_says_it_too(client, off):
    answer = client.get(reverse("events_registrations", args=[off.pk]) + "?export=csv")

    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
    assert [(row["Stand"], row["Plek in de rij"]) for row in rows] == [
        ("had een plek", ""),
        ("had nog niet bevestigd", ""),
        ("stond in de rij", ""),
        ("had een plek", ""),
    ]
    assert "-geannuleerd.csv" in answer["Content-Disposition"]


def test_restored_date_counts_again(client, off):
    move.restore_date(off)

    html = listed(client, off)

    assert "4 van 4 plekken bezet." in html
    assert "kregen daarover een mail" not in html


def test_nobody_was_registered(client, off):
    Registration.objects.all().delete()

    html = listed(client, off)

    assert "Er was niemand aangemeld." in html
    assert "kreeg daarover" not in html
    assert "Deel het adres" not in html


def test_what_left_the_plan_when_it_had_been_was_told_to_nobody(client, off):
    past = timezone.now() - timedelta(days=2)
    EventDate.objects.update(start=past, end=past + timedelta(hours=1), cancelled_at=None)

    html = listed(client, off)

    assert "Deze datum gaat niet door." in html
    assert "daarover een mail" not in html


@pytest.mark.parametrize("stand", ["confirmed", "live", "all", "weet-niet", "'; --", "x" * 5000])
def test_any_choice_of_a_state_answers(client, off, stand):
    assert client.get(reverse("events_registrations", args=[off.pk]), {"stand": stand}).status_code == 200


def test_only_for_who_may_edit_the_meetup(client, off):
    client.force_login(organiser_of(OrganisationFactory()))

    answer = client.get(reverse("events_registrations", args=[off.pk]))

    assert answer.status_code in {302, 403}
    assert b"aangemeld" not in answer.content
