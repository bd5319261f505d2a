"""The weaves: deterministic, small, and cached by browsers for good."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from network import weave
from tests.factories import MeetupFactory

NAMES = [f"Wijk {number}, Gemeente" for number in range(150)]
TOKENS = Path(__file__).resolve().parents[2] / "site/static/css/tokens.css"


def test_same_name_gives_the_same_drawing_and_others_others():
    drawings = {name: weave.svg(weave.seed_of(name), "omslag") for name in NAMES}

    assert all(weave.svg(weave.seed_of(name), "omslag") == drawing for name, drawing in drawings.items())
    assert len(set(drawings.values())) == len(NAMES)


@pytest.mark.parametrize("shape", weave.SHAPES)
def test_drawing_is_small_and_well_formed(shape):
    drawings = [weave.svg(weave.seed_of(name), shape) for name in NAMES]

    assert max(len(drawing.encode()) for drawing in drawings) < 4000
    assert {ET.fromstring(drawing).tag for drawing in drawings} == {"{http://www.w3.org/2000/svg}svg"}  # noqa: S314  our own


def test_dashes_of_one_repeat_are_as_long_as_the_repeat():
    drawn = [weave.Weave(weave.seed_of(name)) for name in NAMES]

    for woven in drawn:
        for spread in (0, weave.HALO, weave.HALO + 1):
            numbers = [int(number) for number in weave.dashes(woven.upright, woven.width, spread).split()]
            assert sum(numbers) == woven.width
            assert min(numbers) >= 0
            assert len(numbers) % 2 == 0, "an odd number would be repeated the other way round"


def test_every_strand_lies_over_somewhere_and_under_somewhere():
    for woven in (weave.Weave(weave.seed_of(name)) for name in NAMES):
        over = [
            [woven.level_is_over(column, row) for column in range(len(woven.upright))]
            for row in range(len(woven.level))
        ]

        assert all(0 < sum(row) < len(row) for row in over)
        assert all(0 < sum(column) < len(column) for column in zip(*over, strict=True))


def test_grounds_are_the_tokens():
    tokens = {
        name: (light, dark)
        for name, light, dark in re.findall(r"--wv-color-([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS.read_text())
    }
    names = {"paper": "sunken", "medisch": "medisch-tint", "sociaal": "sociaal-tint", "deep": "band"}

    assert {ground: tokens[token] for ground, token in names.items()} == weave.COLOURS


def test_picture_is_kept_for_good_and_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(weave.address("Breda", "tegel"))

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "style-src 'unsafe-inline'" in response["Content-Security-Policy"]
    assert not response.cookies
    assert response.text == weave.svg(weave.seed_of("Breda"), "tegel")


def test_address_of_an_older_version_leads_to_the_present_one(client, db):
    address = weave.address("Breda", "tegel")

    response = client.get(address.replace(weave.VERSION, "00000000"))

    assert (response.status_code, response["Location"]) == (301, address)


@pytest.mark.parametrize(
    "address",
    [
        "/weefsel/00000000/00/tegel.svg",
        f"/weefsel/{weave.VERSION}/{'z' * 18}/tegel.svg",
        f"/weefsel/{weave.VERSION}/{'0' * 18}/muur.svg",
    ],
    ids=["short seed", "no seed", "no shape"],
)
def test_what_is_no_weave_is_not_found(client, site_tree, address):
    assert client.get(address).status_code == 404


def test_qr_code_of_a_page_asks_only_if_it_moved_and_stays_small(client, site_tree, django_assert_max_num_queries):
    address = MeetupFactory().get_url()
    with django_assert_max_num_queries(2):
        response = client.get(f"{address}qr.svg")

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert len(response.content) < 4000


def test_qr_code_of_an_endless_address_is_refused(client, site_tree):
    assert client.get(f"/{'a/' * 200}qr.svg").status_code == 404
