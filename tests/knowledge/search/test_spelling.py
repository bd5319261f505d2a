import pytest

from knowledge.search.spelling import nearest

KNOWN = {"gezondheid": 5, "mantelzorgers": 3, "huisarts": 9, "wijken": 4, "wijkers": 1, "banen": 2, "haven": 6}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gezondhied", "gezondheid"),
        ("mantelzrgers", "mantelzorgers"),
        ("hiusarst", "huisarts"),
        ("uhisarts", "huisarts"),
        ("wijkem", "wijken"),
    ],
)
def test_error_is_corrected_to_the_nearest_word(typed, meant):
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("huis", "too short"),
        ("mntlzrgers", "too many errors"),
        ("06123", "a number"),
        ("xuisartx", "two errors behind a wrong first letter"),
        ("raven", "a real word"),
    ],
)
def test_other_words_are_left_alone(typed, why):
    assert nearest(typed, KNOWN) is None
