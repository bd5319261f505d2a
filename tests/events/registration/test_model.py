"""Model-based test of the registration rule: in any order of actions, rule and model agree and invariants hold."""

from datetime import timedelta
from math import ceil

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
from events.registration.decisions import Refused, add_by_hand, approve, cancel_for, decline, promote_by_hand
from events.registration.lapsing import run_due
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import RegistrationClosed, cancel, confirm, promote, undo
from outbox.delivery import deliver
from tests.factories import UserFactory, date_of_a_meetup, noon
from tests.proofs import reduced

State = Registration.State
Kind = Decision.Kind
PEOPLE = st.integers(min_value=0, max_value=11)
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


class No(Exception):  # noqa: N818  an answer, not an error
    """Refusal of an action by the model."""


class Reference:
    """Model of the rule, as short as possible: a list of registrations in order of submission."""

    def __init__(self, capacity: int | None, *, offers: bool, approval: bool) -> None:
        self.capacity, self.offers, self.approval, self.is_on = capacity, offers, approval, True
        self.mail_is_up = True
        self.rows: list[dict] = []
        self.log: list[tuple] = []

    def live(self, person: int) -> dict | None:
        return next((row for row in self.rows if row["person"] == person and row["state"] in Registration.LIVE), None)

    def free(self) -> int | None:
        if self.capacity is None:
            return None
        taken = sum(row["state"] in Registration.PLACED and not row["extra"] for row in self.rows)
        return max(0, self.capacity - taken)

    def ahead(self, row: dict) -> int:
        """Count the confirmed people without a place who submitted earlier than ``row``."""
        earlier = self.rows[: self.rows.index(row)]
        return sum(one["confirmed"] and one["state"] in {State.WAITING, State.REQUESTED} for one in earlier)

    def check_on(self) -> None:
        if not self.is_on:
            raise No

    def most_to_hold(self, network: int, now) -> int | None:
        """Count the places that may be held for the unconfirmed from a network: half in all, a third for each."""
        if self.capacity is None:
            return None
        held = [row["network"] for row in self.rows if row["state"] == State.HELD]

        def left(one: int) -> int:
            return max(0, ceil(self.capacity / 3) - held.count(one))

        first: list[int] = []  # those who wait unconfirmed, and could have been held if there had been room
        for row in self.rows:
            waits = row["state"] == State.WAITING and not row["confirmed"] and row["at"] > now - HOUR
            if waits and first.count(row["network"]) < left(row["network"]):
                first.append(row["network"])
        in_all = min(self.free(), ceil(self.capacity / 2) - len(held)) - len(first)
        return max(0, min(in_all, left(network) - first.count(network)))

    def arrive(self, people: list[int], now) -> None:
        self.check_on()
        for person in dict.fromkeys(people):
            if not self.live(person):
                self.submit(person, now, confirmed=False, network=people[0] % 3, by_colleague=person != people[0])

    def submit(
        self,
        person: int,
        now,
        *,
        confirmed: bool,
        approved: bool = False,
        extra: bool = False,
        by_colleague: bool = False,
        network: int = 0,
    ) -> dict:
        has_place = extra or (self.free() if confirmed else self.most_to_hold(network, now)) != 0
        if self.approval and not approved:
            state = State.REQUESTED
        elif has_place:
            state = State.CONFIRMED if confirmed else State.HELD
        else:
            state = State.WAITING
        long = DAY if by_colleague or state != State.HELD else HOUR
        until = None if confirmed else now + long
        row = {"person": person, "state": state, "confirmed": confirmed, "until": until, "gave_up": None, "at": now}
        row |= {"extra": extra, "approved": approved, "long": long, "asked": self.mail_is_up, "network": network}
        self.rows.append(row)
        return self.rows[-1]

    def promote(self, now) -> None:
        for row in self.rows:
            if self.free() == 0 or not self.is_on:
                return
            if row["state"] == State.WAITING and row["confirmed"]:
                offered = self.offers and self.capacity is not None
                row |= {"state": State.OFFERED if offered else State.CONFIRMED, "until": now + DAY if offered else None}
                row |= {"asked": self.mail_is_up, "long": DAY}

    def yes(self, row: dict, now) -> None:
        if row["state"] in Registration.LIVE and row["state"] != State.CONFIRMED:
            self.check_on()
        if row["state"] in {State.HELD, State.OFFERED}:
            row |= {"state": State.CONFIRMED, "confirmed": True, "until": None}
        elif row["state"] in {State.WAITING, State.REQUESTED} and not row["confirmed"]:
            at_once = row["state"] == State.WAITING and self.free() != 0
            row |= {"confirmed": True, "until": None, "state": State.CONFIRMED if at_once else row["state"]}
        elif row["state"] == State.EXPIRED:
            # An expired link submits again only once: not after a later submission.
            later = [one for one in self.rows[self.rows.index(row) + 1 :] if one["person"] == row["person"]]
            if live := self.live(row["person"]):
                self.yes(live, now)
            elif not later:
                self.check_on()
                self.submit(row["person"], now, confirmed=True, approved=row["approved"])

    def no(self, row: dict, now, *, by_organiser: bool = False) -> None:
        if row["state"] in Registration.LIVE:
            if by_organiser:
                self.note(row, Kind.CANCELLED)
            can_undo = row["confirmed"] and row["state"] != State.OFFERED and not by_organiser
            row |= {"gave_up": (row["state"], now) if can_undo else None, "state": State.CANCELLED, "until": None}
            self.promote(now)

    def back(self, row: dict, now) -> None:
        if row["state"] != State.CANCELLED or not row["gave_up"] or self.live(row["person"]) or not self.is_on:
            return
        state, when = row["gave_up"]
        no_place = state == State.CONFIRMED and not row["extra"] and self.free() == 0
        if when > now - timedelta(minutes=10) and not no_place:
            row |= {"state": state, "gave_up": None}
            self.promote(now)

    def lapse(self, now) -> None:
        late = [row for row in self.rows if row["until"] and row["until"] <= now and self.is_on and row["asked"]]
        for row in late:
            row |= {"state": State.EXPIRED, "until": None}
        if late:
            self.promote(now)

    def restore(self, now) -> None:
        self.is_on = True
        self.start_again(now, self.rows)
        self.promote(now)

    def start_again(self, now, rows: list[dict]) -> None:
        for row in rows:
            if row["until"]:
                row["until"] = max(row["until"], now + row["long"])

    def mail_leaves(self, now) -> None:
        """Let the mails leave that waited while the mail server was away. Deadlines count from now."""
        self.mail_is_up = True
        late = [row for row in self.rows if not row["asked"]]
        for row in late:
            row["asked"] = True
        if self.is_on:
            self.start_again(now, late)

    # Decisions of the organiser

    def note(self, row: dict, kind: Kind, overtook: int = 0, *, extra: bool = False) -> None:
        self.log.append((self.rows.index(row), kind, overtook, extra))

    def check_can_decide(self, row: dict) -> None:
        self.check_on()
        if not row["confirmed"]:
            raise No

    def approve(self, row: dict) -> None:
        if row["state"] not in {State.REQUESTED, State.DECLINED}:
            return
        self.check_can_decide(row)
        if self.live(row["person"]) not in (None, row):
            raise No
        has_place = self.free() != 0
        self.note(row, Kind.APPROVED, self.ahead(row) if has_place else 0)
        row |= {"state": State.CONFIRMED if has_place else State.WAITING, "approved": True}

    def decline(self, row: dict) -> None:
        if row["state"] == State.REQUESTED:
            self.check_can_decide(row)
            self.note(row, Kind.DECLINED)
            row["state"] = State.DECLINED

    def let_go_first(self, row: dict, *, extra: bool) -> None:
        if row["state"] == State.CONFIRMED:
            return
        if row["state"] not in {State.WAITING, State.OFFERED}:
            raise No
        self.check_can_decide(row)
        waits = row["state"] == State.WAITING
        is_extra = waits and self.free() == 0
        if is_extra and not extra:
            raise No
        self.note(row, Kind.PROMOTED, self.ahead(row) if waits else 0, extra=is_extra)
        row |= {"state": State.CONFIRMED, "until": None, "extra": is_extra, "approved": True}

    def add(self, person: int, now, *, extra: bool) -> None:
        self.check_on()
        if not self.live(person):
            is_extra = extra and self.free() == 0
            row = self.submit(person, now, confirmed=True, approved=True, extra=is_extra)
            overtook = self.ahead(row) if row["state"] == State.CONFIRMED else 0
            self.note(row, Kind.ADDED, overtook, extra=is_extra)


