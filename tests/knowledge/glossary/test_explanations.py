"""Explanations on the pages of the site: which terms, on which pages, and how fresh."""

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import TermName
from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
)
from tests.factories_terms import TermFactory

pytestmark = pytest.mark.django_db
TEXT = "<p>Een mantelzorger vraagt hulp.</p>"
WORDS = "main .wv-begrip"


def text_page(text: str = TEXT, **kwargs):
    return ContentPageFactory(body=[{"type": "text", "value": text}], **kwargs)


PAGES = {
    "text": text_page,
    "meetup": lambda **kwargs: MeetupFactory(body=TEXT, **kwargs),
    "theme": lambda **kwargs: ThemeFactory(intro=TEXT, **kwargs),
    "municipality": lambda **kwargs: MunicipalityFactory(intro=TEXT, **kwargs),
    "wijk": lambda **kwargs: WijkFactory(intro=TEXT, **kwargs),
    "organisation": lambda **kwargs: OrganisationFactory(intro=TEXT, **kwargs),
}


@pytest.mark.parametrize("kind", PAGES)
def test_term_is_explained_on_every_kind_of_page_with_text(client, kind):
    term = TermFactory(title="mantelzorg", summary="Zorgen voor een bekende.", synonyms=["mantelzorger"])

    page = client.get(PAGES[kind]().url)

    assert screen.links(page, WORDS) == [("mantelzorger", f"#begrip-{term.pk}")]
    assert screen.texts(page, f"#begrip-{term.pk} > dt, #begrip-{term.pk} p:first-child") == [
        "mantelzorg",
        "Zorgen voor een bekende.",
    ]
    assert screen.addresses(page, f"#begrip-{term.pk} a") == [term.url, f"#van-begrip-{term.pk}"]
    assert screen.parsed(page).select(f"#van-begrip-{term.pk}")


@pytest.mark.parametrize("kind", PAGES)
def test_page_can_leave_its_words_unexplained(client, kind):
    TermFactory(title="mantelzorger")

    page = client.get(PAGES[kind](explains_terms=False).url)

    assert screen.texts(page, f"{WORDS}, .wv-begrippen") == []


def test_both_meanings_are_in_the_explanation(client):
    TermFactory(title="mantelzorger", medical="De reden. En meer.", social="Het besluit. En meer.")

    page = client.get(text_page().url)

    assert screen.texts(page, ".wv-begrippen .wv-two-short dd") == ["De reden.", "Het besluit."]


def test_page_without_terms_has_no_list_and_no_script(client):
    TermFactory(title="triage")

    page = client.get(text_page().url)

    assert screen.texts(page, ".wv-begrippen") == []
    assert "js/terms" not in page.content.decode()


def test_draft_and_private_terms_explain_nothing(client):
    TermFactory(title="mantelzorger", live=False)
    private = TermFactory(title="hulp")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert screen.texts(client.get(text_page().url), WORDS) == []


def test_everyday_word_is_explained_only_if_the_editor_wants_it(client):
    TermFactory(title="hulp", in_text=False)
    TermFactory(title="zorgplan", synonyms=["vraagt"])
    TermName.objects.filter(name="vraagt").update(in_text=False)

    assert screen.texts(client.get(text_page().url), WORDS) == []


def test_name_of_an_everyday_word_can_be_explained_though_the_word_is_not(client):
    TermFactory(title="hulp", in_text=False, synonyms=["mantelzorger"])

    assert screen.texts(client.get(text_page().url), WORDS) == ["mantelzorger"]


def test_blocks_of_one_page_explain_a_term_once(client):
    TermFactory(title="mantelzorger")
    page = ContentPageFactory(body=[{"type": "text", "value": TEXT}, {"type": "text", "value": TEXT}])

    assert screen.texts(client.get(page.url), WORDS) == ["mantelzorger"]


# -- Freshness ---------------------------------------------------------------------------------------------------------


def test_changed_term_shows_in_the_next_request(client):
    term = TermFactory(title="mantelzorger", summary="Oud.")
    page = text_page()
    assert screen.texts(client.get(page.url), ".wv-begrippen dd p:first-child") == ["Oud."]

    term.summary = "Nieuw."
    term.save_revision().publish()
    assert screen.texts(client.get(page.url), ".wv-begrippen dd p:first-child") == ["Nieuw."]

    term.title = "buurvrouw"
    term.save_revision().publish()
    assert screen.texts(client.get(page.url), WORDS) == []

    term.names.add(TermName(name="hulp"))
    term.save_revision().publish()
    assert screen.texts(client.get(page.url), WORDS) == ["hulp"]

    term.unpublish()
    assert screen.texts(client.get(page.url), WORDS) == []


def test_as_many_queries_with_thirty_terms_as_with_one(client, django_assert_max_num_queries):
    def queries() -> int:
        page = text_page()
        with django_assert_max_num_queries(40) as context:
            client.get(page.url)
        return len(context)

    TermFactory(title="mantelzorger", synonyms=["hulp"])
    queries()
    one = queries()
    TermFactory(title="vraagt")
    TermFactory.create_batch(30, synonyms=["iets anders"])

    assert queries() == one
