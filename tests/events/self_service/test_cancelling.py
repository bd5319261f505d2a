"""Cancelling: it takes a confirmation if the place would be lost for good, and none if there is a way back."""

import pytest

from events.links import registration_path
from events.models import EventPage, Registration
from events.publishing import move
from events.registration import decisions, registering, rule
from events.self_service.cancelling import Consequence, consequence_of
from events.self_service.status import WayBack, way_back_for
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import RegistrationFactory, UserFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db
State = Registration.State
OFFER = {"hand_out": EventPage.HandOut.OFFER}


def comes(date, name="Sanne de Vries") -> Registration:
    return rule.confirm(registering.register(date, name=name, email=f"{name.split()[0].lower()}@example.org"))


def states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def lead_of(client, registration: Registration) -> str:
    return screen.text(client.get(f"{registration_path(registration)}afmelden/zeker/"), ".wv-lead")


def test_button_asks_first_while_somebody_waits_and_then_gives_the_place_on(client):
    date = date_of_a_meetup(capacity=1)
    first, second = comes(date), comes(date, "Noor Bos")
    path = registration_path(first)
    mails = OutgoingMail.objects.count()

    asked = client.post(f"{path}afmelden/", follow=True)
    before = states()
    done = client.post(f"{path}afmelden/zeker/", follow=True)

    assert asked.redirect_chain == [(f"{path}afmelden/zeker/", 302)]
    assert "Er wacht iemand op je plek. Die krijgt hem meteen." in asked.text
    assert (before, states()) == ([State.CONFIRMED, State.WAITING], [State.CANCELLED, State.CONFIRMED])
    assert screen.text(done, "h1") == "Je bent afgemeld"
    assert screen.text(done, ".wv-state > [role=status]") == "Fijn dat je het doorgeeft."
    assert OutgoingMail.objects.count() == mails + 2
    second.refresh_from_db()
    assert second.placed_at


def test_question_can_be_left_without_losing_anything(client):
    date = date_of_a_meetup(capacity=1)
    path = registration_path(comes(date))
    comes(date, "Noor Bos")

    page = client.get(f"{path}afmelden/zeker/")

    assert f'<a class="wv-button" href="{path}">Nee, laat het zo</a>' in page.text
    assert (page.status_code, states()) == (200, [State.CONFIRMED, State.WAITING])


def test_one_tap_is_enough_while_it_can_be_taken_back(client):
    path = registration_path(comes(date_of_a_meetup(capacity=2)))

    gone = client.post(f"{path}afmelden/", follow=True)
    back = client.post(f"{path}terug/", follow=True)

    assert (screen.text(gone, "h1"), screen.text(back, "h1")) == ("Je bent afgemeld", "Je plek staat vast")


def test_question_of_who_is_out_already_leads_to_their_page(client):
    made = rule.cancel(comes(date_of_a_meetup()))

    response = client.get(f"{registration_path(made)}afmelden/zeker/")

    assert (response.status_code, response["Location"]) == (302, registration_path(made))


@pytest.mark.parametrize(
    ("registered", "about", "consequence"),
    [
        ({}, {}, Consequence.NOTHING),
        ({}, {"capacity": 2}, Consequence.NOTHING),
        ({}, {"capacity": 1}, Consequence.FULL),
        ({"held": True}, {"capacity": 1}, Consequence.FULL),
        ({"state": State.OFFERED}, {"capacity": 1}, Consequence.FULL),
        ({}, {"capacity": 1, "closes_days_before": 7, "dates": (5,)}, Consequence.NOTHING),
        ({"has_extra_place": True}, {"capacity": 1}, Consequence.NOTHING),
        ({"waiting": True}, {"capacity": 1}, Consequence.NOTHING),
        ({"requested": True}, {"capacity": 1}, Consequence.NOTHING),
        ({"cancelled": True}, {"capacity": 1}, Consequence.NOTHING),
    ],
    ids=["no limit", "room", "full", "full, held", "full, offered", "full and closed", "extra", "waits", "asks", "out"],
)  # fmt: skip
def test_consequence_while_nobody_else_waits(registered, about, consequence):
    date = date_of_a_meetup(**about)
    held_until = {"held_until": date.start} if registered.get("state") == State.OFFERED else {}

    assert consequence_of(RegistrationFactory(date=date, **registered, **held_until)) == consequence


@pytest.mark.parametrize("registered", [{}, {"held": True}, {"state": State.OFFERED}], ids=["comes", "held", "offered"])
def test_consequence_while_somebody_waits(registered):
    date = date_of_a_meetup(capacity=1)
    held_until = {"held_until": date.start} if registered.get("state") == State.OFFERED else {}
    made = RegistrationFactory(date=date, **registered, **held_until)
    RegistrationFactory(date=date, waiting=True)

    assert consequence_of(made) == Consequence.SOMEBODY_WAITS


def test_consequence_ignores_people_who_wait_without_a_confirmed_address():
    """The place would not go to them."""
    date = date_of_a_meetup(capacity=1)
    made = RegistrationFactory(date=date)
    RegistrationFactory(date=date, waiting=True, confirmed_at=None)

    assert consequence_of(made) == Consequence.FULL


