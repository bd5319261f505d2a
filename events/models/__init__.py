from events.models.dates import ChangeCounter, EventDate
from events.models.pages import (
    AgendaPage,
    CoOrganiser,
    EventPage,
    MeetupPage,
    PlannedDate,
)
from events.models.registrations import Booking, Person, Registration, RetentionRun

__all__ = [
    "AgendaPage",
    "Booking",
    "ChangeCounter",
    "CoOrganiser",
    "EventDate",
    "EventPage",
    "MeetupPage",
    "Person",
    "PlannedDate",
    "Registration",
    "RetentionRun",
]
