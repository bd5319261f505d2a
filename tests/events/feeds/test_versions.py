"""Versions of a calendar: changes that make a new one, and changes that do not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from events.models import CoOrganiser
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import registering
from tests.calendars import (
    AGENDA,
    fresh,
    lines_of,
    publish,
    region,
    titles_of,
)
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
    noon,
    planned,
    taken_off,
)

pytestmark = pytest.mark.django_db


def time_moves(meetup: MeetupPage) -> None:
    row = meetup.planned_dates.get()
    row.date += timedelta(days=1)
    publish(meetup, planned_dates=[row])


def cancel(meetup: MeetupPage) -> None:
    move.cancel_date(meetup.dates.get(), reason="Ziek")


def restore(meetup: MeetupPage) -> None:
    cancel(meetup)
    move.restore_date(meetup.dates.get())


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_parent(meetup: MeetupPage) -> None:
    restrict(meetup.get_parent())


CHANGES: dict[str, Callable[[MeetupPage], object]] = {
    "another is published": lambda meetup: MeetupFactory(themes=meetup.themes.all(), organiser=meetup.organisation),
    "the title is edited": lambda meetup: publish(meetup, title="Een andere naam"),
    "the summary is edited": lambda meetup: publish(meetup, summary="Met soep."),
    "the time moves": time_moves,
    "the place moves": lambda meetup: publish(meetup, venue_name="Ergens anders"),
    "it is cancelled": cancel,
    "it is unpublished": taken_off,
    "it is deleted": lambda meetup: taken_off(meetup).delete(),
    "it gets a restriction": restrict,
    "its organisation gets a restriction": restrict_parent,
    "its address changes": lambda meetup: publish(meetup, slug="elders"),
    "its organisation's address changes": lambda meetup: publish(meetup.organisation, slug="elders"),
    "it moves to another organisation": lambda meetup: fresh(meetup).move(OrganisationFactory(), "last-child"),
    "its theme is renamed": lambda meetup: publish(meetup.themes.get(), title="Samen wonen"),
    "its theme is unpublished": lambda meetup: fresh(meetup.themes.get()).unpublish(),
    "its theme is deleted": lambda meetup: fresh(meetup.themes.get()).delete(),
    "its theme gets a restriction": lambda meetup: restrict(meetup.themes.get()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_feed_has_a_new_version_when(client, change, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    meetup = MeetupFactory(title="Wijklunch", themes=[ThemeFactory(title="Wonen")])
    RegistrationFactory(date=meetup.dates.get())
    before = client.get(AGENDA)
    time_machine.shift(60)

    change(meetup)

    after = client.get(AGENDA)
    assert after.content != before.content
    assert after["ETag"] != before["ETag"]
    assert client.get(AGENDA, headers={"if-none-match": before["ETag"]}).status_code == 200
    assert client.get(AGENDA, headers={"if-modified-since": before["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize("kind", ["organisation", "theme", "municipality", "wijk"])
def test_feed_of_a_renamed_page_has_a_new_version_and_name(client, kind, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    url = region()[kind]
    before = client.get(url)
    time_machine.shift(60)
    publish(Page.objects.get(url_path=f"/home{url.removesuffix('kalender.ics')}"), title="Nieuwe naam")

    after = client.get(url)

    assert "ieuwe naam" in lines_of(after)[4]
    assert after["ETag"] != before["ETag"]
    assert client.get(url, headers={"if-modified-since": before["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize("choice", ["wijken", "co_organisers"])
def test_feed_has_a_new_version_when_one_date_takes_the_place_of_another(client, choice, time_machine):
    """Wijken and co-organisers are not in the calendar entry, and the newest date stays the same."""
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    page = WijkFactory() if choice == "wijken" else OrganisationFactory()
    chosen = {choice: [page]}
    first, second = MeetupFactory(title="Eerste", **chosen), MeetupFactory(title="Tweede")
    MeetupFactory(title="Nieuwste", **chosen)
    before = client.get(f"{page.get_url()}kalender.ics")
    time_machine.shift(60)

    publish(first, **{choice: []})
    publish(second, **{choice: [page] if choice == "wijken" else [CoOrganiser(organisation=page)]})

    after = client.get(f"{page.get_url()}kalender.ics")
    assert (titles_of(before), titles_of(after)) == (["Eerste", "Nieuwste"], ["Tweede", "Nieuwste", "Vervallen"])
    assert after["ETag"] != before["ETag"]
    assert (
        client.get(after.request["PATH_INFO"], headers={"if-modified-since": before["Last-Modified"]}).status_code
        == 200
    )


def test_feed_that_lost_its_newest_date_does_not_seem_older(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    theme = ThemeFactory()
    MeetupFactory(title="Blijft", themes=[theme])
    time_machine.shift(60)
    leaves = MeetupFactory(title="Gaat", themes=[theme])
    before = client.get(f"{theme.get_url()}kalender.ics")
    time_machine.shift(60)

    publish(leaves, themes=[])

    after = client.get(f"{theme.get_url()}kalender.ics", headers={"if-modified-since": before["Last-Modified"]})
    assert (after.status_code, titles_of(after)) == (200, ["Blijft", "Vervallen"])


def test_feed_has_no_new_version_when_somebody_registers(client):
    date = date_of_a_meetup(capacity=1)
    before = client.get(AGENDA)

    registering.register(date, name="Sanne de Vries", email="sanne@example.org")

    assert client.get(AGENDA, headers={"if-none-match": before["ETag"]}).status_code == 304


def test_feed_has_no_new_version_when_nothing_of_it_changed(client):
    meetup = MeetupFactory(title="Wijklunch", wijken=[WijkFactory()], themes=[ThemeFactory(), ThemeFactory()])
    before = client.get(AGENDA)

    publish(meetup, contact_email="iemand@example.org", online_url="https://video.example/geheim")

    assert client.get(AGENDA).content == before.content
    assert client.get(AGENDA)["ETag"] == before["ETag"]


def test_feed_moves_on_at_midnight(client, time_machine):
    start = datetime(2027, 3, 11, 12, 0, tzinfo=noon().tzinfo)
    time_machine.move_to(start - timedelta(days=1), tick=False)
    date_of_a_meetup(title="Wijklunch", dates=[planned(start)])
    time_machine.move_to(datetime(2027, 6, 9, 21, 59, tzinfo=UTC), tick=False)  # 90 days on, a minute before midnight
    before = client.get(AGENDA)

    time_machine.shift(60)

    after = client.get(AGENDA, headers={"if-modified-since": before["Last-Modified"]})
    assert (titles_of(before), after.status_code, titles_of(after)) == (["Wijklunch"], 200, [])
    assert after["ETag"] != before["ETag"]
