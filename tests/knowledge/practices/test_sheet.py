from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import PracticePage, PracticePartner, PracticeStep
from knowledge.practices.sheet import fitted
from tests import screen
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_two_sheets_in_the_order_that_a_council_reads(client, site_tree):
    practice = PracticeFactory(
        title="Samen",
        phase=PracticePage.Phase.TRIAL,
        occasion="Te veel plannen.",
        approach="- Kies er vier.\n- Bel elke week.",
        council_question="1. Geef ons tijd.\n2. Betaal mee.",
        failed_what="Vijftien mensen.",
        active_elements="Elke week.",
        costs="Tien euro.",
        evaluation="Mei 2027.",
    )
    PracticePartner.objects.create(practice=practice, name="Bewonersgroep", since=date(2026, 4, 1))
    PracticeStep.objects.create(practice=practice, month=date(2026, 6, 1), title="Het dossier", has_failed=True)

    page = client.get("/praktijken/samen/stand/")

    sheets = screen.parsed(page).select(".wv-sheet")
    assert [screen.texts(sheet, "h2") for sheet in sheets] == [
        ["Waarom?", "Wat doen we?", "Voor wie, en waar?", "Wie doet mee?"],
        [
            "Wat vragen we de raad?",
            "Wat gebeurde er tot nu toe?",
            "Wat leerden we?",
            "Wat werkte niet?",
            "Wat kost het?",
            "Evaluatie",
            "Meer weten?",
        ],
    ]
    assert screen.texts(sheets[1], ".wv-sheet__ask ol li") == ["Geef ons tijd.", "Betaal mee."]
    assert screen.texts(sheets[1], ".wv-sheet__failed b") == ["Lukte niet: Het dossier"]
    assert "Lees verder op" not in page.content.decode()


def test_what_does_not_fit_leads_to_the_site(client, site_tree):
    PracticeFactory(title="Samen", occasion="woord " * 190)

    page = client.get("/praktijken/samen/stand/")

    assert screen.texts(page, ".wv-sheet__foot span")[0] == "Lees verder op localhost/praktijken/samen/"


def test_page_leads_to_its_sheets(client, site_tree):
    PracticeFactory(title="Samen")

    assert "/praktijken/samen/stand/" in screen.addresses(client.get("/praktijken/samen/"))


@pytest.mark.parametrize("state", ["draft", "private"])
def test_sheets_of_what_not_everybody_may_see_are_not_there(client, site_tree, state):
    practice = PracticeFactory(title="Samen", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type="login")

    assert client.get("/praktijken/samen/stand/").status_code == 404


def test_only_practices_have_sheets(client, site_tree):
    assert client.get("/praktijken/nergens/stand/").status_code == 404


@pytest.mark.parametrize(
    ("text", "groups", "is_cut"),
    [
        ("kort", (("p", ("kort",)),), False),
        ("een twee drie vier vijf zes", (("p", ("een twee drie vier…",)),), True),
        ("een\n\ntwee\n\ndrie", (("p", ("een", "twee …")),), True),
        ("x" * 60, (("p", ("x" * 22 + "…",)),), True),
        ("Stap:\n\n- een", (("p", ("Stap:",)), ("ul", ("een",))), False),
        ("1. **A**\n   b\n2. Wacht", (("ol", ("A. b", "Wacht")),), False),
    ],
)
def test_text_fits_its_lines(text, groups, is_cut):
    found = fitted(text, 8, 3)

    assert found is not None
    assert (found.groups, found.is_cut) == (groups, is_cut)


def test_no_text_takes_no_room():
    assert fitted(" ", 10, 2) is None
