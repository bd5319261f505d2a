"""Reading what feeds say, and the pages that have them. Shared by the tests of ``events/test_feed*.py``."""

from collections.abc import Iterator
from contextlib import contextmanager

import icalendar
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
    house,
)

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
