"""Wagtail views open to everybody with access to the admin, requested by an organiser of another organisation."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from network.onboarding import let_group_work
from tests.factories import MeetupFactory, OrganisationFactory, editor, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret():
    return MeetupFactory(title="Een geheime titel", live=False)


@pytest.fixture
def outsider(client):
    own = OrganisationFactory()
    client.force_login(organiser_of(own))
    return own


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/choose-page/{pk}/",
        "/beheer/choose-page/chosen-multiple/?id={pk}",
        "/beheer/pages/{pk}/",
        "/beheer/pages/{pk:020}/",
        "/beheer/choose-page/{pk:020}/",
        "/beheer/choose-page/chosen-multiple/?id={pk:020}",
        "/beheer/bulk/wagtailcore/page/delete/?id=0{pk}",
        "/beheer/bulk/wagtailcore/page/delete/?id=all&childOf=0{parent}",
        "/beheer/pages/{pk:020}/view_draft/",
        "/beheer/pages/{pk}/edit/",
        "/beheer/pages/{pk}/history/",
        "/beheer/pages/{pk}/usage/",
        "/beheer/pages/{pk}/move/{own}/confirm/",
        "/beheer/pages/{pk}/view_draft/",
        "/beheer/bulk/wagtailcore/page/delete/?id={pk}",
        "/beheer/bulk/wagtailcore/page/move/?id={pk}",
        "/beheer/bulk/wagtailcore/page/delete/?id=all",
        "/beheer/bulk/wagtailcore/page/delete/?id=all&childOf={parent}",
        "/beheer/bulk/wagtailcore/page/publish/?id=all&childOf=1&q=geheime",
        "/beheer/pages/workflow/preview/{pk}/1/",
        "/beheer/pages/usage/events/meetuppage/",
        "/beheer/reports/site-history/",
        "/beheer/api/main/images/",
        "/beheer/api/main/documents/",
    ],
)
def test_outsider_learns_no_title(address, client, outsider, secret):
    response = client.get(address.format(pk=secret.pk, own=outsider.pk, parent=secret.get_parent().pk), follow=True)

    assert b"geheime" not in response.content
    assert response.status_code in {200, 403, 404}


@pytest.mark.parametrize("kind", ["image", "document"])
def test_outsider_learns_no_title_of_a_file(kind, client, outsider):
    model, app = (get_image_model(), "images") if kind == "image" else (get_document_model(), "docs")
    file = get_test_image_file() if kind == "image" else ContentFile(b"x", name="geheime.txt")
    other = OrganisationFactory()
    let_group_work(other)
    outsider.refresh_from_db()
    theirs, own = (model.objects.create(title="x", file=file, collection=one.collection) for one in (other, outsider))

    asked = [
        client.get(f"/beheer/bulk/wagtail{app}/{kind}/{action}/?id={one.pk}").status_code
        for action in ("delete", "add_tags", "add_to_collection")
        for one in (theirs, own)
    ]

    assert asked == [403, 200] * 3


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/bulk/wagtailcore/page/delete/?id={}",
        "/beheer/bulk/wagtailcore/page/delete/?id=all&childOf={}",
        "/beheer/bulk/wagtailimages/image/delete/?id={}",
        "/beheer/bulk/wagtaildocs/document/delete/?id=all&childOf={}",
        "/beheer/choose-page/chosen-multiple/?id={}",
        "/beheer/images/chooser/chosen-multiple/?id={}",
    ],
)
def test_what_is_no_number_is_nobodys(address, client, outsider):
    values = ["x", "-1", "9" * 30, "%00", "٣"]

    as_organiser = [client.get(address.format(value)).status_code for value in values]
    client.force_login(editor())
    as_editor = [client.get(address.format(value)).status_code for value in values]

    assert as_organiser == as_editor == [404] * 5


def test_number_too_large_for_the_database_is_nobodys(client, outsider):
    addresses = ["/beheer/aanmeldingen/bijeenkomst/{}/", "/beheer/organisaties/{}/mensen/", "/beheer/aanmeldingen/{}/"]

    assert [client.get(address.format("9" * 30)).status_code for address in addresses] == [404, 404, 404]


def test_own_pages_and_public_ones_stay_reachable(client, outsider):
    own = MeetupFactory(organiser=outsider)
    public = MeetupFactory()

    statuses = [
        client.get(address).status_code
        for address in (f"/beheer/pages/{own.pk}/edit/", f"/beheer/choose-page/{public.get_parent().pk}/", "/beheer/")
    ]

    assert statuses == [200, 200, 200]


def test_editor_of_the_site_still_sees_reports(client, secret):
    client.force_login(editor())

    assert client.get("/beheer/reports/site-history/").status_code in {200, 302}
    assert client.get(f"/beheer/pages/{secret.pk}/edit/").status_code == 200
