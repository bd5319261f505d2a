"""Calendars over HTTP: what they hold, and when they say that nothing changed."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date, parse_http_date
from wagtail.models import Page, PageViewRestriction

from events import registration
from events.models import CoOrganiser, EventDate, MeetupPage
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
    house,
    noon,
    planned,
)

pytestmark = pytest.mark.django_db

AGENDA = "/agenda/kalender.ics"
KINDS_OF_PAGE = ("agenda", "municipality", "wijk", "theme", "organisation", "co-organiser", "event", "one date")


def region(**kwargs) -> dict[str, str]:
    """A meetup that every kind of feed holds; the feeds' addresses by the kind of page."""
    municipality = MunicipalityFactory(title="Breda")
    wijk = WijkFactory(title="Hoge Vucht", municipality=municipality)
    theme = ThemeFactory(title="Eenzaamheid")
    organisation, partner = OrganisationFactory(title="De Linde"), OrganisationFactory(title="Thuiszorg Mark")
    meetup = MeetupFactory(
        title="Wijklunch",
        organiser=organisation,
        co_organisers=[partner],
        municipality=municipality,
        wijken=[wijk],
        themes=[theme],
        **kwargs,
    )
    pages = (house().agenda, municipality, wijk, theme, organisation, partner, meetup)
    feeds = dict(zip(KINDS_OF_PAGE, (f"{page.get_url()}kalender.ics" for page in pages), strict=False))
    return feeds | {"one date": f"{feeds['event']}?datum={meetup.dates.first().pk}"}


def events_of(response) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(response.content).events


def titles_of(response) -> list[str]:
    return [str(event["SUMMARY"]) for event in events_of(response)]


def text_of(value) -> str:
    written = value.to_ical()
    return written.decode() if isinstance(written, bytes) else written


