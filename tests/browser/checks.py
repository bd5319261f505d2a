"""Checks on a page. Each returns its findings as sentences."""

from collections.abc import Container

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

WAGTAILS_OWN = {
    "aria-input-field-name",  # the label of the rich text editor, which axe does not recognise
    "target-size",  # the toggles of the editor's panels
}
"""Rules that Wagtail's page editor itself violates."""


def axe_violations(page: Page, *, leave_out: Container[str] = ()) -> list[str]:
    """Return the violations that axe finds in the page's current state, except of the rules in ``leave_out``."""
    # Finish transitions: colours halfway between light and dark would be reported.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return [
        f"{violation['id']}: {violation['help']} at {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in Axe().run(page, options=options).response["violations"]
        if violation["id"] not in leave_out
    ]


def too_wide(page: Page) -> list[str]:
    """Return a finding if the page scrolls sideways (WCAG 1.4.10)."""
    pixels = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{pixels} px wider than the screen of {page.viewport_size['width']} px"] if pixels > 0 else []
