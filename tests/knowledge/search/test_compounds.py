import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.compounds import all_parts, parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("netwerkbijeenkomst", "netwerk bijeenkomst"),
        ("schuldhulpverlening", "schuld hulp verlening"),
        ("bewonersinitiatief", "bewoners initiatief"),
        ("gezinsbegeleiding", "gezin begeleiding"),
        ("valpreventie", "val preventie"),
        ("spreekuur", "spreek uur"),
        ("wijkbus", "wijk bus"),
        ("mantelzorgondersteuning", "mantelzorg ondersteuning"),
        ("buurthuis", "buurt huis"),
        ("gemeentehuis", "gemeente huis"),
        ("thuiszorg", "thuis zorg"),
        ("ouderenhuisvesting", "ouderen huisvesting"),
    ],
)
def test_compound_comes_apart_in_its_words(word, expected):
    assert " ".join(parts(word)) == expected


@pytest.mark.parametrize(
    "word",
    [
        "gesprekken",
        "verloskundige",
        "gemeente",
        "gezondheid",
        "activiteiten",
        "vrijwilliger",
        "zwangerschap",
        "kinderen",
        "personen",
        "studenten",
        "bedrijven",
        "vertellen",
        "scheiding",
        "praktijken",
        "wijk",
        "xqzwv",
    ],
)
def test_other_words_stay_whole(word):
    assert parts(word) == ()


def test_long_part_comes_apart_too():
    assert {"schuld", "hulpverleners", "hulp", "verleners"} <= set(all_parts("schuldhulpverleners"))


@given(st.text(alphabet="abdeghiklmnoprstuvwz", max_size=60))
def test_pieces_stand_in_the_word_in_order(word):
    place = 0
    for part in parts(word):
        place = word.index(part, place) + len(part)
    assert place <= len(word)
