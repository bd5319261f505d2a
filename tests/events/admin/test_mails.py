"""Preview for organisers of the mails about a date, before anybody gets them."""

import pytest
from django.urls import reverse

from events.models import EventPage
from tests import screen
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

    mails = screen.parsed(response).select("details.wv-mail-fold")
    when = [screen.text(mail, "summary b") for mail in mails]
    assert "Een dag ervoor" in when
    assert "De dag erna" not in when, "switched off"
    assert "Neem een casus mee." in response.text
    assert "plek 1 van de wachtlijst" in response.text
    assert "rosa@example.org" in response.text
    assert "/aanmelding/" not in response.text
    for mail, moment in zip(mails, when, strict=True):
        assert screen.text(mail, "summary").removeprefix(moment).strip(), "a subject"
        assert "{" not in screen.text(mail, "pre")


def test_mails_are_for_who_may_edit(client, site_tree):
    date = MeetupFactory().dates.get()
    client.force_login(organiser_of(OrganisationFactory(title="Vreemd")))

    assert client.get(reverse("events_mails", args=[date.pk])).status_code in {302, 403}
