"""Organiser's decisions on the screen: one or several at once, with the questions they need, and their log."""

import pytest
from django.conf import settings
from django.urls import reverse

from events.links import registration_path, registration_secret
from events.models import Decision, EventDate, Registration
from events.publishing import move
from events.registration.decisions import add_by_hand, approve, promote_by_hand
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=2, needs_approval=True).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation)
    client.force_login(user)
    return user


def somebody(date, name, **kwargs) -> Registration:
    return RegistrationFactory(date=date, person__name=name, **kwargs)


def decide_url(date, what, *people) -> str:
    query = "&".join(f"wie={person.pk}" for person in people)
    return f"{reverse('events_decide', args=[date.pk, what])}?{query}"


def decide(client, date, what, *people, **answers):
    data = {"wie": [person.pk for person in people], **answers}
    return client.post(reverse("events_decide", args=[date.pk, what]), data, follow=True)


def state_of(*people) -> list[str]:
    states = dict(Registration.objects.values_list("pk", "state"))
    return [states[person.pk] for person in people]


def list_page(client, date, query="") -> str:
    return client.get(reverse("events_registrations", args=[date.pk]) + query).text


def test_list_offers_for_each_person_what_can_be_decided(client, date, organiser):
    asks = somebody(date, "Anna Vraagt", requested=True)
    waits = somebody(date, "Bram Wacht", waiting=True)
    not_yet = somebody(date, "Cas Nogniet", requested=True, confirmed_at=None)

    page = list_page(client, date)

    assert decide_url(date, "goedkeuren", asks) in page
    assert decide_url(date, "afwijzen", asks) in page
    assert decide_url(date, "voorgaan", waits) in page
    assert f"wie={not_yet.pk}" not in page
    assert "wacht op goedkeuring, adres nog niet bevestigd" in page
    assert page.count('form="wv-decide"') == 3


def test_list_of_a_date_that_is_over_offers_nothing_to_decide(client, date, organiser):
    somebody(date, "Anna", requested=True)
    EventDate.objects.update(start="2020-01-01T10:00Z", end="2020-01-01T11:00Z")

    page = list_page(client, date)

    assert "/besluit/" not in page
    assert reverse("events_add_person", args=[date.pk]) not in page


def test_looking_at_a_decision_decides_nothing(client, date, organiser):
    asks = somebody(date, "Anna", requested=True)

    page = client.get(decide_url(date, "goedkeuren", asks)).text

    assert "Keur goed: Anna" in " ".join(page.split())
    assert "nog 2 plekken vrij" in page
    assert state_of(asks) == [State.REQUESTED]


def test_several_requests_are_approved_in_order_until_it_is_full(client, date, organiser):
    people = [somebody(date, name, requested=True) for name in ("Anna", "Bram", "Cas")]

    page = decide(client, date, "goedkeuren", *reversed(people)).text

    assert state_of(*people) == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert "2 mensen hebben een plek. 1 persoon staat op de wachtlijst." in page
    assert [f"{organiser.get_full_name()} keurde {name} goed." in page for name in ("Anna", "Bram", "Cas")] == [
        True
    ] * 3


def test_request_is_declined_with_a_sentence(client, date, organiser):
    asks = somebody(date, "Anna", requested=True)

    page = decide(client, date, "afwijzen", asks, reason="Alleen <voor> huisartsen.\r\nSorry.").text

    assert state_of(asks) == [State.DECLINED]
    assert Decision.objects.get().reason == "Alleen <voor> huisartsen. Sorry."
    assert "Alleen &lt;voor&gt; huisartsen. Sorry." in page


def test_sentence_that_is_too_long_is_kept_to_be_shortened(client, date, organiser):
    asks = somebody(date, "Anna", requested=True)

    response = decide(client, date, "afwijzen", asks, reason="x" * 301)

    assert list(screen.errors(response)) == ["reason"]
    assert "x" * 301 in response.text
    assert state_of(asks) == [State.REQUESTED]


