"""The form for oneself and one's colleagues: each a place, a mail and a link of their own."""

from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client

from events.models import Registration
from events.registration.links import registration_path
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, MeetupFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(capacity=2)


def answers_for(dates: list[int]) -> dict:
    own = {"naam": "Noor van Dijk", "email": "noor@example.org", "organisatie": "Praktijk Oost"}
    return {"datum": dates, "discipline": DisciplineFactory().pk, **own}


def answers(meetup, **colleagues: str) -> dict:
    rows = {f"collega_{name}": value for name, value in colleagues.items()}
    return {**answers_for([meetup.dates.get().pk]), **rows}


def send(client, meetup, **colleagues):
    return client.post(f"{meetup.url}aanmelden/", answers(meetup, **colleagues))


def told() -> list[tuple]:
    return list(Registration.objects.order_by("pk").values_list("person__name", "person__email", "state"))


def test_form_registers_colleagues_right_after_oneself(client, meetup):
    response = send(
        client,
        meetup,
        **{"1_naam": "Bo", "1_email": "praktijk@example.org", "3_naam": "Kim", "3_email": "praktijk@example.org"},
    )

    assert told() == [
        ("Noor van Dijk", "noor@example.org", State.HELD),
        ("Bo", "praktijk@example.org", State.HELD),
        ("Kim", "praktijk@example.org", State.WAITING),
    ]
    assert OutgoingMail.objects.count() == 3
    assert "Je collega’s krijgen ieder een eigen mail." in client.get(response["Location"]).text


def test_colleague_confirms_by_the_button_behind_their_own_link(meetup):
    send(Client(), meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"})
    mine, theirs = Registration.objects.order_by("pk")
    phone = Client()

    asked = phone.get(registration_path(theirs))
    assert asked.context["state"]["kind"] == "confirm"
    phone.post(f"{registration_path(theirs)}bevestigen/")

    assert [row[2] for row in told()] == [State.HELD, State.CONFIRMED]
    assert registration_path(mine) not in asked.text


def test_form_without_colleagues_is_as_it_was(client, meetup):
    page = client.get(f"{meetup.url}aanmelden/").text
    response = send(client, meetup)

    assert "Meld ook collega’s aan" in page
    assert '<details class="wv-fold wv-colleagues">' in page
    assert [row[0] for row in told()] == ["Noor van Dijk"]
    assert "collegas" not in response["Location"]


@pytest.mark.parametrize(
    ("colleagues", "field"),
    [
        ({"2_naam": "Bo"}, "collega_2_email"),
        ({"2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "Bo", "2_email": "bo@"}, "collega_2_email"),
        ({"2_naam": "x" * 121, "2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "www.evil.example", "2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "noor VAN dijk", "2_email": "Noor@example.org"}, "collega_2_naam"),
        (
            {"1_naam": "Bo", "1_email": "bo@example.org", "2_naam": " bo ", "2_email": "bo@example.org"},
            "collega_2_naam",
        ),
    ],
    ids=["no address", "no name", "half an address", "too long", "a link", "oneself", "twice"],
)
def test_mistake_about_a_colleague_is_shown_at_the_field_and_nobody_is_registered(client, meetup, colleagues, field):
    response = send(client, meetup, **colleagues)

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert f'href="#id_{field}"' in response.text
    assert '<details class="wv-fold wv-colleagues" open>' in response.text
    assert "Noor van Dijk" in response.text
    assert told() == []


def test_signed_in_has_a_place_and_colleagues_confirm_themselves(client, meetup):
    client.force_login(UserFactory(email="noor@example.org"))

    response = client.post(
        f"{meetup.url}aanmelden/", answers(meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"}), follow=True
    )

    assert [row[2] for row in told()] == [State.CONFIRMED, State.HELD]
    assert "krijgen ieder een eigen mail" in response.text


def test_colleagues_come_to_every_date_that_was_chosen_with_one_mail_each(client, site_tree):
    meetup = MeetupFactory(dates=(7, 14), capacity=1)
    dates = [date.pk for date in meetup.dates.order_by("start")]

    client.post(
        f"{meetup.url}aanmelden/",
        {**answers_for(dates), "collega_1_naam": "Bo", "collega_1_email": "bo@example.org"},
    )

    rows = Registration.objects.order_by("date", "pk").values_list("date", "person__name", "state")
    assert list(rows) == [
        (dates[0], "Noor van Dijk", State.HELD),
        (dates[0], "Bo", State.WAITING),
        (dates[1], "Noor van Dijk", State.HELD),
        (dates[1], "Bo", State.WAITING),
    ]
    theirs = OutgoingMail.objects.get(recipient="bo@example.org")
    assert "Noor van Dijk heeft je aangemeld." in message_from_bytes(bytes(theirs.message), policy=SMTP).get_body(
        ("plain",)
    ).get_content().replace("\r\n", " ")
    assert OutgoingMail.objects.count() == 2


def test_sending_twice_registers_everybody_once(client, meetup):
    for _ in range(2):
        send(client, meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"})

    assert len(told()) == 2
    assert OutgoingMail.objects.count() == 2


def test_mailbox_that_was_asked_too_often_registers_nobody_of_the_group(client, meetup):
    for number in range(6):
        client.post(
            f"{meetup.url}aanmelden/", {**answers(meetup), "naam": f"Gast {number}", "email": "praktijk@example.org"}
        )

    response = send(client, meetup, **{"1_naam": "Bo", "1_email": "praktijk@example.org"})

    assert response.status_code == 409
    assert "noor@example.org" not in {row[1] for row in told()}


def test_form_for_approval_says_that_it_is_a_request(client, site_tree):
    meetup = MeetupFactory(capacity=1, needs_approval=True)

    page = client.get(f"{meetup.url}aanmelden/").text
    sent = client.get(send(client, meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"})["Location"]).text

    assert "Vraag een plek" in page
    assert "De organisator keurt aanmeldingen zelf goed." in page
    assert "dan gaat je aanvraag naar de organisator" in sent
    assert [row[2] for row in told()] == [State.REQUESTED, State.REQUESTED]
