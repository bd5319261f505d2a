from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.links import LinkRotated, registration_path, registration_secret, registration_to_change
from events.models import Booking, EventDate, Person, Registration
from events.models.registrations import TRANSITIONS, ImpossibleTransition
from events.privacy.erasure import erase
from events.privacy.link_rotation import rotate_link
from events.publishing import move
from events.registration.lapsing import run_due
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import RegistrationClosed, cancel, confirm, promote, undo
from events.registration.series import change_date
from network.models import OrganisationPage
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    noon,
    planned,
)

pytestmark = pytest.mark.django_db
State = Registration.State


def guest(date: EventDate, number: int, *, confirmed: bool = True) -> Registration:
    """Register guest ``number``, without an account, and follow the link in the mail if ``confirmed``."""
    made = register(date, name=f"Gast {number}", email=f"gast{number}@example.org")
    return confirm(made) if confirmed else made


def states(date: EventDate) -> list[str]:
    return list(date.registrations.order_by("pk").values_list("state", flat=True))


def causes() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("cause", flat=True))


def test_register_guest_holds_a_place_for_an_hour(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(capacity=2)

    made = register(date, name="Fatima de Wit", email="Fatima@Example.org", organisation="TWB")

    assert made.state == State.HELD
    assert made.held_until == timezone.now() + timedelta(minutes=60)
    assert made.person.email == "fatima@example.org"
    assert made.person.confirmed_at is None
    assert causes() == [f"confirm:{made.pk}"]


def test_register_keeps_what_was_told():
    date, discipline = date_of_a_meetup(), DisciplineFactory()

    made = register(
        date,
        name="  Sanne   Bos ",
        email="s@example.org",
        organisation="TWB",
        discipline=discipline,
        remark="Ik kom later.",
    )

    assert made.person.name == "Sanne Bos"
    assert (made.booking.organisation, made.booking.discipline, made.booking.remark) == (
        "TWB",
        discipline,
        "Ik kom later.",
    )


def test_register_signed_in_has_a_place_at_once():
    date, user = date_of_a_meetup(capacity=1), UserFactory(email="an@example.org")

    made = register(date, name="An", email="an@example.org", user=user)

    assert made.state == State.CONFIRMED
    assert made.person.user == user
    assert causes() == [f"registered:{made.pk}"]


def test_owner_of_an_address_takes_over_what_somebody_else_registered_and_nothing_they_typed():
    date, user = date_of_a_meetup(capacity=1), UserFactory(email="an@example.org")
    by_a_stranger = register(date, name="An", email="an@example.org", organisation="Elders", remark="Ik ben ziek")

    made = register(date, name="An", email="an@example.org", organisation="TWB", user=user)

    assert (made.pk, made.state) == (by_a_stranger.pk, State.CONFIRMED)
    assert list(Booking.objects.values_list("organisation", "remark")) == [("TWB", "")]
    assert causes()[-1] == f"registered:{made.pk}"


def test_owner_who_registers_again_keeps_what_they_confirmed():
    date, user = date_of_a_meetup(), UserFactory(email="an@example.org")
    confirm(register(date, name="An", email="an@example.org", remark="Ik eet vegan"))

    register(date, name="An", email="an@example.org", user=user)

    assert Booking.objects.get().remark == "Ik eet vegan"


def test_register_twice_gives_the_same_registration_and_one_mail():
    date = date_of_a_meetup()

    first = guest(date, 1, confirmed=False)
    second = guest(date, 1, confirmed=False)

    assert first == second
    assert causes() == [f"confirm:{first.pk}"]


def test_register_again_when_confirmed_mails_the_link_once_an_hour(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup()
    made = guest(date, 1)

    guest(date, 1, confirmed=False)  # a second click
    for _hour in range(2):
        time_machine.shift(3600)
        for _ in range(3):
            guest(date, 1, confirmed=False)

    assert len([cause for cause in causes() if cause.startswith(f"already:{made.pk}:")]) == 2


def test_register_colleagues_with_one_mailbox_are_two_people():
    date = date_of_a_meetup()

    one = register(date, name="Bo", email="praktijk@example.org")
    other = register(date, name="Kim", email="praktijk@example.org")
    same = register(date, name=" KIM ", email="praktijk@example.org")

    assert one != other
    assert same == other


def test_register_when_full_goes_on_the_waiting_list():
    date = date_of_a_meetup(capacity=2)

    made = [guest(date, number) for number in range(4)]

    assert states(date) == [State.CONFIRMED, State.CONFIRMED, State.WAITING, State.WAITING]
    assert [registration.place_in_line() for registration in made] == [None, None, 1, 2]


def test_register_without_limit_never_waits():
    date = date_of_a_meetup(capacity=None)

    for number in range(5):
        guest(date, number)

    assert states(date) == [State.CONFIRMED] * 5


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"registration": "none"}, "Loop gewoon binnen", id="walk in"),
        pytest.param(
            {"registration": "elsewhere", "registration_url": "https://example.org"}, "andere", id="elsewhere"
        ),
        pytest.param({"dates": [planned(3)], "closes_days_before": 7}, "gesloten", id="closed a week before"),
        pytest.param({"dates": [planned(-3)]}, "al geweest", id="over"),
        pytest.param({"live": False}, "niet meer op de site", id="not published"),
    ],
)
def test_register_when_closed_says_why(changes, reason):
    reason = {"andere": "alleen op de site van de organisator"}.get(reason, reason)
    live = changes.pop("live", True)
    date = date_of_a_meetup(**changes)
    if not live:
        date.page.specific.unpublish()

    with pytest.raises(RegistrationClosed, match=reason):
        guest(date, 1)

    assert not Registration.objects.exists()


