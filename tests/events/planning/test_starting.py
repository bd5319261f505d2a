"""“Nog zo een”: the words go along, the dates are empty, and nothing of people or photos does."""

import pytest
from django.urls import reverse

from events.models import CoOrganiser, EventPage, Registration
from events.pages.models import MeetupPage
from events.planning.starting import KEPT, KEPT_RELATIONS
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    UserFactory,
    organiser_of,
)

pytestmark = pytest.mark.django_db
LEFT = {
    "photo", "photo_alt", "photo_is_decorative", "online_url", "opens_at", "without_place", "contact_name", "contact_email", "organisation", "search_tokens",
}  # fmt: skip


@pytest.fixture
def meetup(client):
    theme = ThemeFactory()
    meetup = MeetupFactory(
        organiser=OrganisationFactory(), title="Wijklunch", slug="wijklunch", capacity=12, themes=[theme], dates=[-7, 7],
        contact_name="Anna", contact_email="anna@example.org", online_url="https://meet.example.org/geheim",
    )  # fmt: skip
    RegistrationFactory(date=meetup.dates.first())
    client.force_login(
        organiser_of(meetup.organisation, first_name="Noor", last_name="Jansen", email="noor@example.org")
    )
    return meetup


def again(client, meetup):
    return client.post(reverse("events_begin_again", args=[meetup.pk]))


def test_one_button_leads_to_a_form_with_the_words_and_without_dates(client, meetup):
    response = again(client, meetup)

    new = MeetupPage.objects.exclude(pk=meetup.pk).get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[new.pk])
    assert (new.live, new.slug, new.title, new.summary, new.capacity) == (
        False,
        "wijklunch-2",
        "Wijklunch",
        meetup.summary,
        12,
    )
    assert list(new.themes.all()) == list(meetup.themes.all())
    row = new.get_latest_revision_as_object().planned_dates.get()
    assert (row.date, f"{row.start_time:%H:%M}", f"{row.end_time:%H:%M}") == (None, "12:00", "13:30")
    assert client.get(response["Location"]).status_code == 200


def test_nothing_of_people_goes_along(client, meetup):
    again(client, meetup)

    new = MeetupPage.objects.exclude(pk=meetup.pk).get()
    assert (new.contact_name, new.contact_email, new.online_url) == ("Noor Jansen", "noor@example.org", "")
    assert new.photo is None
    assert Registration.objects.count() == 1
    assert not new.dates.exists()


def test_every_field_of_an_event_is_kept_or_left_on_purpose():
    own = {
        field.name
        for field in EventPage._meta.get_fields()  # noqa: SLF001  Django documents it
        if field.model is EventPage and not field.auto_created and not field.one_to_many
    }

    assert own - {"page_ptr"} - set(KEPT) - set(KEPT_RELATIONS) - LEFT == set()


def test_only_who_may_add_a_meetup_there_begins_again(client, meetup):
    partner = OrganisationFactory()
    CoOrganiser.objects.create(page=meetup, organisation=partner, may_edit=True)
    for user in (organiser_of(OrganisationFactory()), organiser_of(partner), UserFactory()):
        client.force_login(user)
        assert again(client, meetup).status_code in {302, 403}
    client.logout()
    again(client, meetup)

    assert MeetupPage.objects.count() == 1


def test_opening_the_address_makes_nothing(client, meetup):
    assert client.get(reverse("events_begin_again", args=[meetup.pk])).status_code == 200
    assert MeetupPage.objects.count() == 1