def test_promoting_when_full_asks_for_a_reason_and_an_extra_place(client, date, organiser):
    for name in ("Anna", "Bram"):
        somebody(date, name)
    first, last = somebody(date, "Cas", waiting=True), somebody(date, "Dora", waiting=True)

    asked = client.get(decide_url(date, "voorgaan", last)).text
    without = decide(client, date, "voorgaan", last, reason="")
    not_extra = decide(client, date, "voorgaan", last, reason="Zij is de spreker.")
    before = state_of(last)
    done = decide(client, date, "voorgaan", last, reason="Zij is de spreker.", extra_place="on").text

    assert "Het is vol." in asked
    assert "Maak een extra plek voor deze persoon" in asked
    assert "reason" in screen.errors(without)
    assert list(screen.errors(not_extra)) == ["extra_place"]
    assert "Zij is de spreker." in not_extra.text
    assert before == [State.WAITING]
    assert state_of(first, last) == [State.WAITING, State.CONFIRMED]
    assert "2 van 2 plekken bezet. Daarnaast is er 1 extra plek." in " ".join(done.split())
    assert "liet Dora voorgaan. Op een extra plek. 1 persoon was eerder. “Zij is de spreker.”" in done


def test_promoting_asks_for_no_extra_place_while_one_is_free(client, date, organiser):
    waits = somebody(date, "Anna", waiting=True)

    assert "extra plek" not in client.get(decide_url(date, "voorgaan", waits)).text

    decide(client, date, "voorgaan", waits, reason="Staat aan de deur.")
    assert state_of(waits) == [State.CONFIRMED]


def test_several_are_promoted_or_none(client, date, organiser):
    somebody(date, "Anna")
    people = [somebody(date, name, waiting=True) for name in ("Bram", "Cas")]

    decide(client, date, "voorgaan", *people, reason="Sprekers")

    assert state_of(*people) == [State.WAITING, State.WAITING]
    assert not Decision.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_signing_several_off_gives_their_places_on(client, date, organiser):
    people = [somebody(date, name) for name in ("Anna", "Bram")]
    waits = somebody(date, "Cas", waiting=True)

    page = decide(client, date, "afmelden", *people).text

    assert state_of(*people, waits) == [State.CANCELLED, State.CANCELLED, State.CONFIRMED]
    assert "2 mensen zijn afgemeld." in page


