"""Places at dates that are part of another: model-based, in any order of actions, and one by one."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from hypothesis.stateful import run_state_machine_as_test as play

from events.models import EventDate, EventPage, Registration
from events.publishing.move import cancel_date, move_date, postpone_date, restore_date
from events.registration.decisions import Refused, add_by_hand, cancel_for, promote_by_hand
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import NoPlaceAtWhole, PlaceElsewhere, RegistrationClosed, cancel, confirm, promote, undo
from tests.factories import MeetupFactory, UserFactory, date_of_a_meetup, noon, planned
from tests.proofs import reduced

State = Registration.State
SURE = {State.CONFIRMED, State.HELD}
DAY = timedelta(days=1)


def whole_with_parts(
    *times: tuple[int, int], capacity: int | None = 1, days: int = 300, **kwargs
) -> tuple[EventDate, list[EventDate]]:
    """Return a date with parts at these minutes after its start. Pairs at the same index modulo 2 share a page."""
    whole = date_of_a_meetup(dates=[planned(noon(days), minutes=480)], title="Conferentie", **kwargs)
    parts = []
    for start, minutes in times:
        part = date_of_a_meetup(
            dates=[planned(whole.start + timedelta(minutes=start), minutes=minutes)], capacity=capacity
        )
        parts.append(part)
    EventDate.objects.filter(pk__in=[part.pk for part in parts]).update(part_of=whole)
    return whole, [EventDate.objects.get(pk=part.pk) for part in parts]


def takes_place(date: EventDate, name: str) -> Registration:
    user = UserFactory(email=f"{name.lower()}@example.org")
    return register(date, name=name, email=user.email, user=user)


# -- One by one


@pytest.mark.django_db
def test_part_takes_nobody_without_a_place_at_the_whole():
    _whole, [part] = whole_with_parts((0, 60))

    with pytest.raises(NoPlaceAtWhole), transaction.atomic():
        takes_place(part, "Noor")

    assert not Registration.objects.exists()


@pytest.mark.django_db
def test_part_takes_nobody_who_only_waits_at_the_whole():
    whole, [part] = whole_with_parts((0, 60))
    page = whole.page.specific
    page.capacity = 1
    page.save()
    takes_place(whole, "Noor")
    user = UserFactory(email="omar@example.org")
    register(whole, name="Omar", email=user.email, user=user)

    with pytest.raises(NoPlaceAtWhole):
        register(part, name="Omar", email=user.email, user=user)


@pytest.mark.django_db
def test_ends_that_meet_do_not_overlap_and_others_do():
    whole, [first, second, long] = whole_with_parts((0, 60), (60, 60), (30, 60), capacity=5)
    noor = takes_place(whole, "Noor").person.user
    who = {"name": "Noor", "email": noor.email, "user": noor}
    register(first, **who)

    assert register(second, **who).state == State.CONFIRMED
    with pytest.raises(PlaceElsewhere) as refused:
        register(long, **who)
    assert refused.value.held.date_id == first.pk


@pytest.mark.django_db
def test_decision_of_the_organiser_can_not_put_somebody_in_two_places():
    whole, [one, other] = whole_with_parts((0, 60), (0, 60), capacity=1)
    organiser = UserFactory()
    noor, omar = takes_place(whole, "Noor").person, takes_place(whole, "Omar").person
    for person, part in ((noor, one), (omar, other)):
        register(part, name=person.name, email=person.email, user=person.user)
    waits = register(other, name="Noor", email=noor.email, user=noor.user)

    with pytest.raises(Refused), transaction.atomic():
        promote_by_hand(waits, by=organiser, reason="Spreker", extra_place=True)
    with pytest.raises(RegistrationClosed), transaction.atomic():
        add_by_hand(one, by=organiser, name="Omar", email=omar.email, extra_place=True)

    assert waits.state == State.WAITING


@pytest.mark.django_db
def test_erased_person_leaves_the_parts_to_the_next():
    from events.privacy.erasure import erase  # noqa: PLC0415  only here

    whole, [part] = whole_with_parts((0, 60))
    noor, omar = takes_place(whole, "Noor").person, takes_place(whole, "Omar").person
    for person in (noor, omar):
        register(part, name=person.name, email=person.email, user=person.user)

    erase(noor)

    assert Registration.objects.get(date=part, person=omar).state == State.CONFIRMED
    assert not Registration.objects.placed().filter(date=part).exclude(person=omar).exists()


# -- In any order


class No(Exception):  # noqa: N818  an answer, not an error
    """Refusal of an action by the model."""


class Reference:
    """Model: rows in order of submission. Place 0 is the whole; the other places are parts."""

    def __init__(self, capacities: dict[int, int | None]) -> None:
        self.capacities, self.is_on, self.rows = capacities, True, []

    @staticmethod
    def overlap(one: int, other: int) -> bool:
        return bool(TIMES[one] & TIMES[other])

    def live(self, person: int, place: int) -> dict | None:
        rows = (row for row in self.rows if row["person"] == person and row["place"] == place)
        return next((row for row in rows if row["state"] in Registration.LIVE), None)

    def free(self, place: int) -> int | None:
        taken = sum(row["place"] == place and row["state"] in Registration.PLACED for row in self.rows)
        capacity = self.capacities[place]
        return None if capacity is None else max(0, capacity - taken)

    def elsewhere(self, person: int, place: int) -> list[dict]:
        """Return what keeps somebody from a place at a part: overlapping places, and other runs of the page."""
        return [
            row
            for row in self.rows
            if row["person"] == person and row["place"] not in {0, place}
            and (
                (row["state"] in SURE and self.overlap(row["place"], place))
                or (row["state"] in Registration.PLACED and PAGES[row["place"]] == PAGES[place])
            )
        ]  # fmt: skip

    def has_whole(self, person: int) -> bool:
        row = self.live(person, 0)
        return bool(row and row["state"] in Registration.PLACED)

    def arrive(self, person: int, place: int) -> None:
        if not self.is_on:
            raise No
        if self.live(person, place):
            return
        if place and not self.has_whole(person):
            raise No
        state = State.WAITING if self.free(place) == 0 else State.CONFIRMED
        if place and state == State.CONFIRMED and self.elsewhere(person, place):
            raise No
        self.rows.append({"person": person, "place": place, "state": state, "until": None, "gave_up": None})

    def promote(self, place: int, now) -> None:
        if not self.is_on:
            return
        for row in self.rows:
            if row["place"] != place or row["state"] != State.WAITING or self.free(place) == 0:
                continue
            others = self.elsewhere(row["person"], place) if place else []
            if any(other["state"] == State.OFFERED for other in others):
                continue
            row["state"] = State.OFFERED if others else State.CONFIRMED
            row["until"] = now + DAY if others else None

    def end(self, row: dict, now, *, undo: bool, expired: bool = False) -> None:
        self.leave(row, now, undo=undo, expired=expired)
        if row["place"] == 0:
            parts = [one for one in self.rows if one["person"] == row["person"] and one["state"] in Registration.LIVE]
            for part in parts:
                self.leave(part, now, undo=True)
            for place in sorted({part["place"] for part in parts}):
                self.promote(place, now)
            self.promote(0, now)

    def leave(self, row: dict, now, *, undo: bool, expired: bool = False) -> None:
        gave_up = (row["state"], now) if undo and row["state"] != State.OFFERED else None
        row |= {"gave_up": gave_up, "state": State.EXPIRED if expired else State.CANCELLED, "until": None}

    def give_up(self, row: dict, now, *, undo: bool = True, expired: bool = False) -> None:
        if row["state"] not in Registration.LIVE:
            return
        self.end(row, now, undo=undo, expired=expired)
        if row["place"]:
            self.promote(row["place"], now)
            self.where_they_wait(row["person"], now)

    def where_they_wait(self, person: int, now) -> None:
        for place in sorted({r["place"] for r in self.rows if r["person"] == person and r["state"] == State.WAITING}):
            if place:
                self.promote(place, now)

    def yes(self, row: dict, now) -> None:
        if row["state"] == State.OFFERED:
            if not self.is_on:
                raise No
            while others := self.elsewhere(row["person"], row["place"]):
                other = min(others, key=lambda one: (min(TIMES[one["place"]]), self.rows.index(one)))
                self.leave(other, now, undo=False)
                self.promote(other["place"], now)
            row |= {"state": State.CONFIRMED, "until": None}
            self.where_they_wait(row["person"], now)
        elif row["state"] == State.WAITING and not self.is_on:
            raise No

    def back(self, row: dict, now) -> None:
        along = [
            one for one in self.rows
            if row["place"] == 0 and one["place"] and one["person"] == row["person"]
            and row["gave_up"] and one["gave_up"] and one["gave_up"][1] == row["gave_up"][1]
        ]  # fmt: skip
        if self.undone(row, now):
            for one in along:
                self.undone(one, now)

    def undone(self, row: dict, now) -> bool:
        if row["state"] != State.CANCELLED or not row["gave_up"] or self.live(row["person"], row["place"]):
            return False
        state, when = row["gave_up"]
        if not self.is_on or when <= now - timedelta(minutes=10):
            return False
        if state == State.CONFIRMED and self.free(row["place"]) == 0:
            return False
        if row["place"] and not self.has_whole(row["person"]):
            return False
        if row["place"] and state == State.CONFIRMED and self.elsewhere(row["person"], row["place"]):
            return False
        row |= {"state": state, "gave_up": None}
        self.promote(row["place"], now)
        return True

    def lapse(self, now) -> None:
        late = [row for row in self.rows if row["until"] and row["until"] <= now and self.is_on]
        for place in sorted({row["place"] for row in late}):
            for row in late:
                if row["place"] == place:
                    self.leave(row, now, undo=False, expired=True)
            self.promote(place, now)
            for row in late:
                if row["place"] == place:
                    self.where_they_wait(row["person"], now)


TIMES = {0: set(range(8)), 1: {0}, 2: {0}, 3: {1}, 4: {1}, 5: {0, 1}}
"""Rounds of each place. Place 5 takes two."""
PAGES = {0: "whole", 1: "a", 2: "b", 3: "a", 4: "c", 5: "d"}
"""Page of each place: the session of place 1 is held again at place 3."""


class Visitors(RuleBasedStateMachine):
    made = Bundle("made")

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

    @initialize(capacities=st.lists(st.integers(1, 2), min_size=5, max_size=5), whole=st.sampled_from([None, 3]))
    def open(self, capacities, whole) -> None:
        self.places = [date_of_a_meetup(dates=[planned(noon(300), minutes=480)], capacity=whole)]
        pages: dict[str, EventPage] = {}
        for place in range(1, 6):
            start, minutes = min(TIMES[place]) * 60, len(TIMES[place]) * 60
            when = planned(self.places[0].start + timedelta(minutes=start), minutes=minutes)
            page = pages.get(PAGES[place])
            date = MeetupFactory(dates=[when]).dates.get()
            EventDate.objects.filter(pk=date.pk).update(
                part_of=self.places[0], page=page or date.page_id, capacity=capacities[place - 1]
            )
            pages.setdefault(PAGES[place], date.page)
            self.places.append(EventDate.objects.get(pk=date.pk))
        self.people = [UserFactory(email=f"gast{number}@example.org") for number in range(5)]
        self.organiser = UserFactory()
        self.model = Reference({0: whole, **{number + 1: one for number, one in enumerate(capacities)}})

    def both(self, does, model) -> None:
        try:
            model()
        except No:
            with pytest.raises((RegistrationClosed, Refused)), transaction.atomic():
                does()
        else:
            does()

    def pair(self, number: int) -> tuple[Registration, dict]:
        return Registration.objects.order_by("pk")[number], self.model.rows[number]

    @rule(target=made, person=st.integers(0, 4), place=st.integers(0, 5))
    def arrives(self, person, place):
        user, before = self.people[person], len(self.model.rows)
        self.both(
            lambda: register(self.places[place], name=f"Gast {person}", email=user.email, user=user),
            lambda: self.model.arrive(person, place),
        )
        return multiple(*range(before, len(self.model.rows)))

    @rule(number=made)
    def says_no(self, number) -> None:
        found, row = self.pair(number)
        self.both(lambda: cancel(found), lambda: self.model.give_up(row, timezone.now()))

    @rule(number=made)
    def is_signed_off(self, number) -> None:
        found, row = self.pair(number)
        self.both(
            lambda: cancel_for(found, by=self.organiser),
            lambda: self.model.give_up(row, timezone.now(), undo=False),
        )

    @rule(number=made)
    def says_yes(self, number) -> None:
        found, row = self.pair(number)
        if row["state"] != State.EXPIRED:
            self.both(lambda: confirm(found), lambda: self.model.yes(row, timezone.now()))

    @rule(number=made)
    def takes_it_back(self, number) -> None:
        found, row = self.pair(number)
        self.both(lambda: undo(found), lambda: self.model.back(row, timezone.now()))

    @rule(minutes=st.sampled_from([1, 9, 11, 1441]))
    def time_passes(self, minutes) -> None:
        self.clock.shift(timedelta(minutes=minutes))
        run_due()
        self.model.lapse(timezone.now())

    @rule(place=st.integers(1, 5), capacity=st.integers(1, 3))
    def room_changes(self, place, capacity) -> None:
        EventDate.objects.filter(pk=self.places[place].pk).update(capacity=capacity)
        promote(self.places[place])
        self.model.capacities[place] = capacity
        self.model.promote(place, timezone.now())

    @invariant()
    def agree(self) -> None:
        rows = Registration.objects.order_by("pk").values_list("state", flat=True)
        assert list(rows) == [str(row["state"]) for row in self.model.rows]

    @invariant()
    def nobody_is_at_two_parts_at_once_or_at_a_part_alone(self) -> None:
        sure = Registration.objects.filter(state__in=[*Registration.LIVE]).select_related("date")
        by_person: dict[int, list[Registration]] = {}
        for one in sure:
            by_person.setdefault(one.person_id, []).append(one)
        for found in by_person.values():
            parts = [one for one in found if one.date.part_of_id]
            whole = [one for one in found if not one.date.part_of_id]
            assert not parts or whole
            assert not parts or whole[0].state in Registration.PLACED
            certain = [one.date for one in parts if one.state in SURE]
            assert not any(
                one.start < other.end and other.start < one.end
                for number, one in enumerate(certain)
                for other in certain[number + 1 :]
            )

    @invariant()
    def places_stay_within_capacity(self) -> None:
        for number, date in enumerate(self.places):
            if self.model.capacities[number] is not None and number == 0:
                assert date.registrations.counted().count() <= self.model.capacities[number]


@pytest.mark.django_db
def test_parts_follow_the_model_in_any_order():
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    play(
        Visitors,
        settings=settings(
            max_examples=reduced(150, 6), stateful_step_count=30, deadline=None, suppress_health_check=checks
        ),
    )


@pytest.mark.django_db
def test_cancelled_whole_takes_its_parts_along_and_back():
    whole, [part] = whole_with_parts((0, 60))
    noor = takes_place(whole, "Noor").person
    register(part, name="Noor", email=noor.email, user=noor.user)

    cancel_date(whole, reason="Storm")
    part.refresh_from_db()
    assert part.is_cancelled

    restore_date(whole)
    part.refresh_from_db()
    assert part.status == EventDate.Status.SCHEDULED
    assert Registration.objects.get(date=part).state == State.CONFIRMED


@pytest.mark.django_db
def test_moved_whole_takes_its_parts_along_at_the_same_time_by_the_clock(time_machine):
    time_machine.move_to("2027-03-01T12:00:00+01:00")
    whole, [part] = whole_with_parts((60, 60), days=10)

    postpone_date(whole, reason="Ziek")
    part.refresh_from_db()
    assert part.is_postponed
    # After the change to summer time.
    move_date(whole, start=noon(30), end=noon(30) + timedelta(hours=8), place="", reason="")

    part.refresh_from_db()
    assert (part.start, part.status) == (noon(30) + timedelta(hours=1), EventDate.Status.SCHEDULED)
