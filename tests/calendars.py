"""Helpers to read feeds, and pages that have them. Shared by the tests of ``events/feeds``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from events.feeds import personal_feed
from events.links import registration_path
from events.models import Person
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.privacy.erasure import erase
from events.publishing import move
from events.registration import registering, rule, series
from outbox.models import OutgoingMail
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
    UserFactory,
    WijkFactory,
    house,
    planned,
)

AGENDA = "/agenda/kalender.ics"
KINDS_OF_PAGE = ("agenda", "municipality", "wijk", "theme", "organisation", "co-organiser", "event", "one date")


def region(**kwargs) -> dict[str, str]:
    """Create a meetup that is in every kind of feed. Return the addresses of the feeds by kind of page."""
    municipality = MunicipalityFactory(title="Breda")
    wijk = WijkFactory(title="Hoge Vucht", municipality=municipality)
    theme = ThemeFactory(title="Eenzaamheid")
    organisation, partner = OrganisationFactory(title="De Linde"), OrganisationFactory(title="Thuiszorg Mark")
    meetup = MeetupFactory(
        title=kwargs.pop("title", "Wijklunch"),
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
    """Publish a new revision of ``page`` with ``values``, as an editor would."""
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


# -- Every kind of calendar there is ------------------------------------------------------------------------------------

SUBSCRIBABLE = (
    "agenda",
    "selection",
    "municipality",
    "wijk",
    "theme",
    "organisation",
    "co-organiser",
    "personal",
    "account",
)
"""Kinds in ``every_kind`` that can be subscribed to. The others are downloads, attachments, or announce an end."""
INVITATIONS = ("invitation", "cancellation")
TEXTS = {
    "title": "Wijklunch, met soep; \\ en „broodjes”",
    "summary": "Met soep, brood; en \\n meer",
    "audience": "Iedereen 👩‍⚕️ uit de wijk",
    "venue_name": "Buurthuis “De Linde”, zaal 2",
    "body": f"<p>{'Zoë & Ślązak; één, twee. ' * 30}</p>",
}


def over_both_changes_of_clocks() -> list:
    """Return the last day of winter time, the first of summer time, and the reverse in autumn, each at noon."""
    days = ((3, 27), (3, 28), (10, 30), (10, 31))
    return [planned(datetime(2027, month, day, 12, tzinfo=AMSTERDAM)) for month, day in days]


def every_kind(client, time_machine) -> dict[str, bytes]:
    """Return every calendar that we send out, by kind.

    Between them they hold dates that are upcoming, moved, cancelled or deleted, and registrations that are confirmed or
    on a waiting list.
    """
    time_machine.move_to(datetime(2027, 3, 1, 9, tzinfo=AMSTERDAM), tick=False)
    urls = region(
        dates=over_both_changes_of_clocks(), attendance="hybrid", online_url="https://video.example/geheim?a=1&b=2", capacity=1,
        latitude="51.49500", longitude="4.28750", **TEXTS,
    )  # fmt: skip
    meetup = MeetupPage.objects.get()
    first, off, third, fourth = meetup.dates.order_by("start")
    theme = meetup.themes.get()
    fresh(MeetupFactory(title="Weg", themes=[theme], dates=(40,))).delete()
    publish(MeetupFactory(title="Elders", themes=[theme], dates=(50,)), themes=[ThemeFactory()])
    rule.confirm(registering.register(third, name="Ali", email="ali@example.org"))
    mine = rule.confirm(registering.register(first, name="Sanne, “huisarts”", email="sanne@example.org"))
    waiting = rule.confirm(registering.register(third, name="Sanne, “huisarts”", email="sanne@example.org"))
    time_machine.shift(60)
    move.cancel_date(off, reason="Ziek; jammer")
    move.move_date(
        fourth, start=fourth.start + timedelta(days=7), end=fourth.end + timedelta(days=7), place="Dorpshuis, zaal 1", reason="Dicht"
    )  # fmt: skip
    time_machine.shift(60)
    series.confirm_all(series.register_for([first, fourth], name="Bo", email="bo@example.org")[0])
    user = UserFactory()
    Person.objects.filter(email="ali@example.org").update(user=user)
    renewed = personal_feed.feed_path(personal_feed.open_feed(mine.person))
    personal_feed.rotate(mine.person)
    leaver = PersonFactory()
    stopped = personal_feed.feed_path(personal_feed.open_feed(leaver))
    erase(leaver)
    housing = ThemeFactory(title="Wonen")
    MeetupFactory(title="Huizen", themes=[housing], dates=(45,))
    fresh(housing).unpublish()
    care = ThemeFactory(title="Zorg")
    MeetupFactory(title="Inloop", themes=[care], dates=(45,))
    fresh(care).unpublish()
    publish(care)
    urls |= {
        "selection": f"{AGENDA}?gemeente=breda&thema=eenzaamheid",
        "personal": personal_feed.feed_path(personal_feed.open_feed(mine.person)),
        "account": personal_feed.feed_path(personal_feed.open_feed(user)),
        "renewed": renewed,
        "stopped": stopped,
        "ended": f"{housing.get_url()}kalender.ics",
        "back": f"{care.get_url()}kalender.ics",
        "registration": f"{registration_path(mine)}kalender.ics",
        "registration that waits": f"{registration_path(waiting)}kalender.ics",
    }
    found = {}
    for kind, url in urls.items():
        response = client.get(url)
        assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8"), kind
        found[kind] = response.content
    rule.cancel(mine)
    for row in OutgoingMail.objects.order_by("pk"):
        for part in message_from_bytes(bytes(row.message), policy=default).walk():
            body = part.get_payload(decode=True)
            if part.get_content_type() == "text/calendar":
                found["invitation" if part.get_param("method") == "REQUEST" else "cancellation"] = body
            elif part.get_filename() == "bijeenkomsten.ics":
                found["several"] = body
    return found
