"""Question to the organiser about people without a place, before publishing ends what they wait for."""

import pytest

from events.models import EventDate, Registration
from tests import screen
from tests.events.pages.test_editor import edit_url, filled, rows_of
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db

ASKED = "Er zijn mensen die nog geen plek hebben."
ELSEWHERE = {"needs_approval": "on", "registration": "elsewhere", "registration_url": "https://example.org/"}


@pytest.fixture
def meetup(client):
    """Return a full meetup with two requests and two people in line. It matches the form of ``filled``."""
    meetup = MeetupFactory(
        organiser=OrganisationFactory(), title="Samen aan tafel", slug="samen-aan-tafel", dates=[20], capacity=1,
        needs_approval=True,
    )  # fmt: skip
    date = meetup.dates.get()
    RegistrationFactory(date=date)
    for _number in range(2):
        RegistrationFactory(date=date, requested=True)
        RegistrationFactory(date=date, waiting=True)
    client.force_login(organiser_of(meetup.organisation))
    return meetup


def publish(client, meetup, **changes):
    rows = [{**row, "moves": "0"} for row in rows_of(meetup)]
    return client.post(edit_url(meetup), filled(dates=rows, initial=1, capacity="1", **changes))


def yes(response) -> dict[str, str]:
    [box] = screen.parsed(response).select(".wv-ask input[type=checkbox]")
    return {str(box["name"]): str(box["value"])}


def states() -> list[str]:
    return sorted(Registration.objects.values_list("state", flat=True))


BEFORE = sorted(["confirmed", "requested", "requested", "waiting", "waiting"])


@pytest.mark.parametrize(
    ("change", "who", "stay"),
    [
        ({}, "2 mensen wachten op je goedkeuring", "krijgt een plek of komt op de wachtlijst"),
        ({"registration": "none"}, "2 mensen wachten op je goedkeuring, 2 mensen staan op de wachtlijst", "kom gewoon"),
        (ELSEWHERE, "2 mensen wachten op je goedkeuring, 2 mensen staan op de wachtlijst", "blijft hier op de lijst"),
    ],
    ids=["approval off", "walk in", "elsewhere"],
)
def test_organiser_is_asked_what_happens_with_whom_and_nothing_is_published_before(client, meetup, change, who, stay):
    response = publish(client, meetup, audience="Dit typte ik net", **change)

    html = screen.words(screen.parsed(response))
    assert (ASKED in html, who in html, stay in html) == (True, True, True)
    assert [choice for choice, _label in choices(response)] == ["stay", "out"]
    assert "Dit typte ik net" in response.content.decode()
    assert states() == BEFORE


def choices(response) -> list[tuple[str, bool]]:
    """Return the value of each answer, and whether it is chosen."""
    boxes = screen.parsed(response).select("input[name=without_place]")
    return [(str(box["value"]), box.has_attr("checked")) for box in boxes]


def test_staying_is_the_answer_unless_she_chooses(client, meetup):
    assert choices(publish(client, meetup)) == [("stay", True), ("out", False)]


@pytest.mark.parametrize(
    ("change", "answer", "after"),
    [
        ({}, "stay", ["confirmed", "waiting", "waiting", "waiting", "waiting"]),
        ({}, "out", ["confirmed", "declined", "declined", "waiting", "waiting"]),
        ({"registration": "none"}, "stay", ["confirmed"] * 5),
        (ELSEWHERE, "stay", BEFORE),
        (ELSEWHERE, "out", ["cancelled", "cancelled", "confirmed", "declined", "declined"]),
    ],
)
def test_after_yes_it_happens(client, meetup, change, answer, after):
    asked = publish(client, meetup, **change)

    response = publish(client, meetup, **change, without_place=answer, **yes(asked))

    assert response.status_code == 302
    assert states() == sorted(after)


def test_answer_without_yes_or_to_another_question_does_nothing(client, meetup):
    asked = publish(client, meetup)

    without = publish(client, meetup, without_place="out")
    other = publish(client, meetup, without_place="out", **ELSEWHERE, **yes(asked))
    nonsense = publish(client, meetup, without_place="weg", **yes(asked))

    assert [one.status_code for one in (without, other, nonsense)] == [200, 200, 200]
    assert states() == BEFORE


def test_nothing_is_asked_where_nobody_is_left_or_nothing_ends(client, meetup):
    kept = publish(client, meetup, needs_approval="on", audience="Andere tekst")
    Registration.objects.exclude(state="confirmed").delete()
    nobody = publish(client, meetup)

    assert (kept.status_code, nobody.status_code) == (302, 302)


def test_draft_asks_nothing_and_keeps_no_answer(client, meetup):
    rows = [{**row, "moves": "0"} for row in rows_of(meetup)]

    response = client.post(
        edit_url(meetup), filled(dates=rows, initial=1, capacity="1", publish=False, without_place="out")
    )

    assert response.status_code == 302
    assert states() == BEFORE


def test_walk_in_may_be_published_with_more_people_than_the_hidden_number_of_places(client, meetup):
    RegistrationFactory(date=EventDate.objects.get())
    asked = publish(client, meetup, registration="none")

    response = publish(client, meetup, registration="none", **yes(asked))

    assert response.status_code == 302
    assert EventDate.objects.get().capacity is None
