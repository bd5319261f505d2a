"""The look in a real browser: style guide and mails in every state, the weight of a first visit, layout shifts."""

import gzip
import time

import pytest
from django.urls import path
from playwright.sync_api import Page, Response, Route

from config.urls import urlpatterns as production
from home.style_guide import mails, views
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE

urlpatterns = [
    path("stijlgids/", views.style_guide, name="style_guide"),
    path("stijlgids/fouten/<slug:name>/", views.error, name="style_guide_error"),
    path("stijlgids/mails/", views.all_mails, name="style_guide_mails"),
    path("stijlgids/mails/<slug:name>/<slug:look>/", views.mail, name="style_guide_mail"),
    *production,
]

WEIGHT = 120_000
"""Maximum number of bytes in a first visit to the home page, without photos."""


@pytest.mark.urls(__name__)
def test_axe_finds_nothing_in_the_style_guide(house, page: Page):
    page.set_viewport_size(DESKTOP)
    page.goto("/stijlgids/")
    found = [f"light: {what}" for what in axe_violations(page) + too_wide(page)]
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(NARROWEST)
    found += [f"dark: {what}" for what in axe_violations(page) + too_wide(page)]
    page.emulate_media(color_scheme="light", forced_colors="active")
    found += [f"forced colours: {what}" for what in too_wide(page)]

    assert found == []


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", ["registered", "offered", "date_cancelled", "welcome"])
def test_axe_finds_nothing_in_a_mail(house, page: Page, name):
    written = mails.example_mail(name)
    page.set_viewport_size(NARROWEST)
    found = []
    for look, html in (("light", written.html), ("dark", mails.in_dark(written.html))):
        page.set_content(html)
        found += [
            f"{look}: {what}"
            for what in axe_violations(page, leave_out={"region", "landmark-one-main"}) + too_wide(page)
        ]

    assert found == []


@pytest.fixture
def region(house):
    """Create everything that the home page can show, except photos."""
    for number in range(16):
        municipality = factories.MunicipalityFactory(tile_row=number // 5 + 1, tile_column=number % 5 + 1)
        organisation = factories.OrganisationFactory(municipality=municipality)
    for number in range(3):
        factories.MeetupFactory(title=f"Wijklunch {number}", organiser=organisation, municipality=municipality)


def as_sent(answer: Response) -> bytes:
    """Return the body as sent: WhiteNoise compresses style sheets and scripts; the rest counts uncompressed."""
    return gzip.compress(answer.body()) if answer.url.endswith((".css", ".js")) else answer.body()


WATCH_SHIFTS = (
    "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifts.push("
    "[entry.value, ...entry.sources.map(source => source.node?.className || source.node?.nodeName)])))"
    ".observe({type: 'layout-shift', buffered: true})"
)


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_jumps_when_the_typeface_comes_late(region, page: Page, width):
    """On a slow connection the first page keeps the fallback font, which breaks its lines at other places."""

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/*.woff2", late)
    page.add_init_script(WATCH_SHIFTS)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/agenda/", wait_until="networkidle")
    page.wait_for_timeout(300)

    shifts = page.evaluate("window.shifts")
    assert sum(shift for shift, *_ in shifts) == 0, shifts


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_first_visit_to_the_home_page_is_light_and_nothing_jumps(region, page: Page, size):
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright wants a function of ours
    page.add_init_script(WATCH_SHIFTS)
    page.set_viewport_size(size)
    page.goto("/", wait_until="networkidle")

    weights = {answer.url: len(as_sent(answer)) for answer in answers}
    fonts = [url for url in weights if url.endswith(".woff2")]
    assert sum(weights.values()) < WEIGHT, weights
    assert len(fonts) <= 2
    shifts = page.evaluate("window.shifts")
    assert sum(shift for shift, *_ in shifts) < 0.01, shifts