def name_and_address(person: int) -> tuple[str, str]:
    """Return a name, and an address that every two people share."""
    return f"Gast {person}", f"praktijk{person // 2}@example.org"


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

    @initialize(capacity=st.one_of(st.none(), st.integers(1, 4)), offers=st.booleans(), approval=st.booleans())
    def open(self, capacity, offers, approval) -> None:
        hand_out = EventPage.HandOut.OFFER if offers else EventPage.HandOut.AT_ONCE
        self.date = date_of_a_meetup(capacity=capacity, hand_out=hand_out, needs_approval=approval, dates=[300])
        self.organiser = UserFactory()
        self.model = Reference(capacity, offers=offers, approval=approval)
        self.most, self.before = capacity, {}

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

    @rule(target=submissions, person=PEOPLE)
    def arrives(self, person):
        name, email = name_and_address(person)
        new = self.both(
            lambda: register(self.date, name=name, email=email, network=f"net {person % 3}"),
            lambda: self.model.arrive([person], timezone.now()),
        )
        return self.numbers_of(new)

    @rule(target=submissions, people=st.lists(PEOPLE, min_size=2, max_size=4))
    def arrive_together(self, people):
        (name, email), *others = map(name_and_address, people)
        colleagues = [Colleague(*other) for other in others]
        new = self.both(
            lambda: register_together(
                self.date, name=name, email=email, colleagues=colleagues, network=f"net {people[0] % 3}"
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

    @rule(target=submissions, person=PEOPLE, extra=st.booleans())
    def is_added_by_hand(self, person, extra):
        name, email = name_and_address(person)
        new = self.both(
            lambda: add_by_hand(
                self.date, by=self.organiser, name=name, email=email, extra_place=extra, reason="Spreker"
            ),
            lambda: self.model.add(person, timezone.now(), extra=extra),
        )
        return self.numbers_of(new)

    @rule(capacity=st.one_of(st.none(), st.integers(1, 6)))
    def capacity_changes(self, capacity) -> None:
        page = self.date.page.specific
        page.capacity = capacity
        page.save()
        promote(self.date)
        self.model.capacity = capacity
        self.model.promote(timezone.now())

    @rule()
    def approval_is_switched(self) -> None:
        self.model.approval = not self.model.approval
        page = self.date.page.specific
        page.needs_approval = self.model.approval
        page.save()

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
        rows = Registration.objects.order_by("pk").values_list("state", "has_extra_place")
        assert list(rows) == [(str(row["state"]), row["extra"]) for row in self.model.rows]

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
        counted = date.registrations.counted().count()
        extra = date.registrations.placed().filter(has_extra_place=True)
        if date.capacity is None:
            self.most = None
        else:
            allowed = date.capacity if self.most is None else max(date.capacity, self.most)
            assert self.most is None or counted <= allowed
            self.most = max(date.capacity, counted)
        assert not extra.exclude(decisions__extra_place=True).exists()

    @invariant()
    def nobody_is_overtaken_but_by_a_logged_exemption(self) -> None:
        rows = list(Registration.objects.order_by("pk"))
        waiting = [row.pk for row in rows if row.state == State.WAITING and row.confirmed_at]
        waited = [pk for pk in waiting if self.before.get(pk) == (State.WAITING, True)]
        placed = [row for row in rows if row.state in Registration.PLACED]
        newly = [row for row in placed if self.before.get(row.pk, ("", None))[0] not in Registration.PLACED]
        for row in newly:
            if waited and waited[0] < row.pk:
                assert row.decisions.filter(overtook__gt=0).exists()
        self.before = {row.pk: (row.state, row.confirmed_at is not None) for row in rows}

    @invariant()
    def every_free_place_is_taken_while_somebody_confirmed_waits(self) -> None:
        date = EventDate.objects.get(pk=self.date.pk)
        waits = date.registrations.in_line().filter(confirmed_at__isnull=False).exists()
        is_full = date.capacity is not None and date.registrations.counted().count() >= date.capacity
        assert not waits or is_full or date.is_cancelled

    @invariant()
    def nobody_knows_the_network_of_the_confirmed(self) -> None:
        assert not Registration.objects.exclude(network="").filter(confirmed_at__isnull=False).exists()

    @invariant()
    def nobody_is_registered_twice(self) -> None:
        people = list(Registration.objects.live().values_list("person", flat=True))
        assert len(people) == len(set(people))


@pytest.mark.django_db
def test_rule_agrees_with_the_model(record_property):
    stories, steps = reduced(60, 8), reduced(50, 20)  # a step takes about 60 ms
    counts = settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Crowd, settings=counts)
    record_property("proven", f"{stories} stories of up to {steps} steps: the rule does what a naive model of it does")
