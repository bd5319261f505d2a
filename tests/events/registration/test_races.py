"""Race tests with real transactions: the rules hold under a crowd. They run on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

import pytest
from django.db import connection, transaction

from events.links import LinkRotated, registration_path
from events.mail.messages import tell
from events.mail.words import Kind
from events.models import Decision, EventDate, Registration
from events.privacy.link_rotation import rotate_link
from events.registration.decisions import add_by_hand, approve
from events.registration.holds import IN_ALL, OF_ONE_NETWORK, most_held
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import cancel, confirm, lock
from outbox.models import OutgoingMail
from tests.factories import UserFactory, date_of_a_meetup
from tests.proofs import reduced

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
State = Registration.State
THREADS = 24
CAPACITY = 20
CROWD = reduced(200, 60)


def at_once(job, arguments) -> list:
    """Run ``job`` for every argument on many threads, each with a connection of its own."""

    def run(argument):
        try:
            return job(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, arguments))


def assert_fair(date: EventDate) -> None:
    """Check that nobody got a place, or an offer of one, while a confirmed person waited earlier in line."""
    placed = list(date.registrations.placed().order_by("pk"))
    in_line = list(date.registrations.in_line().filter(confirmed_at__isnull=False))
    assert len(placed) <= CAPACITY
    if in_line:
        assert len(placed) == CAPACITY, "a place stands empty while somebody confirmed waits"
        first = in_line[0]
        overtook = [
            one for one in placed if one.pk > first.pk and (one.placed_at or one.confirmed_at) > first.confirmed_at
        ]
        assert overtook == []


def test_many_more_than_there_are_places():
    date = date_of_a_meetup(capacity=CAPACITY)

    at_once(lambda number: register(date, name=f"Gast {number}", email=f"gast{number}@example.org"), range(CROWD))

    in_order = list(date.registrations.order_by("pk").values_list("state", flat=True))
    arrived = list(date.registrations.order_by("pk").values_list("created_at", flat=True))
    held = most_held(CAPACITY, IN_ALL)
    assert in_order == [State.HELD] * held + [State.WAITING] * (CROWD - held)
    assert arrived == sorted(arrived)


def test_one_network_at_once_holds_its_part_and_all_networks_theirs():
    date = date_of_a_meetup(capacity=CAPACITY)

    def arrive(number: int) -> None:
        register(
            date, name=f"Gast {number}", email=f"gast{number}@example.org", network="een" if number < 20 else "twee"
        )

    at_once(arrive, range(20))
    of_one = date.registrations.filter(state=State.HELD).count()
    at_once(arrive, range(20, 40))

    assert of_one == most_held(CAPACITY, OF_ONE_NETWORK)
    assert date.registrations.filter(state=State.HELD).count() == most_held(CAPACITY, IN_ALL)


def test_held_and_waiting_who_confirm_at_once_fill_the_places_and_no_more():
    date = date_of_a_meetup(capacity=CAPACITY)
    asked = [register(date, name=f"Gast {number}", email=f"gast{number}@example.org") for number in range(CROWD)]

    at_once(confirm, reversed(asked))

    states = Counter(date.registrations.values_list("state", flat=True))
    assert states == {State.CONFIRMED: CAPACITY, State.WAITING: CROWD - CAPACITY}
    assert_fair(date)


def test_cancelling_and_coming_back_while_others_arrive():
    date = date_of_a_meetup(capacity=CAPACITY)
    at_once(lambda number: confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org")), range(60))
    assert_fair(date)
    # Enough people that a confirmed one always waits. Otherwise a newcomer may rightly overtake an unconfirmed one.
    newcomers = count(1000)
    most_seen: list[int] = []

    def come_and_go(turn: int) -> None:
        if turn % 2:
            number = next(newcomers)
            confirm(register(date, name=f"Later {number}", email=f"later{number}@example.org"))
        else:
            one = date.registrations.filter(state=State.CONFIRMED).order_by("?").select_related("person").first()
            cancel(one)
            confirm(register(date, name=one.person.name, email=one.person.email))
        most_seen.append(date.registrations.placed().count())

    at_once(come_and_go, range(reduced(80, 24)))

    assert max(most_seen) <= CAPACITY
    assert date.registrations.placed().count() == CAPACITY
    assert_fair(date)
    people = date.registrations.live().values_list("person", flat=True)
    assert len(people) == len(set(people))


def test_the_same_person_many_times_at_once_is_one_registration():
    date = date_of_a_meetup(capacity=CAPACITY)

    at_once(lambda _: confirm(register(date, name="Sanne", email="sanne@example.org")), range(40))

    assert date.registrations.count() == 1


def test_where_there_is_room_for_all_the_same_person_is_still_one_registration():
    date = date_of_a_meetup()

    at_once(lambda _: confirm(register(date, name="Sanne", email="sanne@example.org")), range(40))

    assert date.registrations.count() == 1
    assert OutgoingMail.objects.filter(cause__startswith="registered:").count() == 1


def test_a_limit_that_comes_while_people_arrive_is_kept_from_then_on():
    """Registrations without a limit share a lock and do not wait for each other. Setting a limit locks them out."""
    date = date_of_a_meetup()
    as_it_was = EventDate.objects.get(pk=date.pk)

    @transaction.atomic
    def set_a_limit() -> None:
        locked = lock(date.pk)
        locked.capacity = max(CAPACITY, locked.registrations.placed().count() + 3)
        locked.save()

    def arrive(turn: int) -> None:
        if turn == 5:
            set_a_limit()
        else:
            confirm(register(as_it_was, name=f"Gast {turn}", email=f"gast{turn}@example.org"))

    at_once(arrive, range(80))

    date.refresh_from_db()
    assert date.capacity < 70, "the organiser had to wait until everybody was in"
    states = Counter(date.registrations.values_list("state", flat=True))
    assert states == {State.CONFIRMED: date.capacity, State.WAITING: 79 - date.capacity}


def test_confirming_and_cancelling_one_registration_at_once_leaves_one_state():
    date = date_of_a_meetup(capacity=1)
    first = register(date, name="Een", email="een@example.org")
    second = confirm(register(date, name="Twee", email="twee@example.org"))

    at_once(lambda turn: (confirm if turn % 2 else cancel)(Registration.objects.get(pk=first.pk)), range(20))

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state == State.CANCELLED
    assert second.state == State.CONFIRMED


def test_telling_everybody_while_they_cancel_sends_no_calendar_entry_that_is_older_than_the_last():
    date = date_of_a_meetup()
    comes = [confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org")) for number in range(20)]
    date.refresh_from_db()
    jobs = [lambda: tell(EventDate.objects.get(pk=date.pk), Kind.DATE_RESTORED, date.sequence, None)]
    jobs += [partial(cancel, made) for made in comes]

    at_once(lambda job: job(), jobs)

    last = {mail.recipient: mail.cause for mail in OutgoingMail.objects.order_by("pk")}
    assert [cause for cause in last.values() if not cause.startswith("cancelled_by_you:")] == []


def test_of_many_who_rotate_one_link_at_once_one_gets_the_new_one():
    """Otherwise the recipient of a forwarded mail, asking at the same instant as its owner, could get the last link."""
    made = confirm(register(date_of_a_meetup(), name="Sanne", email="sanne@example.org"))
    opened = [Registration.objects.get(pk=made.pk) for _ in range(THREADS)]

    def rotate(found: Registration) -> str:
        try:
            return registration_path(rotate_link(found, held=found.link_version))
        except LinkRotated:
            return ""

    new = [path for path in at_once(rotate, opened) if path]

    made.refresh_from_db()
    assert new == [registration_path(made)]
    assert OutgoingMail.objects.filter(cause__startswith="new_link:").count() == 1


def test_colleagues_stay_together_in_a_crowd():
    """Also when several people register the same colleagues, in a different order."""
    date = date_of_a_meetup(capacity=CAPACITY)

    def arrive(number: int) -> None:
        first, last = (0, 1) if number % 2 else (1, 0)
        colleagues = [Colleague(f"Collega {number}", f"c{number}@example.org")]
        colleagues += [Colleague(f"Gast {one}", f"gast{one}@example.org") for one in (first, last)]
        register_together(date, name=f"Boeker {number}", email=f"boeker{number}@example.org", colleagues=colleagues)

    at_once(arrive, range(2, 16))

    names = list(date.registrations.order_by("pk").values_list("person__name", flat=True))
    for number in range(2, 16):
        at = names.index(f"Boeker {number}")
        assert names[at + 1] == f"Collega {number}"
    assert (names.count("Gast 0"), names.count("Gast 1")) == (1, 1)
    assert date.registrations.placed().count() == CAPACITY // 2, "nobody confirmed, so half of the places are held"


def test_organisers_who_decide_at_once_make_no_place_too_many():
    date, organiser = date_of_a_meetup(capacity=CAPACITY, needs_approval=True), UserFactory()
    asked = [confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org")) for number in range(24)]

    def decide(turn: int) -> None:
        approve(Registration.objects.get(pk=asked[turn % 24].pk), by=organiser)
        if turn % 5 == 0:
            add_by_hand(date, by=organiser, name=f"Erbij {turn}", extra_place=turn % 2 == 0, reason="Spreker")

    at_once(decide, range(48))

    placed = date.registrations.placed()
    assert date.registrations.counted().count() == CAPACITY
    assert placed.filter(has_extra_place=True).count() == Decision.objects.filter(extra_place=True).count()
    assert Decision.objects.filter(kind=Decision.Kind.APPROVED).count() == 24
    assert date.registrations.filter(person__email="").count() == 10
