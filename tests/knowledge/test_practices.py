from datetime import date

import pytest

from knowledge.models import Category, PhaseChange, PracticePage
from knowledge.reference.categories import load_categories
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_month_is_stored_as_its_first_day():
    practice = PracticeFactory()

    change = PhaseChange.objects.create(practice=practice, phase=PracticePage.Phase.TRIAL, month=date(2026, 9, 17))

    assert change.month == date(2026, 9, 1)
    assert PhaseChange.objects.get().month == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("phase", "is_initiative"),
    [("idee", True), ("proeftuin", True), ("geevalueerd", False), ("verspreid", False), ("gestopt", False)],
)
def test_a_practice_is_an_initiative_while_it_is_tried(phase, is_initiative):
    assert PracticePage(phase=phase).is_initiative is is_initiative


def test_failure_leaves_out_what_is_not_answered():
    practice = PracticePage(failed_what="Vijftien mensen om tafel.", failed_how=" ")

    assert practice.failure == [("Wat we deden", "Vijftien mensen om tafel.")]


def test_categories_are_loaded_once_and_keep_edits():
    load_categories()
    Category.objects.filter(slug="geld").update(name="Geld en schulden")

    assert load_categories()["categories"] == 0
    assert Category.objects.get(slug="geld").name == "Geld en schulden"


def test_page_with_an_accent_in_its_address_is_served(client, site_tree):
    assert client.get(PracticeFactory(title="Eén gezin", slug="eén-gezin").url).status_code == 200