def lines_of(response) -> list[str]:
    return response.content.decode().replace("\r\n ", "").split("\r\n")


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def publish(page: Page, **values) -> None:
    """As an editor does it: a new revision, published."""
    page = fresh(page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


@contextmanager
def queries() -> Iterator[list[dict]]:
    with CaptureQueriesContext(connection) as captured:
        statements: list[dict] = []
        yield statements
        statements += captured.captured_queries


# -- Answers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_feed_of_every_page_with_dates_is_a_calendar_for_all(client, kind):
    url = region()[kind]

    response = client.get(url)

    assert response.status_code == 200
    assert titles_of(response) == ["Wijklunch"]
    download = {"event", "one date"}
    assert {name: value for name, value in response.headers.items() if name not in {"ETag", "Last-Modified"}} == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": str(len(response.content)),
        "Content-Disposition": 'attachment; filename="wijklunch.ics"' if kind in download else 'inline; filename="kalender.ics"',
        "Cache-Control": "public, max-age=900",
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": response["Content-Security-Policy"],
        "Permissions-Policy": response["Permissions-Policy"],
    }  # fmt: skip
    assert response["ETag"].startswith('"')
    assert not response.cookies


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("agenda", "Wijkverband · Alle bijeenkomsten"),
        ("municipality", "Wijkverband · Alle bijeenkomsten in Breda"),
        ("wijk", "Wijkverband · Alle bijeenkomsten in Hoge Vucht, Breda"),
        ("theme", "Wijkverband · Alle bijeenkomsten over eenzaamheid"),
        ("organisation", "Wijkverband · Alle bijeenkomsten van De Linde"),
        ("event", "Wijklunch"),
    ],
)
def test_feed_has_the_name_of_its_selection_and_asks_to_come_back(client, kind, name):
    url = region()[kind]

    lines = lines_of(client.get(url))

    escaped = name.replace(",", "\\,")
    assert {f"NAME:{escaped}", f"X-WR-CALNAME:{escaped}"} <= set(lines)
    assert ("REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines) is (kind != "event")
    assert not [line for line in lines if line.startswith(("METHOD", "ORGANIZER", "ATTENDEE"))]


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_feed_twice_is_byte_for_byte_the_same(client, kind, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    url = region(dates=(3, 9, 14))[kind]
    first = client.get(url)
    time_machine.shift(60)  # another minute, another program: nothing of the moment of asking
    second = Client(headers={"user-agent": "Google-Calendar-Importer", "accept-language": "fr"}).get(url)

    assert second.content == first.content
    assert second.headers == first.headers


def test_feed_without_dates_is_an_empty_calendar(client):
    organisation = OrganisationFactory(title="Nog niets")

    response = client.get(f"{organisation.get_url()}kalender.ics")

    assert response.status_code == 200
    assert [part.name for part in icalendar.Calendar.from_ical(response.content).subcomponents] == ["VTIMEZONE"]


@pytest.mark.parametrize(
    "path",
    [
        "/kalender.ics", "/gemeenten/kalender.ics", "/themas/kalender.ics", "/organisaties/kalender.ics",
        "/bestaat-niet/kalender.ics", "/agenda/bestaat-niet/kalender.ics", "/agenda/kalender.ics/",
    ],
)  # fmt: skip
def test_feed_of_a_page_without_dates_is_not_there(client, site_tree, path):
    assert client.get(path).status_code == 404


def test_feed_says_all_there_is_to_say_of_a_date(client):
    meetup = MeetupFactory(
        title="Wijklunch, met soep",
        kind=MeetupPage.Kind.LUNCH,
        body="<h2>Programma</h2><p>Soep &amp; brood.<br/>En koffie.</p><ul><li>Kennismaken</li></ul>",
        audience="Iedereen in Gageldonk",
        parking="Gratis voor de deur",
        latitude="51.49500",
        longitude="4.28750",
        themes=[ThemeFactory(title="Wonen"), ThemeFactory(title="Armoede")],
        dates=[planned(datetime(2027, 3, 28, 12, 0, tzinfo=noon().tzinfo))],
    )
    url = f"http://localhost{meetup.get_url()}"

    event = events_of(client.get(f"{meetup.get_url()}kalender.ics"))[0]

    assert {name: text_of(event[name]) for name in ("DTSTART", "DTEND", "SUMMARY", "STATUS", "URL", "GEO")} == {
        "DTSTART": "20270328T100000Z",
        "DTEND": "20270328T113000Z",
        "SUMMARY": "Wijklunch\\, met soep",
        "STATUS": "CONFIRMED",
        "URL": url,
        "GEO": "51.495;4.2875",
    }
    assert event["LOCATION"] == "Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom"
    assert event["CATEGORIES"].to_ical() == b"Wijklunch,Wonen,Armoede"
    assert event["DESCRIPTION"] == "\n\n".join(
        [
            "Leer elkaar kennen bij een broodje.",
            "Voor wie: Iedereen in Gageldonk",
            "Programma\nSoep & brood.\nEn koffie.\n– Kennismaken",
            "Parkeren: Gratis voor de deur",
            f"Aanmelden, of toch afmelden: {url}",
        ]
    )


def test_feed_shows_a_cancelled_date_in_words_too(client):
    date = date_of_a_meetup(title="Wijklunch")
    registration.cancel_date(date, reason="De keuken is stuk.")

    event = events_of(client.get(AGENDA))[0]

    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == (
        "[Geannuleerd] Wijklunch",
        "CANCELLED",
        "TRANSPARENT",
    )
    assert event["DESCRIPTION"].startswith("Gaat niet door. De keuken is stuk.\n")
    assert event["SEQUENCE"] == 1


def test_feed_keeps_the_uid_over_a_move_and_raises_the_sequence(client):
    meetup = MeetupFactory(title="Wijklunch", dates=(14,))
    before = events_of(client.get(AGENDA))[0]
    meetup = fresh(meetup)
    row = meetup.planned_dates.get()
    row.date += timedelta(days=1)
    meetup.planned_dates = [row]
    publish(meetup, title="Wijklunch in juni", planned_dates=[row])
    fresh(meetup).move(OrganisationFactory(), "last-child")

    after = events_of(client.get(AGENDA))[0]

    assert (after["UID"], after["SEQUENCE"], after["SUMMARY"]) == (before["UID"], 1, "Wijklunch in juni")
    assert after.start == before.start + timedelta(days=1)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


# -- Asking again ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_feed_not_changed_is_a_304_that_repeats_its_headers(client, kind, encoding):
    url = region()[kind]
    first = client.get(url, headers={"accept-encoding": encoding})

    asks = [
        {"if-none-match": first["ETag"]},
        {"if-none-match": f'"other", W/{first["ETag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first["Last-Modified"]},
        {"if-none-match": first["ETag"], "if-modified-since": http_date(0)},
    ]
    for ask in asks:
        response = client.get(url, headers={"accept-encoding": encoding, **ask})
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert response[name] == first[name]
        assert not response.cookies


@pytest.mark.parametrize(
    "ask",
    [
        {"if-none-match": '"something else"'},
        {"if-none-match": '"something else"', "if-modified-since": "later"},
        {"if-modified-since": "earlier"},
        {"if-modified-since": "no date at all"},
    ],
    ids=["another version", "another version wins from the time", "an earlier time", "nonsense"],
)
def test_feed_changed_since_is_sent_whole(client, ask):
    url = region()["agenda"]
    changed = parse_http_date(client.get(url)["Last-Modified"])
    moments = {"later": http_date(changed + 3600), "earlier": http_date(changed - 1)}

    response = client.get(url, headers={name: moments.get(value, value) for name, value in ask.items()})

    assert (response.status_code, titles_of(response)) == (200, ["Wijklunch"])


@pytest.mark.parametrize(
    ("accepts", "is_gzip"),
    [
        ("gzip", True), ("br, gzip;q=0.8", True), ("GZIP", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("gzip; q=0.0", False), ("br", False), ("*", False),
    ],
)  # fmt: skip
def test_feed_is_compressed_only_when_asked(client, accepts, is_gzip):
    url = region()["agenda"]
    plain = client.get(url)

    response = client.get(url, headers={"accept-encoding": accepts})

    assert response.get("Content-Encoding") == ("gzip" if is_gzip else None)
    assert (gzip.decompress(response.content) if is_gzip else response.content) == plain.content
    assert response["ETag"] == (plain["ETag"][:-1] + '-gzip"' if is_gzip else plain["ETag"])
    assert response["Vary"] == "Accept-Encoding"
    assert client.get(url, headers={"accept-encoding": accepts}).content == response.content


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}], ids=["plain", "gzip"])
def test_feed_answers_head_as_get_without_a_body(client, headers):
    url = region()["agenda"]
    got = client.get(url, headers=headers)

    response = client.head(url, headers=headers)

    assert (response.status_code, response.content, response.headers) == (200, b"", got.headers)
    assert client.head(url, headers={**headers, "if-none-match": got["ETag"]}).status_code == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_feed_refuses_other_methods_and_says_which_it_knows(method):
    url = region()["agenda"]

    response = Client(enforce_csrf_checks=True).generic(method, url)

    assert (response.status_code, response["Allow"], dict(response.cookies)) == (405, "GET, HEAD", {})


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_feed_not_changed_is_answered_without_reading_any_event(client, kind):
    url = region()[kind]
    etag = client.get(url)["ETag"]

    with queries() as asked_again:
        response = client.get(url, headers={"if-none-match": etag})
    with queries() as asked_anew:
        client.get(url)

    assert response.status_code == 304
    assert [query["sql"] for query in asked_again if "vevent" in query["sql"]] == []
    assert len([query["sql"] for query in asked_anew if "vevent" in query["sql"]]) == 1


@pytest.mark.parametrize(("kind", "limit"), [("agenda", 7), ("wijk", 9), ("organisation", 8), ("event", 7)])
def test_feed_asks_as_much_of_the_database_for_30_dates_as_for_1(client, kind, limit):
    url = region(dates=(1,))[kind]
    client.get(url)
    with queries() as with_one:
        client.get(url)
    meetup = fresh(MeetupPage.objects.get())
    publish(meetup, planned_dates=[*meetup.planned_dates.all(), *(planned(days) for days in range(2, 31))])

    with queries() as with_thirty:
        response = client.get(url)

    assert len(events_of(response)) == 30
    assert len(with_thirty) == len(with_one) <= limit


# -- Versions ----------------------------------------------------------------------------------------------------------


def time_moves(meetup: MeetupPage) -> None:
    row = meetup.planned_dates.get()
    row.date += timedelta(days=1)
    publish(meetup, planned_dates=[row])


def cancel(meetup: MeetupPage) -> None:
    registration.cancel_date(meetup.dates.get(), reason="Ziek")


def restore(meetup: MeetupPage) -> None:
    cancel(meetup)
    registration.restore_date(meetup.dates.get())


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
    "it is unpublished": lambda meetup: fresh(meetup).unpublish(),
    "it is deleted": lambda meetup: fresh(meetup).delete(),
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
    """Neither shows in the calendar entry; the number of dates and the newest of them stay the same."""
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
    assert (titles_of(before), titles_of(after)) == (["Eerste", "Nieuwste"], ["Tweede", "Nieuwste"])
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
    assert (after.status_code, titles_of(after)) == (200, ["Blijft"])


def test_feed_has_no_new_version_when_somebody_registers(client):
    date = date_of_a_meetup(capacity=1)
    before = client.get(AGENDA)

    registration.register(date, name="Sanne de Vries", email="sanne@example.org")

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
    time_machine.move_to(datetime(2027, 6, 9, 21, 59, tzinfo=UTC), tick=False)  # 90 days later, one minute to midnight
    before = client.get(AGENDA)

    time_machine.shift(60)

    after = client.get(AGENDA, headers={"if-modified-since": before["Last-Modified"]})
    assert (titles_of(before), after.status_code, titles_of(after)) == (["Wijklunch"], 200, [])
    assert after["ETag"] != before["ETag"]


# -- What was taken away -----------------------------------------------------------------------------------------------


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


# -- Which dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?gemeente=breda", ["Lunch"]),
        ("?gemeente=breda&gemeente=onzin", ["Lunch"]),
        ("?gemeente=onzin", []),
        ("?wijk=breda/hoge-vucht", ["Lunch"]),
        ("?wijk=hoge-vucht", []),
        ("?soort=webinar", ["Webinar"]),
        ("?q=lunch", ["Lunch"]),
        ("?van=2027-13-45", ["Lunch", "Webinar"]),
        ("?utm_source=mail", ["Lunch", "Webinar"]),
        ("?gemeente=%00", ["Lunch", "Webinar"]),
    ],
)
def test_feed_of_the_agenda_holds_its_selection(client, query, expected):
    municipality = MunicipalityFactory(title="Breda")
    wijk = WijkFactory(title="Hoge Vucht", municipality=municipality)
    MeetupFactory(title="Lunch", wijken=[wijk], dates=(5,))
    MeetupFactory(title="Webinar", kind=MeetupPage.Kind.WEBINAR, attendance="online", dates=(6,))

    response = client.get(f"{AGENDA}{query}")

    assert (response.status_code, titles_of(response)) == (200, expected)


