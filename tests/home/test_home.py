"""The home page with upcoming dates near the visitor, the parts around every page, and the error pages."""

import pytest
from django.test import Client
from django.views.defaults import server_error
from wagtail.models import Page

from events.publishing import move
from home.models import ContentPage, HomePage
from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
    WijkFactory,
    date_of_a_meetup,
)

pytestmark = pytest.mark.django_db


ALL, CHOSEN, PROBLEM = "#straks + a", "#gemeente option[selected]", ".wv-hero .wv-notice--warning"


# -- Upcoming dates near the visitor -----------------------------------------------------------------------------------


def test_home_shows_the_first_three_that_come_and_how_many_there_are(client):
    for title, in_days in (("Vierde", 9), ("Eerste", 1), ("Derde", 5), ("Tweede", 3), ("Voorbij", -1)):
        MeetupFactory(title=title, dates=(in_days,))
    move.cancel_date(date_of_a_meetup(title="Geannuleerd", dates=(2,)), reason="")

    response = client.get("/")

    assert screen.titles(response) == ["Eerste", "Tweede", "Derde"]
    assert screen.links(response, ALL) == [("Bekijk alle 5 bijeenkomsten", "/agenda/")]


def test_home_of_a_municipality_shows_what_is_there(client):
    breda = MunicipalityFactory(title="Breda")
    MeetupFactory(title="In Breda", municipality=breda)
    MeetupFactory(title="Elders", municipality=MunicipalityFactory(title="Tholen"))

    response = client.get("/?gemeente=breda")

    assert (screen.titles(response), screen.texts(response, PROBLEM)) == (["In Breda"], [])
    assert screen.links(response, ALL) == [("Bekijk deze bijeenkomst in de agenda", "/agenda/?gemeente=breda")]
    assert screen.texts(response, CHOSEN) == ["Breda"]
    assert "<title>Bijeenkomsten in Breda · Wijkverband</title>" in response.text


def test_home_of_a_wijk_shows_what_is_there_and_marks_its_gemeente(client):
    breda = MunicipalityFactory(title="Breda", tile_row=1, tile_column=1)
    vucht, centre = (WijkFactory(title=name, municipality=breda) for name in ("Hoge Vucht", "Centrum"))
    MeetupFactory(title="Hier", wijken=[vucht], dates=(3, 4))
    MeetupFactory(title="Om de hoek", wijken=[centre])

    response = client.get("/?gemeente=breda/hoge-vucht")

    assert screen.titles(response) == ["Hier", "Hier"]
    assert screen.text(response, "#straks") == "Straks in Hoge Vucht, Breda"
    assert screen.links(response, ALL) == [("Bekijk alle 2 bijeenkomsten", "/agenda/?wijk=breda/hoge-vucht")]
    assert screen.choices(response, "gemeente") == [
        ("", "Heel West-Brabant", False), ("breda", "Heel Breda", False), ("breda/centrum", "Centrum", False),
        ("breda/hoge-vucht", "Hoge Vucht, Breda", True),
    ]  # fmt: skip
    assert screen.texts(response, ".wv-region a[aria-current]") == ["Breda"]


@pytest.mark.parametrize("wanted", ["onzin", "<script>alert(1)</script>", "Breda", "x" * 10_000, "%ff"])
def test_home_of_an_unknown_municipality_says_so_and_shows_all(client, wanted):
    MunicipalityFactory(title="Breda")
    MeetupFactory(title="Ergens")

    response = client.get("/", {"gemeente": wanted}) if "%" not in wanted else client.get(f"/?gemeente={wanted}")

    assert (response.status_code, screen.titles(response)) == (200, ["Ergens"])
    assert screen.text(response, "#straks") == "Straks in de regio"
    assert screen.texts(response, CHOSEN) == ["Heel West-Brabant"]
    problem = screen.text(response, PROBLEM)
    assert problem.startswith(f"We kennen geen {'wijk' if '/' in wanted else 'gemeente'} “")
    assert problem.endswith("”. Kies er een uit de lijst.")
    assert len(problem) < 160
    assert "<script>alert" not in response.text


def test_home_without_anything_planned_says_so(client, site_tree):
    response = client.get("/?gemeente=")

    assert client.get("/?gemeente=%00").status_code == 200
    assert (screen.titles(response), screen.links(response, ALL)) == ([], [])
    assert "Er staat nog niets gepland" in response.text


def test_home_names_who_takes_part_the_real_ones_first(client):
    OrganisationFactory(title="Aaa", is_example=True)
    OrganisationFactory(title="Mark")
    OrganisationFactory(title="De Linde")

    named = screen.texts(client.get("/"), "section[aria-labelledby=wie] li strong")
    assert named == ["De Linde", "Mark", "Aaa (voorbeeld)"]


