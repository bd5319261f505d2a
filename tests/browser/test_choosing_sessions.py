"""Choosing sessions and changing one's mind, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from events.conference.release import release
from events.links import registration_path
from events.models import EventDate
from events.registration.registering import register
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import PHONE
from tests.factories_conference import board

TITLES = [
    "Samen schakelen: wie belt wie?",
    "Multiproblematiek: waar begin je?",
    "Ouderen die zorg mijden",
    "Ervaringsdeskundigheid aan tafel",
]


@pytest.fixture
def whole(house):
    made = board()
    for slot, title in zip(made.slots, TITLES, strict=True):
        slot.session.title = title
        slot.session.save_revision()
        slot.session.save()
    release(made.conference, user=None)
    day = EventDate.objects.get(page=made.conference)
    user = factories.UserFactory(email="sanne@example.org")
    return register(day, name="Sanne de Vries", email=user.email, user=user)


def test_session_is_chosen_and_swapped_on_a_phone(whole, page: Page):
    page.set_viewport_size(PHONE)
    page.goto(registration_path(whole))
    page.get_by_role("link", name="Kies je sessies").click()
    assert not too_wide(page)
    assert not axe_violations(page)

    page.get_by_text("Samen schakelen: wie belt wie?").click()
    page.get_by_text("Ouderen die zorg mijden").click()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_role("status").first).to_contain_text("Je keuze is bewaard")
    expect(page.locator(".wv-round-choice > summary").first).to_contain_text("je plek staat vast")
    assert not axe_violations(page)

    page.locator(".wv-round-choice > summary").first.click()
    page.get_by_text("Multiproblematiek: waar begin je?").click()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.locator(".wv-round-choice > summary").first).to_contain_text("Multiproblematiek: waar begin je?")
    assert not too_wide(page)
