"""Places of a date in numbers and words, and the mix of medical and social attendees."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from math import ceil

from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.dates.availability import closes_at, is_still_to_open, opens_at
from events.models import EventDate, EventPage, Registration
from events.models.attendance import Attendance
from events.models.dates import AMSTERDAM
from network.models import Domain

LEAST_FOR_MIX = 5
"""Minimum number of attendees for a public mix. A smaller one could identify people; only the organiser sees it."""
MOST_STROKES = 20
PITCH = 13


@dataclass(frozen=True)
class Mix:
    """Attendees by domain, with a drawing. A cross is a pair, one medical and one social; a dot is a free place."""

    medisch: int
    sociaal: int
    overig: int
    free: tuple[int, ...] = ()
    paths: dict[str, str] = field(default_factory=dict)
    width: int = 0

    @property
    def words(self) -> str:
        parts = [(self.medisch, Domain.MEDISCH), (self.sociaal, Domain.SOCIAAL), (self.overig, Domain.OVERIG)]
        return ", ".join(f"{number} {domain.label}" for number, domain in parts if number)

    @property
    def pairs(self) -> int:
        return min(self.medisch, self.sociaal)


@dataclass(frozen=True)
class Places:
    """Public counts of a date's places, and the text that shows them. Held places are not taken yet.

    ``left`` and ``capacity`` are None without a limit. A hybrid date has ``in_person`` and ``online`` places too: it is
    full only if both are.
    """

    state: str
    words: str
    capacity: int | None = None
    left: int | None = None
    taken: int = 0
    waiting: int = 0
    mix: Mix | None = None
    in_person: "Places | None" = None
    online: "Places | None" = None

    def of(self, attendance: str) -> "Places":
        """Return the places for people who attend that way; all of them unless the date is hybrid."""
        return (self.online if attendance == Attendance.ONLINE else self.in_person) or self

    @property
    def states(self) -> tuple[str, ...]:
        """States of all places and of those for each way of attending: a page changes with them, but for numbers."""
        return (self.state, *(one.state for one in (self.in_person, self.online) if one))


def draw_mix(medisch: int, sociaal: int, overig: int, free: int) -> Mix:
    """Draw one stroke per person up to 20 columns, and scale down above that."""
    total = max(medisch, sociaal) + overig + free
    scale = max(1.0, total / MOST_STROKES)
    shown = [ceil(number / scale) for number in (medisch, sociaal, overig, free)]
    paths = {
        "medisch": "".join(f"M{2 + PITCH * i} 15 {10 + PITCH * i} 3" for i in range(shown[0])),
        "sociaal": "".join(f"M{2 + PITCH * i} 3 {10 + PITCH * i} 15" for i in range(shown[1])),
    }
    columns = max(shown[0], shown[1])
    paths["overig"] = "".join(f"M{6 + PITCH * (columns + i)} 3V15" for i in range(shown[2]))
    columns += shown[2]
    dots = tuple(6 + PITCH * (columns + i) for i in range(shown[3]))
    return Mix(medisch, sociaal, overig, dots, paths, PITCH * (columns + shown[3]) + 2)


def places_for(dates: Iterable[EventDate], *, with_mix: bool = True) -> dict[int, Places]:
    """Return the places of each date by its id, in one query. The dates must have their pages loaded.

    Leave out the mix where it is not shown: the query then joins fewer tables, and skips dates without a limit.
    """
    dates = list(dates)
    asked = [date.pk for date in dates if with_mix or any(date.capacity_for(way) is not None for way in date.ways)]
    counts: dict[tuple[int, bool], Counter[str]] = defaultdict(Counter)
    rows = _numbers(asked, with_mix=with_mix) if asked else ()
    for date_id, state, is_extra, is_online, domain, number in rows:
        key = "waiting" if state == Registration.State.WAITING else domain or Domain.OVERIG
        count = counts[date_id, bool(is_online)]
        count[key] += number
        count["extra"] += number * is_extra
    return {date.pk: _places(date, counts[date.pk, False], counts[date.pk, True], with_mix=with_mix) for date in dates}


# SQL by hand: every page with dates asks this, and Django takes longer to compile it than the database to answer. Only
# confirmed people are counted. If a held place counted, the number would move when a stranger submits somebody's
# address, but only if that person was not registered yet (docs/decisions/0016-what-a-request-tells.md).
NUMBERS = """
SELECT registration.date_id, registration.state, registration.has_extra_place,
    CASE WHEN registration.attendance = 'online' THEN 1 ELSE 0 END, {domain}, COUNT(*)
FROM events_registration registration {tables}
WHERE registration.date_id IN ({dates}) AND (registration.state IN ({placed})
    OR registration.state = 'waiting' AND registration.confirmed_at IS NOT NULL)
