"""Organiser's form in the admin: prefilled fields, fields she may leave out, and the page after saving."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.pages.models import MeetupPage
from events.publishing import move
from tests import screen
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    WijkFactory,
    editor,
    organiser_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def linde(site_tree):
    return OrganisationFactory(title="De Linde", municipality=MunicipalityFactory(title="Breda"))


@pytest.fixture
def noor(client, linde):
    user = organiser_of(linde, first_name="Noor", last_name="Jansen", email="noor@example.org")
    client.force_login(user)
    return user


def add_url(organisation) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "meetuppage", organisation.pk])


def filled_in(**changed) -> dict:
    """Return the form as a browser sends it, with one date."""
    day = timezone.localdate() + timedelta(days=20)
    return {
        "title": "Wijklunch",
        "kind": "wijklunch",
        "summary": "Leer elkaar kennen.",
        "body": "null",
        "planned_dates-TOTAL_FORMS": "1",
        "planned_dates-INITIAL_FORMS": "0",
        "planned_dates-MIN_NUM_FORMS": "0",
        "planned_dates-MAX_NUM_FORMS": "1000",
        "planned_dates-0-date": f"{day:%d-%m-%Y}",
        "planned_dates-0-start_time": "12:00",
        "planned_dates-0-end_time": "13:30",
        "planned_dates-0-ORDER": "1",
        "attendance": "in-person",
        "venue_name": "Buurthuis De Linde",
        "registration": "here",
        "closes_days_before": "0",
        "hand_out": MeetupPage.HandOut.AT_ONCE,
        "costs": "Gratis",
        "co_organisers-TOTAL_FORMS": "0",
        "co_organisers-INITIAL_FORMS": "0",
        "co_organisers-MIN_NUM_FORMS": "0",
        "co_organisers-MAX_NUM_FORMS": "1000",
        "slug": "",
        **changed,
    }


def publish(client, organisation, **changed):
    return client.post(add_url(organisation), {**filled_in(**changed), "action-publish": "1"})


def test_form_is_filled_in_with_what_is_nearly_always_so(client, linde, noor):
    form = screen.values(client.get(add_url(linde)), "form[data-edit-form]")

    assert form["municipality"] == [str(linde.municipality_id)]
    assert (form["contact_name"], form["contact_email"]) == (["Noor Jansen"], ["noor@example.org"])


def test_meetup_is_published_in_one_go_and_she_is_back_at_her_desk(client, linde, noor):
    response = publish(client, linde)

    meetup = MeetupPage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_home")
    assert (meetup.live, meetup.organisation, meetup.owner, meetup.slug) == (True, linde, noor, "wijklunch")
    assert meetup.dates.get().start_local.hour == 12
    page = client.get(response["Location"]).content.decode()
    assert "“Wijklunch” staat op de site." in page
    assert reverse("events_registrations", args=[meetup.dates.get().pk]) in page


def test_editor_of_the_site_stays_in_the_tree(client, linde):
    client.force_login(editor())

    response = publish(client, linde)

    assert response["Location"] == reverse("wagtailadmin_explore", args=[linde.pk])


def test_draft_is_kept_without_being_seen_and_stays_open(client, linde, noor):
    response = client.post(add_url(linde), filled_in())

    meetup = MeetupPage.objects.get()
    assert not meetup.live
    assert meetup.dates.count() == 0
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[meetup.pk])


def test_address_is_made_of_the_title_and_is_free(client, linde, noor):
    publish(client, linde)
    publish(client, linde)
    publish(client, linde, title="Aanmelden")
    publish(client, linde, title="!!!")
    publish(client, linde, title="Borrel", slug="met-soep")

    assert sorted(MeetupPage.objects.values_list("slug", flat=True)) == [
        "aanmelden-bijeenkomst",
        "bijeenkomst",
        "met-soep",
        "wijklunch",
        "wijklunch-2",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "verplicht"),
        ({"title": "x" * 10_000}, "255"),
        ({"planned_dates-TOTAL_FORMS": "0"}, "voeg een datum toe"),
        ({"planned_dates-0-date": "31-02-2027"}, "geldige datum"),
        ({"planned_dates-0-end_time": "11:00"}, "eindtijd"),
        ({"slug": "aanmelden"}, "gebruikt de site zelf al"),
        ({"municipality": "999999"}, ""),
        ({"wijken": ["999999"]}, ""),
        ({"capacity": "0"}, ""),
        ({"capacity": "-4"}, ""),
    ],
)
def test_bad_input_is_answered_and_nothing_is_lost(client, linde, noor, changed, said):
    response = publish(client, linde, **changed)

    assert response.status_code == 200
    page = response.content.decode()
    assert said in page
    assert "Leer elkaar kennen." in page
    assert not MeetupPage.objects.exists()


def test_wijken_stand_under_their_gemeente(client, linde, noor):
    bergen = MunicipalityFactory(title="Bergen op Zoom")
    heuvel = WijkFactory(title="Heuvel", municipality=linde.municipality)
    WijkFactory(title="Belcrum", municipality=linde.municipality)
    WijkFactory(title="Warande", municipality=bergen)
    WijkFactory(title="Nog niet te zien", municipality=bergen, live=False)
    meetup = MeetupFactory(organiser=linde, wijken=[heuvel])

    page = client.get(reverse("wagtailadmin_pages:edit", args=[meetup.pk])).content.decode()

    wijken = page[page.index('class="wv-wijken') :]
    groups = re.findall(r"<details( open)?>(.*?)</details>", wijken, re.DOTALL)
    names = [re.findall(r"> ([^<>]+)</label>", group) for _, group in groups]
    assert names == [["Warande"], ["Belcrum", "Heuvel"]]
    assert [is_open for is_open, _ in groups] == ["", " open"]
    assert "1 wijk gekozen" in groups[1][1]


@pytest.mark.parametrize("gemeente", ["none", "as suggested", "chosen"])
def test_wijk_that_is_chosen_brings_its_gemeente_unless_another_was_chosen(client, linde, noor, gemeente):
    wijk, other = WijkFactory(title="Warande"), MunicipalityFactory()
    sent = {"none": "", "as suggested": linde.municipality_id, "chosen": other.pk}[gemeente]

    publish(client, linde, wijken=[wijk.pk], municipality=sent)

    meetup = MeetupPage.objects.get()
    assert list(meetup.wijken.all()) == [wijk]
    assert meetup.municipality == (other if gemeente == "chosen" else wijk.municipality)


def test_publishing_is_the_button_and_nobody_is_asked_for_approval(client, linde, noor):
    page = client.get(add_url(linde)).content.decode()

    assert page.index('name="action-publish"') < page.index("Bewaar concept")
    assert "action-submit" not in page


def test_form_takes_as_many_queries_for_one_wijk_as_for_thirty(client, linde, noor, django_assert_max_num_queries):
    WijkFactory(municipality=linde.municipality)
    url = add_url(linde)
    client.get(url)
    with django_assert_max_num_queries(100) as few:
        client.get(url)
    for _ in range(30):
        WijkFactory(municipality=linde.municipality)

    with django_assert_max_num_queries(100) as many:
        client.get(url)

    assert len(many) == len(few)


def test_header_of_the_editor_leads_to_who_comes_and_to_cancelling_the_next_date(client, linde, noor):
    meetup = MeetupFactory(organiser=linde, dates=(-3, 4, 11))
    following = meetup.dates.order_by("start")[1]

    page = client.get(reverse("wagtailadmin_pages:edit", args=[meetup.pk])).content.decode()

    assert reverse("events_page_registrations", args=[meetup.pk]) in page
    assert reverse("events_cancel_date", args=[following.pk]) in page
    move.cancel_date(following, reason="Ziek")
    later = client.get(reverse("wagtailadmin_pages:edit", args=[meetup.pk])).content.decode()
    assert reverse("events_cancel_date", args=[following.pk]) not in later


# -- Possible mistakes -------------------------------------------------------------------------------------------------


def test_past_date_is_published_with_a_warning(client, linde, noor):
    response = publish(client, linde, **{"planned_dates-0-date": "03-03-2025"})

    assert (response.status_code, MeetupPage.objects.get().live) == (302, True)
    assert "3 maart 2025 is al geweest" in client.get(response["Location"]).text


def test_coming_date_brings_no_warning(client, linde, noor):
    response = publish(client, linde)

    assert "is al geweest" not in client.get(response["Location"]).text


def test_missing_date_is_said_where_dates_are_filled_in(client, linde, noor):
    text = publish(client, linde, **{"planned_dates-TOTAL_FORMS": "0"}).text

    panel = text.split('id="id_planned_dates-TOTAL_FORMS"')[0].rsplit("<section", 1)[1]
    assert "voeg een datum toe" in panel + text.split('id="id_planned_dates-TOTAL_FORMS"')[1].split("</section>")[0]


def test_place_is_marked_as_needed_though_a_draft_may_leave_it_empty(client, linde, noor):
    label = client.get(add_url(linde)).text.split('for="id_venue_name"')[1].split("</label>")[0]

    assert "w-required-mark" in label
