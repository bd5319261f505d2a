"""The rule against a simple model of it: whatever people do in whatever order, the two agree, and what was promised holds."""

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

from events.models import EventDate, EventPage, Registration
from events.registration import RegistrationClosed, cancel, confirm, promote, register, run_due, undo
from tests.factories import date_of_a_meetup, noon
from tests.proofs import reduced

State = Registration.State
PEOPLE = st.integers(min_value=0, max_value=11)


class Reference:
    """Who has what, in a list in order of submission: as short as the rule can be said."""

    def __init__(self, capacity: int | None, offers: bool) -> None:
        self.capacity, self.offers = capacity, offers
        self.rows: list[dict] = []

    def live(self, person: int) -> dict | None:
        return next((row for row in self.rows if row["person"] == person and row["state"] in Registration.LIVE), None)

    def free(self) -> int | None:
        if self.capacity is None:
            return None
        return max(0, self.capacity - sum(row["state"] in Registration.PLACED for row in self.rows))

    def submit(self, person: int, now, *, confirmed: bool) -> dict:
        state = State.WAITING
        if self.free() != 0:
            state = State.CONFIRMED if confirmed else State.HELD
        until = None if confirmed else now + timedelta(minutes=60 if state == State.HELD else 24 * 60)
        row = {"person": person, "state": state, "confirmed": confirmed, "until": until, "gave_up": None}
        self.rows.append(row)
        return row

    def promote(self, now) -> None:
        for row in self.rows:
            if self.free() == 0:
                return
            if row["state"] == State.WAITING and row["confirmed"]:
                offered = self.offers and self.capacity is not None
                row["state"] = State.OFFERED if offered else State.CONFIRMED
                row["until"] = now + timedelta(hours=24) if offered else None

    def yes(self, row: dict, now) -> None:
        if row["state"] in {State.HELD, State.OFFERED}:
            row |= {"state": State.CONFIRMED, "confirmed": True, "until": None}
        elif row["state"] == State.WAITING:
            if not row["confirmed"]:
                row |= {"confirmed": True, "until": None}
            self.promote(now)
        elif row["state"] == State.EXPIRED:
            if live := self.live(row["person"]):
                self.yes(live, now)
            else:
                self.submit(row["person"], now, confirmed=True)

    def no(self, row: dict, now) -> None:
        if row["state"] in Registration.LIVE:
            can_undo = row["confirmed"] and row["state"] in {State.CONFIRMED, State.WAITING}
            row |= {"gave_up": (row["state"], now) if can_undo else None, "state": State.CANCELLED, "until": None}
            self.promote(now)

    def back(self, row: dict, now) -> None:
        if row["state"] != State.CANCELLED or not row["gave_up"] or self.live(row["person"]):
            return
        state, when = row["gave_up"]
        if when <= now - timedelta(minutes=10) or (state == State.CONFIRMED and self.free() == 0):
            return
        row |= {"state": state, "gave_up": None}
        if state == State.WAITING:
            self.promote(now)

    def lapse(self, now) -> None:
        late = [row for row in self.rows if row["until"] and row["until"] <= now]
        for row in late:
            row |= {"state": State.EXPIRED, "until": None}
        if late:
            self.promote(now)


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

    @initialize(capacity=st.one_of(st.none(), st.integers(1, 4)), offers=st.booleans())
    def open(self, capacity, offers) -> None:
        hand_out = EventPage.HandOut.OFFER if offers else EventPage.HandOut.AT_ONCE
        self.date = date_of_a_meetup(capacity=capacity, hand_out=hand_out, dates=[300])
        self.model = Reference(capacity, offers)

    @rule(target=submissions, person=PEOPLE)
    def arrives(self, person):
        made = register(self.date, name=f"Gast {person}", email=f"gast{person}@example.org")
        if self.model.live(person):
            return multiple()
        self.model.submit(person, timezone.now(), confirmed=False)
        assert made.pk == Registration.objects.latest("pk").pk
        return len(self.model.rows) - 1

    def pair(self, number: int) -> tuple[Registration, dict]:
        return Registration.objects.order_by("pk")[number], self.model.rows[number]

    @rule(number=submissions)
    def says_yes(self, number) -> None:
        made, row = self.pair(number)
        try:
            confirm(made)
        except RegistrationClosed:
            raise AssertionError("registration is open") from None
        self.model.yes(row, timezone.now())

    @rule(number=submissions)
    def says_no(self, number) -> None:
        made, row = self.pair(number)
        cancel(made)
        self.model.no(row, timezone.now())

    @rule(number=submissions)
    def takes_it_back(self, number) -> None:
        made, row = self.pair(number)
        undo(made)
        self.model.back(row, timezone.now())

    @rule(minutes=st.sampled_from([1, 9, 11, 61, 600, 1441]))
    def time_passes(self, minutes) -> None:
        self.clock.shift(timedelta(minutes=minutes))
        run_due()
        self.model.lapse(timezone.now())

    @rule(capacity=st.one_of(st.none(), st.integers(1, 6)))
    def capacity_changes(self, capacity) -> None:
        page = self.date.page.specific
        page.capacity = capacity
        page.save()
        promote(self.date)
        self.model.capacity = capacity
        self.model.promote(timezone.now())

    @invariant()
    def agree(self) -> None:
        rows = Registration.objects.order_by("pk").values_list("state", flat=True)
        assert list(rows) == [str(row["state"]) for row in self.model.rows]

    @invariant()
    def every_free_place_is_taken_while_somebody_confirmed_waits(self) -> None:
        date = EventDate.objects.get(pk=self.date.pk)
        waits = date.registrations.in_line().filter(confirmed_at__isnull=False).exists()
        taken = date.registrations.placed().count()
        assert not waits or (date.capacity is not None and taken >= date.capacity)

    @invariant()
    def nobody_is_registered_twice(self) -> None:
        people = list(Registration.objects.live().values_list("person", flat=True))
        assert len(people) == len(set(people))


@pytest.mark.django_db
def test_rule_agrees_with_the_model(record_property):
    stories, steps = reduced(300, 10), reduced(50, 20)
    counts = settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Crowd, settings=counts)
    record_property("proven", f"{stories} stories of up to {steps} steps: the rule does what a naive model of it does")
