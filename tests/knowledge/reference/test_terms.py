"""The begrippen that a network starts with, and how they get on the site."""

import pytest
from django.utils.text import slugify

from home.readability import long_sentences, measure
from knowledge.models import TermIndexPage, TermPage, concepts
from knowledge.reference.all_terms import TERMS
from knowledge.reference.terms import load_terms
from tests import screen
from tests.factories import editor, house

LIMITS = {"summary": 240, "medical": 600, "social": 600, "medical_example": 160, "social_example": 160, "together": 400}


def texts(term) -> str:
    return "\n".join(getattr(term, name) for name in LIMITS)


def test_there_are_enough_and_many_have_two_meanings():
    assert len(TERMS) >= 60
    assert sum(bool(term.medical) for term in TERMS) >= 25


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.title)
def test_term_is_complete_and_plain(term):
    assert {name: len(getattr(term, name)) <= most for name, most in LIMITS.items()} == dict.fromkeys(LIMITS, True)
    assert bool(term.medical) == bool(term.social)
    assert not term.medical or term.together
    assert term.title not in term.links
    assert set(term.links) <= {other.title for other in TERMS}
    assert [sentence for sentence in long_sentences(texts(term)) if len(sentence.split()) > 24] == []


def test_together_they_are_plain():
    assert measure("\n".join(map(texts, TERMS))).value > 70


def test_every_name_and_every_address_is_of_one_term():
    names = [
        name
        for term in TERMS
        for name in {*map(str.casefold, (term.title, *term.synonyms, *term.searched)), *term.abbreviations}
    ]
    slugs = [slugify(term.title) for term in TERMS]

    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert len({*slugs}) == len(slugs)


@pytest.mark.django_db
def test_they_are_published_with_their_names_and_links(client, site_tree):
    made = load_terms(site_tree.home, TERMS[:40])

    assert made == {"index pages": 1, "terms": 40}
    assert [names[0] for _pk, names in concepts()] == [term.title for term in TERMS[:40]]
    assert len(screen.texts(client.get("/begrippen/"), ".wv-glossary__item")) == 40
    page = client.get("/begrippen/indicatie/")
    assert screen.texts(page, ".wv-two-meanings h2") == ["In de zorg", "In het sociaal domein"]


@pytest.mark.django_db
def test_what_an_editor_deleted_does_not_come_back(site_tree):
    load_terms(site_tree.home, TERMS[:3])
    TermPage.objects.get(title=TERMS[0].title).delete()

    made = load_terms(site_tree.home, TERMS[:3])

    assert +made == {}
    assert [names[0] for _pk, names in concepts()] == [term.title for term in TERMS[1:3]]


@pytest.mark.django_db
def test_editor_can_save_each_of_them(client, site_tree):
    load_terms(house().home, [term for term in TERMS if term.abbreviations][:3])
    client.force_login(editor())

    for page in TermPage.objects.all():
        url = f"/beheer/pages/{page.pk}/edit/"
        form = screen.values(client.get(url), "[data-edit-form]")
        answer = client.post(url, {name: found[-1] for name, found in form.items()} | {"action-publish": "1"})
        assert (screen.errors(answer) if answer.status_code != 302 else {}) == {}

    assert TermIndexPage.objects.get().live
