"""Small things that an organiser does every day: noting something, searching, looking before publishing, taking down."""

import pytest
from django.urls import reverse

from events.models import Registration
from tests import screen
from tests.factories import MeetupFactory, RegistrationFactory, editor, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=4)


@pytest.fixture
def organiser(client, meetup):
    user = organiser_of(meetup.organisation)
    client.force_login(user)
    return user


def test_note_about_somebody_added_by_hand_is_on_the_list(client, meetup, organiser):
    date = meetup.dates.get()

    client.post(reverse("events_add_person", args=[date.pk]), {"name": "Truus Bos", "remark": "Belde op, 0164 123456"})

    assert Registration.objects.get().booking.remark == "Belde op, 0164 123456"
    page = client.get(reverse("events_registrations", args=[date.pk]))
    assert screen.text(page, ".wv-remark") == "“Belde op, 0164 123456”"


def test_note_that_is_too_long_is_said_beside_it(client, meetup, organiser):
    date = meetup.dates.get()

    page = client.post(reverse("events_add_person", args=[date.pk]), {"name": "Truus Bos", "remark": "x" * 501})

    assert list(screen.errors(page)) == ["remark"]
    assert screen.values(page, "form.wv-form")["name"] == ["Truus Bos"]


def test_search_of_the_sidebar_leads_organisers_to_their_meetups(client, meetup, organiser):
    assert (
        f'"{reverse("meetups:index")}"' in client.get(reverse("wagtailadmin_home")).text.split("SearchModule")[1][:200]
    )
    found = client.get(reverse("meetups:index") + "?q=wijklunch")
    assert "Wijklunch" in screen.text(found, "td.title")

    client.force_login(editor())
    assert "/pages/search/" in client.get(reverse("wagtailadmin_home")).text.split("SearchModule")[1][:200]


def test_preview_shows_the_places_that_are_left(client, meetup, organiser):
    for _turn in range(3):
        RegistrationFactory(date=meetup.dates.get())
    meetup.save_revision()

    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[meetup.pk]))

    assert screen.text(page, ".wv-action-panel__count") == "Nog 1 plek"


def test_taking_a_meetup_off_the_site_says_what_happens_to_it(client, meetup, organiser):
    page = client.get(reverse("wagtailadmin_pages:unpublish", args=[meetup.pk]))

    assert screen.text(page, "h2.wv-title") == "Haal je “Wijklunch” van de site?"
    assert "Ze blijft bewaard als concept" in screen.text(page, "main .wv-lead")
    assert "Ja, haal van de site" in screen.texts(page, "main button")
