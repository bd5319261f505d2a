"""Dates as a list shows them: only what a row says, in two queries for however many, without a model made of each.

A row looks like an ``EventDate`` with its ``EventPage`` to everything that puts a date into words.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from events.models import EventPage
from events.models.dates import EventDateQuerySet, Moment
from network.addresses import addresses_for
from network.models.organisations import display_name

DATE = ("pk", "start", "end", "status", "reason", "moved_from", "place", "capacity")
PAGE = ("pk", "title", "kind", "attendance", "venue_name", "registration", "closes_days_before")
AROUND = ("url_path", "organisation__title", "organisation__is_example", "municipality__title")


@dataclass(slots=True)
class ListedPage:
    pk: int
    title: str
    kind: str
    attendance: str
    venue_name: str
    registration: str
    closes_days_before: int
    url: str
    organisation_name: str
    municipality_name: str
    wijk_names: list[tuple[str, str]]


@dataclass(slots=True)
class ListedDate(Moment):
    pk: int
    start: datetime
    end: datetime
    status: str
    reason: str
    moved_from: datetime | None
    place: str
    capacity: int | None
    page: ListedPage


def read(dates: EventDateQuerySet, request: HttpRequest) -> list[ListedDate]:
    """The rows of ``dates``, in their order."""
    around = [f"page__{name}" for name in (*PAGE, *AROUND)]
    rows = list(dates.values_list(*DATE, *around))
    wijken = wijk_names_of({row[len(DATE)] for row in rows})
    address_of = addresses_for(request)
    found = []
    for row in rows:
        date, page = row[: len(DATE)], row[len(DATE) : -len(AROUND)]
        url_path, organisation, is_example, municipality = row[-len(AROUND) :]
        found.append(
            ListedDate(
                *date,
                ListedPage(
                    *page,
                    address_of(url_path),
                    display_name(organisation, is_example=is_example) if organisation else "",
                    municipality or "",
                    wijken[page[0]],
                ),
            )
        )
    return found


def wijk_names_of(pages: set[int]) -> dict[int, list[tuple[str, str]]]:
    """By page: the names of its wijken, each with its municipality, in order of name."""
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = EventPage.wijken.through.objects.filter(eventpage__in=pages).order_by("wijkpage__title")
    for page, wijk, municipality in rows.values_list("eventpage", "wijkpage__title", "wijkpage__municipality__title"):
        names[page].append((wijk, municipality))
    return names
