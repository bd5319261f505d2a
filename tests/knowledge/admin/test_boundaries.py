import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knowledge.models import RegionMap
from tests.factories import MunicipalityFactory, OrganisationFactory, UserFactory, editor, organiser_of
from tests.knowledge.uptake.test_boundaries import region
from tests.screen import errors

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/kaart/"


@pytest.fixture
def municipalities():
    return [MunicipalityFactory(title="Noord", code="GM0001"), MunicipalityFactory(title="Zuid", code="GM0002")]


def upload(client, content: bytes | None = None, credit: str = "CBS, 2026"):
    content = json.dumps(region()).encode() if content is None else content
    file = SimpleUploadedFile("grenzen.geojson", content, content_type="application/geo+json")
    return client.post(ADDRESS, {"file": file, "credit": credit})


def test_editor_puts_boundaries_on_the_map_and_takes_them_off(client, municipalities):
    client.force_login(editor())

    for _ in range(2):
        assert upload(client)["Location"] == ADDRESS
    assert (RegionMap.objects.get().credit, set(RegionMap.objects.get().shapes)) == ("CBS, 2026", {"GM0001", "GM0002"})
    assert "CBS, 2026" in client.get(ADDRESS).text
    client.post(ADDRESS, {"weg": "ja"})

    assert RegionMap.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "credit", "at"),
    [(b"geen kaart", "CBS", {"file"}), (None, " ", {"credit"}), (None, "x" * 161, {"credit"}), (b"", "CBS", {"file"})],
)
def test_mistakes_stand_at_their_fields(client, municipalities, content, credit, at):
    client.force_login(editor())

    assert set(errors(upload(client, content, credit))) == at
    assert RegionMap.objects.count() == 0


def test_municipality_without_a_code_is_named(client, municipalities):
    MunicipalityFactory(title="Codeloos", code="")
    client.force_login(editor())

    assert "Codeloos" in errors(upload(client))["file"]


@pytest.mark.parametrize("who", ["organiser", "professional"])
def test_only_editors_may(client, municipalities, who):
    client.force_login(organiser_of(OrganisationFactory()) if who == "organiser" else UserFactory())

    assert upload(client).status_code in {302, 403}
    assert RegionMap.objects.count() == 0
