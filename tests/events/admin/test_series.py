"""Screens for a series and for changing many dates: who may, what they show, what they refuse, what they write."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventDate
from events.pages.models import MeetupPage
from events.planning import draft
from events.planning.school_holidays import load_school_holidays
from tests import screen
from tests.events.pages.test_editor import add_url, edit_url, filled, rows_of, visitor
from tests.factories import MeetupFactory, OrganisationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client):
    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))
    return organisation


@pytest.fixture
def meetup(organisation, time_machine):
    time_machine.move_to("2026-11-30T12:00:00+01:00", tick=False)
    meetup = MeetupFactory(
        organiser=organisation, title="Samen aan tafel", slug="samen-aan-tafel", dates=[14], capacity=20
    )
    meetup.save_revision()
    return meetup


def series_url(meetup) -> str:
    return reverse("events_series", args=[meetup.pk])


def asked(**changes) -> dict:
    return {
        "first": "2027-01-07", "start_time": "12:00", "end_time": "13:30", "often": "week-2", "until": "2027-07-01",
        "without_school_holidays": "on", "without_public_holidays": "on", **changes,
    }  # fmt: skip


def planned_days(meetup) -> list[str]:
    rows = draft.rows_of(draft.latest(MeetupPage.objects.get(pk=meetup.pk)))
    return [row.date.isoformat() for row in rows]


def ticked(response) -> list[str]:
    return [str(box["value"]) for box in screen.parsed(response).select("input[name=dag][checked]")]


@pytest.mark.parametrize("name", ["events_series", "events_change_dates"])
def test_only_who_may_edit_the_meetup_sees_it(client, meetup, name):
    url = reverse(name, args=[meetup.pk])
    former = organiser_of(meetup.organisation)
    former.groups.clear()
    strangers = [organiser_of(OrganisationFactory()), former, UserFactory()]

    assert client.get(url).status_code == 200
    for user in strangers:
        client.force_login(user)
        for response in (client.get(url), client.post(url, asked(sure="1", dag="2027-01-07"))):
            assert response.status_code in {302, 403}
            assert "Samen aan tafel" not in response.content.decode()
    client.logout()
    assert client.get(url).status_code == 302
    assert len(planned_days(meetup)) == 1


def test_button_in_the_form_keeps_what_was_typed_and_leads_to_the_series(client, organisation):
    response = client.post(add_url(organisation), filled(publish=False, **{"action-series": "1"}))

    page = MeetupPage.objects.get()
    assert response["Location"] == series_url(page)
    assert (page.title, page.live) == ("Samen aan tafel", False)


def test_preview_shows_what_is_made_and_what_is_left_out_with_the_reason(client, meetup):
    load_school_holidays()

    page = client.post(series_url(meetup), asked())

    assert ticked(page) == [
        "2027-01-07", "2027-01-21", "2027-02-04", "2027-03-04", "2027-03-18", "2027-04-01", "2027-04-15", "2027-05-13",
        "2027-05-27", "2027-06-10", "2027-06-24",
    ]  # fmt: skip
    assert screen.texts(page, ".wv-series-list__out") == [
        "do 18 februari 2027 voorjaarsvakantie (scholen mogen afwijken)",
        "do 29 april 2027 meivakantie",
    ]
    assert "Dit worden 11 datums" in screen.text(page, ".wv-title")
    assert planned_days(meetup) == ["2026-12-14"]


def test_what_is_ticked_comes_into_the_draft_and_nothing_on_the_site(client, meetup):
    load_school_holidays()
    days = ["2027-01-07", "2027-02-18", "2027-06-24"]

    response = client.post(series_url(meetup), asked(sure="1", dag=days), follow=True)

    assert planned_days(meetup) == ["2026-12-14", *days]
    assert EventDate.objects.count() == 1
    assert "Er staan 3 datums bij in het concept" in response.content.decode()


@pytest.mark.parametrize("forged", ["2027-01-08", "2026-12-14", "2031-01-01", "gisteren", ""])
def test_day_that_the_rule_does_not_make_is_not_taken(client, meetup, forged):
    page = client.post(series_url(meetup), asked(sure="1", dag=[forged]))

    assert "Vink minstens één datum aan." in page.content.decode()
    assert planned_days(meetup) == ["2026-12-14"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"first": ""}, "Kies de eerste dag.", id="no day"),
        pytest.param({"first": "0001-01-01"}, "Kijk het jaar nog eens na.", id="year one"),
        pytest.param({"first": "9999-12-31"}, "Kijk het jaar nog eens na.", id="last year"),
        pytest.param({"until": ""}, "Kies tot wanneer", id="no end"),
        pytest.param({"until": "2026-12-01"}, "ligt voor de eerste dag", id="end before the first"),
        pytest.param({"until": "", "number": "61"}, "hooguit 60", id="too many"),
        pytest.param({"until": "", "number": "0"}, "minstens 1", id="none"),
        pytest.param({"end_time": "12:00"}, "De eindtijd ligt voor de begintijd", id="no duration"),
        pytest.param({"start_time": "25:00"}, "Schrijf de tijd als 12:00.", id="no time"),
        pytest.param({"often": "year-1"}, "Kies iets uit de lijst.", id="forged"),
        pytest.param({"weekdays": ["9"]}, "Kies iets uit de lijst.", id="forged weekday"),
    ],
)
def test_mistake_is_said_and_nothing_is_lost(client, meetup, changes, words):
    page = client.post(series_url(meetup), asked(**changes))

    assert words in page.content.decode()
    assert screen.values(page, ".wv-series")["end_time"] == [asked(**changes)["end_time"]]
    assert not ticked(page)


def test_rule_by_month_on_the_weekday_of_the_first_day(client, meetup):
    page = client.post(series_url(meetup), asked(often="month-1", until="", number="3", first="2027-01-14"))

    assert ticked(page) == ["2027-01-14", "2027-02-11", "2027-03-11"]


def test_form_begins_with_the_hours_of_the_last_date(client, meetup):
    form = screen.values(client.get(series_url(meetup)), ".wv-series")

    assert (form["start_time"], form["end_time"], form["first"]) == (["12:00"], ["13:30"], ["2026-12-14"])
    assert form["without_school_holidays"] == ["on"]


def test_preview_warns_where_school_holidays_are_not_known_yet(client, meetup):
    load_school_holidays()

    page = client.post(series_url(meetup), asked(first="2030-07-04", until="2030-10-01"))

    assert "Vanaf 19 augustus 2030 kennen we de schoolvakanties nog niet" in page.content.decode()


def test_page_that_is_locked_by_somebody_else_stays_as_it_is(client, meetup):
    MeetupPage.objects.update(locked=True, locked_by=UserFactory(), locked_at=timezone.now())

    assert client.post(series_url(meetup), asked(sure="1", dag="2027-01-07")).status_code in {302, 403}
    assert planned_days(meetup) == ["2026-12-14"]


# -- Changing many ------------------------------------------------------------------------------------------------------


@pytest.fixture
def series(organisation):
    meetup = MeetupFactory(
        organiser=organisation, title="Samen aan tafel", slug="samen-aan-tafel", dates=[7, 14, 21], capacity=20
    )
    meetup.save_revision()
    return meetup


def change(client, meetup, *, start: int = 1, scope: str = "later", **changes):
    key = meetup.planned_dates.order_by("date")[start].key
    return client.post(reverse("events_change_dates", args=[meetup.pk]), {"start": str(key), "scope": scope, **changes})


def test_this_and_later_dates_change_after_she_publishes_and_says_yes(client, series):
    for number, date in enumerate(series.dates.order_by("start")):
        visitor(date, number)

    response = change(client, series, place="Kerk De Ark", capacity="8", start_time="11:30")

    assert response.status_code == 302
    assert not series.dates.filter(place="Kerk De Ark").exists()
    rows = draft.rows_of(draft.latest(MeetupPage.objects.get()))
    assert [(row.place, row.capacity, f"{row.start_time:%H:%M}") for row in rows] == [
        ("", None, "12:00"), ("Kerk De Ark", 8, "11:30"), ("Kerk De Ark", 8, "11:30"),
    ]  # fmt: skip
    form = screen.values(client.get(edit_url(series)), "form[data-edit-form]")
    asking = client.post(edit_url(series), {**form, "action-publish": "1"})
    assert "Ja, stuur deze 2 mails" in asking.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "Vul in wat er verandert", id="nothing"),
        pytest.param({"start_time": "14:00"}, "De eindtijd ligt voor de begintijd", id="ends before"),
        pytest.param({"capacity": "0"}, "Vul minstens 1 plek in", id="no places"),
        pytest.param({"place": "Elders", "back": ["place"]}, "Kies een van de twee", id="both"),
        pytest.param({"start_time": "12:00"}, "Zo staat het er al", id="as it is"),
        pytest.param({"scope": "alles", "place": "Elders"}, "Kies iets uit de lijst.", id="forged scope"),
    ],
)
def test_change_that_cannot_be_is_refused(client, series, changes, words):
    page = change(client, series, **changes)

    assert words in page.content.decode()
    assert MeetupPage.objects.get().latest_revision_id == series.latest_revision_id


def test_date_that_is_gone_meanwhile_is_refused(client, series):
    url = reverse("events_change_dates", args=[series.pk])

    page = client.post(url, {"start": "2c0d3a3e-0000-4000-8000-000000000000", "scope": "later", "place": "Elders"})

    assert "staat niet meer in het formulier" in page.content.decode()


def test_meetup_without_coming_dates_has_nothing_to_change(client, organisation):
    meetup = MeetupFactory(organiser=organisation, dates=[-7])

    assert client.get(reverse("events_change_dates", args=[meetup.pk]))["Location"] == edit_url(meetup)


def test_sixty_dates_take_as_many_queries_as_one(client, organisation, django_assert_max_num_queries):
    one = MeetupFactory(organiser=organisation, dates=[7])
    many = MeetupFactory(organiser=organisation, dates=range(7, 7 + 7 * 30, 7))
    for url in map(series_url, (one, many)):
        client.get(url)
        with django_assert_max_num_queries(40):
            client.post(url, asked(first=f"{timezone.localdate() + timedelta(days=3)}", until="", number="60"))
    assert len(rows_of(many)) == 30
