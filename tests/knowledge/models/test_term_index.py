"""The begrippenlijst from A to Z, and its filter."""

import pytest
from wagtail.models import PageViewRestriction

from tests import screen
from tests.factories_terms import TermFactory, begrippenlijst

pytestmark = pytest.mark.django_db
ROWS = ".wv-glossary__item h3, .wv-glossary__see"


def test_terms_stand_in_order_under_their_letter_with_a_jump_to_it(client):
    for title in ("zorgplan", "eigen regie", "één gezin, één plan", "Wmo"):
        TermFactory(title=title)

    page = client.get("/begrippen/")

    assert screen.texts(page, ".wv-glossary h2, " + ROWS) == [
        "E", "één gezin, één plan", "eigen regie", "W", "Wmo", "Z", "zorgplan",
    ]  # fmt: skip
    assert screen.addresses(page, ".wv-letters-nav a") == ["#letter-e", "#letter-w", "#letter-z"]
    assert [section["id"] for section in screen.parsed(page).select(".wv-glossary section")] == [
        "letter-e",
        "letter-w",
        "letter-z",
    ]


def test_both_meanings_are_seen_at_a_glance(client):
    TermFactory(title="indicatie", medical="De reden. Meer hierover.", social="Het besluit. En nog iets.")
    TermFactory(title="mantelzorg")

    page = client.get("/begrippen/")

    assert screen.texts(page, ".wv-two-short > div > *") == [
        "In de zorg",
        "De reden.",
        "In het sociaal domein",
        "Het besluit.",
    ]


def test_abbreviation_leads_to_its_term(client):
    term = TermFactory(title="specialist ouderengeneeskunde", abbreviations=["SO"], synonyms=["verpleeghuisarts"])

    page = client.get("/begrippen/")

    assert screen.texts(page, ROWS) == ["SO zie specialist ouderengeneeskunde", "specialist ouderengeneeskunde SO"]
    assert screen.links(page, ".wv-glossary__see a") == [("specialist ouderengeneeskunde", term.url)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("man", ["mantelzorg"]),
        ("  MANTEL ", ["mantelzorg"]),
        ("meedenk", ["cliëntondersteuning"]),
        ("clien", ["cliëntondersteuning"]),
        ("onafhankelijke c", ["cliëntondersteuning"]),
        ("zorg", []),
        ('"; drop', []),
        ("\x00", ["cliëntondersteuning", "mantelzorg"]),
        ("", ["cliëntondersteuning", "mantelzorg"]),
        ("a" * 5000, []),
    ],
)
def test_filter_by_the_beginning_of_a_word_in_any_name(client, typed, found):
    TermFactory(title="mantelzorg")
    TermFactory(title="cliëntondersteuning", synonyms=["onafhankelijke cliëntondersteuner", "samen meedenken"])

    page = client.get("/begrippen/", {"q": typed})

    assert screen.texts(page, ROWS) == found


def test_filter_that_finds_nothing_says_so_and_leads_back(client):
    TermFactory(title="mantelzorg")

    page = client.get("/begrippen/", {"q": "quu"})

    assert "Geen begrip begint met “quu”." in screen.text(page, ".wv-glossary-said")
    assert screen.addresses(page, ".wv-glossary-said a") == ["/begrippen/"]


def test_terms_that_not_everybody_sees_are_in_no_list(client):
    TermFactory(title="concept", abbreviations=["CPT"], live=False)
    private = TermFactory(title="besloten", abbreviations=["BSL"])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    page = client.get("/begrippen/").content.decode()

    assert not any(word in page for word in ("concept", "CPT", "besloten", "BSL"))


def test_list_takes_as_many_queries_for_one_as_for_thirty(client, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(30) as context:
            client.get("/begrippen/", {"q": "b"})
        return len(context)

    TermFactory(abbreviations=["AB"])
    begrippenlijst()
    queries()
    one = queries()
    TermFactory.create_batch(30, abbreviations=["CD"], medical="Dit.", social="Dat.")
    queries()

    assert queries() == one
