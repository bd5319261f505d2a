"""What Wagtail shows to anybody who may enter the admin, tried as an organiser of another organisation."""

import pytest

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
        "/beheer/pages/{pk}/edit/",
        "/beheer/pages/{pk}/history/",
        "/beheer/pages/{pk}/usage/",
        "/beheer/pages/{pk}/move/{own}/confirm/",
        "/beheer/pages/{pk}/view_draft/",
        "/beheer/bulk/wagtailcore/page/delete/?id={pk}",
        "/beheer/bulk/wagtailcore/page/move/?id={pk}",
        "/beheer/pages/workflow/preview/{pk}/1/",
        "/beheer/pages/usage/events/meetuppage/",
        "/beheer/reports/site-history/",
        "/beheer/api/main/images/",
        "/beheer/api/main/documents/",
    ],
)
def test_outsider_learns_no_title(address, client, outsider, secret):
    response = client.get(address.format(pk=secret.pk, own=outsider.pk), follow=True)

    assert b"geheime" not in response.content
    assert response.status_code in {200, 403, 404}


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
