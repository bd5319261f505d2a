"""The board of the conference team in a browser: by keyboard alone, and nothing for axe to find."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.conference.models import SessionPerson, Slot
from events.conference.release import release
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import log_in
from tests.factories_conference import SlotFactory, SpeakerFactory, board

TITLES = [
    "Samen schakelen: wie belt wie?",
    "Ouderen die zorg mijden",
    "Maatwerk: wat mag er eigenlijk al?",
    "Schulden zien voor het misgaat",
]


@pytest.fixture
def made(house):
    made = board()
    made.conference.title = "Regionale conferentie 2027"
    made.conference.save()
    speaker = SpeakerFactory(conference=made.conference, name="Ilse de Groot")
    for slot, title in zip(made.slots, TITLES, strict=True):
        slot.session.title = title
        slot.session.save()
        SessionPerson.objects.create(page=slot.session, speaker=speaker)
    release(made.conference, user=None)
    loose = SlotFactory(conference=made.conference)
    loose.session.title = "Eenzaamheid: wie klopt er aan?"
    loose.session.save()
    return made


def test_session_is_moved_by_keyboard_alone(made, page: Page):
    log_in(page, factories.functional_manager())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("conference_board", args=[made.conference.pk]))
    assert not axe_violations(page)

    page.get_by_role("link", name="Eenzaamheid: wie klopt er aan?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Verplaats: Eenzaamheid: wie klopt er aan?")).to_be_visible()
    assert not axe_violations(page)
    page.locator("select[name=ronde]").focus()
    page.keyboard.press("ArrowDown")
    page.locator("select[name=zaal]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#gezegd")).to_contain_text("staat nu in Ronde 1")
    assert Slot.objects.order_by("pk").last().round == made.rounds[0]
    assert not axe_violations(page)


@pytest.mark.parametrize("name", ["release", "venue"])
def test_axe_finds_nothing_at_the_teams_other_screens(made, page: Page, name):
    Slot.objects.filter(pk=made.slots[0].pk).update(room=made.rooms[1], round=made.rounds[1])
    log_in(page, factories.functional_manager())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse(f"conference_{name}", args=[made.conference.pk]))
    assert not axe_violations(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_public_pages(made, page: Page, width):
    SlotFactory(conference=made.conference, kind="break", title="Lunch", session=None)
    Slot.objects.filter(pk=made.slots[0].pk).update(room=made.rooms[1])
    release(made.conference, user=None, words="De kleine zaal is stuk.")
    page.set_viewport_size({"width": width, "height": 900})
    url = made.conference.get_url()
    for path in (
        "/conferentie/",
        url,
        f"{url}programma/",
        f"{url}programma/wijzigingen/",
        made.slots[0].session.get_url(),
    ):
        page.goto(path)
        assert not axe_violations(page), path
        assert not too_wide(page), path
