from datetime import timedelta

import pytest

from events import retention
from events.links import registration_from, registration_secret
from events.models import Booking, Person, Registration, RetentionRun
from events.registration import confirm, register
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, UserFactory, date_of_a_meetup, noon, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(dates=[planned(7)])
    return confirm(
        register(
            date,
            name="Fatima de Wit",
            email="fatima@example.org",
            organisation="TWB",
            discipline=DisciplineFactory(name="huisarts"),
            remark="Ik kom met de fiets.",
        )
    )


def everything_kept() -> str:
    rows = [*Person.objects.values(), *Booking.objects.values(), *Registration.objects.values()]
    mails = [bytes(mail.message).decode() for mail in OutgoingMail.objects.all()]
    return " ".join([*(str(row) for row in rows), *mails])


def test_after_four_weeks_nothing_tells_who_came(made, time_machine):
    secret = registration_secret(made)
    deliver()

    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=1))
    assert retention.run_due() > 0

    kept = everything_kept()
    for told in ("Fatima", "fatima", "TWB", "fiets"):
        assert told not in kept
    assert Registration.objects.get().booking.discipline.name == "huisarts"
    assert registration_from(secret) is None
    assert RetentionRun.objects.get().people == 1
    assert retention.run_due() == 0


def test_before_four_weeks_everything_stays(made, time_machine):
    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=-1))

    retention.run_due()

    assert Person.objects.get().name == "Fatima de Wit"


def test_who_comes_again_is_kept_until_four_weeks_after_that(made, time_machine):
    later = date_of_a_meetup(dates=[planned(60)])
    register(later, name="Fatima de Wit", email="fatima@example.org")

    time_machine.move_to(made.date.end + timedelta(weeks=5))
    retention.run_due()

    assert Person.objects.get().name == "Fatima de Wit"


def test_who_has_an_account_keeps_their_own(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date, user = date_of_a_meetup(dates=[planned(7)]), UserFactory(email="an@example.org")
    register(date, name="An", email="an@example.org", user=user)

    time_machine.move_to(date.end + timedelta(weeks=5))
    retention.run_due()

    assert Person.objects.get().name == "An"
