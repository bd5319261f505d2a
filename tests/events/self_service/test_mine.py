"""``/mijn/``: the registrations of somebody who is signed in."""

from datetime import timedelta

import pytest

from events.publishing import move
from events.registration.registering import register
from tests.factories import UserFactory, date_of_a_meetup, noon

pytestmark = pytest.mark.django_db


def test_postponed_date_stays_on_the_page_after_its_old_day(client, time_machine):
    time_machine.move_to(noon(0), tick=False)
    user = UserFactory()
    dates = [date_of_a_meetup(title=title, dates=(1,)) for title in ("Komt later", "Is geweest")]
    for date in dates:
        register(date, name="Noor Jansen", email=user.email, user=user)
    move.postpone_date(dates[0], reason="De zaal is dicht.")
    time_machine.shift(timedelta(days=2))
    client.force_login(user)

    page = client.get("/mijn/").text

    assert ("Komt later" in page, "Is geweest" in page) == (True, False)
