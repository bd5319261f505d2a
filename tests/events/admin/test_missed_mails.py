"""During and after an outage of the mail server, organisers and administrators see whom nobody reached."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.admin.desk import Desk
from events.admin.failed_mails import WAITS_LONG
from events.registration.lapsing import run_due
from events.registration.registering import register
from outbox.delivery import deliver
from outbox.models import TOO_LATE, OutgoingMail
from tests import screen
from tests.factories import MeetupFactory, OrganisationFactory, functional_manager, noon, organiser_of

pytestmark = pytest.mark.django_db

LETTERS = reverse("events_failed_letters")


@pytest.fixture
def linde(site_tree):
    return OrganisationFactory(title="De Linde")


@pytest.fixture
def noor(client, linde):
    user = organiser_of(linde)
    client.force_login(user)
    return user


@pytest.fixture
def date(linde, noor, time_machine):
    time_machine.move_to(noon(0), tick=False)
    return MeetupFactory(organiser=linde, title="Soep").dates.get()


def guest(date, number: int = 1):
    return register(date, name=f"Gast {number}", email=f"gast{number}@example.org")


def calls(user) -> list[str]:
    return [call.text for call in Desk(user).calls if call.tone == "danger"]


def give_all_up() -> None:
    OutgoingMail.objects.update(failed_at=timezone.now(), error="ConnectionRefusedError: nobody home")


def test_desk_and_list_say_who_has_had_no_mail_for_a_quarter_of_an_hour(client, noor, date, time_machine):
    made = guest(date)
    time_machine.shift(WAITS_LONG - timedelta(seconds=1))
    assert calls(noor) == []
    time_machine.shift(timedelta(seconds=1))

    assert calls(noor) == ["Een mail aan Gast 1 over “Soep” is nog niet verstuurd."]
    assert "Mail is nog niet verstuurd." in client.get(reverse("events_registrations", args=[date.pk])).text
    page = client.get(reverse("events_failed_mail", args=[made.pk])).text
    assert "De mailserver is niet te bereiken" in page
    assert "opnieuw" not in page.partition("<main")[2]


def test_desk_says_nothing_of_mail_that_left(noor, date, time_machine):
    guest(date)
    deliver()
    time_machine.shift(WAITS_LONG)

    assert calls(noor) == []


def test_desk_counts_the_people_of_one_date(client, noor, date):
    for number in range(8):
        guest(date, number)
    give_all_up()

    [call] = [call for call in Desk(noor).calls if call.tone == "danger"]
    assert call.text.startswith("8 mensen kregen hun mail over “Soep”")
    assert client.get(call.url).text.count("Mail kwam niet aan.") == 8


def test_desk_keeps_who_lapsed_before_they_could_hear_of_it(client, noor, date, time_machine):
    guest(date, 1), guest(date, 2)
    give_all_up()
    time_machine.shift(timedelta(hours=2))
    run_due()

    [call] = [call for call in Desk(noor).calls if call.tone == "danger"]
    assert client.get(call.url).text.count("Mail kwam niet aan.") == 2


def test_mail_that_came_too_late_to_mean_anything_is_not_missed(noor, date):
    made = guest(date)
    deliver()
    OutgoingMail.objects.create(
        cause=f"reminder:{made.pk}",
        about=f"registration:{made.pk}",
        recipient=made.person.email,
        message=b"",
        failed_at=timezone.now(),
        error=TOO_LATE,
    )

    assert calls(noor) == []


def test_one_button_tries_all_again_also_what_is_about_a_registration(client, date):
    client.force_login(functional_manager())
    guest(date)
    give_all_up()
    OutgoingMail.objects.create(cause="links:x", recipient="a@example.org", message=b"", failed_at=timezone.now())

    assert "2 mails zijn opgegeven" in client.get(LETTERS).text
    client.post(LETTERS, {"all": "1"})

    assert not OutgoingMail.objects.given_up().exists()
    assert OutgoingMail.objects.due(timezone.now()).count() == 2
    assert screen.texts(client.get(LETTERS), "button[name=all]") == []


def test_button_for_all_is_for_administrators_only(client, noor, date):
    guest(date)
    give_all_up()

    client.post(LETTERS, {"all": "1"})

    assert OutgoingMail.objects.given_up().exists()


def test_list_of_letters_says_since_when_mail_waits(client, date, time_machine):
    client.force_login(functional_manager())
    guest(date)
    assert "nog niet verstuurd" not in client.get(LETTERS).text
    time_machine.shift(WAITS_LONG)

    assert "1 mail is nog niet verstuurd" in client.get(LETTERS).text
