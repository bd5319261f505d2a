"""Registration form for oneself and one's colleagues: a place, a mail and a link for each person."""

from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client

from events.links import registration_path
from events.models import Registration
from events.registration import registering, rule
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(capacity=4)


def answers_for(dates: list[int]) -> dict:
    own = {"naam": "Noor van Dijk", "email": "noor@example.org", "organisatie": "Praktijk Oost"}
    return {"datum": dates, "discipline": DisciplineFactory().pk, **own}


def answers(meetup, **colleagues: str) -> dict:
    return {**answers_for([meetup.dates.get().pk]), **rows_of(colleagues)}


def rows_of(colleagues: dict[str, str]) -> dict[str, str]:
    """Return the fields of ``colleagues``, who fill in their disciplines themselves unless one is given."""
    numbers = {name[0] for name in colleagues}
    left_open = {f"collega_{number}_discipline": "zelf" for number in numbers}
    return {**left_open, **{f"collega_{name}": value for name, value in colleagues.items()}}


def send(client, meetup, **colleagues):
    return client.post(f"{meetup.url}aanmelden/", answers(meetup, **colleagues))


def registered() -> list[tuple]:
    return list(Registration.objects.order_by("pk").values_list("person__name", "person__email", "state"))


def test_form_registers_colleagues_right_after_oneself(client, meetup):
    response = send(
        client,
        meetup,
        **{"1_naam": "Bo", "1_email": "praktijk@example.org", "3_naam": "Kim", "3_email": "praktijk@example.org"},
    )

    assert registered() == [
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
    assert screen.text(asked, "h1") == "Bevestig je plek"
    phone.post(f"{registration_path(theirs)}bevestigen/")

    assert [row[2] for row in registered()] == [State.HELD, State.CONFIRMED]
    assert registration_path(mine) not in asked.text


def test_form_without_colleagues_is_as_it_was(client, meetup):
    page = client.get(f"{meetup.url}aanmelden/").text
    response = send(client, meetup)

    assert "Meld ook collega’s aan" in page
    assert '<details class="wv-fold wv-colleagues">' in page
    assert page.count('<details class="wv-fold wv-colleagues__next">') == 4
    assert [row[0] for row in registered()] == ["Noor van Dijk"]
    assert "collegas" not in response["Location"]


@pytest.mark.parametrize(
    ("colleagues", "field"),
    [
        ({"2_naam": "Bo"}, "collega_2_email"),
        ({"2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "Bo", "2_email": "bo@example.org", "2_discipline": ""}, "collega_2_discipline"),
        ({"2_naam": "Bo", "2_email": "bo@example.org", "2_discipline": "9999"}, "collega_2_discipline"),
        ({"2_naam": "Bo", "2_email": "bo@"}, "collega_2_email"),
        ({"2_naam": "x" * 121, "2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "www.evil.example", "2_email": "bo@example.org"}, "collega_2_naam"),
        ({"2_naam": "noor VAN dijk", "2_email": "Noor@example.org"}, "collega_2_naam"),
        (
            {"1_naam": "Bo", "1_email": "bo@example.org", "2_naam": " bo ", "2_email": "bo@example.org"},
            "collega_2_naam",
        ),
    ],
    ids=[
        "no address",
        "no name",
        "no discipline",
        "unknown discipline",
        "half an address",
        "too long",
        "a link",
        "oneself",
        "twice",
    ],
)
def test_mistake_about_a_colleague_is_shown_at_the_field_and_nobody_is_registered(client, meetup, colleagues, field):
    response = send(client, meetup, **colleagues)

    assert response.status_code == 422
    assert list(screen.errors(response)) == [field]
    assert f'href="#id_{field}"' in response.text
    assert '<details class="wv-fold wv-colleagues" open>' in response.text
    assert "Noor van Dijk" in response.text
    assert registered() == []


def test_signed_in_has_a_place_and_colleagues_confirm_themselves(client, meetup):
    client.force_login(UserFactory(email="noor@example.org"))

    response = client.post(
        f"{meetup.url}aanmelden/", answers(meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"}), follow=True
    )

    assert [row[2] for row in registered()] == [State.CONFIRMED, State.HELD]
    assert "krijgen ieder een eigen mail" in response.text


def test_colleagues_come_to_every_date_that_was_chosen_with_one_mail_each(client, site_tree):
    meetup = MeetupFactory(dates=(7, 14), capacity=1)
    dates = [date.pk for date in meetup.dates.order_by("start")]

    client.post(
        f"{meetup.url}aanmelden/",
        {**answers_for(dates), **rows_of({"1_naam": "Bo", "1_email": "bo@example.org"})},
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

    assert len(registered()) == 2
    assert OutgoingMail.objects.count() == 2


def test_mailbox_that_was_asked_too_often_registers_nobody_of_the_group(client, meetup):
    for number in range(6):
        client.post(
            f"{meetup.url}aanmelden/", {**answers(meetup), "naam": f"Gast {number}", "email": "praktijk@example.org"}
        )

    response = send(client, meetup, **{"1_naam": "Bo", "1_email": "praktijk@example.org"})

    assert response.status_code == 409
    assert "noor@example.org" not in {row[1] for row in registered()}


def test_form_for_approval_says_that_it_is_a_request(client, site_tree):
    meetup = MeetupFactory(capacity=1, needs_approval=True)

    page = client.get(f"{meetup.url}aanmelden/").text
    sent = client.get(send(client, meetup, **{"1_naam": "Bo", "1_email": "bo@example.org"})["Location"]).text

    assert "Vraag een plek" in page
    assert "De organisator keurt aanmeldingen zelf goed." in page
    assert "dan gaat je aanvraag naar de organisator" in sent
    assert [row[2] for row in registered()] == [State.REQUESTED, State.REQUESTED]


# -- Places for some of them only --------------------------------------------------------------------------------------

BO_AND_KIM = {"1_naam": "Bo", "1_email": "bo@example.org", "2_naam": "Kim", "2_email": "kim@example.org"}
ONE_OF_TWO = "Voor 1 van je 2 collega’s houden we geen plek vast."


def mail_to(address: str) -> str:
    message = OutgoingMail.objects.filter(recipient=address).latest("pk").message
    parts = message_from_bytes(bytes(message), policy=SMTP)
    return "\n".join(parts.get_body((kind,)).get_content().replace("\r\n", " ") for kind in ("plain", "html"))


def test_colleague_for_whom_no_place_is_held_is_told_of_in_the_mail(client, meetup):
    send(client, meetup, **BO_AND_KIM)

    assert mail_to("noor@example.org").count(ONE_OF_TWO) == 2
    assert "Je staat nu in de rij." in mail_to("kim@example.org")
    assert "een plek voor je vast." in mail_to("bo@example.org")


@pytest.mark.parametrize(("capacity", "may_wait"), [(None, False), (3, False), (2, True), (1, True)])
def test_page_says_by_the_public_number_that_not_all_may_get_a_place(client, site_tree, capacity, may_wait):
    meetup = MeetupFactory(capacity=capacity)

    page = client.get(send(client, meetup, **BO_AND_KIM)["Location"]).text

    assert ("Misschien is er niet voor iedereen een plek" in page) is may_wait


def test_sending_twice_answers_the_same_both_times(client, meetup):
    first, second = (send(client, meetup, **BO_AND_KIM)["Location"] for _ in range(2))

    assert screen.without_secret(first) == screen.without_secret(second)


@pytest.mark.parametrize("known", ["", "bo", "noor"])
def test_nobody_can_read_off_that_somebody_was_registered_before(client, site_tree, known):
    meetup = MeetupFactory(capacity=3)
    if known:
        rule.confirm(registering.register(meetup.dates.get(), name=known, email=f"{known}@example.org"))

    location = send(client, meetup, **BO_AND_KIM)["Location"]

    assert (
        screen.without_secret(location)
        == f"{meetup.url}aanmelden/verstuurd/…/?datum={meetup.dates.get().pk}&collegas=2"
    )


@pytest.mark.parametrize("known", [True, False])
def test_mail_reveals_to_the_booker_no_colleague_who_was_registered_before(client, site_tree, known):
    """Somebody already registered takes no second place, but counts as a newcomer."""
    meetup = MeetupFactory(capacity=5)
    name, email = ("Bo", "bo@example.org") if known else ("Piet", "piet@example.org")
    rule.confirm(registering.register(meetup.dates.get(), name=name, email=email))

    send(client, meetup, **BO_AND_KIM)

    assert "Voor 1 van je 2 collega’s houden we geen plek vast." in mail_to("noor@example.org")


def test_page_says_nothing_of_colleagues_where_it_is_full(client, meetup):
    RegistrationFactory.create_batch(4, date=meetup.dates.get())

    page = client.get(send(client, meetup, **BO_AND_KIM)["Location"]).text

    assert "De bijeenkomst is vol." in page
    assert "Misschien is er niet voor iedereen" not in page


def test_signed_in_reads_that_there_may_be_no_place_for_a_colleague(client, site_tree):
    meetup = MeetupFactory(capacity=2)
    client.force_login(UserFactory(email="noor@example.org"))

    page = client.post(f"{meetup.url}aanmelden/", answers(meetup, **BO_AND_KIM), follow=True)

    assert "Niet voor iedereen is er plek" in screen.text(page, "main [role=status]")
    assert ONE_OF_TWO in mail_to("noor@example.org")


def test_mail_about_several_dates_says_on_which_there_is_no_place_for_colleagues(client, site_tree):
    meetup = MeetupFactory(dates=(7, 14), capacity=9)
    first, second = meetup.dates.order_by("start")
    RegistrationFactory.create_batch(7, date=second)

    sent = client.post(
        f"{meetup.url}aanmelden/",
        {**answers_for([first.pk, second.pk]), **rows_of(BO_AND_KIM)},
    )

    assert "Niet op elke dag zijn er genoeg plekken voor jullie allemaal." in client.get(sent["Location"]).text
    assert mail_to("noor@example.org").count(ONE_OF_TWO) == 2


@pytest.mark.parametrize("asked", ["collegas=x", "collegas=²&collegas_wachten=²", "collegas=9999&collegas_wachten=-1"])
def test_page_after_sending_bears_any_number(client, meetup, asked):
    assert client.get(f"{meetup.url}aanmelden/verstuurd/?{asked}").status_code == 200
