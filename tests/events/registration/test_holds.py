"""Bounds on places held for the unconfirmed: from one network, and in all. What waits confirms itself into a place."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client

from events.links import registration_path
from events.models import EventPage, Registration
from events.privacy import retention
from events.publishing.move import postpone_date
from events.registration.lapsing import run_due
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import cancel, confirm
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import DisciplineFactory, UserFactory, date_of_a_meetup, noon

pytestmark = pytest.mark.django_db
State = Registration.State


def guest(date, name: str, network: str = "", **answers) -> Registration:
    return register(date, name=name, email=f"{name.lower()}@example.org", network=network, **answers)


def states(date) -> list[str]:
    return list(date.registrations.order_by("pk").values_list("state", flat=True))


def held(date) -> int:
    return date.registrations.filter(state=State.HELD).count()


def mail_to(email: str) -> str:
    message = OutgoingMail.objects.filter(recipient=email).latest("pk").message
    parts = message_from_bytes(bytes(message), policy=SMTP)
    return "\n".join(parts.get_body((kind,)).get_content().replace("\r\n", " ") for kind in ("plain", "html"))


def test_six_forms_full_of_colleagues_from_one_network_hold_a_third_of_the_places():
    date, discipline = date_of_a_meetup(capacity=34), DisciplineFactory()

    def send(number: int, network: str) -> None:
        form = {"datum": date.pk, "organisatie": "TWB", "discipline": discipline.pk}
        form |= {"naam": f"Gast {number}", "email": f"gast{number}@example.org"}
        for colleague in range(1, 6):
            form[f"collega_{colleague}_naam"] = f"Collega {colleague}"
            form[f"collega_{colleague}_email"] = f"collega{number}{colleague}@example.org"
            form[f"collega_{colleague}_discipline"] = "zelf"
        assert Client().post(f"{date.page.get_url()}aanmelden/", form, REMOTE_ADDR=network).status_code == 302

    for number in range(6):
        send(number, "192.0.2.1")
    assert (held(date), date.registrations.count()) == (12, 36)
    send(6, "192.0.2.2")
    assert held(date) == 17
    sanne = guest(date, "Sanne", user=UserFactory())

    assert sanne.state == State.CONFIRMED
    assert confirm(guest(date, "Bo", "elsewhere")).state == State.CONFIRMED


def test_town_hall_of_eighty_registers_and_confirms():
    date = date_of_a_meetup(capacity=100)

    made = [guest(date, f"Kim{number}", "town hall") for number in range(80)]

    assert held(date) == 34
    assert [confirm(one).state for one in made] == [State.CONFIRMED] * 80


def test_confirming_makes_room_to_hold_the_next():
    date = date_of_a_meetup(capacity=3)
    first = guest(date, "An", "one")
    confirm(first)

    assert guest(date, "Bo", "one").state == State.HELD
    assert guest(date, "Cas", "one").state == State.WAITING
    assert guest(date, "Dirk", "other").state == State.HELD


@pytest.mark.parametrize("hand_out", EventPage.HandOut)
def test_who_waits_unconfirmed_gets_a_free_place_on_confirming(hand_out):
    date = date_of_a_meetup(capacity=3, hand_out=hand_out)
    guest(date, "An", "one")
    bo = guest(date, "Bo", "one")
    assert bo.state == State.WAITING

    assert confirm(bo).state == State.CONFIRMED

    assert "je plek staat vast" in mail_to("bo@example.org")


def test_who_waits_unconfirmed_keeps_the_rank_when_all_is_full():
    date = date_of_a_meetup(capacity=3)
    guest(date, "An", "one")
    early = guest(date, "Bo", "one")
    for name in ("Cas", "Dirk"):
        guest(date, name, user=UserFactory(email=f"{name.lower()}@example.org"))
    late = guest(date, "Els", user=UserFactory(email="els@example.org"))
    assert late.state == State.WAITING

    waits = confirm(early)
    assert (waits.state, waits.place_in_line()) == (State.WAITING, 1)
    cancel(date.registrations.filter(state=State.CONFIRMED).last())

    waits.refresh_from_db()
    late.refresh_from_db()
    assert (waits.state, late.state) == (State.CONFIRMED, State.WAITING)


def test_nobody_unconfirmed_is_held_a_place_before_somebody_who_came_earlier(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(capacity=4)
    first, _second = guest(date, "An", "one"), guest(date, "Bo", "two")
    early = guest(date, "Cas", "three")
    assert early.state == State.WAITING
    cancel(first)

    # One place can be held again, and Cas waits for it.
    assert guest(date, "Dirk", "four").state == State.WAITING

    deliver()  # nothing lapses of which the mail could not leave
    time_machine.shift(timedelta(minutes=61))
    run_due()
    assert [guest(date, name, "five").state for name in ("Els", "Fee", "Guus")] == [
        State.HELD, State.HELD, State.WAITING,
    ]  # fmt: skip
    assert confirm(early).state == State.CONFIRMED


def test_those_whose_network_holds_its_part_do_not_stand_in_the_way_of_others():
    date = date_of_a_meetup(capacity=12)
    for number in range(20):
        guest(date, f"Gast{number}", "one")

    assert guest(date, "An", "other").state == State.HELD


def test_date_without_a_limit_holds_a_place_for_everybody():
    date = date_of_a_meetup()

    assert {guest(date, f"Gast{number}", "one").state for number in range(10)} == {State.HELD}


def test_colleagues_count_and_the_booker_reads_for_how_many_nothing_is_held():
    date = date_of_a_meetup(capacity=6)
    colleagues = [Colleague(f"Collega {number}", f"collega{number}@example.org") for number in range(3)]

    register_together(date, name="An", email="an@example.org", colleagues=colleagues, network="one")

    assert states(date) == [State.HELD, State.HELD, State.WAITING, State.WAITING]
    assert "Voor 2 van je 3 collega’s houden we geen plek vast." in mail_to("an@example.org")


@pytest.mark.parametrize("is_full", [False, True])
def test_mail_and_page_say_what_confirming_brings(client, is_full):
    date = date_of_a_meetup(capacity=1)
    first = guest(date, "An", "one")
    if is_full:
        confirm(first)

    bo = guest(date, "Bo", "two")

    text = mail_to("bo@example.org")
    assert ("De bijeenkomst is vol" in text or "de bijeenkomst is vol" in text) is is_full
    assert ("Is er dan een plek vrij, dan krijg je die." in text) is not is_full
    cancel(first)
    page = client.get(registration_path(bo))
    assert "Bevestig je adres" in screen.text(page, "h1")
    assert "er is nu een plek vrij" in screen.text(page, "main")


@pytest.mark.parametrize("ends", [confirm, cancel, lambda made: (deliver(), run_due(made.held_until))])
def test_network_is_forgotten_when_the_address_is_confirmed_or_the_registration_ends(ends):
    date = date_of_a_meetup(capacity=3)
    made = [guest(date, name, "one") for name in ("An", "Bo")]
    assert [one.network for one in made] == ["one", "one"]

    for one in made:
        ends(one)

    assert set(Registration.objects.values_list("network", flat=True)) == {""}


def test_network_is_forgotten_after_a_day_where_nothing_expires(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(capacity=3)
    guest(date, "An", "one")
    postpone_date(date, reason="Storm")
    time_machine.shift(timedelta(hours=25))

    retention.run_due()

    assert Registration.objects.get().network == ""


def test_request_keeps_no_network():
    assert guest(date_of_a_meetup(capacity=3, needs_approval=True), "An", "one").network == ""


def test_nobody_confirmed_is_overtaken_by_somebody_unconfirmed():
    date = date_of_a_meetup(capacity=2)
    users = [UserFactory() for _ in range(3)]
    made = [guest(date, f"Lid{number}", user=user) for number, user in enumerate(users)]
    guest(date, "An", "one")
    cancel(made[0])

    assert states(date) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED, State.WAITING]
