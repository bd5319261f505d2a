"""Light rows of a listing. Code that describes a date can use them like an ``EventDate`` with its ``EventPage``."""

from dataclasses import dataclass
from datetime import datetime

from events.models.dates import Moment


@dataclass(slots=True)
class ListedPage:
    pk: int
    title: str
    kind: str
    attendance: str
    venue_name: str
    registration: str
    closes_days_before: int
    head: int | None
    organisation_name: str
    municipality_name: str
    url: str
    wijk_names: tuple[tuple[str, str], ...] = ()


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

    @property
    def heads_page(self) -> bool:
        """True if its page opens with it by default."""
        return self.pk == self.page.head
