"""The begrip page, its names, and what an editor may enter."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from knowledge.models import TermLink, TermPage, concepts
from tests import screen
from tests.factories import editor
from tests.factories_terms import TermFactory, begrippenlijst

pytestmark = pytest.mark.django_db


# -- The page ----------------------------------------------------------------------------------------------------------


def test_term_shows_both_meanings_side_by_side(client):
    term = TermFactory(title="indicatie", medical="De reden.", social="Het besluit.", together="Zeg wat je bedoelt.")

    page = client.get(term.url)

    assert screen.texts(page, "main h1, main h2") == [
        "Indicatie",
        "In de zorg",
        "In het sociaal domein",
        "Zo zeg je het samen",
    ]
    assert screen.texts(page, ".wv-two-meanings p, .wv-together p") == [
        "De reden.",
        "Het besluit.",
        "Zeg wat je bedoelt.",
    ]


def test_term_with_one_meaning_has_no_columns(client):
    page = client.get(TermFactory(title="mantelzorg", summary="Zorgen voor een bekende.").url)

    assert screen.texts(page, "main h1, main h2, .wv-lead") == ["Mantelzorg", "Zorgen voor een bekende."]


def test_abbreviation_stands_beside_the_term_and_synonyms_below(client):
    term = TermFactory(title="wijkteam", synonyms=["sociaal team", "buurtteam"], abbreviations=["SWT"])

    page = client.get(term.url)

    assert screen.text(page, "h1") == "Wijkteam SWT"
    assert screen.facts(page)["Ook wel"] == ["sociaal team, buurtteam"]


def test_words_behind_an_abbreviation_stand_beside_it(client):
    term = TermFactory(title="POH-GGZ", synonyms=["praktijkondersteuner ggz"])

    assert screen.text(client.get(term.url), "h1") == "POH-GGZ praktijkondersteuner ggz"


def test_abbreviation_with_one_capital_is_known_by_its_other_spelling(client):
    term = TermFactory(title="Wmo", abbreviations=["WMO"], synonyms=["Wet maatschappelijke ondersteuning"])

    page = client.get(term.url)

    assert screen.text(page, "h1") == "Wmo Wet maatschappelijke ondersteuning"
    assert "Ook wel" not in screen.facts(page)
    assert screen.texts(client.get("/begrippen/"), ".wv-glossary__see") == []


def test_related_terms_that_not_everybody_sees_are_not_named(client):
    open_, draft, private = (
        TermFactory(title="zorgplan"),
        TermFactory(title="concept", live=False),
        TermFactory(title="geheim"),
    )
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    term = TermFactory(title="plan")
    for page in (open_, draft, private):
        TermLink.objects.create(page=term, to=page)

    assert screen.links(client.get(term.url), ".wv-term-facts a") == [("zorgplan", open_.url)]


# -- Names for search --------------------------------------------------------------------------------------------------


def test_concepts_are_the_terms_that_everybody_sees_with_all_their_names():
    seen = TermFactory(title="wijkteam", synonyms=["buurtteam"], abbreviations=["SWT"])
    lonely = TermFactory(title="triage")
    TermFactory(title="concept", synonyms=["geheim woord"], live=False)
    private = TermFactory(title="besloten", synonyms=["ander woord"])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert concepts() == [(seen.pk, ("wijkteam", "buurtteam", "SWT")), (lonely.pk, ("triage",))]


def test_name_in_a_draft_is_no_name_yet():
    term = TermFactory(title="wijkteam")
    term.names.create(name="buurtteam")
    term.save_revision()

    assert concepts() == [(term.pk, ("wijkteam",))]


@pytest.mark.parametrize("number", [1, 30])
def test_concepts_take_one_query(number, django_assert_num_queries):
    TermFactory.create_batch(number, synonyms=["naam"])

    with django_assert_num_queries(1):
        concepts()


# -- The editor's form -------------------------------------------------------------------------------------------------


def posted(client, **changed):
    """Post a new term as an editor, with what is ``changed``, and return the answer."""
    client.force_login(editor())
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "termpage", begrippenlijst().pk])
    form = screen.values(client.get(url), "[data-edit-form]")
    body = {name: found[-1] for name, found in form.items()}
    return client.post(url, {**body, "title": "indicatie", "slug": "indicatie", "summary": "Een besluit.", **changed})


def names_of_a_form(*names: str) -> dict[str, str]:
    rows = {"names-TOTAL_FORMS": str(len(names))}
    for number, name in enumerate(names):
        rows |= {f"names-{number}-name": name, f"names-{number}-kind": "synoniem", f"names-{number}-ORDER": str(number)}
    return rows


def test_editor_publishes_a_term_with_names(client):
    response = posted(client, **names_of_a_form("besluit", "toewijzing"), **{"action-publish": "1"})

    assert response.status_code == 302
    assert concepts() == [(TermPage.objects.get().pk, ("indicatie", "besluit", "toewijzing"))]


@pytest.mark.parametrize("filled", ["medical", "social"])
def test_one_meaning_of_two_is_refused_at_the_empty_field(client, filled):
    empty = {"medical": "social", "social": "medical"}[filled]

    page = posted(client, **{filled: "De reden.", "action-publish": "1"})

    assert list(screen.errors(page)) == [empty]
    assert not TermPage.objects.exists()


@pytest.mark.parametrize("names", [("besluit", "Besluit "), ("Indicatie",)])
def test_name_that_is_there_already_is_refused(client, names):
    page = posted(client, **names_of_a_form(*names), **{"action-publish": "1"})

    assert screen.errors(page) == {f"names-{len(names) - 1}-name": "Deze naam staat er al. Haal hem hier weg."}
