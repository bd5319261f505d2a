"""The editors' list of suggestions, and the screen of one."""

import pytest
from django.urls import reverse

from knowledge.glossary import suggesting
from knowledge.models import Contributor, TermPage, TermSuggestion
from tests import screen
from tests.factories import OrganisationFactory, UserFactory, editor, organiser_of
from tests.factories_terms import begrippenlijst

pytestmark = pytest.mark.django_db
LIST = "knowledge_term_suggestions"
ONE = "knowledge_term_suggestion"


@pytest.fixture
def row(site_tree) -> TermSuggestion:
    begrippenlijst()
    contributor = Contributor.objects.create(email="sanne@example.org", name="Sanne")
    return suggesting.suggest(contributor, name="Sanne", word="ZAT", words="Een team.", about=None, is_proven=True)


def test_editor_takes_a_suggestion_over_and_goes_to_its_draft(client, row):
    client.force_login(editor())
    assert screen.links(client.get(reverse(LIST)), ".wv-letters h3 a") == [("ZAT", reverse(ONE, args=[row.pk]))]

    response = client.post(reverse(ONE, args=[row.pk]), {"accept": "1", "words": ""})

    assert response.url == reverse("wagtailadmin_pages:edit", args=[TermPage.objects.get().pk])
    assert "Er wacht geen voorstel" in client.get(reverse(LIST)).content.decode()


def test_no_needs_words(client, row):
    client.force_login(editor())

    page = client.post(reverse(ONE, args=[row.pk]), {"decline": "1", "words": " "})

    assert page.status_code == 422
    assert list(screen.errors(page)) == ["words"]
    row.refresh_from_db()
    assert row.is_waiting


def test_decided_suggestion_says_who_decided_and_offers_no_buttons(client, row):
    suggesting.decline(row.pk, by=UserFactory(first_name="Rosa", last_name="Bos"), words="Staat er al.")
    client.force_login(editor())

    page = client.get(reverse(ONE, args=[row.pk]))
    assert "Rosa Bos" in screen.text(page, "main .wv-page")
    assert screen.texts(page, "main form button[name=accept]") == []
    client.post(reverse(ONE, args=[row.pk]), {"accept": "1"})

    row.refresh_from_db()
    assert (row.state, TermPage.objects.count()) == ("afgewezen", 0)


def test_unconfirmed_suggestion_is_not_there_yet(client, row):
    TermSuggestion.objects.update(confirmed_at=None)
    client.force_login(editor())

    assert client.get(reverse(ONE, args=[row.pk])).status_code == 404
    assert "ZAT" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("view", [LIST, ONE])
def test_organiser_sees_no_suggestions(client, row, view):
    client.force_login(organiser_of(OrganisationFactory()))
    url = reverse(view, args=[row.pk] if view == ONE else [])

    answers = [client.get(url), client.post(url, {"accept": "1"})]

    assert all("ZAT" not in answer.content.decode() for answer in answers)
    row.refresh_from_db()
    assert row.is_waiting
    assert reverse(LIST) not in client.get("/beheer/").content.decode()
