"""Every kind of public page: axe finds nothing, it fits a narrow phone, and all of it is reachable by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, log_in, log_in_by_code
from tests.browser.urls import ERRORS


# In parts, so that workers can run them in parallel.
@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing_and_nothing_is_too_wide(season, page: Page, part):
    found = []
    for name, address in [*season.addresses.items()][part::4]:
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme="light")
        answer = page.goto(address)
        assert answer.status == (ERRORS.get(name.removeprefix("error ")) or 200), name
        found += looked_at(page, name)

    assert found == []


def looked_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page on a desktop in light mode, and on the narrowest phone in dark mode."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    wrong = axe_violations(page) + too_wide(page)
    page.set_viewport_size(NARROWEST)
    page.emulate_media(color_scheme="dark")
    wrong += axe_violations(page) + too_wide(page)
    return [f"{name}: {what}" for what in wrong]


def test_nothing_is_too_wide_with_letters_twice_as_large(season, launch_browser, base_url, browser_type_launch_args):
    large = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    browser = launch_browser(args=large)
    page = browser.new_page(base_url=base_url, viewport=NARROWEST)
    found = []
    for name in ("home", "agenda", "agenda, month", "meetup, several dates", "register, several dates", "municipality"):
        page.goto(season.addresses[name])
        found += [f"{name}: {what}" for what in too_wide(page)]
    for name in ("confirmed", "expired", "date cancelled", "date postponed", "several dates"):
        page.goto(season.addresses[f"self-service, {name}"])
        found += [f"{name}: {what}" for what in too_wide(page)]
    browser.close()

    assert found == []


def test_form_with_mistakes_says_what_is_wrong_and_keeps_what_was_typed(season, page: Page):
    page.goto(season.addresses["register"])
    page.get_by_label("Je naam").fill("Sanne de Vries")
    page.get_by_label("E-mailadres van je werk").fill("geen-adres")
    page.locator("main form").first.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")

    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    expect(page.get_by_label("Je naam")).to_have_value("Sanne de Vries")
    expect(page.get_by_label("E-mailadres van je werk")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []


def test_signed_in_member_sees_own_registrations(season, page: Page):
    log_in(page, season.member)

    page.goto("/mijn/")

    expect(page.get_by_role("link", name="Wijklunch")).to_be_visible()


def test_axe_finds_nothing_where_a_member_has_signed_in(season, page: Page):
    log_in_by_code(page, season.member)
    found = []
    for address in (
        "/mijn/", "/mijn/gegevens/", "/mijn/gegevens/wissen/",
        "/account/email/", "/account/password/change/", "/account/code/", "/account/logout/",
    ):  # fmt: skip
        assert page.goto(address).status == 200
        found += looked_at(page, address)

    assert found == []


def test_keyboard_starts_with_a_link_past_the_navigation(season, page: Page):
    page.goto("/agenda/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#inhoud")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