def test_confirm_twice_is_as_good_as_once():
    date = date_of_a_meetup(capacity=1)
    made = guest(date, 1)

    again = confirm(made)

    assert again == made
    assert states(date) == [State.CONFIRMED]
    assert causes() == [f"confirm:{made.pk}", f"registered:{made.pk}"]


def test_confirm_of_what_was_read_before_it_was_cancelled_changes_nothing():
    date = date_of_a_meetup()
    held = guest(date, 1, confirmed=False)
    cancel(Registration.objects.get())

    assert confirm(held).state == State.CANCELLED

    assert states(date) == [State.CANCELLED]
    assert f"registered:{held.pk}" not in causes()


def test_confirm_of_what_was_read_before_its_link_was_rotated_mails_the_new_link():
    held = guest(date_of_a_meetup(), 1, confirmed=False)
    made = rotate_link(Registration.objects.get(), email="ander@example.org")

    assert confirm(held).state == State.CONFIRMED

    mail = OutgoingMail.objects.get(cause__startswith="registered:")
    assert mail.recipient == "ander@example.org"
    assert registration_path(made) in bytes(mail.message).decode().replace("=\r\n", "")
    assert Registration.objects.get().person.confirmed_at is not None


@pytest.mark.parametrize("do", [confirm, cancel, undo], ids=["confirm", "cancel", "undo"])
def test_link_that_is_replaced_while_it_is_used_does_nothing(do):
    made = guest(date_of_a_meetup(), 1, confirmed=do != confirm)
    if do == undo:
        cancel(made)
    by_link = registration_to_change(registration_secret(made))
    rotate_link(Registration.objects.get(), email="ander@example.org")
    before = states(made.date)

    with pytest.raises(LinkRotated):
        do(by_link)

    assert states(made.date) == before
    assert Registration.objects.get().person.confirmed_at is None


def test_link_that_is_replaced_while_it_is_used_changes_no_date():
    first, second = MeetupFactory(dates=(2, 3)).dates.order_by("start")
    made = guest(first, 1)
    by_link = registration_to_change(registration_secret(made))
    rotate_link(Registration.objects.get())

    with pytest.raises(LinkRotated):
        change_date(by_link, to=second)

    assert Registration.objects.get().date == first


def test_confirm_when_who_registered_a_colleague_was_erased_meanwhile():
    _, colleague = register_together(
        date_of_a_meetup(), name="Bea", email="bea@example.org", colleagues=[Colleague("Piet", "piet@example.org")]
    )
    by_link = registration_to_change(registration_secret(colleague))
    erase(Person.objects.get(name="Bea"))

    assert confirm(by_link).state == State.CONFIRMED


@pytest.mark.parametrize("names", [("organisation", "X"), ("X", "organisation")])
def test_mail_is_never_that_of_somebody_whose_name_reads_alike(names):
    """A name may equal the organisation's name, or an identifier in the program."""
    date = date_of_a_meetup()
    OrganisationPage.objects.update(title="X")

    for number, name in enumerate(names):
        colleague = Colleague("Piet", f"piet{number}@example.org")
        register_together(date, name=name, email=f"booker{number}@example.org", colleagues=[colleague])

    for number, name in enumerate(names):
        mail = OutgoingMail.objects.get(recipient=f"piet{number}@example.org")
        assert f"{name} heeft je aangemeld" in bytes(mail.message).decode().replace("=\r\n", "")


def test_confirm_makes_the_address_known():
    made = guest(date_of_a_meetup(), 1)

    made.person.refresh_from_db()

    assert made.person.confirmed_at is not None


