"""Data classes for the demo season. Dates are relative to today, so that the season is always upcoming."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.text import slugify

MO, TU, WE, TH, FR, SA, SU = range(7)


@dataclass(frozen=True)
class When:
    weeks: int
    """Weeks after the current one, which began on Monday. Negative is past; 0 could be either and is not used."""
    weekday: int
    start: str
    """Local time in Dutch notation, such as ``"16.00"``."""
    end: str
    people: int = 0
    """Number of people who register, in turn. Those after the last place are on the waiting list."""
    undecided: int = 0
    """Number of them still to be approved or declined, if the meetup needs approval."""
    cancelled: str = ""
    """Reason for cancelling the date, as given to those who registered."""
    moved: str = ""
    """Reason for moving the date. ``later`` and ``place`` say where to."""
    later: int = 0
    """Number of days by which it moved."""
    place: str = ""
    postponed: str = ""
    """Reason for postponing the date, with no new day yet."""

    def day(self, today: date) -> date:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(weeks=self.weeks, days=self.weekday)

    @property
    def start_time(self) -> time:
        return _time(self.start)

    @property
    def end_time(self) -> time:
        return _time(self.end)


def _address(name: str) -> str:
    return f"{slugify(name).replace('-', '.')}@example.org"


def _time(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


@dataclass(frozen=True, kw_only=True)
class Venue:
    name: str
    street: str
    postcode: str
    town: str
    wheelchair: str = "yes"
    ring_line: bool = False
    parking: str = ""
    public_transport: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Organisation:
    name: str
    kind: str
    municipality: str
    summary: str
    intro: str


@dataclass(frozen=True, kw_only=True)
class Meetup:
    organisation: str
    slug: str
    title: str
    summary: str
    body: str
    kind: str
    when: tuple[When, ...]
    audience: str
    contact: str
    venue: Venue | None = None
    online_url: str = ""
    municipality: str = ""
    """Slug; empty for the whole region."""
    wijken: tuple[str, ...] = ()
    """Names of wijken in that municipality."""
    themes: tuple[str, ...] = ()
    registration: str = "here"
    registration_url: str = ""
    needs_approval: bool = False
    capacity: int | None = None
    closes_days_before: int = 0
    costs: str = "Gratis"
    co_organisers: tuple[str, ...] = ()
    together: bool = False
    """One registration for all dates. Only ``people`` of the first date counts."""

    @property
    def attendance(self) -> str:
        if not self.online_url:
            return "in-person"
        return "hybrid" if self.venue else "online"

    @property
    def contact_email(self) -> str:
        return _address(self.contact)


@dataclass(frozen=True)
class Participant:
    name: str
    discipline: str
    organisation: str = ""

    @property
    def email(self) -> str:
        return _address(self.name)