GROUP BY 1, 2, 3, 4, 5
"""
PLACED = ", ".join(f"'{state.value}'" for state in (Registration.State.CONFIRMED, Registration.State.OFFERED))
WITH_DOMAIN = """
JOIN events_booking booking ON booking.id = registration.booking_id
LEFT JOIN network_discipline discipline ON discipline.id = booking.discipline_id
"""


def _numbers(date_ids: list[int], *, with_mix: bool) -> list[tuple]:
    """Return date id, state, has_extra_place, whether they answered “online”, domain and number of people.

    Without the mix every domain is “overig”.
    """
    domain, tables = ("discipline.domain", WITH_DOMAIN) if with_mix else (f"'{Domain.OVERIG.value}'", "")
    marks = ", ".join(["%s"] * len(date_ids))
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS.format(domain=domain, tables=tables, dates=marks, placed=PLACED), date_ids)
        return cursor.fetchall()


def _places(date: EventDate, count: Counter[str], online: Counter[str], *, with_mix: bool) -> Places:
    """Return the places. ``online`` counts those who answered “online”, and ``count`` everybody else."""
    if not date.is_hybrid:
        return _places_of_one_kind(date, date.capacity, count + online, with_mix=with_mix)
    at_place = _places_of_one_kind(date, date.capacity, count, with_mix=False)
    at_home = _places_of_one_kind(date, date.online_capacity, online, with_mix=False)
    capacity = _together(date.capacity, date.online_capacity)
    places = _places_of_one_kind(date, capacity, count + online, with_mix=with_mix)
    if places.state not in {"open", "full", "unlimited"}:
        return places
    states = {at_place.state, at_home.state}
    return replace(
        places,
        state=states.pop() if len(states) == 1 else "open",
        words=_hybrid_words(at_place, at_home),
        left=_together(at_place.left, at_home.left),
        in_person=at_place,
        online=at_home,
    )


def _together(one: int | None, other: int | None) -> int | None:
    """Return the sum of two numbers of places; None if either has no limit."""
    return None if one is None or other is None else one + other


def _places_of_one_kind(date: EventDate, capacity: int | None, count: Counter[str], *, with_mix: bool) -> Places:
    medisch, sociaal, overig = (count[domain] for domain in (Domain.MEDISCH, Domain.SOCIAAL, Domain.OVERIG))
    taken, waiting = medisch + sociaal + overig, count["waiting"]
    left = None if capacity is None else max(0, capacity - taken + count["extra"])
    state = _state(date, left)
    shows_mix = with_mix and taken >= LEAST_FOR_MIX and state in WITH_MIX
    mix = draw_mix(medisch, sociaal, overig, left or 0) if shows_mix else None
    return Places(
        state=state,
        words=_opening_words(date) if state == "not_yet" else _words(state, left, waiting),
        capacity=capacity,
        left=left,
        taken=taken,
        waiting=waiting,
        mix=mix,
    )


def _hybrid_words(in_person: Places, online: Places) -> str:
    """Return the words for both: “Nog 3 plekken, online kan altijd”."""
    match in_person.state, online.state:
        case "full", "full":
            return _words("full", 0, in_person.waiting + online.waiting)
        case "unlimited", "unlimited":
            return str(STATE_WORDS["unlimited"])
        case "full", "unlimited":
            return _("Vol, online kan nog")
        case _, "full":
            return _("%(words)s, online vol") % {"words": in_person.words}
        case _, "unlimited":
            return _("%(words)s, online kan altijd") % {"words": in_person.words}
    number = ngettext("online nog %(left)s plek", "online nog %(left)s plekken", online.left or 0) % {
        "left": online.left
    }
    before = str(STATE_WORDS["full"]) if in_person.state == "full" else in_person.words
    return f"{before}, {number}"


WITH_MIX = {"open", "full", "unlimited", "closed"}


def _state(date: EventDate, left: int | None) -> str:
    now = timezone.now()
    page = date.page
    assert page is not None
    if date.status == EventDate.Status.POSTPONED:
        return "postponed"
    if date.status != EventDate.Status.SCHEDULED:
        return "cancelled"
    if date.end <= now:
        return "over"
    if page.registration == EventPage.Registration.NONE:
        return "walk_in"
    if page.registration == EventPage.Registration.ELSEWHERE:
        return "elsewhere"
    return _state_of_registration(date, left, now)


def _state_of_registration(date: EventDate, left: int | None, now: datetime) -> str:
    if closes_at(date) <= now:
        return "closed"
    if is_still_to_open(date, now):
        return "not_yet"
    if left is None:
        return "unlimited"
    return "open" if left else "full"


def _opening_words(date: EventDate) -> str:
    """Return “Aanmelden vanaf 3 december, 9.00 uur”, with the year if it is another one than that of the date."""
    moment = opens_at(date)
    assert moment is not None
    local = moment.astimezone(AMSTERDAM)
    is_other_year = local.year != date.start_local.year
    return _("Aanmelden vanaf %(moment)s uur") % {
        "moment": date_format(local, "j F Y, G.i" if is_other_year else "j F, G.i")
    }


STATE_WORDS = {
    "full": gettext_lazy("Vol"),
    "unlimited": gettext_lazy("Plek genoeg"),
    "walk_in": gettext_lazy("Loop gewoon binnen"),
    "elsewhere": gettext_lazy("Aanmelden op een andere site"),
    "closed": gettext_lazy("Aanmelden is gesloten"),
    "over": gettext_lazy("Geweest"),
    "cancelled": gettext_lazy("Geannuleerd"),
    "postponed": gettext_lazy("Uitgesteld"),
}


@lru_cache(maxsize=512)
def _words(state: str, left: int | None, waiting: int) -> str:
    if state == "open":
        return ngettext("Nog %(left)s plek", "Nog %(left)s plekken", left or 0) % {"left": left}
    if state == "full" and waiting:
        return ngettext(
            "Vol, %(waiting)s\N{NO-BREAK SPACE}wachtende", "Vol, %(waiting)s\N{NO-BREAK SPACE}wachtenden", waiting
        ) % {"waiting": waiting}
    return str(STATE_WORDS[state])
