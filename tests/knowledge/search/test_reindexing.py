"""Indexing again by the worker, without a page being saved."""

import pytest
from modelsearch.index import insert_or_update_object
from wagtail.models import Page, PageViewRestriction

from knowledge.models import IndexState, SearchedPage, SearchFacet, SearchWord
from knowledge.search import reindexing
from tests import screen
from tests.factories import MunicipalityFactory, PracticeFactory
from tests.factories_terms import TermFactory, begrippenlijst

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree")]


def kept() -> dict[tuple[str, str], int]:
    return {(row.word, row.form): row.pages for row in SearchWord.objects.all()}


def test_all_pages_are_indexed_once_for_each_state_of_the_language():
    PracticeFactory(title="Ooievaar op het dak")

    reindexing.run_due()

    assert SearchedPage.objects.filter(title_key__contains="ooievaar").exists()
    assert IndexState.objects.get().is_complete
    number = SearchWord.objects.get(word="ooievaar").pages
    IndexState.objects.update(fingerprint="of an older release")
    reindexing.run_due()
    assert SearchWord.objects.get(word="ooievaar").pages == number
    assert [state.is_complete for state in IndexState.objects.all()] == [True]


def test_words_are_counted_once_however_often_a_page_is_indexed():
    page = PracticeFactory(title="Ooievaar", summary="Twee ooievaars.")
    insert_or_update_object(page)
    once = kept()

    insert_or_update_object(page)

    assert kept() == once
    assert once["ooievaar", "ooievar"] == once["", "ooievar"] == 1
    assert once["", ""] == 1


def test_changed_and_deleted_pages_take_their_words_along():
    page = PracticeFactory(title="Ooievaar", municipality=MunicipalityFactory())
    other = PracticeFactory(title="Dak")
    insert_or_update_object(other)
    before = kept()
    insert_or_update_object(page)
    assert SearchFacet.objects.exists()
    page.title = "Kwikstaart"
    page.save()
    insert_or_update_object(page)
    assert ("ooievaar", "ooievar") not in kept()

    page.delete()

    assert kept() == before
    assert not SearchFacet.objects.exists()
    assert list(SearchedPage.objects.values_list("page_id", flat=True)) == [other.pk]


def test_closed_page_loses_its_words_and_gets_them_back():
    page = PracticeFactory(title="Ooievaar")
    insert_or_update_object(page)
    before = kept()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    reindexing.index_below.func(page.path)
    assert kept() == {}
    restriction.delete()
    reindexing.index_below.func(page.path)

    assert kept() == before


def test_new_begrip_finds_pages_that_were_there(client):
    begrippenlijst()
    reindexing.index([PracticeFactory(title="Kamer vrij", approach="Kom in het kwikstaartje.").pk])
    term = TermFactory(title="kwikstaartje", synonyms=["pimpelmees"])
    assert screen.texts(client.get("/zoeken/", {"q": "pimpelmezen"}), ".wv-results h3") == []

    reindexing.index_with_term.func(term.pk, ["kwikstaartje", "pimpelmees"])

    assert screen.texts(client.get("/zoeken/", {"q": "pimpelmezen"}), ".wv-results h3") == ["Kamer vrij"]


def test_moved_page_is_indexed_with_what_is_below_it():
    page = Page.objects.get(pk=PracticeFactory(title="Ooievaar").pk)
    page.move(MunicipalityFactory(), pos="last-child")

    reindexing.index_below.func(Page.objects.get(pk=page.pk).path)

    assert SearchedPage.objects.filter(page_id=page.pk).exists()
