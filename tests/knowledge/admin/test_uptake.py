import pytest

from knowledge.models import Uptake
from tests.factories import OrganisationFactory, UserFactory, editor, organiser_of
from tests.factories_uptake import UptakeFactory
from tests.screen import text, texts

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/verspreiding/"


@pytest.mark.parametrize("who", ["organiser", "professional", "anonymous"])
def test_only_editors_see_what_waits(client, who):
    row = UptakeFactory(agreed=True, organisation=OrganisationFactory(title="Zilvervos"))
    if who != "anonymous":
        client.force_login(organiser_of(OrganisationFactory()) if who == "organiser" else UserFactory())

    assert "Zilvervos" not in client.get(ADDRESS).text
    client.post(f"{ADDRESS}{row.pk}/", {"wissen": "ja"})
    assert Uptake.objects.count() == 1


def test_editor_sees_what_waits_decides_and_deletes(client, site_tree):
    waiting = UptakeFactory(agreed=True, organisation=OrganisationFactory(title="Wachter"))
    UptakeFactory(organisation=OrganisationFactory(title="Staat er al"))
    client.force_login(editor())
    assert texts(client.get(ADDRESS), "tbody th") == ["Wachter"]
    assert len(texts(client.get(f"{ADDRESS}?alles=1&p=x"), "tbody th")) == 2

    link = client.post(f"{ADDRESS}{waiting.pk}/")["Location"]
    assert text(client.get(link), "h1") == "Klopt dit?"
    client.post(link, {"actie": "ja", "versie": "1"})
    assert Uptake.objects.shown().count() == 2
    client.post(f"{ADDRESS}{waiting.pk}/", {"wissen": "ja"})

    assert [row.party_name for row in Uptake.objects.all()] == ["Staat er al"]
