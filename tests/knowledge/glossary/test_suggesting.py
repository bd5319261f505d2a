"""A suggestion for the begrippenlijst, from the form to the answer."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from knowledge.glossary import suggesting
from knowledge.models import Contributor, TermPage, TermSuggestion, concepts
from tests import screen
from tests.factories import UserFactory, editor
from tests.factories_terms import TermFactory, begrippenlijst
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db
FORM = "/begrippen/voorstellen/"
FILLED = {"begrip": "ZAT", "uitleg": "Zegt de huisarts.", "naam": "Sanne de Vries", "email": "sanne@example.org"}
EDITOR = "redactie@example.org"


@pytest.fixture(autouse=True)
def _site(site_tree):
    cache.clear()
    begrippenlijst()
    editor(email=EDITOR, first_name="Rosa", last_name="Bos")


def confirm_path(email: str = "sanne@example.org") -> str:
    return re.search(r"/mijn/bevestigen/begrip/[-\w]+/", text_of(mails_to(email)[0]))[0]


def waiting(**kwargs) -> TermSuggestion:
    contributor = Contributor.objects.create(email="sanne@example.org", name="Sanne de Vries")
    return suggesting.suggest(
        contributor, **{"name": "Sanne de Vries", "word": "zat", "words": "Zorgteam.", "about": None, "is_proven": True, **kwargs}
    )  # fmt: skip


# -- Sending in --------------------------------------------------------------------------------------------------------


def test_guest_proves_the_address_before_editors_hear_of_it(client):
    response = client.post(FORM, FILLED, follow=True)

    assert screen.text(response, "h1") == "Kijk in je mail"
    assert mails_to(EDITOR) == []
    assert not TermSuggestion.objects.to_decide().exists()

    page = client.get(confirm_path())
    assert screen.texts(page, ".wv-facts dt, .wv-facts dd") == ["ZAT", "Zegt de huisarts."]
    assert mails_to(EDITOR) == []  # looking changes nothing
    response = client.post(confirm_path(), follow=True)

    assert screen.text(response, "h1") == "Bedankt voor je voorstel"
    [letter] = mails_to(EDITOR)
    row = TermSuggestion.objects.to_decide().get()
    assert letter["Subject"] == "Nieuw begrip: ZAT"
    assert letter["Reply-To"] == "Sanne de Vries <sanne@example.org>"
    assert "“Zegt de huisarts.”" in text_of(letter)
    assert reverse("knowledge_term_suggestion", args=[row.pk]) in text_of(letter)


def test_confirming_twice_tells_the_editors_once(client):
    client.post(FORM, FILLED)

    client.post(confirm_path())
    client.post(confirm_path())

    assert len(mails_to(EDITOR)) == 1


def test_signed_in_person_is_not_asked_who_they_are(client):
    client.force_login(UserFactory(email="noor@example.org", first_name="Noor", last_name="Jansen"))
    assert screen.names(client.get(FORM)) == ["begrip", "uitleg"]

    response = client.post(FORM, {"begrip": "ZAT", "uitleg": "Weet ik niet."}, follow=True)

    assert screen.text(response, "h1") == "Bedankt voor je voorstel"
    assert "Noor Jansen" in text_of(mails_to(EDITOR)[0])


def test_suggestion_about_a_term_asks_only_what_is_wrong(client):
    term = TermFactory(title="triage")
    [address] = [one for one in screen.addresses(client.get(term.url)) if "voorstellen" in one]

    assert "begrip" not in screen.names(client.get(address))
    client.post(address, {**FILLED, "uitleg": "Klopt niet."})

    row = TermSuggestion.objects.get()
    assert (row.about_id, row.word, row.words) == (term.pk, "triage", "Klopt niet.")


def test_term_that_not_everybody_sees_is_not_asked_about(client):
    TermFactory(title="geheim", live=False)

    page = client.get(f"{FORM}?begrip=geheim")

    assert "begrip" in screen.names(page)
    assert "geheim" not in screen.text(page, "main")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"begrip": ""}, "begrip"),
        ({"begrip": " \u200b "}, "begrip"),
        ({"begrip": "\x00"}, "begrip"),
        ({"begrip": "a" * 101}, "begrip"),
        ({"begrip": "www.casino.example"}, "begrip"),
        ({"begrip": "TRIAGE"}, "begrip"),
        ({"uitleg": ""}, "uitleg"),
        ({"uitleg": "a" * 1001}, "uitleg"),
        ({"naam": ""}, "naam"),
        ({"email": "sanne"}, "email"),
    ],
)
def test_mistake_is_said_at_its_field_and_what_was_typed_stays(client, changed, field):
    TermFactory(title="triage")

    page = client.post(FORM, {**FILLED, **changed})

    assert page.status_code == 422
    assert list(screen.errors(page)) == [field]
    typed = {name: found[0].strip() for name, found in screen.values(page).items()}
    assert {name: typed[name] for name in FILLED if name != field} == {
        name: value for name, value in FILLED.items() if name != field
    }
    assert not TermSuggestion.objects.exists()


def test_too_many_suggestions_are_refused_and_what_was_typed_stays(client):
    for number in range(10):
        client.post(FORM, {**FILLED, "begrip": f"woord {number}"})

    page = client.post(FORM, FILLED)

    assert page.status_code == 429
    assert screen.values(page)["begrip"] == ["ZAT"]
    assert TermSuggestion.objects.count() == 10


def test_there_is_no_form_without_a_begrippenlijst(client):
    begrippenlijst().unpublish()

    assert client.get(FORM).status_code == 404


# -- The answer --------------------------------------------------------------------------------------------------------


def test_accepted_suggestion_becomes_a_draft_and_the_person_hears_of_it():
    row = waiting()
    by = UserFactory()

    suggesting.accept(row.pk, by=by, words="Mooi woord.")

    draft = TermPage.objects.get()
    assert (draft.title, draft.summary, draft.live, draft.slug) == ("zat", "Zorgteam.", False, "zat")
    assert concepts() == []
    [letter] = mails_to("sanne@example.org")
    assert letter["Subject"] == "“zat” komt in de begrippenlijst"
    assert "“Mooi woord.”" in text_of(letter)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.term_id) == ("opgenomen", by, draft.pk)


def test_draft_of_a_word_whose_address_is_taken_gets_another_one():
    TermFactory(title="Zat!", slug="zat", live=False)

    row = suggesting.accept(waiting().pk, by=UserFactory())

    assert row.term.slug == "zat-2"


def test_long_explanation_is_shortened_for_the_draft():
    row = suggesting.accept(waiting(words="woord " * 150).pk, by=UserFactory())

    assert row.term.summary.endswith("woord…")


def test_correction_makes_no_draft():
    term = TermFactory(title="triage")

    row = suggesting.accept(waiting(about=term, word="triage").pk, by=UserFactory())

    assert (row.state, row.term) == ("opgenomen", None)
    assert "We passen de uitleg aan." in text_of(mails_to("sanne@example.org")[0])


def test_declined_suggestion_is_explained():
    suggesting.decline(waiting().pk, by=UserFactory(), words="Dit zegt alleen één praktijk.")

    [letter] = mails_to("sanne@example.org")
    assert "“Dit zegt alleen één praktijk.”" in text_of(letter)
    assert not TermPage.objects.exists()


def test_second_decision_changes_nothing():
    row = waiting()
    suggesting.accept(row.pk, by=UserFactory())

    with pytest.raises(suggesting.AlreadyDecided):
        suggesting.decline(row.pk, by=UserFactory(), words="Nee.")

    assert len(mails_to("sanne@example.org")) == 1
    row.refresh_from_db()
    assert row.state == "opgenomen"
