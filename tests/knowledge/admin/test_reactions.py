import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.models import Reaction, ReactionReport, ShownReaction
from knowledge.reactions import rule
from tests.factories import (
    PASSWORD,
    OrganisationFactory,
    PracticeFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)
from tests.factories_knowledge import sent_reaction, shown_reaction
from tests.mailed import mails_to, text_of
from tests.screen import errors, text, texts

pytestmark = pytest.mark.django_db
URL = "/beheer/reacties/"
State = Reaction.State


@pytest.fixture
def sara(client, site_tree):
    user = editor(email="sara@example.org", first_name="Sara", last_name="Mertens")
    client.login(email=user.email, password=PASSWORD)
    return user


@pytest.mark.parametrize(
    ("make", "status"),
    [(editor, 200), (functional_manager, 200), (lambda: organiser_of(OrganisationFactory()), 302), (UserFactory, 403)],
)
def test_queue_is_for_editors_only(client, site_tree, make, status):
    sent_reaction(words="Zilverpapier")
    user = make()
    client.login(email=user.email, password=PASSWORD)

    page = client.get(URL)

    assert page.status_code == status
    assert ("Zilverpapier" in page.content.decode()) == (status == 200)


def test_empty_queue_says_so(client, sara):
    assert text(client.get(URL), ".wv-title") == "Alles is gelezen"


def test_editor_places_a_reaction(client, sara):
    reaction = sent_reaction()

    client.post(URL, {"rij": f"reactie-{reaction.pk}", "actie": "plaatsen"})

    reaction.refresh_from_db()
    assert (reaction.state, reaction.decided_by_editor) == (State.APPROVED, sara)


def test_declining_needs_words_and_what_was_typed_elsewhere_is_kept(client, sara):
    reaction = sent_reaction()
    row = {"rij": f"reactie-{reaction.pk}", "actie": "afwijzen"}

    page = client.post(URL, {**row, f"reactie-{reaction.pk}-reden": ""})
    assert (page.status_code, list(errors(page))) == (422, [f"reactie-{reaction.pk}-reden"])
    client.post(URL, {**row, f"reactie-{reaction.pk}-reden": "Hoort elders."})

    assert "Hoort elders." in text_of(mails_to("mees@example.org")[-1])


def test_editor_removes_what_was_reported(client, sara):
    shown = shown_reaction()
    report = rule.report(shown, [], reason="Er staat een naam in.", email="sem@example.org")
    assert "Er staat een naam in." in client.get(URL).content.decode()

    client.post(URL, {"rij": f"melding-{report.pk}", "actie": "weghalen", f"melding-{report.pk}-uitleg": "Klopt."})

    assert not ShownReaction.objects.exists()
    assert "Klopt." in text_of(mails_to("sem@example.org")[-1])
    assert ReactionReport.objects.get().decided_by == sara


def test_decided_by_another_meanwhile_is_told_kindly(client, sara):
    reaction = sent_reaction()
    rule.withdraw(reaction)

    page = client.post(URL, {"rij": f"reactie-{reaction.pk}", "actie": "plaatsen"}, follow=True)

    assert "Hierover besloot een ander net" in page.content.decode()
    assert not ShownReaction.objects.exists()


@pytest.mark.parametrize("rij", ["", "reactie-", "reactie-x", "melding-99999999999999999999", "anders-1"])
def test_unknown_row_breaks_nothing(client, sara, rij):
    assert client.post(URL, {"rij": rij, "actie": "plaatsen"}).status_code == 302


def test_unknown_action_decides_nothing(client, sara):
    reaction = sent_reaction()

    client.post(URL, {"rij": f"reactie-{reaction.pk}", "actie": "anders"})

    reaction.refresh_from_db()
    assert reaction.state == State.WAITING


def test_as_many_queries_for_one_as_for_thirty(client, sara):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert len(texts(client.get(URL), ".wv-letters h3")) >= 1
        return len(found)

    practice = PracticeFactory()
    sent_reaction(practice, email="eerste@example.org")
    client.get(reverse("knowledge_reactions"))
    one = queries()
    for number in range(29):
        sent_reaction(practice, email=f"m{number}@example.org")

    assert queries() == one
