"""Search in the admin: by the words on a page, whatever is typed."""

import pytest
from django.urls import reverse
from modelsearch.index import insert_or_update_object

from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    editor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _pages(client, site_tree):
    steps = {"steps": [{"title": "Open de link", "text": "<p>Zoek de ooievaar.</p>"}]}
    table = {"data": [["Dier", "Aantal"], ["ooievaar", "2"]], "table_caption": "Dieren", "table_header_choice": "row"}
    pages = [
        ContentPageFactory(title="Tekst", lead="Kijk naar de ooievaar."),
        ContentPageFactory(title="Blok", body=[{"type": "text", "value": "<p>Een <b>ooievaar</b> op het dak.</p>"}]),
        ContentPageFactory(title="Stappen", body=[{"type": "steps", "value": steps}]),
        ContentPageFactory(title="Tabel", body=[{"type": "table", "value": table}]),
        MeetupFactory(title="Lunch", body="<p>Met een ooievaar.</p>"),
        MunicipalityFactory(title="Breda", intro="<p>Stad van de ooievaar.</p>"),
        ThemeFactory(title="Dieren", summary="Over de ooievaar."),
        OrganisationFactory(title="De Linde", intro="<p>Wij hebben een ooievaar.</p>"),
        ContentPageFactory(title="Iets anders"),
    ]
    for page in pages:
        insert_or_update_object(page)
    client.force_login(editor())


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("words", ["ooievaar", "OOIEVAAR", "ooiev"])
def test_page_is_found_by_a_word_in_its_text(client, words):
    answer = client.get(reverse("wagtailadmin_pages:search"), {"q": words})

    found = set(screen.texts(answer, "td.title .title-wrapper a"))
    assert found >= {"Tekst", "Blok", "Stappen", "Tabel", "Lunch", "Breda", "Dieren", "De Linde"}
    assert "Iets anders" not in found


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize(
    "typed", ['"', "'", "*", "a AND", "NEAR(", "(", '"a', "- -", "\x00", "body:x", "%", "ooievaar*"]
)
def test_whatever_is_typed_gives_a_list(client, typed):
    for name in ("wagtailadmin_pages:search", "meetups:index"):
        assert client.get(reverse(name), {"q": typed}).status_code == 200