# -- Related every page -------------------------------------------------------------------------------------------------


def test_navigation_is_what_an_editor_shows_in_the_menu(client):
    ContentPageFactory(title="Over ons", show_in_menus=True)
    about = ContentPageFactory(title="Niet in het menu")
    ContentPageFactory(title="Te diep", parent=about, show_in_menus=True)
    ContentPageFactory(title="Concept", show_in_menus=True, live=False)

    page = client.get("/agenda/")

    shown = [
        ("Agenda", "/agenda/"),
        ("Gemeenten", "/gemeenten/"),
        ("Thema's", "/themas/"),
        ("Organisaties", "/organisaties/"),
        ("Praktijken", "/praktijken/"),
        ("Over ons", "/over-ons/"),
    ]
    assert screen.links(page, ".wv-site-header__nav a") == shown
    assert screen.links(page, ".wv-site-header__menu a") == [*shown, ("Mijn aanmeldingen", "/mijn/")]
    assert screen.texts(page, ".wv-site-header__nav a[aria-current=page]") == ["Agenda"]


def test_footer_has_the_pages_that_an_editor_put_there(client):
    privacy = ContentPageFactory(title="Privacy", show_in_footer=True)
    ContentPageFactory(title="Cookies", parent=privacy, show_in_footer=True)
    ContentPageFactory(title="Niet daar")

    footer = screen.links(client.get("/"), ".wv-site-footer__links a")

    assert footer[:2] == [("Privacy", "/privacy/"), ("Cookies", "/privacy/cookies/")]
    assert "Niet daar" not in [title for title, _url in footer]


def test_content_page_shows_its_text(client):
    page = ContentPageFactory(
        title="Over", lead="Wat dit is", body=[{"type": "text", "value": "<h2>Kop</h2><p>Tekst &amp; meer</p>"}]
    )

    text = client.get(page.get_url()).text

    assert all(part in text for part in ("<h1>Over</h1>", "Wat dit is", "<h2>Kop</h2>", "<p>Tekst &amp; meer</p>"))


@pytest.mark.parametrize("url", ["/", "/agenda/", "/gemeenten/", "/themas/", "/organisaties/"])
def test_page_is_in_dutch_with_a_title_and_one_heading(client, site_tree, url):
    text = client.get(url).text

    assert '<html lang="nl">' in text
    assert text.count("<title>") == text.count("<h1") == 1


def test_demo_says_that_it_is_one_on_every_page(client, settings, site_tree):
    settings.DEMO = True

    assert all("demo" in client.get(url).text for url in ("/", "/agenda/", "/bestaat-niet/", "/account/login/"))


def test_foot_of_a_page_offers_to_sign_in_or_out(client, site_tree):
    guest = client.get("/").text
    client.force_login(UserFactory())
    signed_in = client.get("/").text

    assert ("Inloggen" in guest, "Uitloggen" in guest) == (True, False)
    assert ("Inloggen" in signed_in, "Uitloggen" in signed_in) == (False, True)


# -- Addresses and errors ----------------------------------------------------------------------------------------------


def test_page_with_another_address_sends_visitors_on(client, django_capture_on_commit_callbacks):
    page = ContentPageFactory(title="Oud")
    page.slug = "nieuw"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    response = client.get("/oud/")

    assert (response.status_code, response["Location"]) == (301, "/nieuw/")


@pytest.mark.parametrize("url", ["/bestaat-niet/", "/agenda/bestaat-niet/", "/bestaat-niet.php"])
def test_address_without_a_page_is_a_404_in_our_own_look(client, site_tree, url):
    response = client.get(url)

    assert response.status_code == 404
    assert 'lang="nl"' in response.text
    assert "/agenda/" in response.text


def test_failure_is_a_500_in_our_own_look_that_needs_no_database(site_tree, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("zilvervos")

    monkeypatch.setattr(HomePage, "get_context", fail)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert 'lang="nl"' in response.text
    assert "zilvervos" not in response.text


def test_500_page_is_made_without_asking_the_database(django_assert_num_queries, rf):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert b'lang="nl"' in response.content


def test_slash_is_added(client, site_tree):
    response = client.get("/agenda")

    assert (response.status_code, response["Location"]) == (301, "/agenda/")


def test_home_is_the_only_one_of_its_kind():
    assert ContentPage.can_create_at(Page.objects.get(depth=1)) is False
    assert HomePage.max_count == 1
