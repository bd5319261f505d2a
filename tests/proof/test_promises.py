"""Promises that hold: no false alarms on valid histories."""

import pytest

from events.privacy.link_rotation import rotate_link
from events.registration import registering, series
from tests.factories import MeetupFactory
from tests.proof.promises import broken


@pytest.mark.race
def test_mail_to_the_wrong_address_was_sent_though_we_keep_no_copy(journal):
    date = MeetupFactory(dates=[20]).dates.get()
    made = registering.register(date, name="Anna", email="wrong@example.org")

    rotate_link(made, email="anna@example.org")

    assert broken() == []


@pytest.mark.race
def test_mail_about_several_dates_told_of_each_though_one_goes_to_another_address_now(journal):
    dates = list(MeetupFactory(dates=[20, 27]).dates.all())
    first, _second = series.register_for(dates, name="Anna", email="anna@example.org")

    rotate_link(first, email="anna.werk@example.org")

    assert broken() == []
