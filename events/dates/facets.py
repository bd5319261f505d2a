"""Parts of a selection that are values and not pages: kind, way of attending, part of the day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import ExtractHour
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from events.models import EventPage
from events.models.dates import AMSTERDAM

ATTENDING = {
    "op-een-plek": (EventPage.Attendance.IN_PERSON, EventPage.Attendance.HYBRID),
    "online": (EventPage.Attendance.ONLINE, EventPage.Attendance.HYBRID),
}
"""Ways to attend, each with the values of ``EventPage.attendance`` that allow it. A hybrid meetup allows both."""

DAYPARTS = {"ochtend": range(12), "middag": range(12, 18), "avond": range(18, 24)}
"""Parts of the day, with the hours of the clock in Amsterdam at which a date of that part begins."""

START_HOUR = ExtractHour("start", tzinfo=AMSTERDAM)


@dataclass(frozen=True)
class Facet:
    """Part of a selection whose values are fixed. ``word`` is what a value is called: “We kennen geen soort …”."""

    word: str
    names: Mapping[str, str]
    """Words for each value, as the sentence of a selection says it."""
    condition: Callable[[Iterable[str]], Q]
    """Returns the condition that a date has one of the values. Unknown values match nothing."""


def _kind_condition(values: Iterable[str]) -> Q:
    return Q(page__kind__in=values)


def _attending_condition(values: Iterable[str]) -> Q:
    return Q(page__attendance__in={way for value in values for way in ATTENDING.get(value, ())})


def _daypart_condition(values: Iterable[str]) -> Q:
    either = Q(pk__in=())
    for hours in (DAYPARTS[value] for value in values if value in DAYPARTS):
        either |= Q(GreaterThanOrEqual(START_HOUR, hours.start)) & Q(LessThan(START_HOUR, hours.stop))
    return either


FACETS = {
    "kinds": Facet(
        "soort",
        {
            EventPage.Kind.LUNCH.value: "Wijklunches",
            EventPage.Kind.CASES.value: "Casuïstiek",
            EventPage.Kind.DRINKS.value: "Netwerkborrels",
            EventPage.Kind.WEBINAR.value: "Webinars",
            EventPage.Kind.TRAINING.value: "Trainingen",
            EventPage.Kind.INTRODUCTION.value: "Kennismakingen",
            EventPage.Kind.OTHER.value: "Andere bijeenkomsten",
        },
        _kind_condition,
    ),
    "attending": Facet(
        "manier om mee te doen", {"op-een-plek": "op een plek", "online": "online"}, _attending_condition
    ),
    "dayparts": Facet(
        "dagdeel", {"ochtend": "’s ochtends", "middag": "’s middags", "avond": "’s avonds"}, _daypart_condition
    ),
}
"""Facets by the name of their part in ``Selection``."""


def ways_to_attend(attendance: str) -> list[str]:
    return [value for value, ways in ATTENDING.items() if attendance in ways]


def daypart_at(hour: int) -> str:
    return next(value for value, hours in DAYPARTS.items() if hour in hours)


def daypart_of(start: datetime) -> str:
    """Return the part of the day in Amsterdam at which something begins."""
    return daypart_at(start.astimezone(AMSTERDAM).hour)
