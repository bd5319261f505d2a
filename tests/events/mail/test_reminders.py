from datetime import timedelta

import pytest
from django.utils import timezone

from events.mail import reminders
from events.publishing.move import cancel_date
from events.registration.registering import register
from events.registration.rule import cancel, confirm
from outbox.models import OutgoingMail
from tests.factories import date_of_a_meetup, noon, planned

pytestmark = pytest.mark.django_db


def causes(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(cause__startswith=f"{kind}:").values_list("recipient", flat=True))


@pytest.fixture
def date(time_machine):
    time_machine.move_to(noon(0), tick=False)
    return date_of_a_meetup(dates=[planned(20)], remind_week_before=True, thank_afterwards=True, capacity=2)


def comes(date, number=1):
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def test_reminders_come_a_week_and_a_day_before_once(date, time_machine):
    comes(date)
    sent = []

    for hours in (5, 1) * (22 * 4):  # shows a reminder that is an hour too early or too late
        time_machine.shift(timedelta(hours=hours))
        if reminders.run_due() and causes("reminder"):
            sent.append(round((date.start - timezone.now()) / timedelta(days=1), 2))

    assert sent[:2] == [7.0, 1.0]
    assert len(causes("reminder")) == 2
    assert len(causes("thanks")) == 1


def test_reminder_goes_to_who_has_a_place_only(date, time_machine):
    comes(date, 1)
    cancel(comes(date, 2))
    comes(date, 3)
    comes(date, 4)
    register(date, name="Niet bevestigd", email="niet@example.org")

    time_machine.move_to(date.start - timedelta(hours=24))
    reminders.run_due()

    assert causes("reminder") == ["gast1@example.org", "gast3@example.org"]


def test_reminder_not_for_a_cancelled_date(date, time_machine):
    comes(date)
    cancel_date(date, reason="Storm")

    time_machine.move_to(date.start - timedelta(hours=24))

    assert reminders.run_due() == 0


def test_reminder_not_for_who_registered_after_its_moment(date, time_machine):
    time_machine.move_to(date.start - timedelta(hours=20))
    comes(date)

    assert reminders.run_due() == 0


def test_reminder_not_half_a_day_too_late(date, time_machine):
    comes(date)

    time_machine.move_to(date.start - timedelta(hours=11))

    assert reminders.run_due() == 0


def test_reminder_not_when_the_organiser_switched_it_off(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(dates=[planned(20)], remind_day_before=False)
    comes(date)

    time_machine.move_to(date.start - timedelta(hours=24))

    assert reminders.run_due() == 0