def test_download_of_one_date_holds_only_that(client):
    meetup = MeetupFactory(title="Wijklunch", dates=(7, 14))
    second = meetup.dates.order_by("start")[1]

    response = client.get(f"{meetup.get_url()}kalender.ics?datum={second.pk}")

    assert [event["UID"] for event in events_of(response)] == [second.uid]


@pytest.mark.parametrize(
    "wanted", ["0", "-1", "x", "1x", "9" * 18, "9" * 400, "١", "²", "%00", "1%0d%0a", "%ff", "1&datum=x", " 1"]
)
def test_download_of_an_unknown_date_is_not_there(client, wanted):
    meetup = MeetupFactory()

    assert client.get(f"{meetup.get_url()}kalender.ics?datum={wanted}").status_code == 404


def test_download_of_a_date_of_another_event_is_not_there(client):
    meetup, other = MeetupFactory(), date_of_a_meetup()

    assert client.get(f"{meetup.get_url()}kalender.ics?datum={other.pk}").status_code == 404


def test_download_of_an_event_with_accents_in_its_address_has_a_name(client):
    meetup = MeetupFactory(title="Café", slug="café-één")

    response = client.get(f"{meetup.get_url()}kalender.ics")

    assert response.status_code == 200
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''caf%C3%A9-%C3%A9%C3%A9n.ics"


