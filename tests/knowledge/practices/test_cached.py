"""Page of a practice for people with a cookie: read from cached parts, and never older than the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import SiteSettings
from knowledge.models import PracticePartner
from knowledge.reactions import rule
from tests import screen
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, UserFactory, house
from tests.factories_knowledge import maker_of, shown_reaction
from tests.factories_uptake import UptakeFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("stopped_clock")]
PAGE = "/praktijken/vier-aan-tafel/"


@pytest.fixture
def practice():
    SiteSettings.for_site(house().site)
    return PracticeFactory(
        title="Vier aan tafel", slug="vier-aan-tafel", municipality=MunicipalityFactory(title="Breda")
    )


@pytest.fixture
def visitor() -> Client:
    """Return a client whose pages do not come from the page cache."""
    client = Client()
    client.cookies.load({"onbekend": "1"})
    return client


def test_only_the_version_is_asked_until_something_changes(practice, visitor):
    maker_of(practice)
    shown_reaction(practice)
    visitor.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        visitor.get(PAGE)

    assert len(asked) == 1


def test_every_part_shows_a_change_at_once(practice, visitor):
    def page():
        return visitor.get(PAGE)

    maker_of(practice)
    assert not screen.texts(page(), ".wv-reactions li, .wv-partners th[scope=row], #spreiding")

    reaction = shown_reaction(practice, words="Wij doen dit ook.")
    assert screen.texts(page(), ".wv-reactions__words") == ["Wij doen dit ook."]
    rule.withdraw(reaction.reaction)
    assert screen.texts(page(), ".wv-reactions__words") == []

    PracticePartner.objects.create(practice=practice, organisation=OrganisationFactory(title="TWB"))
    assert screen.text(page(), ".wv-partners th[scope=row]").startswith("TWB")

    tilburg = MunicipalityFactory(title="Tilburg")
    UptakeFactory(practice=practice, municipality=tilburg)
    assert "Tilburg" in screen.text(page(), "#spreiding table")
    tilburg.unpublish()
    assert not screen.texts(page(), "#spreiding")


def test_link_to_answer_is_for_makers_only_whoever_came_first(practice, visitor):
    maker_of(practice, email="noor@example.org")
    shown_reaction(practice)
    noor = Client()
    noor.force_login(UserFactory(email="noor@example.org"))
    links = [screen.texts(client.get(PAGE), ".wv-reactions__links a") for client in (visitor, noor, visitor, noor)]

    assert [any("Antwoord" in link for link in found) for found in links] == [False, True, False, True]
