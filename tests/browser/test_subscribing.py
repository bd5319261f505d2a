"""“Zet deze agenda in je eigen agenda”, on a phone and on a desktop, with and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import MeetupFactory, WijkFactory

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def address(house) -> str:
    wijk = WijkFactory(title="Hoge Vucht")
    MeetupFactory(wijken=[wijk])
    return wijk.get_url()


@SIZES
def test_address_is_copied_with_one_button(page: Page, address, size, base_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size(size)
    page.goto(address)
    box = page.locator("#abonneer")

    box.get_by_text("Kopieer het adres").click()
    box.get_by_role("button", name="Kopieer").click()

    expect(box.get_by_role("status")).to_have_text("Gekopieerd. Plak het adres in je agenda.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{address}kalender.ics"


@SIZES
def test_address_can_be_copied_by_hand_without_javascript(browser: Browser, address, size, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(address)
    box = page.locator("#abonneer")

    box.get_by_text("Kopieer het adres").click()
    field = box.get_by_label("Adres van deze agenda")

    expect(field).to_be_visible()
    expect(field).to_be_editable(editable=False)
    assert field.input_value() == f"{base_url}{address}kalender.ics"
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    expect(box.get_by_role("button")).to_have_count(0)  # a button that would do nothing is left out
    context.close()


def test_every_program_is_led_to_a_calendar_that_is_there(page: Page, address, base_url):
    page.goto(address)
    links = [link.get_attribute("href") for link in page.locator("#abonneer .wv-subscribe__list a").all()]
    asked = {urlsplit(link).hostname or urlsplit(link).scheme: parse_qs(urlsplit(link).query) for link in links}
    calendar = f"{base_url}{address}kalender.ics"
    webcal = f"webcal://{calendar.partition('://')[2]}"

    assert {name: values.get("url") or values.get("cid") for name, values in asked.items()} == {
        "outlook.office.com": [calendar],
        "outlook.live.com": [calendar],
        "calendar.google.com": [webcal],
        urlsplit(base_url).hostname: None,
    }
    assert webcal in links
    assert page.request.get(calendar).status == 200
