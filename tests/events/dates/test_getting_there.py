"""Getting there, and into a calendar on the web: links that say where and when, and nothing that is not for everybody."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from events.dates.add_to_calendar import add_links
from events.dates.getting_there import route_links
from events.links import registration_path
from events.mail import messages
from events.models.dates import AMSTERDAM
from events.publishing import move
from tests import screen
from tests.factories import RegistrationFactory, date_of_a_meetup, planned
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db

OSM = "https://www.openstreetmap.org/directions?to="


def asked(url: str) -> dict[str, str]:
    """Return the parameters of an address, each given once."""
    given = parse_qs(urlsplit(url).query, strict_parsing=True)
    assert all(len(values) == 1 for values in given.values())
    return {name: value for name, [value] in given.items()}


# -- A route -----------------------------------------------------------------------------------------------------------


def test_route_leads_to_the_address():
    plan, app = route_links(date_of_a_meetup(street="Kade 3 & 5", postcode="4611 AB", town="’s-Gravenmoer"))

    assert plan.url.startswith(OSM)
    assert asked(plan.url) == {"to": "Kade 3 & 5, 4611 AB ’s-Gravenmoer"}
    assert unquote(app.url) == "geo:0,0?q=Kade 3 & 5, 4611 AB ’s-Gravenmoer"
    assert (plan.for_phones, app.for_phones) == (False, True)


def test_map_app_gets_the_coordinates_that_are_known():
    _plan, app = route_links(date_of_a_meetup(latitude="51.49000", longitude="4.28880"))

    assert app.url == "geo:51.49,4.2888?q=Kerkstraat%201%2C%204611%20AB%20Bergen%20op%20Zoom"


def test_route_leads_to_the_place_of_the_date_itself():
    date = date_of_a_meetup(latitude="51.49", longitude="4.28")
    date = move.move_date(date, start=date.start, end=date.end, place="Stadskantoor, Jacob Obrechtlaan 4", reason="")

    plan, app = route_links(date)

    assert asked(plan.url) == {"to": "Stadskantoor, Jacob Obrechtlaan 4"}
    assert app.url.startswith("geo:0,0?q=Stadskantoor")


@pytest.mark.parametrize(
    "about",
    [
        {"attendance": "online"},
        {"street": "", "venue_name": "Bij ons", "town": "", "postcode": ""},
        {"dates": (-3,)},
    ],
    ids=["online", "no address", "over"],
)
def test_there_is_no_route_to_nowhere(about):
    assert route_links(date_of_a_meetup(**about)) == []


@pytest.mark.parametrize("act", [move.cancel_date, move.postpone_date])
def test_there_is_no_route_to_what_is_off(act):
    date = act(date_of_a_meetup(), reason="De zaal is dicht.")

    assert (route_links(date), add_links(date)) == ([], [])


def test_map_is_a_setting(settings):
    settings.ROUTE_URL = "https://kaart.example/naar/{address}?van=hier"
    date = date_of_a_meetup(street="Kade 3", town="Bergen op Zoom", postcode="")
    assert route_links(date)[0].url == "https://kaart.example/naar/Kade%203%2C%20Bergen%20op%20Zoom?van=hier"

    settings.ROUTE_URL = ""

    assert [link.label for link in route_links(date)] == ["Open in de kaart-app"]


def test_route_is_on_the_page_the_own_page_the_ticket_and_in_the_mail(client):
    registration = RegistrationFactory(date=date_of_a_meetup())
    own = registration_path(registration)
    messages.registered(registration)
    route = ("Plan je route", f"{OSM}Kerkstraat%201%2C%204611%20AB%20Bergen%20op%20Zoom")

    for address in (registration.date.page.url, own, f"{own}ticket/"):
        page = client.get(address)
        assert route in screen.links(page, ".wv-route a")
        assert not screen.parsed(page).select("iframe, img[src*='openstreetmap'], script[src*='//']")
    [mail] = mails_to(registration.person.email)
    assert f"Plan je route: {route[1]}" in text_of(mail).splitlines()
    assert f'href="{route[1]}"' in text_of(mail, "html")
    assert "geo:" not in text_of(mail) + text_of(mail, "html")


# -- A calendar on the web ---------------------------------------------------------------------------------------------

CHANGES = {
    "winter": (datetime(2027, 1, 15, 12, 30, tzinfo=AMSTERDAM), "11:30", "13:00"),
    "summer": (datetime(2027, 7, 15, 12, 30, tzinfo=AMSTERDAM), "10:30", "12:00"),
    "the day the clock goes forward": (datetime(2027, 3, 28, 12, 30, tzinfo=AMSTERDAM), "10:30", "12:00"),
    "the day before": (datetime(2027, 3, 27, 12, 30, tzinfo=AMSTERDAM), "11:30", "13:00"),
    "the day the clock goes back": (datetime(2027, 10, 31, 12, 30, tzinfo=AMSTERDAM), "11:30", "13:00"),
    "the day before that": (datetime(2027, 10, 30, 12, 30, tzinfo=AMSTERDAM), "10:30", "12:00"),
}


@pytest.mark.parametrize(("start", "begins", "ends"), CHANGES.values(), ids=CHANGES)
def test_calendars_on_the_web_get_the_time_whatever_the_clock_does(start, begins, ends, time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    date = date_of_a_meetup(dates=[planned(start, minutes=90)])

    google, *outlook = (asked(link.url) for link in add_links(date))

    day = f"{start:%Y-%m-%d}"
    wanted = [datetime.fromisoformat(f"{day}T{clock}:00+00:00") for clock in (begins, ends)]
    assert [datetime.strptime(one, "%Y%m%dT%H%M%S%z") for one in google["dates"].split("/")] == wanted
    assert len(outlook) == 2
    for one in outlook:
        assert [datetime.fromisoformat(one[name]) for name in ("startdt", "enddt")] == wanted


def test_calendars_on_the_web_get_what_everybody_may_know():
    date = date_of_a_meetup(
        title="Soep & brood: 100% “samen”", summary="Kom je ook? #wijk", attendance="hybrid", online_url="https://meet.example/geheim"
    )  # fmt: skip

    links = add_links(date)

    assert [urlsplit(link.url)[:3] for link in links] == [
        ("https", "calendar.google.com", "/calendar/render"),
        ("https", "outlook.office.com", "/calendar/0/deeplink/compose"),
        ("https", "outlook.live.com", "/calendar/0/deeplink/compose"),
    ]
    words = f"Kom je ook? #wijk\n\nhttp://localhost{date.page.url}?datum={date.pk}"
    where = "Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom (ook online)"
    google, work, home = (asked(link.url) for link in links)
    assert {name: google[name] for name in ("action", "text", "details", "location")} == {
        "action": "TEMPLATE", "text": "Soep & brood: 100% “samen”", "details": words, "location": where,
    }  # fmt: skip
    assert {name: work[name] for name in ("path", "rru", "subject", "body", "location")} == {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": "Soep & brood: 100% “samen”", "body": words,
        "location": where,
    }  # fmt: skip
    assert work == home
    assert not any("geheim" in unquote(link.url) for link in links)


def test_no_calendar_on_the_web_gets_a_personal_link(client):
    date = date_of_a_meetup(attendance="online", online_url="https://meet.example/geheim")
    registration = RegistrationFactory(date=date)
    own = registration_path(registration)

    for address in (date.page.url, own):
        found = screen.addresses(client.get(address), ".wv-add-links a")
        assert len(set(found)) == 3
        assert not any(
            secret in unquote(url) for url in found for secret in ("geheim", "aanmelding", registration.person.email)
        )


def test_long_meetup_gives_an_address_that_programs_take():
    date = date_of_a_meetup(title="T" * 255, summary="É" * 200, venue_name="V" * 120, street="S" * 120, town="P" * 80)

    assert max(len(link.url) for link in add_links(date)) < 4_000
