"""“Waar je dit woord tegenkomt” on the page of a term."""

import pytest
from modelsearch.index import insert_or_update_object
from wagtail.models import PageViewRestriction

from tests import screen
from tests.factories import ContentPageFactory, MeetupFactory, ThemeFactory
from tests.factories_terms import TermFactory

pytestmark = pytest.mark.django_db
MENTIONS = "section[aria-labelledby=waar] a strong"


def indexed(page):
    """Put ``page`` into the search index, as the worker does."""
    insert_or_update_object(page)
    return page


def text_page(title: str, text: str, **kwargs):
    return indexed(ContentPageFactory(title=title, body=[{"type": "text", "value": f"<p>{text}</p>"}], **kwargs))


def test_pages_of_every_kind_that_mention_the_term_are_listed(client):
    term = TermFactory(title="eigen regie", synonyms=["zelfregie"])
    text_page("Tekst", "Over eigen regie.")
    indexed(ThemeFactory(title="Thema", intro="<p>Met zelfregie.</p>"))
    indexed(MeetupFactory(title="Lunch", body="<p>Eigen regie aan tafel.</p>"))

    assert sorted(screen.texts(client.get(term.url), MENTIONS)) == ["Lunch", "Tekst", "Thema"]


def test_words_apart_are_no_mention(client):
    term = TermFactory(title="eigen regie")
    text_page("Apart", "Eigen huis, en de regie van een film.")

    assert screen.texts(client.get(term.url), MENTIONS) == []


def test_abbreviation_in_small_letters_is_no_mention(client):
    term = TermFactory(title="specialist ouderengeneeskunde", abbreviations=["SO"])
    text_page("Zo", "So what.")
    text_page("Ja", "De SO komt.")

    assert screen.texts(client.get(term.url), MENTIONS) == ["Ja"]


def test_drafts_and_private_pages_are_left_out(client):
    term = TermFactory(title="triage")
    text_page("Concept", "Over triage.", live=False)
    above = text_page("Besloten", "Over triage.")
    PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
    text_page("Eronder", "Ook over triage.", parent=above)
    changed = text_page("Gewijzigd", "Nog niets.")
    changed.body = [("text", "<p>Straks triage.</p>")]
    changed.save_revision()
    indexed(changed)

    assert screen.texts(client.get(term.url), MENTIONS) == []


def test_everyday_word_that_no_text_explains_has_no_list(client):
    term = TermFactory(title="netwerk", in_text=False)
    text_page("Tekst", "Het netwerk.")

    assert screen.texts(client.get(term.url), "section[aria-labelledby=waar]") == []


@pytest.mark.parametrize("title", ['"', "a*b", "POH-GGZ", "AND OR NOT", "één, twee"])
def test_no_name_breaks_the_search(client, title):
    term = TermFactory(title=title, slug="term")
    text_page("Tekst", f"Over {title} gesproken.")

    assert client.get(term.url).status_code == 200


def test_list_takes_as_many_queries_for_one_as_for_thirty(client, django_assert_max_num_queries):
    term = TermFactory(title="triage")

    def queries() -> int:
        indexed(ContentPageFactory(body=[{"type": "text", "value": "<p>Over triage.</p>"}]))
        with django_assert_max_num_queries(60) as context:
            client.get(term.url)
        return len(context)

    queries()
    one = queries()
    for number in range(30):
        text_page(f"Tekst {number}", "Over triage.")

    assert queries() == one
