"""Question before somebody exchanges a place for one at another date: what they give up, and what they get."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from events.dates.cards import DateCard, card_for
from events.links import registration_path
from events.models import EventDate, Registration
from events.self_service.cancelling import Consequence, consequence_of
from events.self_service.other_dates import series_context
from web.numbers import row_id

State = Registration.State


def gives_up(registration: Registration) -> bool:
    """Return whether changing to another date costs anything: a place, an offer, a rank or a request."""
    return registration.is_live and not registration.date.is_cancelled


def context_for_change(registration: Registration, request: HttpRequest) -> dict | None:
    """Return the template context of the question; None if the date that is asked for cannot be chosen."""
    wanted = row_id(request.GET.get("datum", ""))
    offered = {card.date.pk: card for card in series_context(registration, request)["can_change_to"]}
    card = offered.get(wanted) if wanted else None
    if card is None or not registration.date.page:
        return None
    registration.date.read_wijken()
    return {
        "before": card_for(registration.date),
        "after": card,
        "loss": what_is_lost(registration),
        "gain": what_is_gained(registration, card),
        "back_url": registration_path(registration),
    }


def what_is_lost(registration: Registration) -> str:
    """Return what the person gives up, as of now: by the time they answer, somebody may have joined the waiting list."""
    if registration.date.status == EventDate.Status.POSTPONED:
        return _("Je aanmelding voor de uitgestelde datum vervalt. De nieuwe dag hoor je dan niet meer van ons.")
    match State(registration.state):
        case State.OFFERED:
            return _("De plek die we je aanboden, gaat naar de volgende op de lijst.")
        case State.WAITING:
            return _("Je gaat van de wachtlijst af. Wil je later terug, dan sluit je achteraan aan.")
        case State.CONFIRMED:
            return _lost_place(consequence_of(registration))
    return _("Je aanmelding voor deze datum vervalt.")


def _lost_place(consequence: Consequence) -> str:
    match consequence:
        case Consequence.SOMEBODY_WAITS:
            return _("Je plek gaat meteen naar wie erop wacht. Terug kan dan alleen via de wachtlijst.")
        case Consequence.TOO_MANY:
            return _("Er zijn nu meer mensen dan plekken. Jouw plek vervalt dus.")
        case Consequence.FULL:
            return _("Je plek komt vrij, en het is hier verder vol. Wie zich na jou aanmeldt, kan hem krijgen.")
    return _("Je plek komt vrij. Terug kan zolang er plek is.")


def what_is_gained(registration: Registration, card: DateCard) -> str:
    page = registration.date.page
    if page is not None and page.needs_approval and not registration.is_live:
        return _("Je vraagt hier een plek. De organisator beslist.")
    words = card.places.of(registration.attendance).words if card.places else ""
    return (
        _("Je plek staat meteen vast. %(words)s.") % {"words": words.rstrip(".")}
        if words
        else _("Je plek staat meteen vast.")
    )
