"""Model-based test of the registration rule: in any order of actions, rule and model agree and invariants hold."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from events.models import Decision, EventDate, EventPage, Registration
from events.publishing.move import cancel_date, restore_date
from events.registration.attendance import change_attendance
from events.registration.decisions import Refused, add_by_hand, approve, cancel_for, decline, promote_by_hand
from events.registration.lapsing import run_due
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import RegistrationClosed, cancel, confirm, promote, undo
from outbox.delivery import deliver
from tests.events.registration.reference import IN_PERSON, ONLINE, No, Reference
from tests.factories import UserFactory, date_of_a_meetup, noon
from tests.proofs import reduced

State = Registration.State
PEOPLE = st.integers(min_value=0, max_value=11)
ANSWERS = st.sampled_from(["", IN_PERSON, ONLINE])
PLACES = st.one_of(st.none(), st.integers(1, 4))


def name_and_address(person: int) -> tuple[str, str]:
    """Return a name, and an address that every two people share."""
    return f"Gast {person}", f"praktijk{person // 2}@example.org"


def way_words(*, is_hybrid: bool) -> str:
    return EventPage.Attendance.HYBRID if is_hybrid else EventPage.Attendance.IN_PERSON


class Crowd(RuleBasedStateMachine):
    submissions = Bundle("submissions")

    def __init__(self) -> None:
        super().__init__()
        self.traveller = time_machine.travel(noon(0), tick=False)
        self.clock = self.traveller.start()
        self.story = transaction.atomic()
        self.story.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)
        self.traveller.stop()

    @initialize(capacity=PLACES, online=PLACES, is_hybrid=st.booleans(), offers=st.booleans(), approval=st.booleans())
    def open(self, capacity, online, is_hybrid, offers, approval) -> None:
        self.start(capacity, online, is_hybrid=is_hybrid, offers=offers, approval=approval)

    def start(self, capacity, online, *, is_hybrid: bool, offers: bool, approval: bool) -> None:
        hand_out = EventPage.HandOut.OFFER if offers else EventPage.HandOut.AT_ONCE
        self.date = date_of_a_meetup(
            attendance=way_words(is_hybrid=is_hybrid), capacity=capacity, online_capacity=online,
            hand_out=hand_out, needs_approval=approval, dates=[300],
        )  # fmt: skip
        self.organiser = UserFactory()
        self.model = Reference(capacity, offers=offers, approval=approval, is_hybrid=is_hybrid, online_capacity=online)
        self.most, self.before = {"": capacity, IN_PERSON: capacity, ONLINE: online}, {}

    def both(self, does, model) -> int:
        """Run ``does`` and ``model``. Assert that both succeed or both refuse; return the number of new rows."""
        rows = len(self.model.rows)
        try:
            model()
        except No:
            with pytest.raises((RegistrationClosed, Refused)), transaction.atomic():
                does()
        else:
            does()
        return len(self.model.rows) - rows

    def pair(self, number: int) -> tuple[Registration, dict]:
        return Registration.objects.order_by("pk")[number], self.model.rows[number]

    def numbers_of(self, new: int):
        last = len(self.model.rows)
        return multiple(*range(last - new, last))

    # Actions of people

    @rule(target=submissions, person=PEOPLE, answer=ANSWERS)
    def arrives(self, person, answer):
        name, email = name_and_address(person)
        new = self.both(
            lambda: register(self.date, name=name, email=email, attendance=answer, network=f"net {person % 3}"),
            lambda: self.model.arrive([(person, answer)], timezone.now()),
        )
        return self.numbers_of(new)

    @rule(target=submissions, people=st.lists(st.tuples(PEOPLE, ANSWERS), min_size=2, max_size=4))
    def arrive_together(self, people):
        (name, email), *others = [name_and_address(person) for person, _answer in people]
        colleagues = [
            Colleague(*other, attendance=answer) for other, (_person, answer) in zip(others, people[1:], strict=True)
        ]
        first, answer = people[0]
        new = self.both(
            lambda: register_together(
                self.date,
                name=name,
                email=email,
                attendance=answer,
                colleagues=colleagues,
                network=f"net {first % 3}",
            ),
            lambda: self.model.arrive(people, timezone.now()),
        )
        return self.numbers_of(new)

    @rule(target=submissions, number=submissions)
    def says_yes(self, number):
        made, row = self.pair(number)
        return self.numbers_of(self.both(lambda: confirm(made), lambda: self.model.yes(row, timezone.now())))

    @rule(number=submissions)
    def says_no(self, number) -> None:
        made, row = self.pair(number)
        self.both(lambda: cancel(made), lambda: self.model.no(row, timezone.now()))

    @rule(number=submissions)
    def takes_it_back(self, number) -> None:
        made, row = self.pair(number)
        self.both(lambda: undo(made), lambda: self.model.back(row, timezone.now()))

    @rule(target=submissions, number=submissions, answer=st.sampled_from([IN_PERSON, ONLINE]))
    def changes_the_answer(self, number, answer):
        made, row = self.pair(number)
        new = self.both(
            lambda: change_attendance(made, to=answer), lambda: self.model.swap(row, answer, timezone.now())
        )
        return self.numbers_of(new)

    @rule(minutes=st.sampled_from([1, 9, 11, 61, 600, 1441]))
    def time_passes(self, minutes) -> None:
        self.mail_leaves_if_it_can()
        self.clock.shift(timedelta(minutes=minutes))
        run_due()
        self.model.lapse(timezone.now())

    @rule()
    def mail_server_goes_away_or_comes_back(self) -> None:
        if self.model.mail_is_up:
            self.mail_leaves_if_it_can()
            self.model.mail_is_up = False
        else:
            self.model.mail_leaves(timezone.now())
            self.mail_leaves_if_it_can()

    def mail_leaves_if_it_can(self) -> None:
        if self.model.mail_is_up:
            deliver()

    # Actions of the organiser

    @rule(number=submissions)
    def is_approved(self, number) -> None:
        made, row = self.pair(number)
        self.both(lambda: approve(made, by=self.organiser), lambda: self.model.approve(row))

    @rule(number=submissions)
    def is_declined(self, number) -> None:
        made, row = self.pair(number)
        self.both(lambda: decline(made, by=self.organiser), lambda: self.model.decline(row))

    @rule(number=submissions, extra=st.booleans())
    def may_go_first(self, number, extra) -> None:
        made, row = self.pair(number)
        self.both(
            lambda: promote_by_hand(made, by=self.organiser, reason="Spreker", extra_place=extra),
            lambda: self.model.let_go_first(row, extra=extra),
        )

    @rule(number=submissions)
    def is_signed_off(self, number) -> None:
        made, row = self.pair(number)
        self.both(
            lambda: cancel_for(made, by=self.organiser), lambda: self.model.no(row, timezone.now(), by_organiser=True)
        )

    @rule(target=submissions, person=PEOPLE, answer=ANSWERS, extra=st.booleans())
    def is_added_by_hand(self, person, answer, extra):
        name, email = name_and_address(person)
        who = {"name": name, "email": email, "attendance": answer}
        new = self.both(
            lambda: add_by_hand(self.date, by=self.organiser, **who, extra_place=extra, reason="Spreker"),
            lambda: self.model.add(person, timezone.now(), answer=answer, extra=extra),
        )
        return self.numbers_of(new)

    @rule(capacity=st.one_of(st.none(), st.integers(1, 6)), is_online=st.booleans())
    def capacity_changes(self, capacity, is_online) -> None:
        name = "online_capacity" if is_online else "capacity"
        page = self.date.page.specific
        setattr(page, name, capacity)
        page.save()
        promote(self.date)
        setattr(self.model, name, capacity)
        self.model.promote(timezone.now())

    @rule()
    def it_becomes_hybrid_or_in_person_only(self) -> None:
        self.model.is_hybrid = not self.model.is_hybrid
        page = self.date.page.specific
        page.attendance = way_words(is_hybrid=self.model.is_hybrid)
        page.save()
        self.model.promote(timezone.now())
        self.before = {}  # they wait in another line now

    @rule()
    def approval_is_switched(self) -> None:
        self.model.approval = not self.model.approval
        page = self.date.page.specific
        page.needs_approval = self.model.approval
        page.save()
        self.model.promote(timezone.now())

    @rule()
    def date_is_off_or_on_again(self) -> None:
        if self.model.is_on:
            cancel_date(self.date, reason="Storm")
            self.model.is_on = False
        else:
            restore_date(self.date)
            self.model.restore(timezone.now())

    # Invariants

    @invariant()
    def agree(self) -> None:
        rows = Registration.objects.order_by("pk").values_list("state", "has_extra_place", "attendance")
        assert list(rows) == [(str(row["state"]), row["extra"], row["answer"]) for row in self.model.rows]

    @invariant()
    def log_tells_all_that_was_decided(self) -> None:
        numbers = {
            pk: number for number, pk in enumerate(Registration.objects.order_by("pk").values_list("pk", flat=True))
        }
        decisions = Decision.objects.order_by("pk").values_list("registration", "kind", "overtook", "extra_place")
        assert [(numbers[pk], *decision) for pk, *decision in decisions] == self.model.log

    @invariant()
    def places_stay_within_capacity_and_logged_extra_places(self) -> None:
        """Check the places. A lowered capacity takes none away, but none is handed out until there is room."""
        date = EventDate.objects.get(pk=self.date.pk)
        extra = date.registrations.placed().filter(has_extra_place=True)
        for way in date.ways:
            counted = date.registrations.sharing_places(date, way).counted().count()
            capacity, most = date.capacity_for(way), self.most.get(way)
            if capacity is None:
                self.most[way] = None
                continue
            assert most is None or counted <= max(capacity, most)
            self.most[way] = max(capacity, counted)
        self.most = {way: self.most.get(way) for way in date.ways}  # a switch makes other sets of places
        assert not extra.exclude(decisions__extra_place=True).exists()

    @invariant()
    def nobody_is_overtaken_but_by_a_logged_exemption(self) -> None:
        date = EventDate.objects.get(pk=self.date.pk)
        rows = list(Registration.objects.order_by("pk"))
        for way in date.ways:
            self.check_nobody_is_overtaken([row for row in rows if date.way_of(row.attendance) == way], way)
        self.before = {(row.pk, date.way_of(row.attendance)): (row.state, row.confirmed_at is not None) for row in rows}

    def check_nobody_is_overtaken(self, rows: list[Registration], way: str) -> None:
        """Check those who draw on the same places. Whoever swaps is new among them."""
        waiting = [row.pk for row in rows if row.state == State.WAITING and row.confirmed_at]
        waited = [pk for pk in waiting if self.before.get((pk, way)) == (State.WAITING, True)]
        placed = [row for row in rows if row.state in Registration.PLACED]
        newly = [row for row in placed if self.before.get((row.pk, way), ("", None))[0] not in Registration.PLACED]
        for row in newly:
            has_swapped = (row.pk, way) not in self.before and row.pk in {pk for pk, _way in self.before}
            if waited and (waited[0] < row.pk or has_swapped):
                assert row.decisions.filter(overtook__gt=0).exists()

    @invariant()
    def every_free_place_is_taken_while_somebody_confirmed_waits(self) -> None:
        date = EventDate.objects.get(pk=self.date.pk)
        for way in date.ways:
            rivals, capacity = date.registrations.sharing_places(date, way), date.capacity_for(way)
            is_full = capacity is not None and rivals.counted().count() >= capacity
            assert not rivals.in_line_for_sure().exists() or is_full or date.is_cancelled

    @invariant()
    def nobody_knows_the_network_of_the_confirmed(self) -> None:
        assert not Registration.objects.exclude(network="").filter(confirmed_at__isnull=False).exists()

    @invariant()
    def nobody_is_registered_twice(self) -> None:
        people = list(Registration.objects.live().values_list("person", flat=True))
        assert len(people) == len(set(people))


class HybridCrowd(Crowd):
    """Stories of a small hybrid date, in which people confirm at once: both lines fill up within a few steps."""

    @initialize(
        capacity=st.integers(1, 2), online=st.sampled_from([1, 3, None]), offers=st.booleans(), approval=st.booleans()
    )
    def open(self, capacity, online, offers, approval) -> None:
        self.start(capacity, online, is_hybrid=True, offers=offers, approval=approval)

    @rule(target=Crowd.submissions, people=st.lists(st.tuples(PEOPLE, ANSWERS), min_size=2, max_size=4))
    def come(self, people):
        before = len(self.model.rows)
        for person, answer in people:
            self.comes(person, answer)
        return self.numbers_of(len(self.model.rows) - before)

    @rule(target=Crowd.submissions, choice=st.randoms(use_true_random=False))
    def somebody_who_comes_or_waits_changes_the_answer(self, choice):
        """Swap somebody for whom that can succeed: a number drawn from all submissions is mostly of somebody who left."""
        live = [row for row in self.model.rows if row["confirmed"] and row["state"] in Registration.LIVE]
        if not live:
            return multiple()
        made, row = self.pair(self.model.rows.index(choice.choice(live)))
        to = IN_PERSON if row["answer"] == ONLINE else ONLINE
        new = self.both(lambda: change_attendance(made, to=to), lambda: self.model.swap(row, to, timezone.now()))
        return self.numbers_of(new)

    def comes(self, person: int, answer: str) -> None:
        """Let somebody register and confirm."""
        name, email = name_and_address(person)
        self.both(
            lambda: register(self.date, name=name, email=email, attendance=answer, network=f"net {person % 3}"),
            lambda: self.model.arrive([(person, answer)], timezone.now()),
        )
        if row := self.model.live(person):
            made, row = self.pair(self.model.rows.index(row))
            self.both(lambda: confirm(made), lambda: self.model.yes(row, timezone.now()))


def agree(crowd: type[Crowd], stories: int, steps: int) -> str:
    counts = settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(crowd, settings=counts)
    return f"{stories} stories of up to {steps} steps: the rule does what a naive model of it does"


@pytest.mark.django_db
def test_rule_agrees_with_the_model(record_property):
    record_property("proven", agree(Crowd, reduced(60, 8), reduced(50, 20)))  # a step takes about 60 ms


@pytest.mark.django_db
def test_rule_agrees_with_the_model_at_a_hybrid_date(record_property):
    record_property("proven", agree(HybridCrowd, reduced(60, 12), reduced(40, 15)))
