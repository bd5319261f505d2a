"""Life of a meetup as a subscriber's program sees it, and changes in overlapping transactions."""

import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.dates.selection import Selection
from events.feeds import personal_feed
from events.models import ChangeCounter, EventDate, Registration
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from events.publishing.rewrite import rewrite
from events.registration import registering, rule
from network.models import OrganisationPage
from tests.calendars import AGENDA, fresh, publish
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
    planned,
    taken_off,
)

NEWS_IN_TITLE = re.compile(r"^\[[^]]+\] (.+?)( – .+)?$")
"""Title with news, such as “[Andere plek] Wijklunch – Zaal dicht”. Group 1 is the title itself."""


@dataclass
class Subscriber:
    """Calendar program that keeps its entries on a 304, and accepts no lower SEQUENCE."""

    url: str
    etag: str = ""
    holds: dict[str, icalendar.Event] = field(default_factory=dict)
    client: Client = field(default_factory=Client)
    takes_its_time: bool = True
    """True if it never asks twice within a second, the resolution of LAST-MODIFIED."""

    def fetch(self) -> bool:
        """Fetch the feed; return whether there was something new."""
        headers = {"if-none-match": self.etag} if self.etag else {}
        response = self.client.get(self.url, headers=headers)
        if response.status_code == 301:
            self.url = response["Location"]
            return self.fetch()
        if response.status_code == 304:
            return False
        assert response.status_code == 200
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
            (
                NEWS_IN_TITLE.sub(r"\1", str(event["SUMMARY"])),
                event["DTSTART"].dt,
                str(event.get("LOCATION", "")).split(",")[0],
            )
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
        ("cancel", lambda: move.cancel_date(EventDate.objects.get(), reason="Ziek")),
        ("restore", lambda: move.restore_date(EventDate.objects.get())),
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


# -- A longer life -----------------------------------------------------------------------------------------------------


@dataclass
class Life:
    """One meetup on the day before a clock change, with all that an editor, an organiser or the clock does to it."""

    start: datetime
    organisation: OrganisationPage = field(init=False)
    meetup: MeetupPage = field(init=False)

    def begin(self) -> None:
        breda = MunicipalityFactory(title="Breda")
        self.wijk = WijkFactory(title="Hoge Vucht", municipality=breda)
        self.theme = ThemeFactory(title="Eenzaamheid")
        self.organisation = OrganisationFactory(title="De Linde")
        self.other = OrganisationFactory(title="Thuiszorg Mark")
        self.meetup = MeetupFactory(
            title="Wijklunch", organiser=self.organisation, wijken=[self.wijk], themes=[self.theme], dates=[planned(self.start)]
        )  # fmt: skip
        self.first_version = fresh(self.meetup).save_revision()
        self.first_version.publish()

    @property
    def date(self) -> EventDate:
        return EventDate.objects.get(page=self.meetup)

    def over_the_change_of_clocks(self) -> None:
        row = fresh(self.meetup).planned_dates.get()
        row.date += timedelta(days=1)
        publish(self.meetup, planned_dates=[row])

    def move_it(self) -> None:
        date = self.date
        move.move_date(
            date, start=date.start + timedelta(hours=1), end=date.end + timedelta(hours=2), place="De Haven", reason="Zaal dicht"
        )  # fmt: skip

    def new_day(self) -> None:
        date = self.date
        move.move_date(
            date, start=date.start + timedelta(days=1), end=date.end + timedelta(days=1), place="", reason="Iedereen kan dan"
        )  # fmt: skip

    def hide(self, *, behind) -> None:
        PageViewRestriction.objects.create(page=behind, restriction_type=PageViewRestriction.LOGIN)

    def expire(self) -> None:
        Page.objects.filter(pk=self.meetup.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
        call_command("publish_scheduled", verbosity=0)

    def go_live(self) -> None:
        page = fresh(self.meetup)
        page.go_live_at, page.expire_at = timezone.now() + timedelta(hours=1), None
        page.save_revision().publish()
        assert not fresh(self.meetup).live

    def steps(self) -> list[tuple[str, object]]:
        return [
            ("edit the text", lambda: publish(self.meetup, summary="Met soep.")),
            ("another venue", lambda: publish(self.meetup, venue_name="De Haven", street="Kade 2")),
            ("the next day, after the change of clocks", self.over_the_change_of_clocks),
            ("the organisation is renamed", lambda: publish(self.organisation, title="De Lindeboom", slug="lindeboom")),
            ("the theme is renamed", lambda: publish(self.theme, title="Alleen zijn", slug="alleen-zijn")),
            ("the wijk is renamed", lambda: publish(self.wijk, title="Hoge-Vucht")),
            ("the page has another address", lambda: publish(self.meetup, slug="soep")),
            ("it moves to another organisation", lambda: fresh(self.meetup).move(fresh(self.other), "last-child")),
            ("it moves back", lambda: fresh(self.meetup).move(fresh(self.organisation), "last-child")),
            ("it is no longer about the theme", lambda: publish(self.meetup, themes=[])),
            ("it is about the theme again", lambda: publish(self.meetup, themes=[self.theme])),
            ("it is moved, elsewhere", self.move_it),
            ("it is postponed", lambda: move.postpone_date(self.date, reason="Storm")),
            ("it has a new day", self.new_day),
            ("it is cancelled", lambda: move.cancel_date(self.date, reason="Ziek")),
            ("it is on again", lambda: move.restore_date(self.date)),
            ("it is taken off the site", lambda: taken_off(self.meetup)),
            ("it is published again", lambda: publish(self.meetup)),
            ("its day leaves the plan", lambda: publish(self.meetup, planned_dates=[])),
            ("an older version is put back", self.first_version.publish),
            ("everybody cancels", lambda: [rule.cancel(one) for one in Registration.objects.live()]),
            ("it expires", self.expire),
            ("it will go live in an hour", self.go_live),
            ("it goes live", lambda: call_command("publish_scheduled", verbosity=0)),
            ("it is for members", lambda: self.hide(behind=fresh(self.meetup))),
            ("it is for everybody again", lambda: PageViewRestriction.objects.all().delete()),
            ("its organisation is for members", lambda: self.hide(behind=fresh(self.organisation))),
            ("its organisation is for everybody again", lambda: PageViewRestriction.objects.get().delete()),
            ("its wijk moves", lambda: fresh(self.wijk).move(MunicipalityFactory(title="Tholen"), "last-child")),
            ("it is deleted", lambda: fresh(self.meetup).delete()),
        ]


def listed(query: str = "") -> list[tuple[str, datetime, str]]:
    """Return the title, start and place of every date in the agenda that goes ahead."""
    dates = Selection.from_query(QueryDict(query)).listed().scheduled().with_pages()
    return sorted((date.page.title, date.start, date.location.split(",")[0]) for date in dates)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 10, 30)], ids=["to summer time", "to winter time"])