def test_cancel_gives_the_place_to_the_first_in_line():
    date = date_of_a_meetup(capacity=1)
    first, second, third = (guest(date, number) for number in range(3))

    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.WAITING]
    assert causes()[-2:] == [f"cancelled_by_you:{first.pk}:1", f"placed:{second.pk}"]
    assert third.place_in_line() == 1


def test_cancel_twice_frees_one_place():
    date = date_of_a_meetup(capacity=1)
    first, _, _ = (guest(date, number) for number in range(3))

    cancel(first)
    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.WAITING]


def test_cancel_and_register_again_goes_to_the_end_of_the_line_with_a_higher_sequence():
    date = date_of_a_meetup(capacity=1)
    first, second, _ = (guest(date, number) for number in range(3))

    cancelled = cancel(first)
    again = guest(date, 0)

    assert again != first
    assert again.place_in_line() == 2
    assert again.sequence > cancelled.sequence > 0
    assert Registration.objects.get(pk=second.pk).state == State.CONFIRMED


def test_promote_passes_over_who_did_not_confirm_and_they_keep_their_rank():
    date = date_of_a_meetup(capacity=1)
    first = guest(date, 1)
    unconfirmed = guest(date, 2, confirmed=False)
    third, fourth = guest(date, 3), guest(date, 4)

    cancel(first)
    assert states(date) == [State.CANCELLED, State.WAITING, State.CONFIRMED, State.WAITING]

    confirm(unconfirmed)
    cancel(third)

    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.CANCELLED, State.WAITING]
    assert fourth.place_in_line() == 1


def test_confirm_in_line_gets_the_place_that_fell_free_meanwhile():
    date = date_of_a_meetup(capacity=1)
    first = guest(date, 1)
    second = guest(date, 2, confirmed=False)
    cancel(first)

    made = confirm(second)

    assert made.state == State.CONFIRMED
    assert causes()[-1] == f"registered:{second.pk}"