@pytest.mark.parametrize("query", ["", "?wie=", "?wie=abc", f"?wie={2**63 - 1}", f"?wie={2**63}", "?wie=²", "?wie=-1"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_ticked_says_so(client, date, organiser, query, method):
    url = reverse("events_decide", args=[date.pk, "goedkeuren"])
    data = {"wie": query.partition("wie=")[2]} if method == "post" else {}

    response = getattr(client, method)(url if data else url + query, data, follow=True)

    assert "Vink eerst aan om wie het gaat" in response.text


def test_person_of_another_date_is_not_decided_about(client, date, organiser):
    elsewhere = somebody(MeetupFactory(needs_approval=True).dates.get(), "Zij", requested=True)

    page = decide(client, date, "goedkeuren", elsewhere).text

    assert state_of(elsewhere) == [State.REQUESTED]
    assert "Vink eerst aan" in page


def test_decision_that_does_not_exist_is_not_found(client, date, organiser):
    assert client.get(reverse("events_decide", args=[date.pk, "iets"])).status_code == 404


def test_date_called_off_meanwhile_is_decided_about_no_more(client, date, organiser):
    asks = somebody(date, "Anna", requested=True)
    move.cancel_date(date, reason="Storm")

    page = decide(client, date, "goedkeuren", asks).text

    assert "Deze bijeenkomst gaat niet door." in page
    assert state_of(asks) == [State.REQUESTED]


# -- Added by hand -----------------------------------------------------------------------------------------------------


def add(client, date, **answers):
    return client.post(reverse("events_add_person", args=[date.pk]), answers, follow=True)


def test_somebody_with_an_address_is_added_and_gets_the_mail(client, date, organiser):
    discipline = DisciplineFactory()

    page = add(
        client, date, name="Truus Bos", email="truus@example.org", organisation="TWB", discipline=discipline.pk
    ).text

    made = Registration.objects.get()
    assert (made.state, made.booking.organisation, made.booking.discipline) == (State.CONFIRMED, "TWB", discipline)
    assert "Truus Bos heeft een plek." in page
    assert OutgoingMail.objects.get().recipient == "truus@example.org"


def test_somebody_without_an_address_gets_a_link_to_print(client, date, organiser):
    page = add(client, date, name="Truus Bos").text

    made = Registration.objects.get()
    assert f"{settings.SITE_URL}{registration_path(made)}" in page
    assert "Er gaat geen mail naar deze persoon." in page
    assert "geen e-mailadres" in list_page(client, date)
    assert screen.text(client.get(registration_path(made)), "h1") == "Je plek staat vast"
    assert not OutgoingMail.objects.exists()


def test_link_of_who_has_a_mailbox_is_shown_to_nobody_else(client, date, organiser):
    made = somebody(date, "Anna")

    page = client.get(reverse("events_person", args=[date.pk, made.pk])).text

    assert "Anna" in page
    assert registration_secret(made) not in page


def test_adding_when_full_puts_in_line_or_makes_an_extra_place(client, date, organiser):
    for name in ("Anna", "Bram"):
        somebody(date, name)

    asked = client.get(reverse("events_add_person", args=[date.pk])).text
    waits = add(client, date, name="Cas", email="cas@example.org").text
    no_reason = add(client, date, name="Dora", email="dora@example.org", extra_place="on")
    add(client, date, name="Dora", email="dora@example.org", extra_place="on", reason="Zij kookt.")

    assert "komt achteraan op de wachtlijst" in asked
    assert "Cas staat op plek 1 van de wachtlijst" in waits
    assert list(screen.errors(no_reason)) == ["reason"]
    assert state_of(*Registration.objects.order_by("pk"))[2:] == [State.WAITING, State.CONFIRMED]
    assert Registration.objects.order_by("-pk").first().has_extra_place


def test_adding_with_a_mistake_asks_for_no_extra_place_while_one_is_free(client, date, organiser):
    page = add(client, date, name="")

    assert list(screen.errors(page)) == ["name"]
    assert "extra plek" not in page.text


def test_adding_twice_says_so(client, date, organiser):
    add(client, date, name="Truus Bos", email="truus@example.org")

    page = add(client, date, name="truus  bos", email="Truus@example.org").text

    assert "staat al op de lijst" in page
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  \x00 "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "https://evil.example/"}, "name"),
        ({"name": "Truus", "email": "truus@"}, "email"),
        ({"name": "Truus", "discipline": "9999"}, "discipline"),
        ({"name": "Truus", "organisation": "x" * 121}, "organisation"),
        ({"name": "Truus", "extra_place": "on", "reason": "x" * 301}, "reason"),
    ],
)
def test_adding_wants_what_fits(client, date, organiser, answers, field):
    response = add(client, date, **answers)

    assert response.status_code == 200
    assert list(screen.errors(response)) == [field]
    assert not Registration.objects.exists()


def test_log_is_of_this_date_only_and_last_first(client, date, organiser):
    other = MeetupFactory(organiser=date.page.organisation, title="Ander").dates.get()
    add_by_hand(other, by=organiser, name="Elders")
    approve(somebody(date, "Anna", requested=True), by=organiser)
    promote_by_hand(somebody(date, "Bram", waiting=True), by=organiser, reason="Belde.")

    lines = screen.texts(client.get(reverse("events_registrations", args=[date.pk])), ".wv-log li > span:first-child")

    by = organiser.get_full_name()
    assert lines == [f"{by} liet Bram voorgaan. “Belde.”", f"{by} keurde Anna goed."]
