"""Effects of moving a page of the network, or of restricting its readers."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from network.models import WijkPage
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    WijkFactory,
    functional_manager,
)

pytestmark = pytest.mark.django_db


def test_wijk_that_moves_lies_in_the_other_municipality(client, site_tree):
    breda, tholen = MunicipalityFactory(slug="breda"), MunicipalityFactory(title="Tholen", slug="tholen")
    wijk = WijkFactory(municipality=breda, title="Kom", slug="kom")
    MeetupFactory(wijken=[wijk], title="Wijklunch")

    wijk.move(tholen, "last-child")

    assert WijkPage.objects.get(pk=wijk.pk).full_name == "Kom, Tholen"
    assert "Wijklunch" in client.get("/agenda/?wijk=tholen/kom").content.decode()
    assert "Wijklunch" in client.get("/agenda/kalender.ics?gemeente=tholen").content.decode()


def test_page_is_not_moved_onto_an_address_of_the_site(client, site_tree):
    above = ContentPageFactory()
    page = ContentPageFactory(parent=above, slug="zoeken")
    client.force_login(functional_manager())

    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, site_tree.home.pk]), follow=True)

    page.refresh_from_db()
    assert page.url_path == f"/home/{above.slug}/zoeken/"
    assert "gebruikt de site zelf al" in answer.content.decode()


def test_municipality_behind_a_password_is_not_named_by_its_organisations(client):
    municipality = MunicipalityFactory(title="Besloten Bos")
    organisation = OrganisationFactory(municipality=municipality)
    PageViewRestriction.objects.create(
        page=municipality, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )

    assert "Besloten Bos" not in client.get(organisation.url).content.decode()
