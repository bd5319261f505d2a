"""Numbers in addresses and forms: what can be the id of a row, and what cannot."""

import pytest

from events.signup.cached_form import ASKS_FOR_A_DATE
from freshness.pages import KNOWN_QUERY
from web.numbers import row_id, row_ids, small_number

LARGEST = "9223372036854775807"
NO_NUMBERS = ["", "-1", "+1", "٣", "²", " 1", "1 ", "1\n", "1.0", "1_0", "0x1", "1e3", "\x00", "x"]
NO_IDS = [*NO_NUMBERS, "0", "007", "9223372036854775808", "1" * 20, "9" * 5000]


@pytest.mark.parametrize("text", ["1", "10", "1" * 18, "1" * 19, LARGEST])
def test_row_id_of_what_a_key_can_be(text):
    assert row_id(text) == int(text)


@pytest.mark.parametrize("text", NO_IDS, ids=ascii)
def test_row_id_of_what_no_key_can_be(text):
    assert row_id(text) is None


@pytest.mark.parametrize("pattern", [KNOWN_QUERY, ASKS_FOR_A_DATE])
def test_caches_accept_the_same_ids(pattern):
    assert all(pattern.fullmatch(f"datum={text}") for text in ["1", "10", "1" * 18, "1" * 19, LARGEST])
    assert not any(pattern.fullmatch(f"datum={text}") for text in [*NO_NUMBERS, "0", "007", "1" * 20, "9" * 5000])


def test_row_ids_leave_out_what_no_key_can_be():
    assert row_ids(["3", *NO_IDS, LARGEST, "3"]) == [3, int(LARGEST), 3]


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("07", 7), ("99", 99)])
def test_small_number_of_so_many_digits(text, number):
    assert small_number(text, digits=2) == number


@pytest.mark.parametrize("text", [*NO_NUMBERS, "100", "9" * 5000], ids=ascii)
def test_small_number_of_anything_else(text):
    assert small_number(text, digits=2) is None
