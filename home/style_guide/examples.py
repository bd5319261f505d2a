"""Unsaved examples of a meetup, its dates and a registration."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from events.dates.cards import DateCard, card_for
from events.dates.description import online_url_of
from events.dates.places import Places, draw_mix
from events.models import Booking, EventDate, Person, Registration
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from network.models import MunicipalityPage, OrganisationPage

NOBODY = 0
"""Primary key that no row has. A link made with it opens nothing."""

LONG = "Multidisciplinaire ouderenzorgnetwerkbijeenkomst: wijkverpleegkundigen en woonconsulenten over valpreventiemaatregelen"


def meetup(**changed) -> MeetupPage:
    values = {
        "title": "Wie bel je als het stil wordt achter de voordeur?",
        "slug": "voorbeeld",
        "url_path": "/home/voorbeeld/",
        "kind": MeetupPage.Kind.LUNCH,
        "summary": "Leg samen drie situaties uit de wijk naast elkaar, zonder namen.",
        "venue_name": "Buurthuis De Vuursteen",
        "street": "Kiezelpad 12",
        "postcode": "4623 KP",
        "town": "Bergen op Zoom",
        "wheelchair": MeetupPage.Wheelchair.YES,
        "ring_line": True,
        "parking": "Gratis, voor de deur",
        "public_transport": "Bus, halte Kiezelpad, 3 minuten lopen",
        "audience": "Iedereen die in Gageldonk of Warande werkt",
        "costs": "Gratis, met soep en brood",
        "capacity": 25,
        "contact_name": "Marloes",
        "contact_email": "marloes@example.org",
        "organisation": OrganisationPage(title="Welzijn Zonnewijzer", is_example=True),
        "municipality": MunicipalityPage(title="Bergen op Zoom", slug="bergen-op-zoom"),
    }
    return MeetupPage(**{**values, **changed})


def date_of(page: MeetupPage, *, in_days: int = 16, **changed) -> EventDate:
    day = timezone.localdate() + timedelta(days=in_days)
    start = datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM)
    values = {"start": start, "end": start + timedelta(minutes=90), "capacity": page.capacity, "sequence": 0}
    values |= {"attendance": page.attendance, "online_capacity": page.online_capacity}
    values["online_url"] = online_url_of(page)
    return EventDate(
        pk=NOBODY,
        page=page,
        key=uuid.UUID(int=0),
        uid="voorbeeld@wijkverband.example",
        changed_at=timezone.now(),
        **{**values, **changed},
    )


def places(state: str, words: str, *, mix: tuple[int, int, int, int] | None = None, **numbers) -> Places:
    return Places(state=state, words=words, mix=draw_mix(*mix) if mix else None, **numbers)


OPEN = {"state": "open", "words": "Nog 8 plekken", "mix": (9, 7, 1, 8), "capacity": 25, "left": 8, "taken": 17}
PLACES = {
    "plek": OPEN,
    "nog geen mix": {"state": "open", "words": "Nog 24 plekken", "capacity": 25, "left": 24, "taken": 1},
    "vol": {
        "state": "full",
        "words": "Vol, 3 wachtenden",
        "mix": (14, 12, 4, 0),
        "capacity": 30,
        "left": 0,
        "taken": 30,
    },
    "geen grens": {"state": "unlimited", "words": "Plek genoeg", "mix": (31, 24, 8, 0), "taken": 63},
    "inloop": {"state": "walk_in", "words": "Loop gewoon binnen"},
    "andere site": {"state": "elsewhere", "words": "Aanmelden op een andere site"},
    "nog niet open": {"state": "not_yet", "words": "Aanmelden vanaf 3 december, 9.00 uur"},
    "gesloten": {"state": "closed", "words": "Aanmelden is gesloten", "mix": (4, 6, 0, 3)},
    "geweest": {"state": "over", "words": "Geweest"},
    "uitgesteld": {"state": "postponed", "words": "Uitgesteld"},
    "geannuleerd": {"state": "cancelled", "words": "Geannuleerd"},
}


def card(of: str = "plek", *, date: dict | None = None, **changed) -> DateCard:
    """Return a card in the state ``of``, a key of ``PLACES``."""
    status = {"geannuleerd": EventDate.Status.CANCELLED, "uitgesteld": EventDate.Status.POSTPONED}.get(of)
    about = {"status": status, "reason": "De zaal staat blank."} if status else {}
    if of == "geweest":
        about["in_days"] = -9
    return card_for(date_of(meetup(**changed), **about, **(date or {})), places(**PLACES[of]), url="#", is_lead=True)


def card_of(page: MeetupPage, *, in_days: int) -> DateCard:
    """Return a card of a date of ``page`` with places left."""
    return card_for(date_of(page, in_days=in_days), places(**OPEN), url="#")


def registration(date: EventDate, state: str = Registration.State.CONFIRMED, **changed) -> Registration:
    person = Person(name="Fatima el Amrani", email="fatima@example.org")
    now = timezone.now()
    return Registration(
        pk=NOBODY,
        date=date,
        person=person,
        booking=Booking(pk=NOBODY, person=person, organisation="Thuiszorg Morgenrood"),
        state=state,
        **{"created_at": now, "confirmed_at": now, **changed},
    )
