"""Tying meetups and practices together, and what each page then shows."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from events.models import LearnedAt
from tests import screen
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    PracticeFactory,
    UserFactory,
    editor,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def of_meetup(page) -> str:
    return reverse("events_meetup_practices", args=[page.pk])


def of_practice(page) -> str:
    return reverse("events_practice_meetups", args=[page.pk])


def test_organiser_ties_a_practice_and_both_pages_show_it(client, site_tree):
    practice = PracticeFactory(title="Vier aan tafel")
    meetup = MeetupFactory(title="Wijklunch", dates=(7, -20))
    client.force_login(organiser_of(meetup.organisation))

    found = client.get(of_meetup(meetup), {"q": "tafel vier"})
    client.post(of_meetup(meetup), {"tie": practice.pk})

    assert "Vier aan tafel" in screen.text(found, ".wv-tied li")
    client.logout()
    assert ("Vier aan tafel", "/praktijken/vier-aan-tafel/") in screen.links(
        client.get(meetup.url), ".wv-practice-rows a"
    )
    page = client.get(practice.url)
    assert screen.titles(page, "#inhoud") == ["Wijklunch"]
    assert len(screen.texts(page, "[aria-labelledby=ontmoet] .wv-link-list li")) == 1


def test_editor_ties_a_meetup_from_the_practice_and_unties_it(client, site_tree):
    practice, meetup = PracticeFactory(), MeetupFactory(title="Wijklunch")
    client.force_login(editor())

    client.post(of_practice(practice), {"tie": meetup.pk})
    client.post(of_practice(practice), {"tie": meetup.pk})
    assert LearnedAt.objects.count() == 1
    assert "Wijklunch" in screen.text(client.get(of_practice(practice)), ".wv-tied li")
    client.post(of_practice(practice), {"untie": meetup.pk})

    assert not LearnedAt.objects.exists()


def test_editor_finds_the_screens_from_both_pages(client, site_tree):
    practice, meetup = PracticeFactory(), MeetupFactory()
    client.force_login(editor())

    for page, url in ((practice, of_practice(practice)), (meetup, of_meetup(meetup))):
        assert url in screen.addresses(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


WITHOUT = {"professional": UserFactory, "organiser of another": lambda: organiser_of(OrganisationFactory())}


@pytest.mark.parametrize("who", WITHOUT)
def test_others_tie_nothing(client, site_tree, who):
    practice, meetup = PracticeFactory(), MeetupFactory()
    client.force_login(WITHOUT[who]())

    for url, other in ((of_meetup(meetup), practice), (of_practice(practice), meetup)):
        assert client.get(url).status_code in {302, 403}
        assert client.post(url, {"tie": other.pk}).status_code in {302, 403}
    assert not LearnedAt.objects.exists()


def test_organiser_of_the_meetup_may_not_edit_the_practice_side(client, site_tree):
    practice, meetup = PracticeFactory(), MeetupFactory()
    client.force_login(organiser_of(meetup.organisation))

    assert client.post(of_practice(practice), {"tie": meetup.pk}).status_code in {302, 403}
    assert not LearnedAt.objects.exists()


@pytest.mark.parametrize("state", ["draft", "private"])
def test_hidden_practice_is_neither_offered_nor_shown(client, site_tree, state):
    practice = PracticeFactory(title="Geheim plan", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
    meetup = MeetupFactory()
    LearnedAt.objects.create(practice=practice, page=meetup)
    client.force_login(organiser_of(meetup.organisation))

    assert "Geheim plan" not in client.get(of_meetup(meetup), {"q": "Geheim"}).content.decode()
    assert client.post(of_meetup(meetup), {"tie": practice.pk}).status_code == 404
    client.logout()
    assert "Geheim plan" not in client.get(meetup.url).content.decode()


@pytest.mark.parametrize("state", ["draft", "private"])
def test_hidden_meetup_is_not_shown_with_a_practice(client, site_tree, state):
    practice = PracticeFactory()
    meetup = MeetupFactory(title="Besloten overleg", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=meetup, restriction_type="login")
    LearnedAt.objects.create(practice=practice, page=meetup)

    assert "Besloten overleg" not in client.get(practice.url).content.decode()


@pytest.mark.parametrize("posted", [{}, {"tie": "x"}, {"tie": "9" * 30}, {"untie": "\x00"}, {"tie": "0"}])
def test_odd_input_is_no_error(client, site_tree, posted):
    meetup = MeetupFactory()
    client.force_login(organiser_of(meetup.organisation))

    assert client.post(of_meetup(meetup), posted).status_code == 302
    assert client.get(of_meetup(meetup), {"q": "\x00" + "x" * 900}).status_code == 200


def test_as_many_queries_on_a_meetup_for_one_as_for_thirty(client, site_tree, django_assert_max_num_queries):
    meetup = MeetupFactory()

    def asked() -> int:
        client.get("/")
        with django_assert_max_num_queries(40) as captured:
            client.get(meetup.url)
        return len(captured)

    LearnedAt.objects.create(practice=PracticeFactory(), page=meetup)
    one = asked()
    for practice in PracticeFactory.create_batch(30):
        LearnedAt.objects.create(practice=practice, page=meetup)

    assert asked() == one
