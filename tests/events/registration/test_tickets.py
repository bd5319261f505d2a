"""Ticket of a confirmed attendee: checked at the door, and of no use to anybody who photographs it."""

import pytest

from events.links import registration_path, registration_secret
from events.models import EventPage, Registration
from events.privacy.link_rotation import rotate_link
from events.publishing import move
from events.registration import rule
from events.registration.tickets import code_of, draw, holder_of
from tests.factories import RegistrationFactory, date_of_a_meetup, taken_off
from web.signed_links import read_secret

pytestmark = pytest.mark.django_db
State = Registration.State


def ticket(client, made: Registration):
    return client.get(f"{registration_path(made)}ticket/")


def test_ticket_has_name_event_time_place_and_code(client):
    date = date_of_a_meetup(title="Samen aan tafel")
    made = RegistrationFactory(date=date, person__name="Sanne de Vries")

    response = ticket(client, made)

    for personal in ("Sanne de Vries", "Samen aan tafel", "12.00 – 13.30 uur", "Buurthuis De Linde", "Kerkstraat 1"):
        assert personal in response.text
    assert f'src="{registration_path(made)}ticket/code.svg"' in response.text
    code = client.get(f"{registration_path(made)}ticket/code.svg")
    assert code["Content-Type"] == "image/svg+xml"
    assert "no-store" in code["Cache-Control"]
    assert code.content == draw(code_of(made))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({"held": True}, "Bevestig je plek"),
        ({"waiting": True}, "Je staat op plek 1 van de wachtlijst"),
        ({"cancelled": True}, "Je bent afgemeld"),
        ({"state": State.EXPIRED}, "Je plek is vrijgegeven"),
    ],
    ids=["held", "waiting", "cancelled", "lapsed"],
)
def test_who_has_no_place_has_no_ticket_and_reads_why(client, state, says):
    made = RegistrationFactory(**state)

    response = ticket(client, made)

    assert response.status_code == 200
    assert says in response.text
    assert "<img" not in response.text
    assert client.get(f"{registration_path(made)}ticket/code.svg").status_code == 404


def held_online(page: EventPage) -> None:
    page.attendance = EventPage.Attendance.ONLINE
    page.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda date: move.cancel_date(date, reason="De keuken is stuk."),
        lambda date: taken_off(date.page).delete(),
        lambda date: held_online(date.page.specific),
    ],
    ids=["cancelled", "page gone", "online"],
)
def test_date_that_nobody_goes_to_has_no_tickets(client, change):
    made = RegistrationFactory()
    change(made.date)

    response = ticket(client, made)

    assert (response.status_code, "Je hebt nu geen ticket" in response.text) == (200, True)


def test_code_tells_nothing_and_opens_nothing(client):
    made, other = RegistrationFactory(), RegistrationFactory()
    code = code_of(made)

    assert (len(code), code.isalnum(), code.isupper()) == (28, True, True)
    assert code[:6] != code_of(other)[:6]
    assert registration_secret(made) not in draw(code).decode()
    assert (read_secret("registration", code), client.get(f"/aanmelding/{code}/").status_code) == (None, 404)


def test_door_knows_the_holder_at_this_date_only():
    made, other = RegistrationFactory(), RegistrationFactory()
    RegistrationFactory(date=made.date)
    code = code_of(made)

    assert holder_of(made.date, code) == made
    assert holder_of(made.date, f" {code.lower()[:14]} {code[14:]}\n") == made
    assert holder_of(other.date, code) is None


@pytest.mark.parametrize("typed", ["", "WV", "é" * 28, "A" * 10_000, "WV" + "A" * 26], ids=["nothing", "the prefix", "not ASCII", "much", "made up"])  # fmt: skip
def test_door_knows_nobody_by_a_code_that_we_did_not_make(typed):
    assert holder_of(RegistrationFactory().date, typed) is None


def test_door_refuses_who_cancelled_and_the_ticket_of_an_older_link():
    cancelled, rotated = RegistrationFactory(), RegistrationFactory()
    codes = [code_of(cancelled), code_of(rotated)]
    rule.cancel(cancelled)
    new = code_of(rotate_link(rotated))

    assert (holder_of(cancelled.date, codes[0]), holder_of(rotated.date, codes[1])) == (None, None)
    assert holder_of(rotated.date, new) == rotated


def test_ticket_outlives_a_change_of_key_while_the_old_one_is_listed(settings):
    made = RegistrationFactory()
    code, old = code_of(made), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-" + "k" * 40
    without = holder_of(made.date, code)

    settings.SECRET_KEY_FALLBACKS = [old]

    assert (without, holder_of(made.date, code)) == (None, made)
