"""Organiser's decisions: approve, decline, let somebody go first, add by hand. All of them are logged."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.utils import timezone

from events.dates.places import places_for
from events.mail import messages, words
from events.models import Decision, EventDate, EventPage, Registration
from events.publishing.move import cancel_date
from events.registration.decisions import NoPlace, Refused, add_by_hand, approve, cancel_for, decline, promote_by_hand
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import RegistrationClosed, cancel, confirm, free_places, promote, undo
from events.registration.series import change_date
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, RegistrationFactory, UserFactory, date_of_a_meetup, noon

pytestmark = pytest.mark.django_db
State = Registration.State
Kind = Decision.Kind


@pytest.fixture
def organiser():
    return UserFactory(first_name="Noor", last_name="Jansen")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(noon(0), tick=False)


def guest(date: EventDate, number: int, *, confirmed: bool = True) -> Registration:
    made = register(date, name=f"Gast {number}", email=f"gast{number}@example.org")
    return confirm(made) if confirmed else made


def plain_text(mail: OutgoingMail) -> str:
    body = message_from_bytes(bytes(mail.message), policy=SMTP).get_body(("plain",))
    return body.get_content()


def states(date: EventDate) -> list[str]:
    return list(date.registrations.order_by("pk").values_list("state", flat=True))


def log(date: EventDate) -> list[tuple]:
    decisions = Decision.objects.filter(registration__date=date)
    return list(decisions.values_list("kind", "by_name", "reason", "overtook", "extra_place"))


def causes(number: int) -> list[str]:
    mails = OutgoingMail.objects.filter(recipient=f"gast{number}@example.org").order_by("pk")
    return [cause.split(":")[0] for cause in mails.values_list("cause", flat=True)]


# -- Approval ----------------------------------------------------------------------------------------------------------


def test_request_takes_no_place_and_asks_once_the_address_is_confirmed():
    date = date_of_a_meetup(capacity=1, needs_approval=True)

    made = guest(date, 1, confirmed=False)

    assert (made.state, made.confirmed_at, made.placed_at) == (State.REQUESTED, None, None)
    assert list(date.registrations.requested()) == []
    assert confirm(made).state == State.REQUESTED
    assert list(date.registrations.requested()) == [made]
    assert free_places(date) == 1
    assert causes(1) == ["confirm_request", "requested"]


def test_request_of_who_is_signed_in_asks_at_once():
    user = UserFactory()

    made = register(date_of_a_meetup(needs_approval=True), name="Noor", email=user.email, user=user)

    assert (made.state, made.confirmed_at is not None) == (State.REQUESTED, True)


def test_request_whose_address_nobody_confirms_lapses_after_a_day(time_machine):
    date = date_of_a_meetup(needs_approval=True)
    guest(date, 1, confirmed=False)
    guest(date, 2)

    deliver()
    time_machine.shift(timedelta(hours=24))
    run_due()

    assert states(date) == [State.EXPIRED, State.REQUESTED]


def test_approve_gives_a_place_and_the_normal_mail(organiser):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    made = guest(date, 1)

    approve(made, by=organiser)
    approve(made, by=organiser)

    made.refresh_from_db()
    assert (made.state, made.placed_at is not None) == (State.CONFIRMED, True)
    assert causes(1)[2:] == ["registered"]
    assert log(date) == [(Kind.APPROVED, "Noor Jansen", "", 0, False)]


def test_approve_when_full_puts_in_line_by_the_moment_they_asked(organiser):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    first, second, third = (guest(date, number) for number in range(3))
    approve(third, by=organiser)

    approve(second, by=organiser)
    approve(first, by=organiser)

    assert states(date) == [State.WAITING, State.WAITING, State.CONFIRMED]
    assert [Registration.objects.get(pk=made.pk).place_in_line() for made in (first, second)] == [1, 2]
    assert causes(0)[2:] == ["waiting"]
    # The third overtook two earlier requests. The two who got in line overtook nobody.
    assert [row[3] for row in log(date)] == [2, 0, 0]


def test_approved_and_waiting_gets_the_place_that_falls_free(organiser):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    first, second = guest(date, 1), guest(date, 2)
    approve(first, by=organiser)
    approve(second, by=organiser)

    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_place_that_falls_free_goes_to_no_request():
    date = date_of_a_meetup(capacity=1)
    first = guest(date, 1)
    EventPage.objects.update(needs_approval=True)
    guest(date, 2)

    cancel(first)
    EventDate.objects.update(capacity=None)
    promote(date)

    assert states(date) == [State.CANCELLED, State.REQUESTED]


def test_decline_says_so_with_the_reason_and_takes_no_place(organiser):
    date = date_of_a_meetup(needs_approval=True)
    made = guest(date, 1)

    decline(made, by=organiser, reason="Deze keer alleen voor wijkverpleegkundigen.")
    decline(made, by=organiser, reason="Nog eens")

    mail = OutgoingMail.objects.get(cause__startswith="declined:")
    assert b"Deze keer alleen voor wijkverpleegkundigen." in bytes(mail.message).replace(b"=\r\n", b"")
    assert states(date) == [State.DECLINED]
    assert log(date) == [(Kind.DECLINED, "Noor Jansen", "Deze keer alleen voor wijkverpleegkundigen.", 0, False)]


def test_declined_by_mistake_can_still_be_approved(organiser):
    date = date_of_a_meetup(capacity=1, needs_approval=True)
    made = guest(date, 1)
    decline(made, by=organiser)

    approve(made, by=organiser)

    assert states(date) == [State.CONFIRMED]


def test_declined_and_asked_anew_is_approved_once(organiser):
    date = date_of_a_meetup(needs_approval=True)
    declined = guest(date, 1)
    decline(declined, by=organiser)
    guest(date, 1)

    with pytest.raises(Refused, match="opnieuw aangemeld"):
        approve(declined, by=organiser)

    assert states(date) == [State.DECLINED, State.REQUESTED]


@pytest.mark.parametrize("decide", [approve, decline])
def test_address_that_is_not_confirmed_is_not_decided_about(organiser, decide):
    date = date_of_a_meetup(needs_approval=True)
    made = guest(date, 1, confirmed=False)

    with pytest.raises(Refused, match="nog niet bevestigd"):
        decide(made, by=organiser)

    assert (states(date), log(date)) == ([State.REQUESTED], [])


@pytest.mark.parametrize("decide", [approve, decline])
def test_nothing_is_decided_about_a_date_that_is_off(organiser, decide):
    date = date_of_a_meetup(needs_approval=True)
    made = guest(date, 1)
    cancel_date(date, reason="Storm")

    with pytest.raises(RegistrationClosed, match="gaat niet door"):
        decide(made, by=organiser)

    assert states(date) == [State.REQUESTED]


def test_mails_to_who_asks_do_not_speak_of_a_place(organiser):
    date = date_of_a_meetup(needs_approval=True)
    made = guest(date, 1)

    messages.tell(date, words.Kind.DATE_RESTORED, date.sequence, None)
    cancel(made)

    restored, cancelled = OutgoingMail.objects.order_by("pk")[2:]
    assert "Je aanvraag blijft staan." in plain_text(restored)
    assert "Je plek" not in plain_text(restored) + plain_text(cancelled)


def test_request_taken_back_can_be_undone_with_its_rank():
    date = date_of_a_meetup(needs_approval=True)
    first = guest(date, 1)
    guest(date, 2)

    back = undo(cancel(first))

    assert (back.state, date.registrations.requested().first()) == (State.REQUESTED, first)


def test_offer_that_lapsed_for_who_was_approved_needs_no_second_approval(organiser, time_machine):
    date = date_of_a_meetup(capacity=1, needs_approval=True, hand_out=EventPage.HandOut.OFFER)
    first, second = guest(date, 1), guest(date, 2)
    approve(first, by=organiser)
    approve(second, by=organiser)
    cancel(first)
    deliver()
    time_machine.shift(timedelta(hours=25))
    run_due()

    again = confirm(second)

    assert again.state == State.CONFIRMED


def test_who_was_approved_changes_to_another_date_without_asking_again(organiser):
    first, second = MeetupFactory(dates=(7, 14), capacity=2, needs_approval=True).dates.order_by("start")
    made = approve(guest(first, 1), by=organiser)

    changed = change_date(made, to=second)
    asked_again = change_date(guest(first, 2), to=second)

    assert (changed.state, asked_again.state) == (State.CONFIRMED, State.REQUESTED)


# -- Letting somebody go first -----------------------------------------------------------------------------------------


def test_promote_by_hand_without_a_free_place_is_told_and_changes_nothing(organiser):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1)
    waiting = guest(date, 2)

    with pytest.raises(NoPlace, match="geen plek vrij voor Gast 2"):
        promote_by_hand(waiting, by=organiser, reason="Spreker")

    assert (states(date), log(date)) == ([State.CONFIRMED, State.WAITING], [])


def test_promote_by_hand_with_an_extra_place_is_logged_with_who_was_overtaken(organiser):
    date = date_of_a_meetup(capacity=1)
    for number in range(3):
        guest(date, number)
    last = guest(date, 3)

    promote_by_hand(last, by=organiser, reason="Zij is de spreker.", extra_place=True)
    promote_by_hand(last, by=organiser, reason="Nog eens", extra_place=True)

    assert states(date) == [State.CONFIRMED, State.WAITING, State.WAITING, State.CONFIRMED]
    assert log(date) == [(Kind.PROMOTED, "Noor Jansen", "Zij is de spreker.", 2, True)]
    assert causes(3)[-1] == "placed"
    assert date.registrations.placed().count() == 2
    assert date.registrations.counted().count() == 1


def test_extra_place_goes_with_the_person_and_takes_nobodys_turn(organiser):
    date = date_of_a_meetup(capacity=1)
    first, _second, third = (guest(date, number) for number in range(3))
    promote_by_hand(third, by=organiser, reason="Spreker", extra_place=True)

    cancel(first)
    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED]

    newcomer = guest(date, 9)
    cancel(third)
    newcomer.refresh_from_db()
    assert newcomer.state == State.WAITING


def test_extra_place_given_up_can_be_taken_back(organiser):
    date = date_of_a_meetup(capacity=1)
    _first, second = guest(date, 1), guest(date, 2)
    promote_by_hand(second, by=organiser, reason="Spreker", extra_place=True)
    second.refresh_from_db()

    assert undo(cancel(second)).state == State.CONFIRMED


def test_promote_by_hand_takes_a_free_place_when_there_is_one(organiser, time_machine):
    date = date_of_a_meetup(capacity=1)
    first, second = guest(date, 1), guest(date, 2)
    time_machine.move_to(date.start + timedelta(minutes=1))  # under way: the rule no longer hands out places
    cancel(first)

    made = promote_by_hand(second, by=organiser, reason="Staat aan de deur.", extra_place=True)

    assert (made.state, made.has_extra_place) == (State.CONFIRMED, False)
    assert log(date)[0][-1] is False


def test_promote_by_hand_says_yes_for_who_was_offered_a_place(organiser):
    date = date_of_a_meetup(capacity=1, hand_out=EventPage.HandOut.OFFER)
    first, second = guest(date, 1), guest(date, 2)
    cancel(first)

    made = promote_by_hand(second, by=organiser, reason="Belde: ja.")

    assert (made.state, made.has_extra_place) == (State.CONFIRMED, False)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"cancelled": True}, "niet op de wachtlijst"),
        ({"requested": True}, "niet op de wachtlijst"),
        ({"waiting": True, "confirmed_at": None}, "nog niet bevestigd"),
    ],
    ids=["cancelled", "requested", "not confirmed"],
)
def test_promote_by_hand_is_for_who_waits(organiser, state, words):
    made = RegistrationFactory(**state)

    with pytest.raises(Refused, match=words):
        promote_by_hand(made, by=organiser, reason="Spreker", extra_place=True)

    assert not Decision.objects.exists()


# -- Added by hand -----------------------------------------------------------------------------------------------------


def test_add_by_hand_counts_as_confirmed_and_approved(organiser):
    date = date_of_a_meetup(capacity=2, needs_approval=True)

    made, is_new = add_by_hand(date, by=organiser, name=" Truus   Bos", email="Gast1@Example.org", organisation="TWB")

    assert (made.state, is_new, made.person.name, made.booking.organisation) == (
        State.CONFIRMED,
        True,
        "Truus Bos",
        "TWB",
    )
    assert causes(1) == ["registered"]
    assert log(date) == [(Kind.ADDED, "Noor Jansen", "", 0, False)]


def test_add_by_hand_when_full_is_the_end_of_the_line(organiser):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1)
    guest(date, 2)

    made, _new = add_by_hand(date, by=organiser, name="Truus")

    assert (made.state, made.place_in_line()) == (State.WAITING, 2)


def test_add_by_hand_when_full_with_an_extra_place(organiser):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1)
    guest(date, 2)

    made, _new = add_by_hand(date, by=organiser, name="Truus", extra_place=True, reason="Zij leidt het gesprek.")

    assert (made.state, made.has_extra_place) == (State.CONFIRMED, True)
    assert log(date) == [(Kind.ADDED, "Noor Jansen", "Zij leidt het gesprek.", 1, True)]


def test_add_by_hand_does_not_make_an_extra_place_while_one_is_free(organiser):
    made, _new = add_by_hand(date_of_a_meetup(capacity=1), by=organiser, name="Truus", extra_place=True, reason="Zo")

    assert made.has_extra_place is False


def test_who_has_no_address_gets_no_mail_whatever_happens(organiser):
    date = date_of_a_meetup(capacity=1)
    first = guest(date, 1)
    made, _new = add_by_hand(date, by=organiser, name="Truus")
    before = OutgoingMail.objects.exclude(recipient="gast1@example.org").count()

    cancel(first)
    cancel_for(made, by=organiser)

    made.refresh_from_db()
    assert (before, made.state) == (0, State.CANCELLED)
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {"gast1@example.org"}
    assert made not in date.registrations.notifiable()


def test_add_by_hand_twice_is_one_registration(organiser):
    date = date_of_a_meetup()

    once, _new = add_by_hand(date, by=organiser, name="Truus Bos")
    again, is_new = add_by_hand(date, by=organiser, name=" truus  BOS ")

    assert (once, is_new, len(log(date))) == (again, False, 1)


def test_two_without_an_address_at_two_dates_are_two_people(organiser):
    one, _new = add_by_hand(date_of_a_meetup(), by=organiser, name="Jan Jansen")
    other, _new = add_by_hand(date_of_a_meetup(), by=organiser, name="Jan Jansen")

    assert one.person != other.person


def test_add_by_hand_after_registering_has_closed_but_not_when_it_is_over(organiser, time_machine):
    date = date_of_a_meetup(closes_days_before=7)
    time_machine.move_to(date.start - timedelta(days=1))

    assert add_by_hand(date, by=organiser, name="Truus")[0].state == State.CONFIRMED

    time_machine.move_to(date.end)
    with pytest.raises(RegistrationClosed, match="al geweest"):
        add_by_hand(date, by=organiser, name="Bep")


def test_cancel_for_somebody_gives_the_place_on_and_is_logged_once(organiser):
    date = date_of_a_meetup(capacity=1)
    first, _second = guest(date, 1), guest(date, 2)

    cancel_for(first, by=organiser)
    cancel_for(first, by=organiser)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]
    assert log(date) == [(Kind.CANCELLED, "Noor Jansen", "", 0, False)]
    assert causes(1)[-1] == "cancelled_by_organiser"


def test_log_outlives_the_account_of_who_decided(organiser):
    date = date_of_a_meetup(needs_approval=True)
    approve(guest(date, 1), by=organiser)

    organiser.delete()

    assert log(date) == [(Kind.APPROVED, "Noor Jansen", "", 0, False)]
    assert timezone.now() >= Decision.objects.get().made_at


def test_requests_and_extra_places_leave_the_free_places_as_they_are(organiser):
    date = date_of_a_meetup(capacity=2, needs_approval=True)
    guest(date, 1)
    RegistrationFactory(date=date, has_extra_place=True)
    RegistrationFactory(date=date)

    [places] = places_for([date]).values()

    assert (places.words, places.left, places.taken, places.waiting) == ("Nog 1 plek", 1, 2, 0)
