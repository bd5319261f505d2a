"""``/zoeken/`` as a visitor meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.index import insert_or_update_object
from wagtail.models import PageViewRestriction

from knowledge.models import EmptySearch, PracticePage, TermIndexPage, TermName, TermPage
from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ThemeFactory,
    WijkFactory,
    below,
    house,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


def indexed(*pages):
    """Do what the index task does, for pages that were just saved."""
    for page in pages:
        insert_or_update_object(page)
    return pages[0] if len(pages) == 1 else pages


def found(client, q, **narrowed) -> list[str]:
    return screen.texts(client.get("/zoeken/", {"q": q, **narrowed}), ".wv-results h3")


def counts(client, q, **narrowed) -> dict[str, int]:
    answer = client.get("/zoeken/", {"q": q, **narrowed})
    rows = (text.rsplit(" ", 1) for text in screen.texts(answer, ".wv-counts a, .wv-facet"))
    return {name: int(number) for name, number in rows}


def a_term(title, *names, **kwargs):
    glossary = TermIndexPage.objects.first() or below(house().home, TermIndexPage(title="Begrippen", slug="begrippen"))
    term = TermPage(title=title, slug=title.replace(" ", "-"), **kwargs)
    term.names = [TermName(name=name) for name in names]
    return below(glossary, term)


def test_page_is_found_by_another_form_of_its_words(client):
    indexed(
        PracticeFactory(title="Samen oefenen", approach="De huisarts verwijst bewoners naar de netwerkbijeenkomst.")
    )

    assert found(client, "huisartsen") == ["Samen oefenen"]
    assert found(client, "bijeenkomst netwerk") == ["Samen oefenen"]
    assert found(client, "huisartz verwijzen") == ["Samen oefenen"]


def test_every_kind_of_page_is_found_and_says_what_it_is(client):
    breda = MunicipalityFactory(title="Breda", intro="<p>De ooievaar.</p>")
    pages = [
        PracticeFactory(title="Praktijk", summary="Een ooievaar.", municipality=breda),
        MeetupFactory(title="Lunch", summary="Een ooievaar."),
        OrganisationFactory(title="De Linde", summary="Wij hebben een ooievaar."),
        ThemeFactory(title="Dieren", summary="Over de ooievaar."),
        WijkFactory(title="Heuvel", municipality=breda, intro="<p>Ooievaar.</p>"),
        ContentPageFactory(title="Tekst", lead="Kijk naar de ooievaar."),
        a_term("nest", summary="Huis van de ooievaar."),
    ]
    indexed(breda, *pages)

    answer = client.get("/zoeken/", {"q": "ooievaars"})

    kinds = {text.split(" · ")[0] for text in screen.texts(answer, ".wv-results__kind")}
    assert kinds == {"Praktijk", "Bijeenkomst", "Organisatie", "Thema", "Wijk", "Gemeente", "Pagina", "Begrip"}
    assert counts(client, "ooievaars")["Alles"] == 8


def test_begrip_with_that_name_answers_and_its_synonyms_find(client):
    term = a_term("respijtzorg", "logeeropvang", "even eruit", summary="Zorg die een ander even overneemt.")
    indexed(term, PracticeFactory(title="Kamer vrij", approach="Mantelzorgers kunnen even eruit."))

    answer = client.get("/zoeken/", {"q": "Logeeropvang"})

    assert screen.text(answer, ".wv-answer h2") == "Respijtzorg"
    assert "Kamer vrij" in screen.texts(answer, ".wv-results h3")


def test_draft_unpublished_and_closed_pages_are_nowhere(client):
    indexed(PracticeFactory(title="Open", summary="Over de ooievaar."))
    closed = ContentPageFactory(title="Besloten", lead="De ooievaar en de kwikstaart.")
    draft = PracticeFactory(title="Concept", summary="Ooievaar en kwikstaart.", live=False)
    gone = PracticeFactory(title="Weg", summary="Ooievaar en kwikstaart.")
    indexed(closed, draft, gone)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()

    # The index task has not run since: nothing may wait for it.
    assert found(client, "ooievaar") == ["Open"]
    assert counts(client, "ooievaar")["Alles"] == 1
    assert found(client, "kwikstaart") == []
    assert client.get("/zoeken/voorstellen/", {"q": "kwik"}).json() == {"suggestions": []}
    assert client.get("/zoeken/voorstellen/", {"q": "besl"}).json() == {"suggestions": []}
    assert "kwikstaart" not in screen.texts(client.get("/zoeken/", {"q": "kwikstart"}), ".wv-search-said strong")
    assert "kwikstaart" not in screen.texts(client.get("/zoeken/", {"q": "kwikstaarten"}), ".wv-help-grid b")


def test_draft_of_a_live_page_is_not_searched(client):
    page = PracticeFactory(title="Praktijk", summary="Over de ooievaar.")
    page.summary = "Over de kwikstaart."
    page.save_revision()
    indexed(PracticePage.objects.get(pk=page.pk))

    assert found(client, "kwikstaart") == []
    assert found(client, "ooievaar") == ["Praktijk"]


def test_counts_are_what_a_click_shows(client):
    breda, etten = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Etten-Leur")
    ouderen = ThemeFactory(title="Ouderen")
    pages = [
        PracticeFactory(title="Een", summary="ooievaar", municipality=breda),
        PracticeFactory(title="Twee", summary="ooievaar", municipality=etten),
        MeetupFactory(title="Drie", summary="ooievaar", municipality=breda, themes=[ouderen]),
    ]
    indexed(breda, etten, ouderen, *pages)

    assert counts(client, "ooievaar") == {
        "Alles": 3,
        "Praktijken": 2,
        "Bijeenkomsten": 1,
        "Breda": 2,
        "Etten-Leur": 1,
        "Ouderen": 1,
    }
    assert counts(client, "ooievaar", gemeente="breda") == {
        "Alles": 2, "Praktijken": 1, "Bijeenkomsten": 1, "Breda": 2, "Etten-Leur": 1, "Ouderen": 1,
    }  # fmt: skip
    assert sorted(found(client, "ooievaar", gemeente="breda")) == ["Drie", "Een"]
    assert counts(client, "ooievaar", soort="praktijk", gemeente="breda") == {
        "Alles": 2, "Praktijken": 1, "Bijeenkomsten": 1, "Breda": 1, "Etten-Leur": 1,
    }  # fmt: skip
    assert found(client, "ooievaar", soort="praktijk", gemeente="breda") == ["Een"]
    assert found(client, "ooievaar", thema="ouderen") == ["Drie"]


def test_past_meetups_come_last(client):
    indexed(MeetupFactory(title="Ooievaar ooievaar", dates=[-3]), MeetupFactory(title="Lunch", summary="Een ooievaar."))

    assert found(client, "ooievaar") == ["Lunch", "Ooievaar ooievaar"]
    assert "geweest" in screen.text(client.get("/zoeken/", {"q": "ooievaar"}), "li:last-child .wv-results__meta")


def test_typing_error_is_corrected_and_said_with_a_way_back(client):
    indexed(PracticeFactory(title="Gezondheid voorop"))

    answer = client.get("/zoeken/", {"q": "gezondhied"})

    assert screen.text(answer, ".wv-search-said strong") == "gezondheid"
    [(words, address)] = screen.links(answer, ".wv-search-said a")
    assert words == "Toch zoeken op gezondhied"
    assert "Niets gevonden" in screen.text(client.get(address), ".wv-search-said")


def test_words_that_are_left_out_are_said(client):
    indexed(PracticeFactory(title="Valpreventie thuis"), PracticeFactory(title="Apotheek open"))

    answer = client.get("/zoeken/", {"q": "valpreventie apotheek"})

    assert "Niets met alle woorden. Wel met" in screen.text(answer, ".wv-search-said")
    assert screen.texts(answer, ".wv-search__apart a") == ["Zoek alleen op valpreventie", "Zoek alleen op apotheek"]


def test_marked_words_and_what_is_typed_are_escaped(client):
    indexed(PracticeFactory(title="Koffie <b>", summary="Drink <script>koffie</script> met de wijkverpleegkundige."))

    answer = client.get("/zoeken/", {"q": 'verpleegkundige "<script>'})

    assert "<script>k" not in answer.content.decode()
    assert set(screen.texts(answer, ".wv-results mark")) == {"script", "wijkverpleegkundige"}


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "*",
        "a AND",
        "NEAR(",
        "(",
        "\x00",
        "body:x",
        "%",
        "a" * 500,
        "\ud800",
        "ا",
        "-",
        "--",
        "1e5",
        "'s",
        "zz zz " * 40,
    ],
)
def test_whatever_is_typed_gets_a_page(client, typed):
    typed = typed.encode("utf-8", "surrogatepass")
    for address in ("/zoeken/", "/zoeken/voorstellen/"):
        assert client.get(address, {"q": typed}).status_code == 200
    assert client.get("/zoeken/", {"q": "zorg", "toon": typed, "gemeente": typed, "soort": typed}).status_code == 200


def test_search_in_vain_is_counted_without_a_person(client):
    for words in (
        "nachtzusters",
        "nachtzuster",
        "mail piet@example.org",
        "bel 06 12345678",
        "een twee drie vier vijf zes zeven",
    ):
        client.get("/zoeken/", {"q": words})

    assert list(EmptySearch.objects.values_list("form", "number")) == [("nachtzuster", 2)]


def test_empty_page_helps_on(client):
    indexed(ThemeFactory(title="Ouderen"), PracticeFactory(title="Nachtzorg thuis"))

    answer = client.get("/zoeken/", {"q": "zwemdiploma"})

    assert "Niets gevonden" in screen.text(answer, ".wv-search-said")
    assert "Ouderen" in screen.texts(answer, ".wv-help-grid b")


def test_suggestions_are_begrippen_titles_and_words(client):
    indexed(
        a_term("wijkverpleegkundige", summary="Verpleegkundige thuis."),
        PracticeFactory(title="Kennis met de wijkverpleging"),
        PracticeFactory(title="Soep", summary="Een wijklunch."),
    )

    answer = client.get("/zoeken/voorstellen/", {"q": "Wijk"}).json()["suggestions"]

    assert [(row["text"], row["kind"]) for row in answer] == [
        ("wijkverpleegkundige", "begrip"), ("Kennis met de wijkverpleging", "praktijk"),
        ("wijklunch", "1 keer"), ("wijkverpleging", "1 keer"),
    ]  # fmt: skip
    assert client.get(answer[0]["url"]).status_code == 200


@pytest.mark.usefixtures("stopped_clock")
def test_as_many_queries_for_one_as_for_thirty(client):
    breda = MunicipalityFactory(title="Breda")
    indexed(breda, PracticeFactory(summary="ooievaar", municipality=breda), MeetupFactory(summary="ooievaar"))
    client.get("/zoeken/", {"q": "ooievaar"})
    with CaptureQueriesContext(connection) as few:
        client.get("/zoeken/", {"q": "ooievaar"})
    for _number in range(15):
        indexed(PracticeFactory(summary="ooievaar", municipality=breda), MeetupFactory(summary="ooievaar"))
    client.get("/zoeken/", {"q": "ooievaar"})

    with CaptureQueriesContext(connection) as many:
        client.get("/zoeken/", {"q": "ooievaar"})

    assert len(many) <= len(few)


def test_header_of_every_page_has_the_field(client):
    answer = client.get("/")

    assert {form["action"] for form in screen.parsed(answer).select("header form[role=search]")} == {"/zoeken/"}


def test_much_more_frequent_word_is_offered_beside_what_was_found(client):
    indexed(*(PracticeFactory(title=f"Zorgen {number}", approach="Voor mantelzorgers.") for number in range(5)))
    indexed(PracticeFactory(title="Fout", approach="Voor mantelsorgers."))

    answer = client.get("/zoeken/", {"q": "mantelsorgers"})

    assert found(client, "mantelsorgers")[0] == "Fout"
    assert screen.texts(answer, ".wv-search-said p") == ["Bedoelde je mantelzorgers?"]
    assert screen.texts(client.get("/zoeken/", {"q": "mantelzorgers"}), ".wv-search-said p") == []
