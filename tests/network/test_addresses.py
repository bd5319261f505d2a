"""Slugs that collide with addresses of the site: refused with a form error, or else made unique."""

import pytest

from home.models import ContentPage
from tests import screen
from tests.factories import ContentPageFactory, MeetupFactory, functional_manager, house

pytestmark = pytest.mark.django_db


TAKEN = "Het adres “{}” gebruikt de site zelf al. Kies een ander adres."
NO_BLOCKS = {"body-count": "0"}


def new_page(parent, **answers_given) -> tuple[str, dict]:
    return f"/beheer/pages/add/home/contentpage/{parent.pk}/", {
        "title": "Tekst", "slug": "", "lead": "", **NO_BLOCKS, "action-publish": "1", **answers_given,
    }  # fmt: skip


@pytest.mark.parametrize(
    "slug",
    [
        "mijn",
        "beheer",
        "account",
        "aanmelding",
        "documenten",
        "static",
        "media",
        "demo",
        "healthz",
        "programma",
        "aanmelden",
    ],
)
def test_new_page_at_an_address_of_the_site_is_refused_with_a_message(client, site_tree, slug):
    client.force_login(functional_manager())

    response = client.post(*new_page(site_tree.home, slug=slug))

    assert response.status_code == 200
    assert screen.errors(response) == {"slug": TAKEN.format(slug)}
    assert not ContentPage.objects.exists()


def test_new_page_deeper_down_may_have_what_is_taken_at_the_top(client, site_tree):
    about = ContentPageFactory(title="Over")
    client.force_login(functional_manager())

    client.post(*new_page(about, slug="media"))
    response = client.post(*new_page(about, slug="kalender"))

    assert ContentPage.objects.filter(slug="media").get().get_parent().specific == about
    assert screen.errors(response) == {"slug": TAKEN.format("kalender")}


def test_page_that_takes_an_address_of_the_site_later_is_refused_with_a_message(client, site_tree):
    page = ContentPageFactory(title="Over")
    client.force_login(functional_manager())

    response = client.post(
        f"/beheer/pages/{page.pk}/edit/",
        {"title": "Over", "slug": "mijn", "lead": "", **NO_BLOCKS, "action-publish": "1"},
    )

    assert screen.errors(response) == {"slug": TAKEN.format("mijn")}
    assert ContentPage.objects.get().slug == "over"


def test_copy_to_an_address_of_the_site_is_refused_with_a_message(client, site_tree):
    page = ContentPageFactory(title="Over")
    client.force_login(functional_manager())

    response = client.post(
        f"/beheer/pages/{page.pk}/copy/",
        {"new_title": "Mijn", "new_slug": "mijn", "new_parent_page": site_tree.home.pk, "publish_copies": ""},
    )

    assert screen.errors(response) == {"new_slug": TAKEN.format("mijn")}
    assert ContentPage.objects.count() == 1


@pytest.mark.parametrize("title", ["Programma", "Aanmelden", "Feed"])
def test_page_whose_title_is_an_address_of_the_site_gets_another_by_itself(client, title):
    meetup = MeetupFactory(title=title, slug="")

    assert meetup.slug == f"{title.lower()}-1"
    assert client.get(meetup.get_url()).status_code == 200


@pytest.mark.parametrize("reuse", ["same parent", "another parent"])
def test_slug_twice_in_one_place_is_refused_and_in_two_places_not(client, reuse):
    first = ContentPageFactory(title="Over")
    parent = house().home if reuse == "same parent" else first
    client.force_login(functional_manager())

    client.post(*new_page(parent, slug="over"))

    assert ContentPage.objects.filter(slug="over").count() == (1 if reuse == "same parent" else 2)