def test_hold_lapses_after_an_hour_and_the_next_gets_the_place(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(capacity=1)
    guest(date, 1, confirmed=False)
    guest(date, 2)

    deliver()
    time_machine.shift(timedelta(minutes=59))
    assert run_due() == 0
    time_machine.shift(timedelta(minutes=1))
    assert run_due() == 1
    assert run_due() == 0

    assert states(date) == [State.EXPIRED, State.CONFIRMED]


def test_confirm_after_the_hold_lapsed_gets_in_line_anew(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(capacity=1)
    late = guest(date, 1, confirmed=False)
    guest(date, 2)
    deliver()
    time_machine.shift(timedelta(hours=2))
    run_due()

    made = confirm(late)
    again = confirm(late)

    assert made == again != late
    assert (made.state, made.confirmed_at is not None, made.place_in_line()) == (State.WAITING, True, 1)


def test_promote_hands_out_all_places_when_there_is_no_limit_any_more():
    date = date_of_a_meetup(capacity=1)
    for number in range(4):
        guest(date, number)
    EventDate.objects.update(capacity=None)

    promoted = promote(date)

    assert len(promoted) == 3
    assert states(date) == [State.CONFIRMED] * 4


@pytest.mark.parametrize("when", ["cancelled", "started"])
def test_promote_does_nothing_for_a_date_that_is(when, time_machine):
    date = date_of_a_meetup(capacity=1)
    for number in range(2):
        guest(date, number)
    if when == "cancelled":
        move.cancel_date(date, reason="De zaal staat blank.")
    else:
        time_machine.move_to(date.start + timedelta(minutes=1))
    EventDate.objects.update(capacity=5)

    assert promote(date) == []


def test_lower_capacity_takes_no_place_away():
    date = date_of_a_meetup(capacity=3)
    made = [guest(date, number) for number in range(3)]
    EventDate.objects.update(capacity=1)

    cancel(made[0])
    guest(date, 9)

    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED, State.WAITING]


def test_cancel_date_keeps_registrations_and_restore_brings_the_date_back():
    date = date_of_a_meetup(capacity=2)
    guest(date, 1)
    before = date.sequence

    cancelled = move.cancel_date(date, reason="De zaal staat blank.")
    assert (cancelled.status, cancelled.reason) == (EventDate.Status.CANCELLED, "De zaal staat blank.")
    assert cancelled.sequence == before + 1

    restored = move.restore_date(date)
    assert (restored.status, restored.reason) == (EventDate.Status.SCHEDULED, "")
    assert restored.sequence == before + 2
    assert states(date) == [State.CONFIRMED]


def test_cancel_date_twice_keeps_the_first_reason():
    date = date_of_a_meetup()

    move.cancel_date(date, reason="Storm")
    again = move.cancel_date(date, reason="Iets anders")

    assert (again.reason, again.sequence) == ("Storm", date.sequence + 1)


def test_database_refuses_two_live_registrations_of_one_person():
    made = RegistrationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(date=made.date, person=made.person, waiting=True)

    RegistrationFactory(date=made.date, person=made.person, cancelled=True)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"state": "somewhere"}, id="unknown state"),
        pytest.param({"state": "held", "held_until": None}, id="held without end"),
        pytest.param({"state": "confirmed", "confirmed_at": None}, id="confirmed by nobody"),
        pytest.param({"state": "declined", "confirmed_at": None, "placed_at": None}, id="declined unconfirmed"),
        pytest.param({"state": "requested"}, id="request with a place"),
        pytest.param({"state": "requested", "placed_at": None, "has_extra_place": True}, id="request, extra place"),
        pytest.param({"state": "cancelled"}, id="cancelled at no moment"),
    ],
)
def test_database_refuses_impossible_registrations(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(**wrong)


# -- Colleagues --------------------------------------------------------------------------------------------------------


def test_register_together_ranks_colleagues_one_after_the_other():
    date = date_of_a_meetup(capacity=3)
    guest(date, 9)

    made = register_together(
        date,
        name="Noor",
        email="noor@example.org",
        organisation="Huisartsenpraktijk Oost",
        discipline=DisciplineFactory(),
        colleagues=[Colleague("Bo", "praktijk@example.org"), Colleague("Kim", "praktijk@example.org")],
    )

    assert [registration.person.name for registration in made] == ["Noor", "Bo", "Kim"]
    assert states(date) == [State.CONFIRMED, State.HELD, State.HELD, State.WAITING]
    assert list(date.registrations.order_by("pk"))[1:] == made
    assert {registration.booking.organisation for registration in made} == {"Huisartsenpraktijk Oost"}
    assert [registration.booking.booked_by for registration in made] == [None, made[0].person, made[0].person]
    assert made[1].booking.discipline is None


def test_register_together_leaves_everybody_on_their_own():
    date = date_of_a_meetup(capacity=1)
    first, second = register_together(
        date, name="Noor", email="noor@example.org", colleagues=[Colleague("Bo", "bo@example.org")]
    )

    confirm(second)
    cancel(first)

    assert states(date) == [State.CANCELLED, State.CONFIRMED]


def test_register_together_signed_in_confirms_only_oneself():
    date, user = date_of_a_meetup(), UserFactory()

    made = register_together(
        date, name="Noor", email=user.email, user=user, colleagues=[Colleague("Bo", "bo@example.org")]
    )

    assert [registration.state for registration in made] == [State.CONFIRMED, State.HELD]


def test_register_together_knows_who_was_registered_already():
    date = date_of_a_meetup()
    known = guest(date, 1)

    made = register_together(
        date,
        name="Noor",
        email="noor@example.org",
        colleagues=[Colleague("GAST  1", "gast1@example.org"), Colleague("Noor", "Noor@example.org")],
    )

    assert made == [made[0], known, made[0]]
    assert date.registrations.count() == 2


def test_colleague_reads_who_registered_them():
    register_together(
        date_of_a_meetup(),
        name="Noor van Dijk",
        email="noor@example.org",
        colleagues=[Colleague("Bo", "bo@example.org")],
    )

    mine, theirs = (bytes(mail.message).decode() for mail in OutgoingMail.objects.order_by("pk"))
    assert "Noor van Dijk heeft je aangemeld" in theirs.replace("=\r\n", "")
    assert "heeft je aangemeld" not in mine.replace("=\r\n", "")


# -- States that can't be stored ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [pytest.param(state, id=state.value) for state in State])
def test_step_that_is_not_in_the_table_cannot_be_stored(before):
    given = {"held_until": timezone.now(), "cancelled_at": timezone.now() if before == State.CANCELLED else None}
    if before in {State.REQUESTED, State.DECLINED}:
        given["placed_at"] = None
    made = RegistrationFactory(state=before, **given)

    for after in set(State) - TRANSITIONS[before] - {before}:
        made.refresh_from_db()
        with pytest.raises(ImpossibleTransition):
            made.change({"state": after})
        made.state = after
        with pytest.raises(ImpossibleTransition):
            made.save()

    assert Registration.objects.get().state == before


@pytest.mark.parametrize("state", [State.OFFERED, State.CANCELLED, State.DECLINED, State.EXPIRED])
def test_nobody_begins_in_a_state_that_is_not_a_beginning(state):
    made = RegistrationFactory()

    with pytest.raises(ImpossibleTransition):
        Registration.objects.create(booking=made.booking, person=made.person, date=made.date, state=state)


def test_states_are_not_written_past_the_table():
    RegistrationFactory()

    with pytest.raises(ImpossibleTransition):
        Registration.objects.update(state=State.WAITING)
