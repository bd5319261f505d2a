"""Ended addresses of personal calendars: renewed, revoked, or left by an owner who was removed."""

from datetime import UTC, datetime, timedelta

import pytest

from events.feeds import personal_feed
from events.links import registration_path
from events.models import FeedFetch, Person, PersonalFeed
from events.privacy import retention
from events.privacy.erasure import close_account, erase
from events.self_service.calendar_mail import compose
from tests.calendars import events_of
from tests.events.feeds.test_personal_feed import GOOGLE, confirmed, entry, feed_of
from tests.factories import PersonFactory, UserFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db


def test_renewed_address_says_so_for_thirty_days_and_is_gone_then(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    mine = confirmed(date_of_a_meetup(title="Wijklunch"))
    old = feed_of(mine.person)
    new = personal_feed.feed_path(personal_feed.rotate(mine.person))

    notice = entry(client, old)

    assert (str(notice["SUMMARY"]), notice["DTSTART"].dt.isoformat()) == (
        "Abonneer je opnieuw op je aanmeldingen",
        "2027-03-10",
    )
    assert str(notice["TRANSP"]) == "TRANSPARENT"
    assert b"Wijklunch" not in client.get(old).content
    assert new.split("/")[-1].encode() not in client.get(old).content
    assert client.get(old).content == client.get(old).content
    assert str(entry(client, new)["SUMMARY"]) == "Wijklunch"

    # Ten o'clock in Amsterdam, thirty days later: the clocks have gone forward.
    time_machine.move_to(datetime(2027, 4, 9, 7, 59, tzinfo=UTC), tick=False)
    assert client.get(old).status_code == 200
    time_machine.move_to(datetime(2027, 4, 9, 8, 1, tzinfo=UTC), tick=False)
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_revoked_address_is_gone_at_once_and_another_can_be_made(client):
    person = PersonFactory()
    old = feed_of(person)

    personal_feed.revoke(person)

    assert client.get(old).status_code == 410
    assert feed_of(person) != old


@pytest.mark.parametrize("way", ["retention", "erased", "account closed"])
def test_calendar_of_who_was_taken_away_says_so_for_thirty_days_and_is_gone_then(client, time_machine, way):
    """A bare 404 would leave the last entries in the calendar program."""
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    mine = confirmed(date_of_a_meetup(title="Wijklunch"))
    owner = mine.person
    if way == "account closed":
        owner = UserFactory()
        Person.objects.filter(pk=mine.person.pk).update(user=owner)
    renewed, live = feed_of(owner), None
    client.get(renewed, headers=GOOGLE)
    live = personal_feed.feed_path(personal_feed.rotate(owner))
    before = client.get(live, headers=GOOGLE)

    if way == "retention":
        time_machine.move_to(mine.date.end + retention.KEEP + timedelta(minutes=1), tick=False)
        retention.run_due()
    elif way == "erased":
        erase(owner)
    else:
        close_account(owner)

    answer = client.get(live, headers={"if-none-match": before["ETag"]})
    (notice,) = events_of(answer)
    assert (answer.status_code, str(notice["SUMMARY"])) == (200, "Deze agenda met je aanmeldingen is gestopt")
    assert "Meld je je weer ergens voor aan?" in notice["DESCRIPTION"]
    assert b"Wijklunch" not in answer.content
    assert client.get(live, headers={"if-none-match": answer["ETag"]}).status_code == 304
    if way != "retention":  # by then it was long gone
        assert [str(event["SUMMARY"]) for event in events_of(client.get(renewed))] == [str(notice["SUMMARY"])]
    kept = PersonalFeed.objects.values("person", "user", "entries", "etag").distinct()
    assert list(kept) == [{"person": None, "user": None, "entries": {}, "etag": ""}]
    assert FeedFetch.objects.count() == 0

    time_machine.shift(timedelta(days=30, minutes=1))
    assert client.get(live).status_code == 410
    time_machine.shift(retention.KEEP_RETIRED_FEEDS)
    retention.run_due()
    assert PersonalFeed.objects.count() == 0
    assert (client.get(live).status_code, client.get(renewed).status_code) == (410, 410)


def test_address_of_before_says_something_newer_when_the_newer_one_is_gone_too(client):
    person = PersonFactory()
    old = feed_of(person)
    personal_feed.rotate(person)
    before = entry(client, old)

    erase(person)

    after = entry(client, old)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_guest_reads_beforehand_when_the_calendar_stops(client):
    mine = confirmed(date_of_a_meetup())
    page = client.get(f"{registration_path(mine)}agenda/").content.decode()
    letter = compose(mine.person, "/x", cause="x").as_bytes().decode()

    assert "Ben je 4 weken lang nergens meer voor aangemeld?" in page
    assert "Ben je 4 weken lang nergens meer" in letter.replace("=\n", "")