# -- Restricted pages --------------------------------------------------------------------------------------------------


def test_feed_of_a_restricted_event_is_not_there_for_visitors_and_private_for_who_may(client, django_user_model):
    meetup = MeetupFactory(title="Besloten")
    group = Group.objects.create(name="Kring")
    restriction = PageViewRestriction.objects.create(page=meetup.get_parent(), restriction_type="groups")
    restriction.groups.add(group)
    member = django_user_model.objects.create_user("lid@example.org")
    member.groups.add(group)
    url = f"{meetup.get_url()}kalender.ics"

    refused = client.get(url)
    client.force_login(member)
    allowed = client.get(url)

    assert refused.status_code == 404
    assert (allowed.status_code, titles_of(allowed)) == (200, ["Besloten"])
    assert allowed["Cache-Control"] == "private, max-age=900"
    assert "Cookie" in allowed["Vary"]
    assert client.get(url, headers={"if-none-match": allowed["ETag"]})["Cache-Control"] == "private, max-age=900"


def test_feed_finds_dates_that_came_back(client):
    meetup = MeetupFactory(title="Wijklunch")
    uid = meetup.dates.get().uid
    fresh(meetup).unpublish()
    gone = titles_of(client.get(AGENDA))

    publish(meetup)

    event = events_of(client.get(AGENDA))[0]
    assert (gone, event["SUMMARY"], event["UID"], event["SEQUENCE"]) == (["Vervallen"], "Wijklunch", uid, 2)
    assert EventDate.objects.get().changed_at <= timezone.now()
