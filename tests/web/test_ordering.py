"""Dutch order, and keys that know one name in several spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.ordering import person_order, surname_first, title_order
from web.plain_text import search_key


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Jan van 't Hof",
            "Jan van ’t Hof",
            "JAN VAN `T HOF",
            "jan  van ʼt\u00a0hof",
            "Jan van ´t Hof",
            "Jan van ‘t Hof",
        ],
        ["Anne-Marie Bos", "Anne‑Marie Bos", "anne–marie bos", "Anne Marie Bos", "Anne - Marie Bos"],
        ["Ömer Çelik", "O\u0308mer C\u0327elik", "omer celik", "ÖMER ÇELİK"],
        ["José Pérez", "JOSE PEREZ"],
        ["J.P. Jansen", "J. P. Jansen", "j.p.jansen"],
        ["Bjørn Straße", "bjorn strasse"],
        ["Łukasz Żak", "Lukasz Zak"],
        ["O'Neill", "O’Neill", "ONeill"],
        ["ＪＡＮ", "jan"],
        ["Ĳsbrand", "IJsbrand"],
        ["Fa\u00adtima\u200b", "Fatima"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_one_name_has_one_key(spellings):
    assert len(set(map(search_key, spellings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rene", "Renée"),
        ("Jan Jansen", "Jan Janssen"),
        ("Jan Bos", "Jan Vos"),
        pytest.param("की", "कु", id="marks that make the word"),
        pytest.param("محمد", "محمود", id="Arabic"),
    ],
)
def test_two_names_have_two_keys(one, other):
    assert search_key(one) != search_key(other)


@given(st.text(max_size=40))
def test_key_of_a_key_is_itself_and_can_be_stored(text):
    key = search_key(text)

    assert search_key(key) == key
    assert key == key.strip()
    assert "\x00" not in key
    assert len(person_order(text)) <= 200
    assert len(title_order(text)) <= 200


def test_people_are_in_order_of_surname():
    names = [
        "Bo d’Angelo", "Jan van den Berg", "van den Berg, Kim", "Berg, Leo van den", "drs. M. Berg (POH-GGZ)", "ANNA BOS", "Anna Bos-Jansen",
        "Ömer Çelik", "Piet de Haan", "Jan in ’t Veld", "Zoë Ørsted", "Sanne O’Neill", "Jan van 't Hof", "A.B.C. de Wit-van 't Hof MSc.", "王小明",
    ]  # fmt: skip

    names.reverse()
    assert sorted(names, key=person_order) == [
        "Jan van den Berg", "van den Berg, Kim", "Berg, Leo van den", "drs. M. Berg (POH-GGZ)", "ANNA BOS", "Anna Bos-Jansen", "Ömer Çelik",
        "Bo d’Angelo", "Piet de Haan", "Jan van 't Hof", "Sanne O’Neill", "Zoë Ørsted", "Jan in ’t Veld", "A.B.C. de Wit-van 't Hof MSc.", "王小明",
    ]  # fmt: skip


def test_double_surname_is_under_its_first_half():
    assert person_order("Annemarie Pietersen-van Wijngaarden") == person_order("Annemarie Pietersen - van Wijngaarden")
    assert person_order("Annemarie Pietersen-van Wijngaarden") < person_order("Bo Smit")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jan Jonker", ("Jonker", "Jan")),
        ("Jan van den Berg", ("Berg", "Jan van den")),
        ("van den Berg, Kim", ("Berg", "Kim van den")),
        ("Berg, Leo van den", ("Berg", "Leo van den")),
        ("drs. M. Berg (POH-GGZ)", ("Berg", "drs. M. (POH-GGZ)")),
        ("Jan Berg (komt iets later)", ("Berg", "Jan (komt iets later)")),
        ("Anna Bos-Jansen", ("Bos-Jansen", "Anna")),
        ("Anna Bos - Jansen", ("Bos-Jansen", "Anna")),
        ("Annemarie Pietersen-van Wijngaarden", ("Pietersen-van Wijngaarden", "Annemarie")),
        ("A.B.C. de Wit-van 't Hof MSc.", ("Wit-van 't Hof", "A.B.C. de MSc.")),
        ("Fatima el Idrissi", ("Idrissi", "Fatima el")),
        ("Bo d’Angelo", ("d’Angelo", "Bo")),
        ("王小明", ("王小明", "")),
        ("Iemand", ("Iemand", "")),
        ("(zonder naam)", ("(zonder naam)", "")),
        (",", (",", "")),
        ("", ("", "")),
    ],
)
def test_surname_is_put_first(name, parts):
    assert surname_first(name) == parts


@given(st.text(max_size=40))
def test_surname_first_loses_no_letter(text):
    surname, rest = surname_first(text)

    letters = "".join(filter(str.isalnum, text))
    assert sorted(filter(str.isalnum, surname + rest)) == sorted(letters)


def test_places_are_in_order_of_the_word_that_counts():
    places = [
        "Oud",
        "Österreich",
        "oosterhout",
        "’s-Gravenmoer",
        "Halderberge",
        "Goirle",
        "De Linde",
        "Den Hout",
        "Breda",
        "’t Zand",
    ]

    assert sorted(places, key=title_order) == [
        "Breda", "Goirle", "’s-Gravenmoer", "Halderberge", "Den Hout", "De Linde", "oosterhout", "Österreich", "Oud", "’t Zand",
    ]  # fmt: skip
