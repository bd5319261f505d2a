"""Words for the state of a registration: every audience has words for every state that it can meet."""

import pytest

from events.admin.state_labels import STATE_LABELS, state_label, state_labels_of
from events.dates.cards import card_for
from events.links import registration_path
from events.mail import state_words
from events.mail.personal_entry import personal_event
from events.models import EventDate, Registration
from events.self_service.mine import own_card
from tests.factories import RegistrationFactory, date_of_a_meetup

State = Registration.State


@pytest.mark.parametrize("table", ["IN_LISTS", "IN_CALENDARS", "FOR_ORGANISERS"])
def test_table_has_every_state(table):
    assert set(getattr(state_words, table)) == set(State)


@pytest.mark.parametrize("table", ["ON_CARDS", "FOR_ORGANISERS_WHEN_OFF"])
def test_table_of_live_registrations_has_every_live_state(table):
    assert set(getattr(state_words, table)) == set(Registration.LIVE)


def test_filter_of_the_list_has_every_state():
    assert set(STATE_LABELS) == {"live", *State, "all"}


def made(state: State) -> Registration:
    date = date_of_a_meetup(title="Lunch")
    return RegistrationFactory(
        date=date,
        state=state,
        held_until=date.start if state in {State.HELD, State.OFFERED} else None,
        placed_at=date.start if state in Registration.PLACED else None,
        cancelled_at=date.start if state == State.CANCELLED else None,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "in_list", "in_calendar"),
    [
        (State.HELD, "nog te bevestigen", "Lunch"),
        (State.REQUESTED, "de organisator kijkt ernaar", "[Aangevraagd] Lunch"),
        (State.CONFIRMED, "je plek staat vast", "Lunch"),
        (State.WAITING, "wachtlijst, plek 1", "[Wachtlijst] Lunch"),
        (State.OFFERED, "er is een plek voor je", "[Plek aangeboden] Lunch"),
        (State.CANCELLED, "afgemeld", "[Afgemeld] Lunch"),
        (State.DECLINED, "niet goedgekeurd", "[Niet goedgekeurd] Lunch"),
        (State.EXPIRED, "verlopen", "[Plek vrijgegeven] Lunch"),
    ],
)
def test_words_for_the_person_in_a_list_and_in_their_calendar(state, in_list, in_calendar):
    registration = made(state)

    assert state_words.state_words(registration) == in_list
    assert personal_event(registration).summary == in_calendar


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "words", "tone"),
    [
        (State.HELD, "Nog niet bevestigd", "warning"),
        (State.REQUESTED, "Je aanvraag is binnen", ""),
        (State.CONFIRMED, "Je komt", "success"),
        (State.WAITING, "Je staat op de wachtlijst", "warning"),
        (State.OFFERED, "Er is een plek voor je", "warning"),
    ],
)
def test_words_for_the_person_on_a_card(state, words, tone):
    registration = made(state)

    card = own_card(card_for(registration.date), registration)

    assert (card.state_words, card.state_tone) == (words, tone)
    assert card.self_service_url == registration_path(registration)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "label", "on", "off"),
    [
        (State.HELD, "Had nog niet bevestigd", "nog niet bevestigd", "had nog niet bevestigd"),
        (State.REQUESTED, "Vroeg een plek", "wacht op goedkeuring", "vroeg een plek"),
        (State.CONFIRMED, "Had een plek", "komt", "had een plek"),
        (State.WAITING, "Stond in de rij", "wacht", "stond in de rij"),
        (State.OFFERED, "Kreeg een plek aangeboden", "plek aangeboden", "kreeg een plek aangeboden"),
        (State.CANCELLED, "Afgemeld", "afgemeld", "afgemeld"),
        (State.DECLINED, "Niet goedgekeurd", "niet goedgekeurd", "niet goedgekeurd"),
        (State.EXPIRED, "Verlopen", "verlopen", "verlopen"),
    ],
)
def test_words_for_the_organiser_when_the_date_is_on_and_when_it_is_off(state, label, on, off):
    registration = made(state)
    date = registration.date

    before = state_label(registration, date)
    date.status = EventDate.Status.CANCELLED

    assert (before, state_label(registration, date)) == (on, off)
    assert state_labels_of(date)[state] == label