def test_consequence_when_there_are_more_people_than_places(client):
    date = date_of_a_meetup(capacity=2)
    made = comes(date)
    comes(date, "Noor Bos")
    comes(date, "Kim Bos")
    date.page.capacity = 1
    date.page.save_revision().publish()

    assert consequence_of(Registration.objects.get(pk=made.pk)) == Consequence.TOO_MANY
    assert lead_of(client, made) == (
        "Er zijn nu meer mensen dan plekken. Jouw plek vervalt dus. Terug kan dan alleen via de wachtlijst."
    )


def test_question_is_asked_while_the_new_day_is_not_known(client):
    """There is no way back at all then, not even for somebody in line."""
    date = date_of_a_meetup(capacity=1)
    placed, waiting = comes(date), comes(date, "Noor Bos")
    move.postpone_date(date, reason="De spreker is ziek.")

    for made in (placed, waiting):
        asked = client.post(f"{registration_path(made)}afmelden/", follow=True)
        assert screen.text(asked, ".wv-lead") == (
            "De nieuwe dag is nog niet bekend. Die hoor je dan niet meer van ons. "
            "Je weer aanmelden kan pas als er een dag is."
        )

    assert states() == [State.CONFIRMED, State.WAITING]


@pytest.mark.parametrize(
    ("about", "waits", "lead"),
    [
        (
            OFFER, True,
            "Er wacht iemand op je plek. Die mag hem meteen hebben. Terug kan dan alleen via de wachtlijst.",
        ),
        (
            {"closes_days_before": 7, "dates": (5,)}, True,
            "Er wacht iemand op je plek. Die krijgt hem meteen. Terug kan dan niet meer: de inschrijving is gesloten.",
        ),
        (
            {"needs_approval": True}, True,
            "Er wacht iemand op je plek. Die krijgt hem meteen. Terug kan dan alleen door je opnieuw aan te melden.",
        ),
        (
            {}, False,
            "Alle plekken zijn bezet. Wie zich na jou aanmeldt, kan jouw plek krijgen. Bedenk je je? Tien minuten lang kun je terug, zolang de plek vrij is.",
        ),
    ],
    ids=["asked first", "closed", "the organiser approves", "full"],
)  # fmt: skip
def test_question_says_what_happens_and_how_to_come_back(client, about, waits, lead):
    date = date_of_a_meetup(capacity=1, **about)
    made = RegistrationFactory(date=date)
    if waits:
        RegistrationFactory(date=date, waiting=True)

    assert lead_of(client, made) == lead


IN_A_WEEK = {"capacity": 1, "dates": (5,), "closes_days_before": 7}


@pytest.mark.parametrize("registered", [{}, {"held": True}, {"state": State.OFFERED}], ids=["comes", "held", "offered"])
@pytest.mark.parametrize("others", [0, 1, 2], ids=["nobody waits", "somebody waits", "too many"])
@pytest.mark.parametrize(
    "about",
    [{"capacity": 1}, {"capacity": 3}, {}, {"capacity": 1, **OFFER}, IN_A_WEEK, {"capacity": 1, "needs_approval": True}],
    ids=["full", "room", "no limit", "asked first", "closed", "the organiser approves"],
)  # fmt: skip
def test_question_promises_the_way_back_that_there_is_after_cancelling(client, about, others, registered):
    date = date_of_a_meetup(**about)
    held_until = {"held_until": date.start} if registered.get("state") == State.OFFERED else {}
    made = RegistrationFactory(date=date, **registered, **held_until)
    if others == 2:
        RegistrationFactory.create_batch(date.capacity or 1, date=date)
    if others:
        RegistrationFactory(date=date, waiting=True)

    said = lead_of(client, made)
    gone = rule.cancel(Registration.objects.get(pk=made.pk))

    (promise,) = [way for way, words in PROMISES.items() if words in said]
    assert way_back_for("cancelled", gone) == promise


PROMISES = {
    WayBack.UNDO: "Tien minuten lang kun je terug",
    WayBack.NONE: "Terug kan dan niet meer",
    WayBack.LINE: "Terug kan dan alleen via de wachtlijst",
    WayBack.FORM: "Terug kan dan alleen door je opnieuw aan te melden",
}


def test_question_about_a_date_that_was_cancelled_meanwhile_promises_no_way_back(client):
    date = date_of_a_meetup()
    made = comes(date)
    move.cancel_date(date, reason="Storm")

    assert PROMISES[WayBack.NONE] in lead_of(client, made)
    assert way_back_for("cancelled", rule.cancel(made)) == WayBack.NONE


def test_offer_that_is_refused_does_not_promise_that_it_can_be_taken_back(client):
    date = date_of_a_meetup(capacity=1, **OFFER)
    first, second = comes(date), comes(date, "Noor Bos")
    rule.cancel(first)

    lead = lead_of(client, second)

    assert lead == (
        "Alle plekken zijn bezet. Wie zich na jou aanmeldt, kan jouw plek krijgen. "
        "Terug kan dan alleen door je opnieuw aan te melden."
    )


def test_extra_place_goes_to_nobody_so_nothing_is_asked(client):
    date = date_of_a_meetup(capacity=1)
    comes(date)
    extra, _is_new = decisions.add_by_hand(
        date, name="Kim Bos", email="kim@example.org", by=UserFactory(), extra_place=True, reason="Spreekster"
    )
    comes(date, "Noor Bos")

    response = client.post(f"{registration_path(extra)}afmelden/")

    assert response["Location"] == f"{registration_path(extra)}?gelukt=afgemeld"
