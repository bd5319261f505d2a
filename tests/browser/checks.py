"""What a page is looked at for; each answers with what is wrong, as sentences."""

from collections.abc import Container

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

WAGTAILS_OWN = {
    "aria-input-field-name",  # the rich text editor names itself by a label that axe does not connect
    "target-size",  # the toggles of the editor's panels
}
"""What axe finds in Wagtail's page editor itself."""


def axe_violations(page: Page, *, leave_out: Container[str] = ()) -> list[str]:
    """What axe finds on the page as it now is, but for the rules to ``leave_out``."""
    # Colours that are half-way from light to dark are nobody's colours.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return [
        f"{violation['id']}: {violation['help']} at {', '.join(str(node['target']) for node in violation['nodes'])}"
        for violation in Axe().run(page, options=options).response["violations"]
        if violation["id"] not in leave_out
    ]


def too_wide(page: Page) -> list[str]:
    """Whether one has to scroll sideways (WCAG 1.4.10)."""
    pixels = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{pixels} px wider than the screen of {page.viewport_size['width']} px"] if pixels > 0 else []
