"""The site's mark where browsers and phones look for it."""

import json

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from tests import screen

pytestmark = pytest.mark.django_db


def size_of(url: str) -> tuple[int, int]:
    with Image.open(finders.find(url.removeprefix("/static/"))) as picture:
        return picture.size


@pytest.mark.parametrize("url", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icon_is_found_where_a_browser_asks_for_it_unasked(client, url):
    answer = client.get(url)

    assert answer.status_code == 301
    assert "max-age=86400" in answer["Cache-Control"]
    assert size_of(answer.url) in {(48, 48), (180, 180)}


def test_manifest_of_each_page_names_icons_that_are_there(client, site_tree):
    [address] = screen.addresses(client.get("/"), "link[rel=manifest]")

    answer = client.get(address)

    content = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert content["start_url"] == "/"
    for icon in content["icons"]:
        assert "{}x{}".format(*size_of(icon["src"])) == icon["sizes"]
