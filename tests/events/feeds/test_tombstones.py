"""Tombstones: entries that stay in a calendar after their date left it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from wagtail.models import PageViewRestriction

from events.dates import listing
from events.models import EventDate, FeedTombstone
from events.pages.models import MeetupPage
from tests.calendars import AGENDA, events_of, fresh, publish, region, titles_of
from tests.factories import MeetupFactory, MunicipalityFactory, OrganisationFactory, ThemeFactory, WijkFactory, noon

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


# -- Dates that left a selection ---------------------------------------------------------------------------------------

OWN_AND_OTHER = {
    "municipality": lambda meetup: publish(meetup, municipality=MunicipalityFactory(), wijken=[]),
    "wijk": lambda meetup: publish(meetup, wijken=[WijkFactory()]),
    "theme": lambda meetup: publish(meetup, themes=[ThemeFactory()]),
    "organisation": lambda meetup: fresh(meetup).move(OrganisationFactory(), "last-child"),
    "co-organiser": lambda meetup: publish(meetup, co_organisers=[]),
    "kind": lambda meetup: publish(meetup, kind=MeetupPage.Kind.CASES),
    "place": lambda meetup: publish(meetup, attendance=MeetupPage.Attendance.ONLINE),
    "afternoon": lambda meetup: at_hour(meetup, 19),
}


def at_hour(meetup: MeetupPage, hour: int) -> None:
    row = fresh(meetup).planned_dates.get()
    row.start_time, row.end_time = time(hour), time(hour + 1)
    publish(meetup, planned_dates=[row])


@pytest.mark.parametrize("kind", OWN_AND_OTHER)
def test_feed_cancels_what_left_its_selection_and_believes_its_return(client, kind):
    feeds = region() | {
        "kind": f"{AGENDA}?soort=wijklunch", "place": f"{AGENDA}?meedoen=op-een-plek", "afternoon": f"{AGENDA}?dagdeel=middag",
    }  # fmt: skip
    url, meetup = feeds[kind], MeetupPage.objects.get()
    before = events_of(client.get(url))[0]
    home = meetup.get_parent()
    was = {name: getattr(meetup, name) for name in ("municipality", "kind", "attendance")}
    was |= {name: list(getattr(meetup, name).all()) for name in ("wijken", "themes", "co_organisers")}

    OWN_AND_OTHER[kind](meetup)

    gone = events_of(client.get(url))[0]
    assert (gone["UID"], gone["SUMMARY"], gone["STATUS"]) == (before["UID"], "Vervallen", "CANCELLED")
    assert gone["SEQUENCE"] > before["SEQUENCE"]
    assert b"Wijklunch" not in client.get(url).content.replace(b"Wijklunches", b"")
    everywhere = events_of(client.get(AGENDA))
    assert [(event["SUMMARY"], event["SEQUENCE"]) for event in everywhere] == [("Wijklunch", gone["SEQUENCE"])]

    if kind == "organisation":
        fresh(meetup).move(fresh(home), "last-child")
    elif kind == "afternoon":
        at_hour(meetup, 12)
    else:
        publish(meetup, **was)

    back = events_of(client.get(url))
    assert [(event["UID"], event["SUMMARY"]) for event in back] == [(before["UID"], "Wijklunch")]
    assert back[0]["SEQUENCE"] > gone["SEQUENCE"]


def test_feed_of_several_parts_cancels_only_what_was_in_all_of_them(client):
    breda, tholen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Tholen")
    lonely, housing = ThemeFactory(title="Eenzaamheid"), ThemeFactory(title="Wonen")
    meetup = MeetupFactory(municipality=breda, themes=[lonely])
    publish(meetup, municipality=tholen, themes=[housing])
    publish(meetup, themes=[lonely])

    def says(query: str) -> list[str]:
        return [str(event["STATUS"]) for event in events_of(client.get(f"{AGENDA}?{query}"))]

    assert says("gemeente=breda&thema=eenzaamheid") == ["CANCELLED"]
    assert says("gemeente=tholen&thema=wonen") == ["CANCELLED"]
    assert says("gemeente=tholen&thema=eenzaamheid") == ["CONFIRMED"]
    assert says("gemeente=breda&thema=wonen") == []  # it was never in both
    assert says("gemeente=breda&gemeente=tholen") == ["CONFIRMED"]
    assert says("soort=webinar") == says("thema=onzin") == []


@pytest.mark.parametrize("way", ["deleted", "unpublished", "restricted"])
@pytest.mark.parametrize("kind", ["agenda", "municipality", "wijk", "theme", "organisation", "co-organiser"])
def test_every_feed_keeps_a_tombstone_of_what_was_taken_away(client, kind, way):
    url, meetup = region()[kind], MeetupPage.objects.get()
    uid = meetup.dates.get().uid
    if way == "restricted":
        PageViewRestriction.objects.create(page=meetup, restriction_type=PageViewRestriction.LOGIN)
    else:
        getattr(fresh(meetup), {"deleted": "delete", "unpublished": "unpublish"}[way])()

    response = client.get(url)

    assert [(event["UID"], event["SUMMARY"]) for event in events_of(response)] == [(uid, "Vervallen")]
    assert b"wijklunch" not in response.content.lower()


@pytest.mark.parametrize("way", ["moved", "deleted"])
def test_wijk_that_goes_takes_its_dates_out_of_its_municipality(client, way):
    """The calendar of a gemeente includes the meetups of its wijken."""
    breda, tholen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Tholen")
    wijk = WijkFactory(title="Hoge Vucht", municipality=breda)
    MeetupFactory(title="Wijklunch", wijken=[wijk])
    old, new = (f"{page.get_url()}kalender.ics" for page in (breda, tholen))
    before = events_of(client.get(old))[0]

    if way == "moved":
        fresh(wijk).move(tholen, "last-child")
    else:
        fresh(wijk).delete()

    gone = events_of(client.get(old))[0]
    assert (gone["UID"], gone["SUMMARY"]) == (before["UID"], "Vervallen")
    assert gone["SEQUENCE"] > before["SEQUENCE"]
    assert titles_of(client.get(AGENDA)) == ["Wijklunch"]
    assert titles_of(client.get(new)) == (["Wijklunch"] if way == "moved" else [])
    if way == "moved":
        fresh(wijk).move(fresh(breda), "last-child")
        back = events_of(client.get(old))[0]
        assert (back["SUMMARY"], back["SEQUENCE"]) == ("Wijklunch", gone["SEQUENCE"] + 1)
        assert titles_of(client.get(new)) == ["Vervallen"]


@pytest.mark.parametrize(
    ("query", "change"),
    [("q=wijklunch", {"title": "Casuïstiek"}), ("tot={day}", {"days": 30}), ("q=wijklunch", {"live": False})],
    ids=["another title", "another day", "unpublished"],
)
def test_feed_by_words_or_days_just_loses_what_left_it(client, query, change):
    meetup = MeetupFactory(title="Wijklunch")
    url = f"{AGENDA}?{query.format(day=noon(20).date())}"
    assert titles_of(client.get(url)) == ["Wijklunch"]

    if "days" in change:
        row = fresh(meetup).planned_dates.get()
        row.date += timedelta(days=change["days"])
        publish(meetup, planned_dates=[row])
    elif "live" in change:
        fresh(meetup).unpublish()
    else:
        publish(meetup, **change)

    assert titles_of(client.get(url)) == []


def test_new_name_of_a_page_leaves_no_tombstone(client):
    theme = ThemeFactory(title="Wonen")
    MeetupFactory(title="Wijklunch", themes=[theme])

    publish(theme, title="Samen wonen", slug="samen-wonen")

    assert titles_of(client.get(f"{AGENDA}?thema=samen-wonen")) == ["Wijklunch"]
    assert FeedTombstone.objects.count() == 0
    assert EventDate.objects.get().public_sequence == 0


def test_tombstone_is_deleted_when_no_feed_shows_it(time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    meetup = MeetupFactory(themes=[ThemeFactory()], dates=(80,))
    publish(meetup, themes=[])
    time_machine.shift(timedelta(days=60))
    kept = listing.run_due()

    time_machine.shift(timedelta(days=2))

    assert (kept, listing.run_due(), FeedTombstone.objects.count()) == (0, 1, 0)
