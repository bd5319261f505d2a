"""Subscribing: the options of the component, and the QR code for the phone."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

from events.feeds import personal_feed
from events.feeds.subscribing import page_subscription
from tests.calendars import region
from tests.factories import UserFactory
from tests.screen import addresses

pytestmark = pytest.mark.django_db


def test_every_program_gets_the_feed_in_the_way_it_understands():
    made = page_subscription("Breda & ouderen", "/agenda/", "?gemeente=breda&thema=ouderen")

    https_url = "http://testserver/agenda/kalender.ics?gemeente=breda&thema=ouderen"
    assert made["https_url"] == https_url
    assert made["webcal_url"] == https_url.replace("http:", "webcal:")
    assert made["google_url"].endswith(f"render?cid={quote(made['webcal_url'], safe='')}")
    for name in ("outlook_url", "outlook_live_url"):  # Outlook.com fails on webcal
        query = parse_qs(urlsplit(made[name]).query)
        assert query == {"url": [https_url], "name": ["Wijkverband · Breda & ouderen"]}
        assert "+" not in made[name]


@pytest.mark.parametrize("kind", ["agenda", "municipality", "wijk", "theme", "organisation"])
def test_page_with_a_feed_says_how_to_subscribe_and_has_a_code_for_the_phone(client, kind):
    url = region()[kind].removesuffix("kalender.ics")

    page = client.get(url).content.decode()
    code = client.get(f"{url}abonneer.svg")

    assert page.count('id="abonneer"') == 1
    assert f'<img src="{url}abonneer.svg"' in page
    assert (code.status_code, code["Content-Type"]) == (200, "image/svg+xml")
    assert code.content.startswith(b"<svg")
    assert b"style=" not in code.content


@pytest.mark.parametrize("kind", ["agenda", "municipality", "wijk", "theme", "organisation", "event"])
def test_page_names_its_calendar_in_its_head(client, kind):
    url = region()[kind]

    page = client.get(url.removesuffix("kalender.ics"))

    [address] = addresses(page, 'head link[rel=alternate][type="text/calendar"]')
    assert urlsplit(address).path == url
    assert client.get(address)["Content-Type"] == "text/calendar; charset=utf-8"


def test_selection_names_its_own_calendar_and_past_dates_have_none(client):
    region()

    chosen, past = client.get("/agenda/?soort=wijklunch"), client.get("/agenda/?voorbij=1")

    selector = 'head link[rel=alternate][type="text/calendar"]'
    assert addresses(chosen, selector) == ["http://testserver/agenda/kalender.ics?soort=wijklunch"]
    assert addresses(past, selector) == []


def test_page_of_one_event_offers_a_download_and_no_subscription(client):
    page = client.get(region()["event"].removesuffix("kalender.ics")).content.decode()

    assert "webcal:" not in page
    assert "kalender.ics" in page


def test_code_of_more_than_a_code_can_hold_is_not_there(client, site_tree):
    assert client.get(f"/agenda/abonneer.svg?q={'x' * 4000}").status_code == 404


def test_code_of_ones_own_calendar_stands_in_the_page_itself(client):
    user = UserFactory()
    personal_feed.open_feed(user)
    client.force_login(user)

    page = client.get("/mijn/").content.decode()

    assert '<img src="data:image/svg+xml' in page
    assert "/mijn/abonneer.svg" not in page
