"""Until when people can register: told wherever they are held to it."""

from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest

from events.links import registration_path
from events.mail.reminders import run_due
from events.models import EventDate, EventPage, Registration
from events.models.dates import AMSTERDAM, days_later
from events.registration import registering, rule
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, PersonFactory, RegistrationFactory, date_of_a_meetup, planned
from tests.screen import facts

pytestmark = pytest.mark.django_db

START = datetime(2027, 3, 18, 12, tzinfo=AMSTERDAM)
UNTIL = "Tot donderdag 11 maart 2027, 12.00 uur"


@pytest.fixture(autouse=True)
def winter(time_machine):
    time_machine.move_to(datetime(2027, 2, 1, 12, tzinfo=AMSTERDAM), tick=False)


def closing_date(**more) -> EventDate:
    return date_of_a_meetup(dates=[planned(START)], closes_days_before=7, **more)


@pytest.mark.parametrize("path", ["", "aanmelden/"])
def test_page_and_form_tell_until_when_people_can_register_and_cancel(client, path):
    date = closing_date()

    page = client.get(f"{date.page.url}{path}")

    assert facts(page)["Aanmelden"] == [UNTIL, "Afmelden kan tot het begin."]


def test_form_that_is_closed_tells_when_it_closed(client, time_machine):
    date = closing_date()
    time_machine.move_to(datetime(2027, 3, 11, 12, tzinfo=AMSTERDAM))

    form = client.get(f"{date.page.url}aanmelden/")

    assert facts(form)["Aanmelden"][0] == UNTIL


def test_form_for_several_dates_tells_the_rule_for_each(client):
    page = MeetupFactory(dates=[14, 28], closes_days_before=2)

    form = client.get(f"{page.url}aanmelden/")

    assert facts(form)["Aanmelden"][0] == "Per datum tot 2 dagen ervoor"


def test_without_a_deadline_the_start_is_the_deadline(client):
    assert facts(client.get(date_of_a_meetup().page.url))["Aan- en afmelden"] == ["Tot het begin"]


@pytest.mark.parametrize("kind", ["walk in", "elsewhere", "postponed", "cancelled"])
def test_page_tells_no_deadline_where_nobody_can_register(client, kind):
    how = {"walk in": EventPage.Registration.NONE, "elsewhere": EventPage.Registration.ELSEWHERE}
    date = closing_date(registration=how.get(kind, EventPage.Registration.HERE))
    if kind in {"postponed", "cancelled"}:
        EventDate.objects.update(status=kind)

    assert "Aanmelden" not in facts(client.get(f"{date.page.url}?datum={date.pk}"))


def test_mails_to_everybody_who_registers_tell_it(time_machine):
    date = closing_date(capacity=1, hand_out="offer")
    first = rule.confirm(registering.register(date, name="Ali", email="ali@example.org"))
    waiting = rule.confirm(registering.register(date, name="Bo", email="bo@example.org"))
    rule.cancel(first)
    rule.confirm(waiting)
    time_machine.move_to(days_later(START, -1))
    run_due()

    letters = [message_from_bytes(bytes(row.message), policy=default) for row in OutgoingMail.objects.all()]
    assert len(letters) >= 7
    for letter in letters:
        text = letter.get_body(("plain",)).get_content()
        assert f"Aanmelden: {UNTIL}. Afmelden kan tot het begin." in text, letter["Subject"]


def test_own_page_tells_it(client):
    mine = RegistrationFactory(date=closing_date(), person=PersonFactory())

    page = client.get(registration_path(mine))

    assert facts(page)["Aanmelden"] == [UNTIL, "Afmelden kan tot het begin."]
    assert Registration.objects.get().state == "confirmed"


def test_calendars_tell_a_deadline_before_the_start(client):
    date = closing_date()
    without = date_of_a_meetup()

    entry, other = (
        client.get(f"{one.page.url}kalender.ics").content.decode().replace("\r\n ", "") for one in (date, without)
    )

    assert "Aanmelden kan tot donderdag 11 maart 2027\\, 12.00 uur." in entry
    assert "Aanmelden kan tot" not in other
