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
from events.registration.attendance import CannotSwap, change_attendance
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


# -- Hybrid dates ------------------------------------------------------------------------------------------------------


def hybrid_date(*, in_person: int, online: int) -> EventDate:
    return date_of_a_meetup(attendance="hybrid", capacity=in_person, online_capacity=online)


def assert_fair_in_both_ways(date: EventDate) -> None:
    """Check that each way of attending is full before anybody waits for it, and holds no more than its places."""
    for way in date.ways:
        there = date.registrations.sharing_places(date, way)
        taken = there.counted().count()
        assert taken <= date.capacity_for(way)
        if there.in_line_for_sure().exists():
            assert taken == date.capacity_for(way), f"a place {way} stands empty while somebody confirmed waits for it"


def test_a_crowd_at_a_hybrid_date_fills_both_ways_and_no_more():
    date = hybrid_date(in_person=CAPACITY, online=CAPACITY // 2)

    def arrive(number: int) -> None:
        attendance = "online" if number % 3 == 0 else "in-person"
        confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org", attendance=attendance))

    at_once(arrive, range(CROWD))

    states = Counter(date.registrations.values_list("attendance", "state"))
    online = len(range(0, CROWD, 3))
    assert states == {
        ("in-person", State.CONFIRMED): CAPACITY,
        ("in-person", State.WAITING): CROWD - online - CAPACITY,
        ("online", State.CONFIRMED): CAPACITY // 2,
        ("online", State.WAITING): online - CAPACITY // 2,
    }


def test_swapping_and_cancelling_and_arriving_at_once_keeps_everybody_in_one_way_and_overtakes_nobody():
    date = hybrid_date(in_person=CAPACITY, online=CAPACITY)
    made = [
        confirm(
            register(
                date,
                name=f"Gast {number}",
                email=f"gast{number}@example.org",
                attendance="online" if number % 2 else "in-person",
            )
        )
        for number in range(CAPACITY * 2 + 6)
    ]
    waited_first = {
        way: date.registrations.sharing_places(date, way).in_line_for_sure().first().pk for way in date.ways
    }

    def swap(one: Registration) -> str:
        try:
            change_attendance(one, to="in-person" if one.attendance == "online" else "online")
        except CannotSwap:
            return "full"
        return "swapped"

    def act(turn: int) -> str:
        one = Registration.objects.get(pk=made[turn % len(made)].pk)
        if turn % 5 == 0:
            cancel(one)
            return "cancelled"
        if turn % 7 == 0:
            confirm(register(date, name=f"Later {turn}", email=f"later{turn}@example.org", attendance="online"))
            return "arrived"
        return swap(one)

    done = Counter(at_once(act, range(reduced(240, 90))))

    assert done["swapped"] > 0
    assert_fair_in_both_ways(date)
    people = list(date.registrations.live().values_list("person", flat=True))
    assert len(people) == len(set(people)), "somebody has both"
    gone = date.registrations.filter(state=State.CANCELLED).values_list("person", flat=True)
    assert set(people) | set(gone) == set(date.registrations.values_list("person", flat=True)), "somebody has neither"
    for way, pk in waited_first.items():
        first = Registration.objects.get(pk=pk)
        if first.state == State.WAITING:  # they never swapped or cancelled, so nobody may have come before them
            placed_after = date.registrations.sharing_places(date, way).placed().filter(pk__gt=pk)
            assert not placed_after.exists()


def test_two_people_who_swap_with_each_other_at_full_ways_both_keep_what_they_have():
    """A place is only taken if it is free. It does not become so by the swap of somebody who has none to go to."""
    date = hybrid_date(in_person=1, online=1)
    here = confirm(register(date, name="Hier", email="hier@example.org", attendance="in-person"))
    online = confirm(register(date, name="Online", email="online@example.org", attendance="online"))

    def swap(turn: int) -> None:
        one, to = (here, "online") if turn % 2 else (online, "in-person")
        with pytest.raises(CannotSwap):
            change_attendance(Registration.objects.get(pk=one.pk), to=to)

    at_once(swap, range(20))

    now = set(date.registrations.values_list("person__name", "attendance", "state"))
    assert now == {("Hier", "in-person", State.CONFIRMED), ("Online", "online", State.CONFIRMED)}


def test_one_free_place_online_goes_to_one_of_many_who_swap():
    date = hybrid_date(in_person=CAPACITY, online=1)
    made = [
        confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org", attendance="in-person"))
        for number in range(CAPACITY + 4)
    ]

    def swap(one: Registration) -> bool:
        try:
            return change_attendance(one, to="online").state == State.CONFIRMED
        except CannotSwap:
            return False

    got = at_once(swap, made)

    assert sum(got) == 1
    assert date.registrations.filter(attendance="online", state=State.CONFIRMED).count() == 1
    assert_fair_in_both_ways(date)
