"""Confirmation page before a cancellation that can't simply be undone."""

from enum import Enum, auto

from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates.availability import closed_reason
from events.dates.cards import card_for
from events.links import registration_path
from events.models import EventDate, Registration
from events.registration.deadlines import offer_deadline
from events.self_service.status import WayBack, way_back_after_cancelling


class Consequence(Enum):
    """Loss that a cancellation causes."""

    NOTHING = auto()
    """They can undo it, or register again just as easily."""
    SOMEBODY_WAITS = auto()
    """The place goes to the next in line at once."""
    FULL = auto()
    """Nobody is waiting, but the next person to register gets the place."""
    TOO_MANY = auto()
    """There are more people than places: the place lapses."""
    NO_DAY_YET = auto()
    """The date is postponed: nobody can register, or return, until there is a new day."""


def consequence_of(registration: Registration) -> Consequence:
    """Return the loss as of now. By the time they answer, somebody may have joined or left the waiting list."""
    date = registration.date
    if date.is_postponed:
        return Consequence.NO_DAY_YET if registration.is_live and registration.confirmed_at else Consequence.NOTHING
    has_counted_place = registration.state in Registration.PLACED and not registration.has_extra_place
    is_on = date.status == EventDate.Status.SCHEDULED and date.start > timezone.now()
    capacity = date.capacity_for(registration.attendance)
    if not has_counted_place or capacity is None or not is_on:
        return Consequence.NOTHING
    rivals = date.registrations.sharing_places(date, registration.attendance)
    taken = rivals.counted().count()
    if taken < capacity:
        return Consequence.NOTHING
    if taken > capacity:
        return Consequence.TOO_MANY
    next_in_line = rivals.in_line_for_sure()
    if next_in_line.exists():
        return Consequence.SOMEBODY_WAITS
    return Consequence.NOTHING if closed_reason(date) else Consequence.FULL


def context_for_question(registration: Registration) -> dict:
    """Return the template context of the page that asks whether the person really wants to cancel."""
    consequence = consequence_of(registration)
    registration.date.read_wijken()
    passes_on = consequence == Consequence.SOMEBODY_WAITS
    sentence, highlight = (_("Geef je je plek door?"), _("plek door")) if passes_on else (_("Meld je je af?"), _("af"))
    before, highlight, after = sentence.partition(highlight)
    return {
        "sentence": sentence,
        "before": before,
        "sentence_highlight": highlight,
        "after": after,
        "lead": f"{_what_happens(consequence, registration)} {_way_back(consequence, registration)}".strip(),
        "yes": _("Ja, geef mijn plek door") if passes_on else _("Ja, meld me af"),
        "no": _("Nee, laat het zo"),
        "back_url": registration_path(registration),
        "card": card_for(registration.date) if registration.date.page else None,
    }


def _what_happens(consequence: Consequence, registration: Registration) -> str:
    match consequence:
        case Consequence.SOMEBODY_WAITS if offer_deadline(registration.date, timezone.now()):
            return _("Er wacht iemand op je plek. Die mag hem meteen hebben.")
        case Consequence.SOMEBODY_WAITS:
            return _("Er wacht iemand op je plek. Die krijgt hem meteen.")
        case Consequence.FULL:
            return _("Alle plekken zijn bezet. Wie zich na jou aanmeldt, kan jouw plek krijgen.")
        case Consequence.TOO_MANY:
            return _("Er zijn nu meer mensen dan plekken. Jouw plek vervalt dus.")
        case Consequence.NO_DAY_YET:
            return _("De nieuwe dag is nog niet bekend. Die hoor je dan niet meer van ons.")
    return ""


def _way_back(consequence: Consequence, registration: Registration) -> str:
    if consequence == Consequence.NO_DAY_YET:
        return _("Je weer aanmelden kan pas als er een dag is.")
    place_is_lost = consequence in {Consequence.SOMEBODY_WAITS, Consequence.TOO_MANY}
    match way_back_after_cancelling(registration, place_is_lost=place_is_lost):
        case WayBack.UNDO:
            return _("Bedenk je je? Tien minuten lang kun je terug, zolang de plek vrij is.")
        case WayBack.NONE:
            return _("Terug kan dan niet meer: de inschrijving is gesloten.")
        case WayBack.LINE:
            return _("Terug kan dan alleen via de wachtlijst.")
    return _("Terug kan dan alleen door je opnieuw aan te melden.")
