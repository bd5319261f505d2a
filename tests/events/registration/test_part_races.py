"""Race tests of places at dates that are part of another. They run on both databases."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection

from events.models import EventDate, Person, Registration
from events.registration import rule
from events.registration.registering import register
from tests.factories import UserFactory, date_of_a_meetup, noon, planned
from tests.proofs import reduced

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
State = Registration.State
SURE = (State.CONFIRMED, State.HELD)
THREADS = 12
CROWD = reduced(60, 24)


def at_once(job: Callable[[int], None], arguments: Iterable[int]) -> None:
    """Run ``job`` for every argument on many threads, each with a connection of its own."""

    def run(argument: int) -> None:
        try:
            with suppress(rule.RegistrationClosed):
                job(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, arguments))


def whole_with_two_parts(capacity: int) -> tuple[EventDate, EventDate, EventDate]:
    """Return a date without a limit, and two parts of it at the same time."""
    whole = date_of_a_meetup(dates=[planned(noon(300), minutes=480)])
    at = planned(whole.start + timedelta(minutes=60), minutes=60)
    ids = [date_of_a_meetup(dates=[at], capacity=capacity).pk for _ in range(2)]
    EventDate.objects.filter(pk__in=ids).update(part_of=whole)
    one, other = (EventDate.objects.get(pk=pk) for pk in ids)
    return whole, one, other


def come(date: EventDate, person: Person) -> Registration:
    return register(date, name=person.name, email=person.email, user=person.user)


def people_at(whole: EventDate, number: int) -> list[Person]:
    users = [UserFactory(email=f"gast{one}@example.org") for one in range(number)]
    return [register(whole, name=f"Gast {n}", email=u.email, user=u).person for n, u in enumerate(users)]


def assert_kept(whole: EventDate, *parts: EventDate) -> None:
    """Check what holds at every moment: nobody too many, nobody at two at once, nobody without the whole."""
    for part in parts:
        assert part.registrations.counted().count() <= part.capacity
    sure = Registration.objects.filter(date__in=parts, state__in=SURE).values_list("person", flat=True)
    assert [person for person, number in Counter(sure).items() if number > 1] == []
    here = set(whole.registrations.placed().values_list("person", flat=True))
    assert set(Registration.objects.live().filter(date__in=parts).values_list("person", flat=True)) <= here


def test_one_place_at_a_part_goes_to_one_of_many():
    whole, one, other = whole_with_two_parts(capacity=1)
    people = people_at(whole, CROWD)

    at_once(lambda number: come((one, other)[(number + number // CROWD) % 2], people[number % CROWD]), range(CROWD * 2))

    assert_kept(whole, one, other)
    assert [part.registrations.placed().count() for part in (one, other)] == [1, 1]


def test_two_people_who_accept_each_others_place_at_once_swap_and_neither_loses_out():
    whole, one, other = whole_with_two_parts(capacity=2)
    noor, omar = people_at(whole, 2)
    come(one, noor)
    come(other, omar)
    wishes = []
    for person, part in ((noor, other), (omar, one)):
        EventDate.objects.filter(pk=part.pk).update(capacity=1)
        wishes.append(wait_at(part, person))
    EventDate.objects.filter(pk__in=[one.pk, other.pk]).update(capacity=2)
    rule.promote(one)
    rule.promote(other)
    offered = [Registration.objects.get(pk=wish.pk) for wish in wishes]
    assert [wish.state for wish in offered] == [State.OFFERED] * 2

    at_once(lambda number: rule.confirm(offered[number % 2]), range(8))

    one.refresh_from_db()
    other.refresh_from_db()
    assert_kept(whole, one, other)
    places = Registration.objects.filter(date__in=[one, other], state=State.CONFIRMED)
    assert set(places.values_list("person", "date")) == {(noor.pk, other.pk), (omar.pk, one.pk)}


def wait_at(part: EventDate, person: Person) -> Registration:
    wish = come(EventDate.objects.get(pk=part.pk), person)
    assert wish.state == State.WAITING
    return wish


def test_nobody_keeps_a_part_without_the_whole_however_they_cancel_and_enrol_at_once():
    whole, one, other = whole_with_two_parts(capacity=3)
    people = people_at(whole, 12)
    wholes = {found.person_id: found for found in whole.registrations.select_related("person")}

    def act(number: int) -> None:
        person = people[number % 12]
        if number // 12 == 1 and number % 2:
            rule.cancel(wholes[person.pk])
        else:
            come((one, other)[number // 24], person)

    at_once(act, sorted(range(36), key=lambda number: (number % 12, number)))

    assert_kept(whole, one, other)
    left = [person.pk for number, person in enumerate(people) if number % 2]
    assert not Registration.objects.live().filter(person__in=left).exists()
    assert [part.registrations.placed().count() for part in (one, other)] == [3, 3]
