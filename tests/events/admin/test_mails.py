"""Preview for organisers of the mails about a date, before anybody gets them."""

import pytest
from django.urls import reverse

from events.models import EventPage
from tests.factories import MeetupFactory, OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db


def test_every_mail_that_goes_out_can_be_read(client, site_tree):
    page = MeetupFactory(
        title="Wijklunch",
        capacity=5,
        remind_day_before=True,
        reminder_words="Neem een casus mee.",
        thank_afterwards=False,
        hand_out=EventPage.HandOut.OFFER,
        contact_email="rosa@example.org",
    )
    client.force_login(organiser_of(page.organisation))

    response = client.get(reverse("events_mails", args=[page.dates.get().pk]))

    html = response.content.decode()
    when = [row["when"] for row in response.context["mails"]]
    assert "Een dag ervoor" in when
    assert "De dag erna" not in when, "switched off"
    assert "Neem een casus mee." in html
    assert "plek 1 van de wachtlijst" in html
    assert "rosa@example.org" in html
    assert "/aanmelding/" not in html
    assert all(row["mail"].subject and "{" not in row["mail"].text for row in response.context["mails"])


def test_mails_are_for_who_may_edit(client, site_tree):
    date = MeetupFactory().dates.get()
    client.force_login(organiser_of(OrganisationFactory(title="Vreemd")))

    assert client.get(reverse("events_mails", args=[date.pk])).status_code in {302, 403}
