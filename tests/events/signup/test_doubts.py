"""Addresses on the form that look mistyped: asked about once, never refused."""

import pytest

from events.models import Registration
from tests import screen
from tests.events.signup.test_bad_input import answers, form_of
from tests.factories import date_of_a_meetup

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "sanne@gmial.com", "sanne@gmail.com"
BO = {"collega_1_naam": "Bo", "collega_1_email": "bo@hotmial.nl", "collega_1_discipline": "zelf"}


@pytest.fixture
def date(site_tree):
    return date_of_a_meetup(capacity=9)


def addresses() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("person__email", flat=True))


def again(page, **changes) -> dict:
    """Return what the browser sends if the visitor presses the main button of ``page``."""
    return {**screen.values(page), **changes}


def test_form_asks_before_it_sends_and_keeps_what_was_typed(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG, opmerking="Met de fiets"))

    assert addresses() == []
    assert f"Je schreef {WRONG}. Bedoelde je {RIGHT}?" in screen.text(page, "main [role=alert]")
    assert again(page)["email"] == [WRONG]
    assert "Met de fiets" in screen.text(page, "textarea")
    assert screen.errors(page) == {}


def test_sending_it_once_more_is_enough(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG))

    assert client.post(form_of(date), again(page)).status_code == 302
    assert addresses() == [WRONG]


def test_button_takes_the_suggestion_and_sends(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG))

    assert client.post(form_of(date), again(page, gebruik="email")).status_code == 302
    assert addresses() == [RIGHT]


def test_enter_does_not_press_the_button_that_changes_the_address(client, date):
    """A browser presses the first button of the form."""
    page = client.post(form_of(date), answers(date, email=WRONG))

    first = screen.parsed(page).select("main form button")[0]
    assert not first.has_attr("name")


def test_another_mistake_is_asked_about_as_well(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG))

    page = client.post(form_of(date), again(page, email="sanne@gmail.con"))

    assert addresses() == []
    assert RIGHT in screen.text(page, "main [role=alert]")


def test_address_of_a_colleague_is_asked_about_by_name(client, date):
    page = client.post(form_of(date), answers(date, **BO))

    assert "Bij Bo staat bo@hotmial.nl. Bedoelde je bo@hotmail.nl?" in screen.text(page, "main [role=alert]")
    client.post(form_of(date), again(page, gebruik="collega_1_email"))
    assert addresses() == ["sanne@example.org", "bo@hotmail.nl"]


def test_button_for_one_of_two_asks_about_the_other(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG, **BO))
    page = client.post(form_of(date), again(page, gebruik="email"))
    assert addresses() == []
    assert again(page)["email"] == [RIGHT]

    client.post(form_of(date), again(page))

    assert addresses() == [RIGHT, "bo@hotmial.nl"]


@pytest.mark.parametrize("field", ["naam", "collega_9_email", "opmerking", "\x00", ""])
def test_button_for_something_else_changes_nothing(client, date, field):
    client.post(form_of(date), answers(date, gebruik=field, opmerking=WRONG))

    assert addresses() == ["sanne@example.org"]


def test_mistakes_come_before_the_question(client, date):
    page = client.post(form_of(date), answers(date, email=WRONG, naam=""))

    assert page.status_code == 422
    assert list(screen.errors(page)) == ["naam"]
    assert "Bedoelde je" not in page.text
