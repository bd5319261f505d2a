"""Race tests with real transactions: people who register while they, or somebody with their name, are erased."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from events.links import LinkRotated, registration_secret, registration_to_change
from events.models import EventDate, Person, Registration
from events.privacy import retention
from events.privacy.erasure import close_account, erase, set_apart
from events.privacy.link_rotation import rotate_link
from events.registration.registering import register, register_at
from events.registration.rule import cancel, confirm, lock, locked
from tests.factories import UserFactory, date_of_a_meetup, noon, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
ADDRESS = "fatima@example.org"
LONG_ENOUGH = 0.5
"""Seconds in which the other thread comes to the lock that it has to wait for."""


@contextmanager
def meanwhile(job: Callable[[], object]) -> Iterator[Future]:
    """Run ``job`` in a thread with its own connection, while the caller goes on."""

    def run() -> object:
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(run)


def fatima(date: EventDate, email: str = ADDRESS, **told) -> Registration:
    return confirm(register(date, name="Fatima", email=email, **told))


def test_who_registers_again_while_an_old_date_is_forgotten_keeps_the_new_registration(time_machine):
    time_machine.move_to(noon(0))
    old = fatima(date_of_a_meetup(dates=[planned(7)]))
    new_date = date_of_a_meetup(dates=[planned(60)])
    now = old.date.end + retention.KEEP + timedelta(minutes=1)

    with meanwhile(lambda: time.sleep(LONG_ENOUGH / 2) or retention.take_registrations(now)) as forgotten:
        with transaction.atomic():
            again = register(new_date, name="Fatima", email=ADDRESS)
            time.sleep(LONG_ENOUGH)
        assert forgotten.result() == 1

    again = Registration.objects.get(pk=again.pk)
    assert (again.person.name, again.person.email, again.is_live) == ("Fatima", ADDRESS, True)
    assert Registration.objects.get(pk=old.pk).person.email == ""


def test_who_registers_at_the_old_address_while_it_is_corrected_keeps_that_registration():
    wrong = fatima(date_of_a_meetup())
    new_date = date_of_a_meetup()

    with meanwhile(lambda: time.sleep(LONG_ENOUGH / 2) or rotate_link(wrong, email="right@example.org")) as renewed:
        with transaction.atomic():
            again = register(new_date, name="Fatima", email=ADDRESS)
            time.sleep(LONG_ENOUGH)
        assert renewed.result().person.email == "right@example.org"

    assert Registration.objects.get(pk=again.pk).person.email == ADDRESS


def test_who_cancels_by_a_link_while_they_are_forgotten_is_told_that_the_link_is_old():
    made = fatima(date_of_a_meetup())
    by_link = registration_to_change(registration_secret(made))

    with meanwhile(lambda: time.sleep(LONG_ENOUGH / 2) or cancel(by_link)) as cancelled:
        with transaction.atomic():
            set_apart(Registration.objects.select_related("booking", "date", "person").get(pk=made.pk))
            time.sleep(LONG_ENOUGH)
        with pytest.raises(LinkRotated):
            cancelled.result()

    assert Registration.objects.get(pk=made.pk).is_live


def test_closing_an_account_of_several_people_waits_for_nobody_who_waits_for_it():
    """Somebody registers one of its people, at a date that only the other one goes to."""
    user = UserFactory()
    fatima(date_of_a_meetup())
    of_the_other = date_of_a_meetup()
    fatima(of_the_other, email="other@example.org")
    Person.objects.update(user=user)

    with meanwhile(lambda: time.sleep(LONG_ENOUGH / 2) or close_account(user)) as closed:
        with transaction.atomic():
            date = lock(of_the_other.pk)
            time.sleep(LONG_ENOUGH)
            register_at(date, name="Fatima", email=ADDRESS)
        closed.result()

    assert not Person.objects.filter(name="Fatima").exists()


def test_erasing_somebody_whose_link_is_replaced_at_that_moment_waits_for_the_new_link(time_machine):
    time_machine.move_to(noon(0))
    made = fatima(date_of_a_meetup(dates=[planned(7)]))
    person = made.person
    time_machine.move_to(made.date.end + timedelta(days=1))

    with meanwhile(lambda: time.sleep(LONG_ENOUGH / 2) or erase(person)) as erased:
        with transaction.atomic():
            _date, row = locked(made)
            time.sleep(LONG_ENOUGH)
            rotate_link(row, email="right@example.org")
        erased.result()

    assert not Person.objects.filter(email=ADDRESS).exists()
