from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.extracts import Marker
from knowledge.search.query import parsed
from knowledge.search.synonyms import Meanings, with_terms

NONE = Meanings()


def shown(text: str, query: str, meanings: Meanings = NONE) -> str:
    return str(Marker(parsed(query, meanings), meanings).extract(text))


def test_words_light_up_in_other_forms_and_in_compounds():
    text = "De wijkverpleegkundige belt de huisartsen."

    assert shown(text, "verpleegkundigen huisarts") == (
        "De <mark>wijkverpleegkundige</mark> belt de <mark>huisartsen</mark>."
    )


def test_another_name_lights_up():
    meanings = with_terms([(1, ("respijtzorg", "logeeropvang"))])

    assert shown("Er is logeeropvang.", "respijtzorg", meanings) == "Er is <mark>logeeropvang</mark>."


def test_extract_is_the_piece_with_most_of_the_words():
    text = f"De huisarts komt. {'woord ' * 60} Hier praten huisarts en apotheker samen. {'einde ' * 60}"

    found = shown(text, "apotheker huisarts")

    assert "Hier praten <mark>huisarts</mark> en <mark>apotheker</mark> samen." in found
    assert found.startswith("… ")
    assert found.endswith(" …")


def test_extract_without_a_hit_is_the_beginning():
    assert shown("Koffie om tien uur.", "huisarts") == "Koffie om tien uur."
    assert shown("", "huisarts") == ""


@given(st.text(max_size=300), st.text(max_size=40))
def test_nothing_of_a_text_reaches_the_page_as_markup(text, query):
    marker = Marker(parsed(query, NONE), NONE)

    for found in (str(marker.extract(text)), str(marker.marked(text))):
        rest = found.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in rest
        assert ">" not in rest
