"""Keyboard access on every kind of page: all of it is reachable, in order, with visible focus and without traps."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, log_in_by_code

STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary"

NUMBER_OF_STOPS = """stops => {
  const parts = [...document.querySelectorAll(stops)].filter(
    part => part.checkVisibility({visibilityProperty: true}) && part.tabIndex >= 0 && !part.disabled);
  // Of a group of radio buttons the keyboard stops at one.
  const radios = parts.filter(part => part.type === "radio");
  return parts.length - radios.length + new Set(radios.map(part => part.name)).size;
}"""

WHERE = """() => {
  const part = document.activeElement;
  if (part === document.body) return null;
  // A card and a choice show the focus of what is in them.
  const around = part.closest(".wv-event-card, .wv-agenda-row, .wv-card, .wv-choice, .wv-glossary__item, .wv-lesson, .wv-practice-rows li");
  const shown = [part, around].some(ring => ring && getComputedStyle(ring).outlineStyle !== "none");
  return {number: [...document.querySelectorAll("*")].indexOf(part), shown, what: part.outerHTML.slice(0, 80)};
}"""


@pytest.mark.parametrize("part", range(2))
def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(season, page: Page, part):
    page.set_viewport_size(DESKTOP)
    wrong = []
    for name, address in [*season.addresses.items()][part::2]:
        page.goto(address)
        wrong += [f"{name}: {what}" for what in walked(page)]

    assert wrong == []


def test_keyboard_reaches_everything_of_a_member(season, page: Page):
    page.set_viewport_size(DESKTOP)
    log_in_by_code(page, season.member)
    wrong = []
    for address in ("/mijn/", "/mijn/gegevens/", "/account/email/", "/account/code/"):
        page.goto(address)
        wrong += [f"{address}: {what}" for what in walked(page)]

    assert wrong == []


def walked(page: Page) -> list[str]:
    """Return what goes wrong when the Tab key is pressed from the top of the page to the bottom."""
    page.evaluate("document.activeElement.blur()")
    wanted = page.evaluate(NUMBER_OF_STOPS, STOPS)
    seen = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        # After the last stop the focus leaves the page, or returns to the first one if nothing surrounds the page.
        if at is None or (seen and at == seen[0]):
            break
        seen.append(at)
    numbers = [at["number"] for at in seen]
    wrong = [f"not seen where the keyboard is: {at['what']}" for at in seen if not at["shown"]]
    if len(set(numbers)) != wanted:
        wrong.append(f"{len(set(numbers))} stops of {wanted}")
    if numbers != sorted(set(numbers)):
        wrong.append("not in the order of the page, or trapped")
    return wrong
