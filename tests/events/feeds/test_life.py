"""The life of a meetup, as a subscriber's program sees it, and changes whose transactions overlap."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.db import connection, connections, transaction
from django.test import Client

from events.dates import moving
from events.dates.entry import rewrite
from events.models import ChangeCounter, EventDate, MeetupPage
from tests.calendars import AGENDA, fresh, publish
from tests.factories import MeetupFactory, OrganisationFactory


@dataclass
class Subscriber:
    """A program that keeps what it has while the feed says that nothing changed, and believes no entry with a lower SEQUENCE."""

    url: str
    etag: str = ""
    holds: dict[str, icalendar.Event] = field(default_factory=dict)
    client: Client = field(default_factory=Client)
    takes_its_time: bool = True
    """Never asks twice within a second, the smallest step of LAST-MODIFIED."""

    def fetch(self) -> bool:
        """Whether there was something new."""
        headers = {"if-none-match": self.etag} if self.etag else {}
        response = self.client.get(self.url, headers=headers)
        if response.status_code == 304:
            return False
        self.etag = response["ETag"]
        for event in icalendar.Calendar.from_ical(response.content).events:
            before = self.holds.get(str(event["UID"]))
            if before is not None:
                assert event["SEQUENCE"] >= before["SEQUENCE"]
                assert event["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
                significant = ("DTSTART", "DTEND", "STATUS", "LOCATION")
                if [str(event.get(name)) for name in significant] != [str(before.get(name)) for name in significant]:
                    assert event["SEQUENCE"] > before["SEQUENCE"], "RFC 5546 2.1.4"
                if self.takes_its_time and event.to_ical() != before.to_ical():
                    assert event["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
            self.holds[str(event["UID"])] = event
        return True

    @property
    def shown(self) -> list[tuple[str, datetime, str]]:
        return [
            (str(event["SUMMARY"]), event["DTSTART"].dt, str(event.get("LOCATION", "")).split(",")[0])
            for event in self.holds.values()
            if str(event["STATUS"]) != "CANCELLED"
        ]


def on_the_site() -> list[tuple[str, datetime, str]]:
    return [
        (when.page.title, when.start, when.location.split(",")[0])
        for when in EventDate.objects.visible().scheduled().with_pages().order_by("pk")
    ]


@pytest.mark.django_db
def test_subscriber_holds_what_the_site_shows_through_a_whole_life(time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    organisation, other = OrganisationFactory(title="De Linde"), OrganisationFactory(title="Thuiszorg Mark")
    everything = Subscriber(AGENDA)
    of_one, of_other = (Subscriber(f"{page.get_url()}kalender.ics") for page in (organisation, other))
    for subscriber in (everything, of_one, of_other):
        subscriber.fetch()

    def meetup() -> MeetupPage:
        return fresh(MeetupPage.objects.get())

    def move_time() -> None:
        row = meetup().planned_dates.get()
        row.date += timedelta(days=1)
        publish(meetup(), planned_dates=[row])

    def delete_and_make_again() -> None:
        meetup().delete()
        MeetupFactory(title="Wijklunch", organiser=other, slug="opnieuw")

    life = [
        ("publish", lambda: MeetupFactory(title="Wijklunch", organiser=organisation)),
        ("edit the text", lambda: publish(meetup(), summary="Met soep.")),
        ("edit the title", lambda: publish(meetup(), title="Wijklunch met soep")),
        ("move the time", move_time),
        ("move the venue", lambda: publish(meetup(), venue_name="De Haven")),
        ("change the organisation", lambda: meetup().move(fresh(other), "last-child")),
        ("cancel", lambda: moving.cancel_date(EventDate.objects.get(), reason="Ziek")),
        ("restore", lambda: moving.restore_date(EventDate.objects.get())),
        ("unpublish", lambda: meetup().unpublish()),
        ("publish again", lambda: publish(meetup())),
        ("delete, and another", delete_and_make_again),
    ]
    for step, change in life:
        time_machine.shift(60)
        change()
        time_machine.shift(60)

        assert everything.fetch(), step
        of_one.fetch()
        of_other.fetch()

        assert everything.shown == on_the_site(), step
        by_now = fresh(organisation).get_children().live().exists()
        assert of_one.shown == (on_the_site() if by_now else []), step
        assert of_other.shown == ([] if by_now else on_the_site()), step
        assert not everything.fetch(), f"{step}: asked again, nothing is new"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_change_that_commits_later_is_not_missed_by_who_asks_in_between():
    """One transaction takes its number first and commits last; who fetched in between must still hear of it."""
    first, second = (MeetupFactory(title=title).dates.get() for title in ("Eerste", "Tweede"))
    subscriber = Subscriber(AGENDA, takes_its_time=False)
    subscriber.fetch()
    has_number, may_commit, failures = threading.Event(), threading.Event(), []

    def change(when: EventDate, *, slowly: bool) -> None:
        try:
            with transaction.atomic():
                ChangeCounter.hold()
                mine = EventDate.objects.select_for_update().get(pk=when.pk)
                mine.location = "Ergens anders"
                rewrite(mine, significant=True)
                has_number.set()
                if slowly:
                    may_commit.wait(10)
        except Exception as failure:  # noqa: BLE001  told to the test
            failures.append(failure)
        finally:
            connections.close_all()

    slow = threading.Thread(target=change, args=(first,), kwargs={"slowly": True})
    slow.start()
    assert has_number.wait(10)
    quick = threading.Thread(target=change, args=(second,), kwargs={"slowly": False})
    quick.start()
    quick.join(0.3)

    # The second has to wait for the first: its number would otherwise be seen before a lower one.
    assert quick.is_alive()
    assert not subscriber.fetch()
    may_commit.set()
    slow.join(20)
    quick.join(20)
    assert subscriber.fetch()

    assert failures == []
    assert {location for _title, _start, location in subscriber.shown} == {"Ergens anders"}
    numbers = [EventDate.objects.get(pk=when.pk).version for when in (first, second)]
    assert numbers == sorted(numbers)
    connection.close()
