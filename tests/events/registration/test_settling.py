"""A setting that changes under people: nobody waits for what no longer comes, and no newcomer overtakes them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from events.models import EventDate, EventPage, Registration
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import registering, rule
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db

State = Registration.State
Out = EventPage.WithoutPlace.OUT


def ask(date: EventDate, *names: str) -> list[Registration]:
    """Return the confirmed registrations of people with these names."""
    made = [registering.register(date, name=name, email=f"{name.lower()}@example.org") for name in names]
    return [rule.confirm(one) for one in made]


def publish(date: EventDate, **changes) -> None:
    page = MeetupPage.objects.get(pk=date.page_id)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def states(date: EventDate) -> dict[str, str]:
    return {one.person.name: one.state for one in date.registrations.order_by("pk").select_related("person")}


def last_mail_to(name: str) -> str:
    """Return the kind of the last mail to the person called ``name``."""
    registration = Registration.objects.filter(person__name=name).latest("pk")
    mails = OutgoingMail.objects.filter(about=f"registration:{registration.pk}")
    return mails.latest("pk").cause.partition(":")[0]


def test_without_approval_the_requests_get_places_in_their_order_before_a_newcomer():
    date = date_of_a_meetup(needs_approval=True, capacity=3)
    ask(date, "Ali", "Bo", "Cas", "Dee")

    publish(date, needs_approval=False)
    ask(date, "Nieuw")

    assert states(date) == {
        "Ali": "confirmed",
        "Bo": "confirmed",
        "Cas": "confirmed",
        "Dee": "waiting",
        "Nieuw": "waiting",
    }
    assert [last_mail_to(name) for name in ("Ali", "Dee", "Nieuw")] == ["registered", "waiting", "waiting"]


def test_without_approval_requests_come_before_people_who_registered_later_and_wait():
    date = date_of_a_meetup(needs_approval=True, capacity=1)
    ask(date, "Ali")
    EventPage.objects.update(needs_approval=False)
    ask(date, "Bo", "Cas")

    publish(date, capacity=2)

    assert states(date) == {"Ali": "confirmed", "Bo": "confirmed", "Cas": "waiting"}


@pytest.mark.parametrize("hand_out", EventPage.HandOut.values)
def test_request_that_is_admitted_is_not_asked_again(hand_out):
    date = date_of_a_meetup(needs_approval=True, capacity=3, hand_out=hand_out)
    ask(date, "Ali")

    publish(date, needs_approval=False)

    assert states(date) == {"Ali": "confirmed"}


def test_request_whose_address_is_confirmed_after_approval_ended_is_admitted():
    date = date_of_a_meetup(needs_approval=True, capacity=1)
    late = registering.register(date, name="Ali", email="ali@example.org")
    publish(date, needs_approval=False)
    assert states(date) == {"Ali": "requested"}

    confirmed = rule.confirm(late)

    assert confirmed.state == State.CONFIRMED
    assert last_mail_to("Ali") == "registered"


def test_request_that_comes_back_after_approval_ended_is_admitted():
    date = date_of_a_meetup(needs_approval=True, capacity=1)
    [mine] = ask(date, "Ali")
    rule.cancel(mine)
    publish(date, needs_approval=False)

    back = rule.undo(Registration.objects.get(pk=mine.pk))

    assert back.state == State.CONFIRMED
    assert last_mail_to("Ali") == "registered"


def test_walk_in_gives_everybody_in_line_a_place_and_tells_them():
    date = date_of_a_meetup(capacity=1, hand_out="offer")
    ask(date, "Ali", "Bo", "Cas")
    rule.cancel(Registration.objects.get(person__name="Ali"))
    assert states(date) == {"Ali": "cancelled", "Bo": "offered", "Cas": "waiting"}

    publish(date, registration="none")

    assert states(date) == {"Ali": "cancelled", "Bo": "confirmed", "Cas": "confirmed"}
    assert [last_mail_to(name) for name in ("Bo", "Cas")] == ["placed", "placed"]
    letter = OutgoingMail.objects.latest("pk")
    assert "iedereen kan binnenlopen" in bytes(letter.message).decode(errors="replace").replace("=\n", "")


def test_walk_in_ends_approval_too():
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    ask(date, "Ali", "Bo")

    publish(date, registration="none")

    assert states(date) == {"Ali": "confirmed", "Bo": "confirmed"}


def test_after_walk_in_the_capacity_counts_again():
    date = date_of_a_meetup(capacity=2)
    publish(date, registration="none")
    assert EventDate.objects.get().capacity is None

    publish(date, registration="here")

    assert EventDate.objects.get().capacity == 2


def test_registration_elsewhere_leaves_the_line_and_the_requests_as_they_are():
    date = date_of_a_meetup(capacity=1)
    ask(date, "Ali", "Bo")

    publish(date, registration="elsewhere", registration_url="https://example.org/")
    assert states(date) == {"Ali": "confirmed", "Bo": "waiting"}
    rule.cancel(Registration.objects.get(person__name="Ali"))

    assert states(date)["Bo"] == "confirmed"


@pytest.mark.parametrize(
    "changes",
    [{"needs_approval": False}, {"registration": "elsewhere", "registration_url": "https://example.org/"}],
    ids=["approval", "elsewhere"],
)
def test_organiser_who_chose_so_sends_requests_away_with_a_mail_and_once_only(changes):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    ask(date, "Ali", "Bo")

    publish(date, without_place=Out, **changes)

    assert states(date) == {"Ali": "declined", "Bo": "declined"}
    assert last_mail_to("Bo") == "declined"
    assert EventPage.objects.get().without_place == "stay"
    assert {one.by_name for one in date.registrations.first().decisions.all()} == {"De redactie, bij het publiceren"}


def test_organiser_who_chose_so_sends_the_line_away_when_registration_is_elsewhere():
    date = date_of_a_meetup(capacity=1)
    ask(date, "Ali", "Bo")

    publish(date, without_place=Out, registration="elsewhere", registration_url="https://example.org/")

    assert states(date) == {"Ali": "confirmed", "Bo": "cancelled"}
    assert last_mail_to("Bo") == "cancelled_by_organiser"


def test_answer_of_old_does_nothing_where_nothing_ended():
    date = date_of_a_meetup(capacity=1)
    ask(date, "Ali", "Bo")

    publish(date, without_place=Out)

    assert states(date) == {"Ali": "confirmed", "Bo": "waiting"}


@pytest.mark.parametrize("answer", EventPage.WithoutPlace.values)
def test_scheduled_publishing_does_what_was_chosen(answer, time_machine):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    ask(date, "Ali", "Bo")
    page = MeetupPage.objects.get()
    page.needs_approval, page.without_place = False, answer
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert states(date) == {"Ali": "requested", "Bo": "requested"}

    time_machine.move_to(page.go_live_at + timedelta(minutes=1))
    call_command("publish_scheduled")

    expected = {"stay": ["confirmed", "waiting"], "out": ["declined", "declined"]}
    assert list(states(date).values()) == expected[answer]


def test_date_that_is_off_is_settled_when_it_is_on_again():
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    ask(date, "Ali")
    move.cancel_date(date, reason="Ziek")
    publish(date, needs_approval=False)
    assert states(date) == {"Ali": "requested"}

    move.restore_date(date)

    assert states(date) == {"Ali": "confirmed"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"needs_approval": False}, {"needs_approval": True}, ["confirmed", "waiting"]),
        ({}, {"capacity": None}, ["confirmed", "confirmed"]),
        ({}, {"capacity": 5}, ["confirmed", "confirmed"]),
        ({}, {"closes_days_before": 7, "capacity": 2}, ["confirmed", "confirmed"]),
    ],
    ids=["approval on", "no limit", "more places", "closed meanwhile"],
)
def test_line_goes_on_by_the_rule_whatever_else_changes(before, after, expected):
    date = date_of_a_meetup(**{"capacity": 1, "dates": [5], **before})
    ask(date, "Ali", "Bo")

    publish(date, **after)

    assert list(states(date).values()) == expected


def test_hold_that_was_made_before_approval_keeps_its_place():
    date = date_of_a_meetup(capacity=1)
    held = registering.register(date, name="Ali", email="ali@example.org")
    publish(date, needs_approval=True)

    assert rule.confirm(held).state == State.CONFIRMED


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_nobody_hangs_or_is_overtaken_however_approval_ends_and_people_ask_at_once():
    date = MeetupFactory(needs_approval=True, capacity=4).dates.get()
    ask(date, "Ali", "Bo")

    def act(number: int) -> None:
        try:
            if number == 3:
                publish(date, needs_approval=False)
            else:
                ask(date, f"Gast {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(8)))

    placed, waiting = (list(date.registrations.filter(state=state)) for state in ("confirmed", "waiting"))
    assert (len(placed), len(waiting)) == (4, 5)
    # A request that was not confirmed yet when approval ended held no place. Whoever had confirmed is never overtaken.
    assert not [(one, other) for one in waiting for other in placed if one.confirmed_at < other.created_at]
