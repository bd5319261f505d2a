from events.conference.models.pages import ConferenceIndexPage, ConferencePage, SessionPage, SessionPerson
from events.conference.models.people import Speaker
from events.conference.models.programme import Release, Room, Round, Slot, Track

__all__ = [
    "ConferenceIndexPage",
    "ConferencePage",
    "Release",
    "Room",
    "Round",
    "SessionPage",
    "SessionPerson",
    "Slot",
    "Speaker",
    "Track",
]
