from events.models.dates import ChangeCounter, EventDate
from events.models.departures import Departure, EndedCalendar
from events.models.pages import (
    AgendaPage,
    CoOrganiser,
    EventPage,
    MeetupPage,
    PlannedDate,
)
from events.models.personal_feeds import FeedFetch, PersonalFeed
from events.models.registrations import Booking, Decision, Person, Registration, RetentionRun

__all__ = [
    "AgendaPage",
    "Booking",
    "ChangeCounter",
    "CoOrganiser",
    "Decision",
    "Departure",
    "EndedCalendar",
    "EventDate",
    "EventPage",
    "FeedFetch",
    "MeetupPage",
    "Person",
    "PersonalFeed",
    "PlannedDate",
    "Registration",
    "RetentionRun",
]
