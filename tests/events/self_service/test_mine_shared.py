"""Rows of a signed-in person at ``/mijn/``, besides their meetups: practices, uptake, reactions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import Contributor
from knowledge.reactions import rule
from tests.factories import PASSWORD, OrganisationFactory, PracticeFactory, UserFactory, organiser_of
from tests.factories_knowledge import contributor, sent_reaction
from tests.screen import texts

pytestmark = pytest.mark.django_db
ADDRESS = "mees@example.org"


@pytest.fixture
def mees(client, site_tree):
    user = UserFactory(email=ADDRESS, first_name="Mees", last_name="de Wit")
    client.login(email=ADDRESS, password=PASSWORD)
    return user


def test_nothing_shared_yet_asks_to_share(client, mees):
    assert texts(client.get("/mijn/"), "#delen-kop") == ["Wat je deelt"]
    assert not Contributor.objects.exists()  # looking writes nothing


def test_own_reactions_are_shown_with_their_state(client, mees):
    sent_reaction(PracticeFactory(title="Eerste"))
    rule.withdraw(sent_reaction(PracticeFactory(title="Tweede")))

    rows = texts(client.get("/mijn/"), "#reacties li")

    assert rows == ["Tweede Haalde je weg", "Eerste We lezen haar nog"]


def test_what_a_stranger_sent_with_my_address_is_not_mine_before_proof(client, mees):
    known = contributor(ADDRESS)
    rule.send_in(PracticeFactory(), known, name="Grapjas", work="", words="Onzin")

    assert texts(client.get("/mijn/"), "#reacties li") == []


def test_uptake_of_my_organisation_is_shown(client, site_tree):
    organisation = OrganisationFactory(title="Wooncorporatie Rietvink")
    user = organiser_of(organisation)
    client.login(email=user.email, password=PASSWORD)
    practice = PracticeFactory(title="Samen eten")
    practice.uptakes.create(organisation=organisation, state="probeert", since=date(2026, 3, 1))

    [row] = texts(client.get("/mijn/"), "#meedoen li")

    assert row.startswith("Samen eten Wooncorporatie Rietvink")
    assert "probeert dit" in row


def test_as_many_queries_for_one_as_for_thirty(client, mees):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/mijn/")
        return len(found)

    sent_reaction()
    client.get("/mijn/")
    one = queries()
    for _ in range(29):
        sent_reaction()

    assert queries() == one
