"""A real browser against the running site, which has one organisation with a little of everything."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from accounts.models import User
from tests import factories, migrated
from tests.browser.season import Season
from tests.browser.season import season as make_season
from tests.mailed import code_mailed_to

# Playwright runs its event loop in the thread of the test, so Django would mistake the test for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NARROWEST = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium found: install it, or set CHROMIUM"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium's sandbox refuses to run as root
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "viewport": PHONE, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def house(live_server, settings) -> factories.House:
    """Return the pages that every site has, at the address of the live server."""
    house = factories.house()
    house.site.port = live_server.thread.port
    house.site.save()
    settings.SITE_URL = live_server.url
    warm_up(live_server.url)
    return house


@cache
def warm_up(address: str) -> None:
    """Request a page, because the first response takes as long as starting the server.

    On a busy machine that is longer than the timeouts of the tests.
    """
    with urlopen(f"{address}/account/login/", timeout=60) as page:  # noqa: S310  our own server
        page.read()


_seasons: list[Season] = []


@pytest.fixture
def season(house, settings) -> Season:
    """Return the season. The first test creates it; the others restore the database to that state."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    if _seasons:
        migrated.put_back("season")
    else:
        _seasons.append(make_season())
        migrated.remember("season")
    return _seasons[0]


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Return the address of the live server, so that a test can use ``page.goto("/agenda/")``."""
    return live_server.url


@pytest.fixture(autouse=True)
def _nothing_goes_wrong_unseen(context: BrowserContext, live_server) -> Iterator[None]:
    """Fail if a script fails, our Content-Security-Policy is violated, or anything is fetched from another site."""
    wrong: list[str] = []

    def on_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            wrong.append(f"fetched from elsewhere: {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        # Chromium reports each 4xx response as an error. Some tests ask for a 404 or 422, and /fout/ shows our error
        # pages.
        if "the server responded with a status of 4" in message.text or "/fout/" in message.location.get("url", ""):
            return
        if message.type == "error":
            wrong.append(f"console: {message.text} ({message.location.get('url')})")

    context.set_default_timeout(10_000)
    context.on("request", on_request)
    context.on("console", on_console)
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    yield
    assert wrong == []


def log_in(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(factories.PASSWORD)
    page.locator("main form .wv-button--primary").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def log_in_by_code(page: Page, user: User) -> None:
    page.goto("/account/login/code/")
    page.locator("[name=email]").fill(user.email)
    page.locator("main form .wv-button--primary").first.click()
    page.locator("[name=code]").fill(code_mailed_to(user.email))
    page.locator("main form .wv-button--primary").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)
