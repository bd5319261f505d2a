"""Links know the page that they lead to, however an editor typed or pasted them."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from home.blocks import DoorBlock
from tests import screen
from tests.factories import ContentPageFactory, MunicipalityFactory, WijkFactory, editor

pytestmark = pytest.mark.django_db
SITE = "https://wijkverband.example"


@pytest.fixture(autouse=True)
def _site(settings, site_tree):
    settings.SITE_URL = SITE


def cleaned(**link):
    block = DoorBlock()
    return block.clean(block.to_python({"title": "Naar binnen", "text": "", "page": None, "address": "", **link}))


def pasted(address: str) -> str:
    """Return the rich text that is stored when an editor links the word “hier” to ``address``."""
    state = {
        "blocks": [
            {
                "key": "a", "text": "hier", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
    }  # fmt: skip
    return ContentstateConverter(features=["link"]).to_database_format(json.dumps(state))


# -- Doors and buttons -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/over/", "/over", f"{SITE}/over/", "http://wijkverband.example/over/"])
def test_address_of_a_page_becomes_that_page(address):
    page = ContentPageFactory(slug="over")

    link = cleaned(address=address)

    assert (link["page"].pk, link["address"], link.href) == (page.pk, "", "/over/")


@pytest.mark.parametrize(
    "address",
    [
        "/over/?gemeente=breda", "/over/#wie", "/mijn/", "/aanmelding/", "/over/kalender.ics", "/oud/",
        "https://elders.example/over/",
    ],
)  # fmt: skip
def test_address_that_is_more_than_a_page_stays(address):
    ContentPageFactory(slug="over")
    Redirect.objects.create(old_path="/oud", redirect_link="/over/")

    assert (cleaned(address=address)["page"], cleaned(address=address).href) == (None, address)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({}, "Waar gaat deze link heen?"),
        ({"address": "/over-ons/"}, "staat niets op dit adres"),
        ({"address": f"{SITE}/over-ons/"}, "staat niets op dit adres"),
        ({"address": "/over-ons/kalender.ics"}, "staat niets op dit adres"),
        ({"address": "javascript:alert(1)"}, "geen webadres"),
        ({"address": "https://[elders.example/"}, "geen webadres"),
        ({"address": "/agenda/", "page": "home"}, "niet allebei"),
    ],
)
def test_link_that_leads_nowhere_is_refused(link, said, site_tree):
    if "page" in link:
        link = {**link, "page": site_tree.home.pk}

    with pytest.raises(ValidationError) as refused:
        cleaned(**link)

    assert said in str(refused.value.as_json_data())


def test_door_to_a_page_follows_it_and_goes_with_it(client, site_tree):
    page = ContentPageFactory(title="Over ons", slug="over")
    other = ContentPageFactory(title="Anders", slug="anders")
    doors = [{"title": title, "page": target.pk, "address": ""} for title, target in (("Een", page), ("Twee", other))]
    shown = ContentPageFactory(body=[{"type": "doors", "value": {"doors": doors}}])

    page.slug = "over-het-netwerk"
    page.save()
    other.unpublish()

    assert screen.links(client.get(shown.get_url()), ".wv-doors a") == [("Een", "/over-het-netwerk/")]
    page.delete()
    assert screen.links(client.get(shown.get_url()), ".wv-doors a") == []


def test_deleting_a_page_that_doors_and_texts_point_at_says_so(client):
    page = ContentPageFactory(title="Over ons", slug="over")
    doors = [{"title": "Een", "page": page.pk, "address": ""}, {"title": "Twee", "page": None, "address": "/agenda/"}]
    holder = ContentPageFactory(
        title="Begin",
        body=[{"type": "doors", "value": {"doors": doors}}, {"type": "text", "value": pasted(f"{SITE}/over/")}],
    )
    ReferenceIndex.create_or_update_for_object(holder)
    client.force_login(editor())

    asked = client.get(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    usage = client.get(reverse("wagtailadmin_pages:usage", args=[page.pk]))

    assert "Er wordt op 1 plek naar verwezen." in asked.text
    assert "Begin" in usage.text


# -- Texts -------------------------------------------------------------------------------------------------------------


def test_pasted_address_of_a_page_becomes_a_link_to_it():
    wijk = WijkFactory(title="Gageldonk", municipality=MunicipalityFactory(title="Breda"))

    for address in (f"{SITE}/gemeenten/breda/gageldonk/", "/gemeenten/breda/gageldonk"):
        assert f'<a linktype="page" id="{wijk.pk}">hier</a>' in pasted(address)


@pytest.mark.parametrize(
    "address", ["https://elders.example/agenda/", f"{SITE}/agenda/?thema=ouderen", f"{SITE}/niets/"]
)
def test_pasted_address_of_anything_else_stays(address):
    assert f'<a href="{address}">' in pasted(address)
