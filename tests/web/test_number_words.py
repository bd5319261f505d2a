import pytest

from web.number_words import begun, in_words


@pytest.mark.parametrize(("number", "word"), [(0, "nul"), (1, "één"), (20, "twintig"), (21, "21")])
def test_small_numbers_are_words(number, word):
    assert in_words(number) == word


@pytest.mark.parametrize(
    ("sentence", "shown"), [("één gemeente", "Eén gemeente"), ("twee", "Twee"), ("", ""), ("2 keer", "2 keer")]
)
def test_sentence_begins_with_a_capital(sentence, shown):
    assert begun(sentence) == shown