def test_calendars_hold_what_the_site_shows_whatever_happens(
    client, time_machine, day, django_capture_on_commit_callbacks
):
    start = datetime(*day, 12, tzinfo=AMSTERDAM)
    time_machine.move_to(start - timedelta(days=20), tick=False)
    life = Life(start)
    life.begin()
    mine = rule.confirm(registering.register(life.date, name="Sanne", email="sanne@example.org"))
    of_event = life.meetup.get_url()
    selections = {
        "": Subscriber(AGENDA),
        "gemeente=breda": Subscriber("/gemeenten/breda/kalender.ics"),
        "thema={theme}": Subscriber("/themas/eenzaamheid/kalender.ics"),
        "organisatie={organisation}": Subscriber(f"{AGENDA}?organisatie=de-linde"),
        "gemeente=breda&thema={theme}&soort=wijklunch": Subscriber(f"{AGENDA}?gemeente=breda&thema=eenzaamheid&soort=wijklunch"),
    }  # fmt: skip
    own = Subscriber(personal_feed.feed_path(personal_feed.open_feed(mine.person)))
    uid = life.date.uid
    for subscriber in (*selections.values(), own):
        subscriber.fetch()

    for step, change in life.steps():
        time_machine.shift(3600)
        with django_capture_on_commit_callbacks(execute=True):
            change()
        time_machine.shift(60)

        for query, subscriber in selections.items():
            names = {"theme": fresh(life.theme).slug, "organisation": fresh(life.organisation).slug}
            subscriber.fetch()
            assert sorted(subscriber.shown) == listed(query.format(**names)), (step, query)
            assert not subscriber.fetch(), f"{step}: asked again, nothing is new"
        date = EventDate.objects.with_pages().get(uid=uid)
        # An attendee keeps the entry while the page is only hidden from others.
        comes = date.status == EventDate.Status.SCHEDULED and date.registrations.live().exists()
        own.fetch()
        assert own.shown == ([(date.page.title, date.start, date.location.split(",")[0])] if comes else []), step
        assert not own.fetch(), f"{step}: asked again, nothing is new"

        page = Page.objects.filter(pk=life.meetup.pk).first()
        of_event = page.get_url() if page else of_event
        file = client.get(f"{of_event}kalender.ics")
        if page and page.live and not page.get_view_restrictions():
            downloaded = Subscriber(f"{of_event}kalender.ics")
            downloaded.fetch()
            assert downloaded.shown == listed(), step
        else:
            assert file.status_code == 404, step

    assert set(own.holds) == set(selections[""].holds) == {uid}
    assert all(subscriber.shown == [] for subscriber in selections.values())


@pytest.mark.django_db
@pytest.mark.parametrize("day", [(2027, 3, 27), (2027, 10, 30)], ids=["to summer time", "to winter time"])
def test_date_keeps_its_hour_on_the_clock_over_the_change(client, time_machine, day):
    start = datetime(*day, 12, tzinfo=AMSTERDAM)
    time_machine.move_to(start - timedelta(days=20), tick=False)
    life = Life(start)
    life.begin()
    subscriber = Subscriber(AGENDA)
    subscriber.fetch()
    before = subscriber.shown[0][1]
    time_machine.shift(60)

    life.over_the_change_of_clocks()
    subscriber.fetch()

    after = subscriber.shown[0][1]
    assert after - before == timedelta(hours=23 if day[1] == 3 else 25)
    assert [moment.astimezone(AMSTERDAM).hour for moment in (before, after)] == [12, 12]


# -- Overlapping transactions ------------------------------------------------------------------------------------------


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_change_that_commits_later_is_not_missed_by_who_asks_in_between():
    """The transaction that takes its number first commits last. A fetch in between must still see its change."""
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
        except Exception as failure:  # noqa: BLE001  reported to the test
            failures.append(failure)
        finally:
            connections.close_all()

    slow = threading.Thread(target=change, args=(first,), kwargs={"slowly": True})
    slow.start()
    assert has_number.wait(10)
    quick = threading.Thread(target=change, args=(second,), kwargs={"slowly": False})
    quick.start()
    quick.join(0.3)

    # The second has to wait for the first. Otherwise its number would be seen before a lower one.
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
