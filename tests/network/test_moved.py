"""Former addresses: whatever lies below a page moves with it, and nothing hidden is told."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from events.models import Registration
from tests.calendars import fresh, publish
from tests.factories import ContentPageFactory, DisciplineFactory, MeetupFactory, OrganisationFactory, UserFactory
from tests.screen import errors, values

pytestmark = pytest.mark.django_db

BELOW = ["", "aanmelden/", "aanmelden/verstuurd/", "kalender.ics", "qr.svg", "abonneer.svg"]


def rename(page: Page, slug: str) -> Page:
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(fresh(page), slug=slug)
    return fresh(page)


@pytest.fixture
def meetup():
    return MeetupFactory(title="Wijklunch", organiser=OrganisationFactory(title="De Linde"))


OLD = "/organisaties/de-linde/wijklunch/"


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("way", ["renamed", "renamed twice", "organisation renamed", "moved", "draft when it moved"])
def test_what_lies_below_a_page_moves_with_it_and_keeps_its_question(client, meetup, below, way):
    date = meetup.dates.get()
    if way.startswith("renamed"):
        rename(meetup, "lunch")
    if way == "renamed twice":
        rename(meetup, "soep")
    if way == "organisation renamed":
        rename(meetup.get_parent().specific, "linde")
    if way == "draft when it moved":
        fresh(meetup).unpublish()
        rename(meetup.get_parent().specific, "linde")
        publish(fresh(meetup))
    if way == "moved":
        with TestCase.captureOnCommitCallbacks(execute=True):
            fresh(meetup).move(OrganisationFactory(title="Thuiszorg"), "last-child")

    response = client.get(f"{OLD}{below}?datum={date.pk}")

    assert response.status_code == 301
    assert response["Location"] == f"{fresh(meetup).get_url()}{below}?datum={date.pk}"
    assert client.get(response["Location"]).status_code == 200


def test_form_that_was_open_keeps_its_answers(meetup):
    discipline = DisciplineFactory()
    visitor = Client(enforce_csrf_checks=True)
    form = visitor.get(f"{OLD}aanmelden/")
    typed = {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "De Linde", "discipline": discipline.pk}
    answers = values(form) | typed
    rename(meetup, "lunch")

    moved = visitor.post(f"{OLD}aanmelden/", answers)
    sent = visitor.post(moved["Location"], answers)

    assert (moved.status_code, moved["Location"]) == (308, "/organisaties/de-linde/lunch/aanmelden/")
    assert errors(sent) == {}
    assert sent.status_code == 302
    assert Registration.objects.get().person.name == "Sanne"


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("hidden", ["draft", "private", "deleted"])
def test_new_address_of_a_page_that_a_visitor_may_not_see_is_not_told(client, meetup, below, hidden):
    page = rename(meetup, "geheime-afspraak")
    if hidden == "draft":
        page.unpublish()
    if hidden == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if hidden == "deleted":
        page.delete()

    response = client.get(f"{OLD}{below}")

    assert "geheime-afspraak" not in f"{response.headers}{response.content.decode(errors='replace')}"
    assert response.status_code != 301


def test_visitor_who_may_see_a_private_page_is_led_to_it(client, meetup):
    page = rename(meetup, "lunch")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(UserFactory())

    response = client.get(f"{OLD}aanmelden/")

    assert (response.status_code, response["Location"]) == (301, "/organisaties/de-linde/lunch/aanmelden/")


def test_page_that_got_its_former_address_back_redirects_once(client, meetup):
    rename(meetup, "lunch")
    rename(meetup, "wijklunch")

    there, back = client.get(f"{OLD}aanmelden/"), client.get("/organisaties/de-linde/lunch/aanmelden/")

    assert there.status_code == 200
    assert back["Location"] == f"{OLD}aanmelden/"
    assert back["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["feed.xml", "kalender.ics?datum=999999", "aanmelden/verstuurd/niets/"])
def test_pages_that_swapped_addresses_do_not_redirect_to_each_other(client, path):
    organiser = OrganisationFactory(title="De Linde")
    one, other = (MeetupFactory(title=title, organiser=organiser) for title in ("Een", "Ander"))
    rename(one, "tijdelijk")
    rename(other, "een")
    rename(one, "ander")

    for slug in ("een", "ander"):
        assert client.get(f"/organisaties/de-linde/{slug}/{path}").status_code == 404


def test_redirects_made_by_hand_still_work(client):
    page = ContentPageFactory(title="Route")
    Redirect.objects.create(old_path="/folder", redirect_page=page)
    Redirect.objects.create(old_path="/oud?pagina=3", redirect_page=page, is_permanent=False)
    Redirect.objects.create(old_path="/elders", redirect_link="https://example.org/daar")

    assert client.get("/folder/?x=1").headers["Location"] == "/route/?x=1"
    assert client.get("/oud?pagina=3").status_code == 302
    assert client.get("/elders/").headers["Location"] == "https://example.org/daar"
    assert client.get("/elders/aanmelden/").status_code == 404


@pytest.mark.parametrize("path", ["/" + "a/" * 300, "/%00/aanmelden/", "//example.org/aanmelden/", "/een/%2e%2e/twee/"])
def test_nonsense_is_not_found_and_costs_little(client, site_tree, django_assert_max_num_queries, path):
    client.get("/niets/")
    with django_assert_max_num_queries(16):
        assert client.get(path).status_code == 404


def test_question_cannot_lead_elsewhere(client, meetup):
    rename(meetup, "lunch")

    response = client.get(f"{OLD}aanmelden/?datum=1&next=https://example.org/%0d%0aX-Y:z")

    address = urlsplit(response["Location"])
    assert (address.netloc, address.path) == ("", "/organisaties/de-linde/lunch/aanmelden/")
    assert parse_qs(address.query)["datum"] == ["1"]
    assert "X-Y" not in response.headers
