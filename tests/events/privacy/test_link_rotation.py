"""Rotation of a link: the old one opens nothing and reveals nothing; the new one goes to the right mailbox."""

import pytest
from django.urls import reverse

from events.links import registration_from, registration_path, registration_secret
from events.models import Booking, Person, Registration
from events.privacy.link_rotation import rotate_link
from events.privacy.reassigning import AddressTaken
from events.publishing import move
from events.registration import registering, rule
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, RegistrationFactory, UserFactory, date_of_a_meetup, organiser_of

pytestmark = pytest.mark.django_db
EVERYTHING = ("", "kalender.ics", "wijzigen/", "bevestigen/", "afmelden/", "afmelden/zeker/", "terug/", "nieuwe-link/")


def confirmed(**kwargs) -> Registration:
    date = date_of_a_meetup(**kwargs)
    return rule.confirm(registering.register(date, name="Sanne de Vries", email="sanne@example.org"))


def last_mail() -> tuple[str, str]:
    mail = OutgoingMail.objects.latest("pk")
    return mail.recipient, bytes(mail.message).decode().replace("=\r\n", "")


def test_rotation_while_the_date_is_off_puts_nothing_in_the_calendar():
    made = confirmed()
    move.cancel_date(made.date, reason="Storm")
    made = Registration.objects.get()

    rotate_link(made)

    _, text = last_mail()
    assert registration_path(Registration.objects.get()) in text
    assert "text/calendar" not in text


def test_readdressing_has_a_higher_sequence_than_what_that_calendar_knows():
    gone = rule.cancel(confirmed())
    made = registering.register(gone.date, name="Sanne de Vries", email="sane@example.org")

    made = rotate_link(rule.confirm(made), email="sanne@example.org")

    assert (made.person, made.sequence > gone.sequence) == (gone.person, True)


# -- By the person -----------------------------------------------------------------------------------------------------


def test_rotation_shows_and_mails_the_new_link(client):
    made = confirmed()
    old = registration_path(made)

    response = client.post(f"{old}nieuwe-link/")

    made.refresh_from_db()
    new = registration_path(made)
    assert new != old
    assert response["Location"] == f"{new}?gelukt=nieuwe-link"
    assert "Dit is je nieuwe link" in client.get(response["Location"]).text
    recipient, text = last_mail()
    assert (recipient, new in text, old in text) == ("sanne@example.org", True, False)


def test_rotated_link_opens_and_changes_nothing_and_names_nobody(client):
    made = confirmed(title="Samen aan tafel")
    old = registration_path(made)
    rotate_link(made)
    before = list(Registration.objects.values())

    answers = [
        (method, action, getattr(client, method)(f"{old}{action}"))
        for method in ("get", "post")
        for action in EVERYTHING
    ]

    refused = {(method, action): answer.status_code for method, action, answer in answers}
    assert set(refused.values()) <= {410, 405}
    assert refused["get", ""] == refused["post", "afmelden/"] == refused["get", "kalender.ics"] == 410
    assert list(Registration.objects.values()) == before
    text = client.get(old).text
    assert "Er is een nieuwere link" in text
    for personal in ("Sanne", "sanne", "Samen aan tafel", registration_secret(rotate_link(made))):
        assert personal not in text


def test_rotated_link_is_no_guess(client):
    made = confirmed()
    old = registration_path(made)
    rotate_link(made)

    assert {client.get(old).status_code for _ in range(70)} == {410}


def test_rotation_takes_place_and_rank_nowhere():
    made = RegistrationFactory(waiting=True)
    before = Registration.objects.values("state", "sequence", "confirmed_at", "date", "person").get(pk=made.pk)

    rotate_link(made)

    assert Registration.objects.values("state", "sequence", "confirmed_at", "date", "person").get(pk=made.pk) == before


@pytest.mark.parametrize("email", ["sanne@example.org", ""], ids=["with an address", "without"])
def test_rotation_without_end_is_stopped(client, email):
    path = registration_path(RegistrationFactory(person__email=email))
    statuses = []

    for _ in range(7):
        response = client.post(f"{path}nieuwe-link/")
        statuses.append(response.status_code)
        if response.status_code == 302:
            path = response["Location"].split("?")[0]

    assert statuses == [302] * 5 + [429] * 2


# -- By the organiser --------------------------------------------------------------------------------------------------


@pytest.fixture
def organiser(client):
    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))
    return organisation


def new_link_url(made: Registration) -> str:
    return reverse("events_new_link", args=[made.pk])


def test_organiser_rotates_the_link_and_corrects_the_address(client, organiser):
    made = confirmed(organiser=organiser)
    secret = registration_secret(made)

    response = client.post(new_link_url(made), {"email": "s.devries@example.org"}, follow=True)

    made = Registration.objects.get()
    assert "krijgt een mail met een nieuwe link" in response.text
    assert (made.person.email, made.booking.person_id, made.state) == (
        "s.devries@example.org",
        made.person_id,
        Registration.State.CONFIRMED,
    )
    assert registration_from(secret) is None
    assert last_mail()[0] == "s.devries@example.org"


def test_organiser_corrects_one_registration_and_no_other_of_the_person(client, organiser):
    made = confirmed(organiser=organiser)
    elsewhere = confirmed()
    Booking.objects.filter(pk=elsewhere.booking_id).update(organisation="Elders")
    Registration.objects.filter(pk=elsewhere.pk).update(booking=made.booking)

    client.post(new_link_url(made), {"email": "s.devries@example.org"})

    made.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (elsewhere.person.email, elsewhere.booking.person_id) == ("sanne@example.org", elsewhere.person_id)
    assert made.booking_id != elsewhere.booking_id


def test_organiser_cannot_put_somebody_at_an_address_that_is_registered(client, organiser):
    made = confirmed(organiser=organiser)
    registering.register(made.date, name="Sanne de Vries", email="s.devries@example.org")

    response = client.post(new_link_url(made), {"email": "s.devries@example.org"})

    assert "is Sanne de Vries al aangemeld" in response.text
    assert Registration.objects.get(pk=made.pk).person.email == "sanne@example.org"
    with pytest.raises(AddressTaken):
        rotate_link(made, email="s.devries@example.org")


@pytest.mark.parametrize("typed", ["", "onzin", "x" * 10_000 + "@example.org", "sanne@example.org\nBcc: x@y.nl"])
def test_organiser_types_a_wrong_address_and_keeps_it(client, organiser, typed):
    made = confirmed(organiser=organiser)
    before = registration_secret(made)

    response = client.post(new_link_url(made), {"email": typed})

    assert response.status_code == 200
    assert registration_secret(Registration.objects.get()) == before


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda: organiser_of(OrganisationFactory()), (302, "/beheer/")),
        (UserFactory, (403, "")),
        (lambda: None, (302, "/account/")),
    ],
    ids=["organiser of another", "professional", "nobody"],
)
def test_nobody_else_rotates_the_link_of_somebody(client, who, status, method):
    made = confirmed()
    before = registration_secret(made)
    if user := who():
        client.force_login(user)

    response = getattr(client, method)(new_link_url(made), {"email": "aanvaller@example.org"})

    assert (response.status_code, response.get("Location", "")[:9]) == status
    assert registration_secret(Registration.objects.get()) == before
    assert not Person.objects.filter(email="aanvaller@example.org").exists()
