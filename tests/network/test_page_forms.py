"""Forms of pages in the admin: no field that does nothing, and nothing that stops an editor without a word."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import ContentPage
from network.models import MunicipalityPage
from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    WijkFactory,
    editor,
    functional_manager,
    organiser_of,
)

pytestmark = pytest.mark.django_db
SCHEDULE = "schedule-publishing-dialog"


@pytest.fixture
def as_editor(client, site_tree):
    client.force_login(editor())


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def posted(client, url, **changed):
    """Post the untouched form at ``url`` with what is ``changed``."""
    form = screen.values(client.get(url), "[data-edit-form]")
    body = {} if "/municipality" in url else {"body-count": "0"}
    return client.post(url, {**{name: found[-1] for name, found in form.items()}, **body, **changed})


# -- Schedule ----------------------------------------------------------------------------------------------------------


def test_there_is_no_button_for_a_schedule_that_cannot_be_set(client, site_tree):
    organisation = OrganisationFactory()
    pages = [organisation, MeetupFactory(organiser=organisation)]
    for user, has_schedule in (
        (organiser_of(organisation), [False, False]),
        (editor(), [True, False]),
        (functional_manager(), [True, False]),
    ):
        client.force_login(user)
        shown = [client.get(edit_url(page)).text for page in pages]
        assert [f'id="{SCHEDULE}"' in text for text in shown] == has_schedule
        assert [f"#{SCHEDULE}" in text for text in shown] == has_schedule


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize("publish", [{}, {"action-publish": "action-publish"}])
def test_text_can_be_saved_after_it_went_off_the_site_as_planned(client, publish):
    yesterday = timezone.now() - timedelta(days=1)
    page = ContentPageFactory(title="Oud", expire_at=yesterday, expired=True, live=False)

    response = posted(client, edit_url(page), title="Nieuw", **publish)

    page = ContentPage.objects.get()
    assert response.status_code == 302
    assert page.get_latest_revision_as_object().title == "Nieuw"
    assert (page.live, page.expired) == (bool(publish), not publish)


@pytest.mark.usefixtures("as_editor")
def test_error_in_the_closed_dialog_is_said_above_the_form(client):
    page = ContentPageFactory()
    yesterday = timezone.localtime() - timedelta(days=1)

    response = posted(client, edit_url(page), title="Nieuw", expire_at=f"{yesterday:%d-%m-%Y %H:%M}")

    assert "Bij “Stel schema in”:" in response.text
    assert 'value="Nieuw"' in response.text


# -- Addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("as_editor")
def test_title_that_is_there_already_gets_an_address_of_its_own(client, site_tree):
    ContentPageFactory(title="Over ons", slug="over-ons")
    ContentPageFactory(title="Over ons", slug="over-ons-2")
    url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site_tree.home.pk])

    for _save in range(2):
        response = posted(client, url, title="Over ons", slug="over-ons")
        url = response.url

    assert ContentPage.objects.latest("pk").slug == "over-ons-3"


@pytest.mark.usefixtures("as_editor")
def test_address_that_an_editor_chose_and_that_is_taken_is_refused_beside_the_field(client):
    ContentPageFactory(title="Over ons", slug="over")
    page = ContentPageFactory(title="Wie wij zijn", slug="wij")

    response = posted(client, edit_url(page), slug="over")

    assert "al in gebruik" in screen.errors(response)["slug"]


# -- Menu --------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("as_editor")
def test_only_a_page_directly_below_the_home_page_can_be_put_in_the_menu(client, site_tree):
    top = ContentPageFactory()
    below = ContentPageFactory(parent=top)
    urls = {
        edit_url(top): True,
        edit_url(site_tree.agenda): True,
        edit_url(below): False,
        edit_url(WijkFactory()): False,
        edit_url(site_tree.home): False,
        reverse("wagtailadmin_pages:add", args=["home", "contentpage", site_tree.home.pk]): True,
        reverse("wagtailadmin_pages:add", args=["home", "contentpage", top.pk]): False,
    }

    assert {url: 'name="show_in_menus"' in client.get(url).text for url in urls} == urls


# -- Deleting ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("as_editor")
def test_it_says_why_a_page_with_pages_below_it_cannot_be_deleted(client):
    top = ContentPageFactory()
    below = ContentPageFactory(parent=top)

    assert "haal eerst de pagina" in client.get(edit_url(top)).text
    assert "haal eerst de pagina" not in client.get(edit_url(below)).text
    assert reverse("wagtailadmin_pages:delete", args=[below.pk]) in client.get(edit_url(below)).text


# -- Map ---------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [
        ("6", "1", "tile_row"),
        ("1", "0", "tile_column"),
        ("2", "", "tile_column"),
        ("", "2", "tile_row"),
        ("3", "3", "tile_row"),
    ],
)
def test_tile_that_nobody_would_see_is_refused(client, row, column, wrong):
    MunicipalityFactory(title="Breda", tile_row=3, tile_column=3)
    page = MunicipalityFactory(title="Tholen")

    response = posted(client, edit_url(page), tile_row=row, tile_column=column)

    assert list(screen.errors(response)) == [wrong]


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize(("place", "warns"), [(("", ""), True), (("2", "2"), False)])
def test_municipality_that_is_not_on_the_map_says_so_when_published(client, place, warns):
    page = MunicipalityFactory(title="Tholen")

    response = posted(
        client, edit_url(page), **{"tile_row": place[0], "tile_column": place[1], "action-publish": "action-publish"}
    )

    assert response.status_code == 302
    assert ("Tholen staat nog niet op de kaart" in client.get(response.url).text) == warns
    assert MunicipalityPage.objects.get().is_on_map != warns


# -- Session -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["signed out", "signed in again elsewhere"])
def test_automatic_save_without_a_session_says_what_happened(client, site_tree, who):

    page = ContentPageFactory()
    strict = Client(enforce_csrf_checks=True)
    if who != "signed out":
        strict.force_login(editor())

    response = strict.post(edit_url(page), {"title": "Nieuw"}, headers={"accept": "application/json"})

    answer = json.loads(response.content)
    assert (response.status_code, answer["success"], answer["error_code"]) == (403, False, "locked")
    assert "Je bent uitgelogd" in answer["error_message"]


def test_session_answers_staff_only(client, site_tree):
    url = reverse("editing_session")
    assert client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    client.force_login(editor())

    assert set(client.get(url).json()) == {"csrf"}
