"""Names as strangers type them."""

import pytest

from events.names import looks_like_a_link, shown_name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param(" Fatima\n de  Wit ", "Fatima de Wit", id="in one line"),
        pytest.param("\u202edlob\u2066", "dlob", id="turns nothing around"),
        pytest.param("Fa\u200btima\u00ad\ufeff", "Fatima", id="nothing unseen"),
        pytest.param("\u3164\u2800 \u200b\u200d", "", id="unseen wholly"),
        pytest.param("Ørsted 👩‍⚕️", "Ørsted 👩‍⚕️", id="joined emoji"),
        pytest.param("نیلوفر\u200cها", "نیلوفر\u200cها", id="Persian"),
    ],
)
def test_shown_name(typed, shown):
    assert shown_name(typed) == shown


@pytest.mark.parametrize(
    "name",
    [
        "Win: x.example",
        "www.x",
        "x@y",
        "http://x",
        "x․example",
        "x．example",
        "x。example",
        "x.\u200dexample",
        "x.\ufe0fexample",
        "http：／／x",
    ],
)
def test_link_in_any_script_is_seen(name):
    assert looks_like_a_link(shown_name(name))


@pytest.mark.parametrize("name", ["A. de Wit", "J.P. Jansen", "Mw. dr. Bos-Öztürk", "Chen 伟", "Bo 👩‍⚕️", "D'Angelo"])
def test_name_is_no_link(name):
    assert not looks_like_a_link(name)
