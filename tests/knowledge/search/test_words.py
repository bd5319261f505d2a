import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.words import canonical, family, words


@pytest.mark.parametrize(
    "forms",
    [
        "huisarts huisartsen Huisartsen",
        "gemeente gemeenten gemeentes",
        "schuld schulden",
        "verlies verliezen",
        "verwijzen verwijst verwezen",
        "eenzaam eenzame eenzaamheid",
        "laaggeletterden laaggeletterdheid",
        "cliënt clienten cliënten",
        "financiële financiele financieel",
        "coördinator coordinator coördinatoren",
        "foto's foto’s foto",
        "inloophuis inloophuizen",
        "schuldhulpverlening schuldhulpverleningen",
        "stoppen gestopt stopt",
        "wens wensen",
        "behandelwens behandelwensen",
        "werknemer werknemers",
        "psychotherapeut psychotherapeute",
        "pgb pgb's",
        "aanpassen aangepaste",
        "Roemeen roemeen",
    ],
)
def test_inflections_share_one_form(forms):
    assert len({canonical(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("ouder", "oudere"), ("jong", "jongeren"), ("geven", "gevaar"), ("gemeente", "menen"), ("val", "vol")],
)
def test_different_words_keep_different_forms(one, other):
    assert canonical(one) != canonical(other)


def test_hyphenated_word_gives_its_pieces_and_the_whole():
    assert words("De POH-GGZ belt.") == ["de", "poh", "ggz", "pohggz", "belt"]


def test_initials_with_dots_are_one_word():
    assert words("bij de G.G.D. langs") == ["bij", "de", "ggd", "langs"]


def test_family_of_a_person_is_what_the_person_does():
    assert family("mantelzorgers") == (canonical("mantelzorg"),)
    assert canonical("hulpverlening") in family("hulpverlener")
    assert family("wijk") == ()


@given(st.text(max_size=80))
def test_any_text_has_words_in_plain_letters_only(text):
    for word in words(text):
        assert re.fullmatch("[a-z0-9]*", canonical(word))
        assert all(re.fullmatch("[a-z0-9]+", form) for form in family(word))


@given(st.text(min_size=1, max_size=300))
def test_any_word_has_a_canonical_form_without_capitals_or_accents(word):
    assert re.fullmatch("[a-z0-9]*", canonical(word))
