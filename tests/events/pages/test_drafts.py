"""Drafts take what is not finished; publishing asks for the rest, and loses nothing."""

import pytest
from wagtail.test.utils.form_data import inline_formset

from events.models import EventDate
from events.pages.models import MeetupPage
from events.registration.registering import register
from events.registration.rule import confirm
from tests import screen
from tests.events.pages.test_editor import add_url, day, edit_url, filled, row, rows_of, visitor
from tests.factories import MeetupFactory, OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
BLANK = {"key": "", "date": "", "start_time": "", "end_time": ""}


@pytest.fixture
def organisation(client):
    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))
    return organisation


def drafted() -> MeetupPage:
    return MeetupPage.objects.get().get_latest_revision_as_object()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"start_time": "", "end_time": ""}, id="only a day"),
        pytest.param({"date": ""}, id="only hours"),
        pytest.param({"end_time": ""}, id="no end"),
        pytest.param({"end_time": "11:00"}, id="ends before it begins"),
    ],
)
def test_unfinished_date_is_kept_in_a_draft_and_refused_when_publishing(typed, client, organisation):
    response = client.post(add_url(organisation), filled(publish=False, dates=[row() | typed]), headers=JSON)

    assert response.json()["success"] is True
    kept = drafted().planned_dates.get()
    expected = row() | typed
    assert (f"{kept.date or ''}", f"{kept.end_time or ''}"[:5]) == (expected["date"], expected["end_time"])
    answer = client.post(edit_url(drafted()), filled(dates=[row(id=kept.pk) | typed], initial=1))
    assert answer.status_code == 200
    assert screen.parsed(answer).select(".wv-planned details[open] .error-message")
    assert not MeetupPage.objects.get().live


def test_draft_is_kept_without_a_title_and_the_form_leaves_it_empty(client, organisation):
    client.post(add_url(organisation), filled(publish=False, title="", slug="", dates=[]), headers=JSON)

    page = MeetupPage.objects.get()
    form = screen.values(client.get(edit_url(page)), "form[data-edit-form]")
    assert (page.title, page.live) == ("Nog geen titel", False)
    assert (form["title"], form["slug"]) == ([""], [""])
    client.post(edit_url(page), filled(publish=False, title="Samen aan tafel", slug="", dates=[]))
    assert (drafted().title, drafted().slug) == ("Samen aan tafel", "samen-aan-tafel")


def test_publishing_needs_a_title(client, organisation):
    response = client.post(add_url(organisation), filled(title="", slug=""))

    assert not MeetupPage.objects.exists()
    assert screen.parsed(response).select_one(
        "#id_title[aria-invalid=true], #panel-child-bijeenkomst-wat-section .error-message"
    )


def test_row_in_which_nothing_is_left_asks_for_nothing(client, organisation):
    response = client.post(add_url(organisation), filled(dates=[row(), BLANK]))

    assert response.status_code == 302
    assert EventDate.objects.count() == 1


def test_row_of_a_published_date_is_not_dropped_because_it_was_emptied(client, organisation):
    meetup = MeetupFactory(organiser=organisation, dates=[20, 30], capacity=20)
    rows = rows_of(meetup)
    rows[0] |= {"date": "", "start_time": "", "end_time": ""}

    response = client.post(edit_url(meetup), filled(dates=rows, initial=2, title=meetup.title, slug=meetup.slug))

    assert response.status_code == 200
    assert meetup.dates.scheduled().count() == 2


def test_automatic_save_leaves_no_messages_for_the_next_page(client, organisation):
    client.post(add_url(organisation), filled(publish=False, dates=[row(day(-3), "20:00", "0:30")]), headers=JSON)

    page = client.get(edit_url(MeetupPage.objects.get())).content.decode()

    assert "Een datum eindigt na middernacht" not in page
    assert "is al geweest" not in page


def test_number_of_places_of_one_date_below_what_is_taken_is_refused_in_its_row(client, organisation):
    meetup = MeetupFactory(organiser=organisation, dates=[20, 30], capacity=20)
    first = meetup.dates.order_by("start").first()
    for number in range(2):
        visitor(first, number)
    rows = rows_of(meetup)

    for own, is_taken in ((1, False), (2, True)):
        changed = [rows[0] | {"capacity": own}, rows[1] | {"capacity": 1}]
        response = client.post(edit_url(meetup), filled(dates=changed, initial=2, title=meetup.title, slug=meetup.slug))
        assert (response.status_code == 302) is is_taken

    assert list(meetup.dates.order_by("start").values_list("capacity", flat=True)) == [2, 1]


def test_number_of_places_online_of_one_date_below_what_is_taken_is_refused_in_its_row(client, organisation):
    hybrid = {"attendance": "hybrid", "online_url": "https://meet.example.org/x"}
    meetup = MeetupFactory(organiser=organisation, dates=[20, 30], online_capacity=20, **hybrid)
    first = meetup.dates.order_by("start").first()
    for number in range(2):
        confirm(register(first, name=f"Gast {number}", email=f"gast{number}@example.org", attendance="online"))
    rows = rows_of(meetup)

    for own, is_taken in ((1, False), (2, True)):
        changed = [rows[0] | {"online_capacity": own}, rows[1] | {"online_capacity": 1}]
        form = filled(dates=changed, initial=2, title=meetup.title, slug=meetup.slug, online_capacity="20", **hybrid)
        response = client.post(edit_url(meetup), form)
        assert (response.status_code == 302) is is_taken
        assert (
            "Op " in response.content.decode() and "doen al 2 mensen online mee" in response.content.decode()
        ) is not is_taken

    assert list(meetup.dates.order_by("start").values_list("online_capacity", flat=True)) == [2, 1]


def test_form_stays_short_with_many_dates(client, organisation):
    meetup = MeetupFactory(organiser=organisation, dates=[*range(-30, 0), *range(1, 41)])

    page = screen.parsed(client.get(edit_url(meetup)))

    assert len(page.select(".wv-planned-rows > .wv-planned")) == 8
    assert [len(fold.select(".wv-planned")) for fold in page.select(".wv-planned-fold")] == [30, 32]
    assert not page.select(".wv-planned-rows > .wv-planned details[open], .wv-planned-fold[open]")
    been, later = (fold.get_text(" ", strip=True) for fold in page.select(".wv-planned-fold > summary"))
    assert (been, later[:25]) == ("30 datums zijn geweest", "Nog 32 datums, tot en met")


def test_dates_are_in_order_of_time_and_few_are_open(client, organisation):
    meetup = MeetupFactory(organiser=organisation, dates=[9, 3, 6])

    page = screen.parsed(client.get(edit_url(meetup)))

    days = [str(field["value"]) for field in page.select(".wv-planned-rows details[open] input[name$='-date']")]
    assert days == [day(3), day(6), day(9)]


def test_form_of_nothing_but_an_empty_formset_is_a_draft(client, organisation):
    client.post(add_url(organisation), filled(publish=False, planned_dates=inline_formset([])))

    assert drafted().planned_dates.count() == 0
