"""“Kies deze dag” asks before it gives anything away, and says what is lost and what is got."""

import pytest

from events.links import registration_path
from events.models import EventDate, Registration
from events.publishing import move
from events.registration import registering, rule
from tests import screen
from tests.factories import MeetupFactory, RegistrationFactory, noon

pytestmark = pytest.mark.django_db
State = Registration.State


def series(**about) -> list[EventDate]:
    return list(MeetupFactory(title="Wijklunch", dates=(7, 14, 21), **about).dates.order_by("start"))


def comes(date: EventDate, name: str = "Sanne") -> Registration:
    return rule.confirm(registering.register(date, name=name, email=f"{name.lower()}@example.org"))


def asked(client, registration: Registration, to: EventDate):
    return client.get(f"{registration_path(registration)}andere-datum/?datum={to.pk}")


def test_own_page_leads_to_a_question_and_only_its_button_changes(client):
    first, second, _third = series()
    registration = comes(first)
    own = client.get(registration_path(registration))
    [url] = [url for url in screen.addresses(own, ".wv-date-list__choose a") if f"={second.pk}" in url]

    question = client.get(url)

    assert Registration.objects.live().get().date == first
    assert screen.days(question, ".wv-exchange") == [first.start_local.date(), second.start_local.date()]
    assert screen.texts(question, ".wv-exchange dt") == ["Dit geef je op", "Dit krijg je"]
    assert screen.addresses(question, ".wv-button-row a") == [registration_path(registration)]
    [form] = screen.parsed(question).select("main form")
    changed = client.post(form["action"], {"datum": form.button["value"]}, follow=True)
    assert "Gelukt, je bent gewisseld" in changed.text
    assert Registration.objects.live().get().date == second


def lost(question) -> str:
    return screen.texts(question, ".wv-exchange dd > p:last-child")[0]


def test_question_says_who_gets_the_place(client):
    first, second, _third = series(capacity=1)
    registration = comes(first)
    assert "het is hier verder vol" in lost(asked(client, registration, second))

    comes(first, "Bo")

    assert lost(asked(client, registration, second)) == (
        "Je plek gaat meteen naar wie erop wacht. Terug kan dan alleen via de wachtlijst."
    )


def test_question_says_what_is_lost_in_every_state(client):
    first, second, third = series(capacity=1)
    comes(first)
    waits = comes(first, "Bo")
    assert lost(asked(client, waits, second)).startswith("Je gaat van de wachtlijst af.")

    offered = RegistrationFactory(date=second, state=State.OFFERED, held_until=noon(1))
    assert lost(asked(client, offered, third)) == "De plek die we je aanboden, gaat naar de volgende op de lijst."

    plenty, other, _last = series(slug="ruim")
    registration = comes(plenty, "Kim")
    assert lost(asked(client, registration, other)) == "Je plek komt vrij. Terug kan zolang er plek is."
    move.postpone_date(plenty, reason="De zaal is dicht.")
    assert lost(asked(client, registration, other)).startswith("Je aanmelding voor de uitgestelde datum vervalt.")


def test_who_has_nothing_to_lose_is_not_asked(client):
    first, second, _third = series()
    registration = rule.cancel(comes(first))

    page = client.get(registration_path(registration))

    assert screen.addresses(page, ".wv-date-list__choose a") == []
    assert str(second.pk) in [button["value"] for button in screen.parsed(page).select(".wv-date-list__choose button")]


@pytest.mark.parametrize("wanted", ["full", "of another meetup", "own", "nonsense", "none"])
def test_date_that_cannot_be_chosen_is_not_asked_about(client, wanted):
    first, second, _third = series(capacity=1)
    registration = comes(first)
    comes(second, "Bo")
    number = {
        "full": second.pk, "of another meetup": series(slug="anders")[0].pk, "own": first.pk, "nonsense": "x", "none": "",
    }[wanted]  # fmt: skip

    said = client.get(f"{registration_path(registration)}andere-datum/?datum={number}", follow=True)

    assert "die dag is vol of gaat niet door" in said.text
    assert registration.date == first


def test_question_is_for_who_has_the_link(client, site_tree):
    first, second, _third = series()
    path = registration_path(comes(first))

    assert client.get(f"{path[:-4]}AAA/andere-datum/?datum={second.pk}").status_code == 404
    assert "no-store" in client.get(f"{path}andere-datum/?datum={second.pk}")["Cache-Control"]
