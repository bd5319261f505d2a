"""Waiting list: a free place is given, or offered with a deadline; and a cancellation can be undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventDate, EventPage, Registration
from events.registration import rule
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import can_undo, cancel, confirm, undo
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import date_of_a_meetup, noon, planned

pytestmark = pytest.mark.django_db
State = Registration.State
OFFER = EventPage.HandOut.OFFER


def guest(date: EventDate, number: int, *, confirmed: bool = True) -> Registration:
    made = register(date, name=f"Gast {number}", email=f"gast{number}@example.org")
    return confirm(made) if confirmed else made


def states(date: EventDate) -> list[str]:
    return list(date.registrations.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def now(time_machine):
    time_machine.move_to(noon(0), tick=False)
    return timezone.now()


@pytest.mark.parametrize(
    ("hours_left", "hours_to_decide"),
    [
        pytest.param(14 * 24, 24, id="a day at most"),
        pytest.param(30, 15, id="half of the time that is left"),
        pytest.param(2, 1, id="just in time to ask"),
    ],
)
def test_offer_has_a_deadline(now, hours_left, hours_to_decide):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER, dates=[planned(now + timedelta(hours=hours_left))])
    first, second = guest(date, 1), guest(date, 2)

    cancel(first)

    second.refresh_from_db()
    assert (second.state, second.held_until) == (State.OFFERED, now + timedelta(hours=hours_to_decide))
    assert OutgoingMail.objects.filter(cause__startswith=f"offered:{second.pk}").count() == 1


def test_place_that_falls_free_shortly_before_the_start_is_given_at_once(now):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER, dates=[planned(now + timedelta(minutes=119))])
    first = guest(date, 1)
    guest(date, 2)

    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_offer_takes_the_place_while_it_stands(now):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER)
    first = guest(date, 1)
    guest(date, 2)
    cancel(first)

    newcomer = guest(date, 3)

    assert states(date) == [State.CANCELLED, State.OFFERED, State.WAITING]
    assert newcomer.place_in_line() == 1


def test_offer_accepted_twice_is_one_place(now):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER)
    first, second = guest(date, 1), guest(date, 2)
    cancel(first)

    confirm(second)
    confirm(second)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]
    mails = OutgoingMail.objects.filter(recipient="gast2@example.org", cause__startswith="registered:")
    assert mails.count() == 1


def test_offer_refused_goes_to_the_next(now):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER)
    first, second, _ = (guest(date, number) for number in range(3))
    cancel(first)

    cancel(second)

    assert states(date) == [State.CANCELLED, State.CANCELLED, State.OFFERED]


def test_offer_that_lapses_goes_to_the_next_and_says_so(now, time_machine):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER)
    first, second, _ = (guest(date, number) for number in range(3))
    cancel(first)

    deliver()
    time_machine.shift(timedelta(hours=24))
    assert run_due() == 1

    assert states(date) == [State.CANCELLED, State.EXPIRED, State.OFFERED]
    assert OutgoingMail.objects.filter(cause__startswith=f"offer_lapsed:{second.pk}").exists()


def test_yes_after_the_offer_lapsed_is_the_end_of_the_line(now, time_machine):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER)
    first, second, _ = (guest(date, number) for number in range(3))
    cancel(first)
    deliver()
    time_machine.shift(timedelta(hours=25))
    run_due()

    again = confirm(second)

    assert (again.state, again.place_in_line()) == (State.WAITING, 1)


def test_closing_registration_stops_newcomers_but_not_the_line(now):
    date = date_of_a_meetup(capacity=1, dates=[planned(10)], closes_days_before=7)
    first = guest(date, 1)
    guest(date, 2)
    EventPage.objects.update(closes_days_before=14)
    EventDate.objects.get(pk=date.pk)

    with pytest.raises(rule.RegistrationClosed):
        guest(date, 3)
    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_undo_within_ten_minutes_brings_the_place_back(now, time_machine):
    date = date_of_a_meetup(capacity=1)
    made = cancel(guest(date, 1))
    time_machine.shift(timedelta(minutes=9))

    back = undo(made)

    assert back.pk == made.pk
    assert (back.state, back.sequence > made.sequence) == (State.CONFIRMED, True)
    assert OutgoingMail.objects.filter(cause__startswith=f"registered:{made.pk}").count() == 2


def test_undo_after_ten_minutes_changes_nothing(now, time_machine):
    date = date_of_a_meetup(capacity=1)
    made = cancel(guest(date, 1))
    time_machine.shift(timedelta(minutes=10))

    assert not can_undo(made)
    assert undo(made).state == State.CANCELLED


def test_undo_when_the_place_is_gone_changes_nothing(now):
    date = date_of_a_meetup(capacity=1)
    first = guest(date, 1)
    guest(date, 2)
    cancelled = cancel(first)

    assert undo(cancelled).state == State.CANCELLED
    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_undo_in_line_keeps_the_rank(now):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1)
    second, third = guest(date, 2), guest(date, 3)
    cancelled = cancel(second)

    back = undo(cancelled)

    assert (back.place_in_line(), third.place_in_line()) == (1, 2)


def test_undo_after_registering_anew_changes_nothing(now):
    date = date_of_a_meetup(capacity=2)
    cancelled = cancel(guest(date, 1))
    guest(date, 1)

    assert undo(cancelled).state == State.CANCELLED
    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_undo_after_registering_anew_and_cancelling_that_has_the_highest_sequence(now):
    date = date_of_a_meetup(capacity=1)
    first = cancel(guest(date, 1))
    second = cancel(guest(date, 1))

    back = undo(first)

    assert back.state == State.CONFIRMED
    assert back.sequence > second.sequence > first.sequence


def test_undo_of_what_the_organiser_cancelled_is_not_possible(now):
    date = date_of_a_meetup()
    made = cancel(guest(date, 1), by="organiser")

    assert not can_undo(made)


def test_cancel_undo_and_cancel_again_sends_a_mail_each_time_with_a_higher_sequence(now):
    date = date_of_a_meetup()
    made = cancel(guest(date, 1))
    again = cancel(undo(made))

    assert again.sequence > made.sequence
    assert OutgoingMail.objects.filter(cause__startswith=f"cancelled_by_you:{made.pk}").count() == 2
