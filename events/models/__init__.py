from events.models.calendars import FeedTombstone, RetiredFeed
from events.models.co_organisers import CoOrganiser
from events.models.dates import ChangeCounter, EventDate
from events.models.decisions import Decision
from events.models.digests import DigestChoice, DigestSubscriber
from events.models.event import EventPage
from events.models.invitations import InvitationCode
from events.models.learned import LearnedAt
from events.models.mailings import KeptText, Mailing
from events.models.needs import Need
from events.models.origins import DraftOrigin
from events.models.people import Person
from events.models.personal_feeds import FeedFetch, PersonalFeed
from events.models.planned_dates import PlannedDate
from events.models.questions import Answer, PlannedQuestion, Question
from events.models.registrations import Booking, Registration
from events.models.repeats import RepeatedForm
from events.models.retention import RetentionRun
from events.models.school_holidays import SchoolHoliday

__all__ = [
    "Answer",
    "Booking",
    "ChangeCounter",
    "CoOrganiser",
    "Decision",
    "DigestChoice",
    "DigestSubscriber",
    "DraftOrigin",
    "EventDate",
    "EventPage",
    "FeedFetch",
    "FeedTombstone",
    "InvitationCode",
    "KeptText",
    "LearnedAt",
    "Mailing",
    "Need",
    "Person",
    "PersonalFeed",
    "PlannedDate",
    "PlannedQuestion",
    "Question",
    "Registration",
    "RepeatedForm",
    "RetentionRun",
    "RetiredFeed",
    "SchoolHoliday",
]
