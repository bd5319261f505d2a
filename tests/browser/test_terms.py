"""A term explained where it stands: by touch, keyboard and mouse, without script, on paper and without colours."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import ContentPageFactory
from tests.factories_terms import TermFactory

TEXT = "<p>De indicatie van de SO loopt af. Daarna volgt een gesprek.</p><p>Meer tekst.</p>"


@pytest.fixture
def address(house) -> str:
    TermFactory(title="indicatie", medical="De reden.", social="Het besluit.", summary="Een reden of een besluit.")
    TermFactory(title="specialist ouderengeneeskunde", abbreviations=["SO"], summary="Arts voor ouderen.")
    return ContentPageFactory(title="Woorden", body=[{"type": "text", "value": TEXT}]).url


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_explanation_has_no_violations(page: Page, address, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(address)

    page.get_by_role("button", name="indicatie").click()

    card = page.get_by_role("dialog", name="indicatie")
    expect(card).to_be_in_viewport(ratio=1)
    expect(card).to_contain_text("Het besluit.")
    assert axe_violations(page) + too_wide(page) == []


def test_word_opens_and_closes_by_touch(browser: Browser, base_url, live_server, address):
    context = browser.new_context(base_url=live_server.url, has_touch=True, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    word, card = page.get_by_role("button", name="indicatie"), page.get_by_role("dialog")

    word.tap()
    expect(card).to_be_visible()
    expect(word).to_have_attribute("aria-expanded", "true")
    word.tap()
    expect(card).to_be_hidden()
    expect(word).to_have_attribute("aria-expanded", "false")

    word.tap()
    page.get_by_role("button", name="SO").tap()
    expect(card).to_contain_text("Arts voor ouderen.")
    assert page.locator("[aria-expanded=true]").all_inner_texts() == ["SO"]
    page.get_by_role("button", name="Sluit de uitleg").tap()
    expect(card).to_be_hidden()
    context.close()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_word_opens_by_keyboard_and_escape_brings_the_focus_back(page: Page, address, key):
    page.goto(address)
    word, card = page.get_by_role("button", name="indicatie"), page.get_by_role("dialog")

    word.focus()
    page.keyboard.press(key)
    expect(card).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lees meer over indicatie").first).to_be_focused()
    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    expect(word).to_be_focused()
    assert "#" not in page.url


def test_nothing_opens_on_hover(page: Page, address):
    page.set_viewport_size(DESKTOP)
    page.goto(address)

    page.get_by_role("button", name="indicatie").hover()

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_word_leads_to_the_list_and_back_without_script(browser: Browser, base_url, live_server, address):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address)

    page.get_by_role("link", name="indicatie", exact=True).click()
    expect(page.locator(":target")).to_contain_text("Een reden of een besluit.")
    expect(page.locator(":target")).to_be_in_viewport()
    page.get_by_role("link", name="Terug naar “indicatie” in de tekst").click()

    expect(page.locator(":target")).to_have_text("indicatie")
    context.close()


def test_explanations_are_on_paper_and_the_links_to_them_are_not(page: Page, address):
    page.goto(address)
    page.get_by_role("button", name="indicatie").click()
    page.emulate_media(media="print")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".wv-begrippen")).to_contain_text("Arts voor ouderen.")
    expect(page.locator(".wv-begrippen__links").first).to_be_hidden()


def test_card_has_an_edge_in_forced_colours(page: Page, address):
    page.emulate_media(forced_colors="active")
    page.goto(address)
    page.get_by_role("button", name="indicatie").click()

    widths = page.get_by_role("dialog").evaluate("card => getComputedStyle(card).borderTopWidth")
    assert widths == "2px"
    assert (
        page.locator("a.wv-begrip").first.evaluate("word => getComputedStyle(word).textDecorationLine") == "underline"
    )


def test_word_is_a_target_of_24_pixels(page: Page, address):
    page.goto(address)

    heights = page.locator("a.wv-begrip").evaluate_all(
        "words => words.map(word => word.getBoundingClientRect().height)"
    )
    assert all(height >= 24 for height in heights)
