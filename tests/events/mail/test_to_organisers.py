"""Mails to organisers: about people who wait for an answer, and the day before, about the number of attendees."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.mail import to_organisers
from events.models import EventPage
from events.publishing.move import cancel_date
from events.registration import decisions
from events.registration.registering import register
from events.registration.rule import cancel, confirm
from outbox.models import OutgoingMail
from tests.factories import (
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    noon,
    organiser_of,
    planned,
)

pytestmark = pytest.mark.django_db
CONTACT = {"contact_name": "Olga Smit", "contact_email": "olga@example.org"}


def to_organisers_mails() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(cause__startswith="to-organiser:"))


def body(mail: OutgoingMail) -> str:
    part = message_from_bytes(bytes(mail.message), policy=policy.default).get_body(("plain",))
    return " ".join(part.get_content().split())


@pytest.fixture
def date(time_machine):
    time_machine.move_to(noon(0), tick=False)
    return date_of_a_meetup(title="Wijklunch", dates=[planned(20)], needs_approval=True, capacity=10, **CONTACT)


def asks(date, number=1):
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def test_request_is_told_to_the_contact_with_a_link_to_the_decision(date):
    asks(date)

    assert to_organisers.run_due() == 1

    [mail] = to_organisers_mails()
    assert mail.recipient == "olga@example.org"
    assert mail.subject.startswith("1 persoon vraagt een plek: Wijklunch")
    assert f"/beheer/aanmeldingen/{date.pk}/?stand=requested" in body(mail)
    assert "Gast" not in body(mail)


def test_request_without_a_confirmed_address_is_not_told(date):
    register(date, name="Gast", email="gast@example.org")

    assert to_organisers.run_due() == 0


def test_burst_is_one_mail_an_hour(date, time_machine):
    for number in range(30):
        asks(date, number)
        to_organisers.run_due()
        to_organisers.run_due()
        time_machine.shift(timedelta(minutes=4))

    numbers = [mail.subject.split(" ")[0] for mail in to_organisers_mails()]
    assert numbers == ["1", "16"]


def test_nothing_new_is_asked_again_a_day_later_until_answered(date, time_machine):
    asked = asks(date)
    sent = []
    for hour in range(50):
        sent += [hour] * to_organisers.run_due()
        time_machine.shift(timedelta(hours=1))
    decisions.approve(asked, by=UserFactory())
    for _ in range(50):
        to_organisers.run_due()
        time_machine.shift(timedelta(hours=1))

    assert sent == [0, 24, 48]
    assert len(to_organisers_mails()) == 3


def test_without_a_contact_everybody_of_the_organisation_is_told(time_machine):
    linde = OrganisationFactory()
    one, other = organiser_of(linde, email="een@example.org"), organiser_of(linde, email="twee@example.org")
    organiser_of(linde, email="weg@example.org", is_active=False)
    organiser_of(OrganisationFactory(), email="elders@example.org")

    asks(date_of_a_meetup(organiser=linde, needs_approval=True))
    to_organisers.run_due()

    assert sorted(mail.recipient for mail in to_organisers_mails()) == [one.email, other.email]


def test_day_before_says_how_many_come_once(date, time_machine):
    EventPage.objects.update(needs_approval=False, capacity=2)
    date.page.refresh_from_db()
    type(date).objects.filter(pk=date.pk).update(capacity=2)
    for number in range(4):
        asks(date, number)
    cancel(asks(date, 9))

    to_organisers.run_due()
    time_machine.move_to(date.start - timedelta(days=3), tick=False)
    for _ in range(5 * 24):
        time_machine.shift(timedelta(hours=1))
        to_organisers.run_due()

    [mail] = to_organisers_mails()
    assert mail.created_at == date.start - timedelta(days=1)
    assert mail.subject.startswith("Bijna zover: Wijklunch")
    assert "2 mensen komen" in body(mail)
    assert "2 mensen staan op de wachtlijst" in body(mail)


def test_day_before_not_when_nobody_registered_or_it_is_off(date, time_machine):
    other = date_of_a_meetup(dates=[planned(20)], **CONTACT)
    asks(other)
    cancel_date(other, reason="Storm")

    time_machine.move_to(date.start - timedelta(hours=24))

    assert to_organisers.run_due() == 0


def test_no_mails_when_switched_off(date, time_machine):
    EventPage.objects.update(mail_organiser=False)
    asks(date)

    assert to_organisers.run_due() == 0
    time_machine.move_to(date.start - timedelta(hours=24))
    assert to_organisers.run_due() == 0


def test_failed_mail_to_an_organiser_is_not_taken_for_one_of_a_registration(client, date):
    registration = RegistrationFactory(date=date, pk=date.pk + 1000)
    OutgoingMail.objects.create(
        cause="to-organiser:x", about=f"organiser_requests:{registration.pk}", recipient="olga@example.org",
        subject="x", message=b"x", failed_at=timezone.now(),
    )  # fmt: skip
    client.force_login(organiser_of(date.page.organisation))

    html = client.get("/beheer/").content.decode()

    assert "kwam niet aan" not in html


def test_number_of_queries_does_not_depend_on_how_many_dates_wait(date):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            to_organisers.run_due()
        return len(captured)

    asks(date)
    to_organisers.run_due()
    one = queries()
    for number in range(5):
        asks(date_of_a_meetup(needs_approval=True, **CONTACT), number)
    to_organisers.run_due()

    assert queries() == one


def test_mails_to_organisers_can_be_read_before_they_go_out(client, date):
    client.force_login(organiser_of(date.page.organisation))

    shown = client.get(reverse("events_mails", args=[date.pk])).content.decode()
    EventPage.objects.update(mail_organiser=False)
    hidden = client.get(reverse("events_mails", args=[date.pk])).content.decode()

    assert "1 persoon vraagt een plek: Wijklunch" in shown
    assert "Bijna zover: Wijklunch" in shown
    assert "Bijna zover" not in hidden
