"""Calendars over HTTP: their content."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.mail.personal_entry import personal_event
from events.models import EventDate
from events.pages.models import MeetupPage
from events.publishing import move
from tests.calendars import AGENDA, KINDS_OF_PAGE, events_of, fresh, lines_of, publish, region, text_of, titles_of
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
    noon,
    planned,
)

pytestmark = pytest.mark.django_db

# -- Responses ---------------------------------------------------------------------------------------------------------


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
        ("event", ""),
    ],
)
def test_feed_has_the_name_of_its_selection_and_asks_to_come_back(client, kind, name):
    url = region()[kind]

    lines = lines_of(client.get(url))

    escaped = name.replace(",", "\\,")
    shown = [line for line in lines if line.startswith(("NAME", "X-WR-CALNAME"))]
    assert shown == ([f"NAME:{escaped}", f"X-WR-CALNAME:{escaped}"] if name else [])
    assert ("REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines) is (kind != "event")
    assert not [line for line in lines if line.startswith(("METHOD", "ORGANIZER", "ATTENDEE"))]


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_feed_twice_is_byte_for_byte_the_same(client, kind, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    url = region(dates=(3, 9, 14))[kind]
    first = client.get(url)
    time_machine.shift(60)  # neither a later minute nor another program changes the bytes
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
            "Parkeren: Gratis voor de deur",
            f"Meer weten, aanmelden of afmelden: {url}",
        ]
    )
    of_who_comes = personal_event(RegistrationFactory(date=meetup.dates.get()))
    assert "\n\nProgramma\nSoep & brood.\nEn koffie.\n– Kennismaken\n\n" in of_who_comes.description


def test_feed_shows_a_cancelled_date_in_words_too(client):
    date = date_of_a_meetup(title="Wijklunch")
    move.cancel_date(date, reason="De keuken is stuk.")

    event = events_of(client.get(AGENDA))[0]

    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"]) == (
        "[Geannuleerd] Wijklunch – De keuken is stuk",
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

    assert (after["UID"], after["SEQUENCE"], after["SUMMARY"]) == (before["UID"], 2, "Wijklunch in juni")
    assert after.start == before.start + timedelta(days=1)
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


# -- Selection of dates ------------------------------------------------------------------------------------------------


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
    "wanted",
    ["0", "-1", "x", "1x", str(2**63 - 1), str(2**63), "9" * 400, "١", "²", "%00", "1%0d%0a", "%ff", "1&datum=x", " 1"],
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
