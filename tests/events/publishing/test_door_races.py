"""Race tests: a page goes while people register for it. They run on both databases."""

import pytest

from events.models import EventDate, Registration
from events.publishing.doors import PeopleRegisteredError
from events.registration.registering import register
from events.registration.rule import RegistrationClosed
from tests.calendars import fresh
from tests.events.registration.test_races import at_once
from tests.factories import date_of_a_meetup

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
GUESTS = 8


@pytest.mark.parametrize("way", ["delete", "unpublish"])
def test_page_that_goes_while_people_register_has_either_gone_or_people(way):
    date = date_of_a_meetup()

    def act(number: int) -> None:
        try:
            if number == GUESTS // 2:
                getattr(fresh(date.page), way)()
            else:
                register(date, name=f"Gast {number}", email=f"gast{number}@example.org")
        except (PeopleRegisteredError, RegistrationClosed):
            pass

    at_once(act, range(GUESTS))

    has_people = Registration.objects.live().exists()
    status = EventDate.objects.get().status
    assert status == (EventDate.Status.SCHEDULED if has_people else EventDate.Status.REMOVED)
