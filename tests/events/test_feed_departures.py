"""What stays in a calendar of what was taken away from it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.calendars import AGENDA, events_of, fresh, publish, titles_of
from tests.factories import (
    MeetupFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", ["unpublished", "deleted", "taken out of the plan"])
def test_feed_keeps_a_tombstone_that_tells_nothing(client, way):
    meetup = MeetupFactory(title="Geheim overleg", summary="Over Jansen", venue_name="Zaal Geheim", dates=(7, 14))
    uid = meetup.dates.order_by("start").first().uid
    if way == "unpublished":
        fresh(meetup).unpublish()
    elif way == "deleted":
        fresh(meetup).delete()
    else:
        publish(meetup, planned_dates=list(meetup.planned_dates.all())[1:])

    response = client.get(AGENDA)

    tombstone = next(event for event in events_of(response) if event["UID"] == uid)
    assert set(tombstone) == {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "CLASS",
    }  # fmt: skip
    assert (tombstone["SUMMARY"], tombstone["STATUS"], tombstone["SEQUENCE"]) == ("Vervallen", "CANCELLED", 1)
    if way != "taken out of the plan":
        assert not [secret for secret in ("Geheim", "Jansen") if secret.encode() in response.content]


def test_feed_forgets_a_tombstone_after_sixty_days(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    meetup = MeetupFactory(dates=(80,))
    fresh(meetup).delete()
    time_machine.shift(timedelta(days=59))
    kept = titles_of(client.get(AGENDA))

    time_machine.shift(timedelta(days=3))

    assert (kept, titles_of(client.get(AGENDA))) == (["Vervallen"], [])


def test_download_of_an_event_has_no_dates_that_were_taken_away(client):
    meetup = MeetupFactory(title="Wijklunch", dates=(7, 14))
    gone = meetup.dates.order_by("start").first()
    publish(meetup, planned_dates=list(meetup.planned_dates.all())[1:])
    url = f"{meetup.get_url()}kalender.ics"

    assert titles_of(client.get(url)) == ["Wijklunch"]
    assert titles_of(client.get(f"{url}?datum={gone.pk}")) == ["Vervallen"]


@pytest.mark.parametrize(("days_ago", "expected"), [(88, ["Wijklunch"]), (92, [])], ids=["88 days ago", "92 days ago"])
def test_feed_looks_ninety_days_back(client, days_ago, expected):
    MeetupFactory(title="Wijklunch", dates=(-days_ago,))

    assert titles_of(client.get(AGENDA)) == expected
