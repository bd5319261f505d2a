"""Labels of registration states for organisers; in the past tense for a date that is off."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.admin.places_lines import attendance_words
from events.mail.state_words import FOR_ORGANISERS, FOR_ORGANISERS_WHEN_OFF
from events.models import EventDate, Registration

State = Registration.State

STATE_LABELS = {
    "live": gettext_lazy("Wie komt of wacht"),
    **FOR_ORGANISERS,
    "all": gettext_lazy("Iedereen"),
}
STATE_LABELS_WHEN_OFF = {"live": gettext_lazy("Was aangemeld"), **FOR_ORGANISERS_WHEN_OFF}


def state_labels_of(date: EventDate) -> dict[str, str]:
    """Return the values of the state filter for ``date`` with their labels, in order."""
    return {**STATE_LABELS, **STATE_LABELS_WHEN_OFF} if is_off(date) else STATE_LABELS


def is_off(date: EventDate) -> bool:
    return date.status in {EventDate.Status.CANCELLED, EventDate.Status.REMOVED}


def state_label(registration: Registration, date: EventDate) -> str:
    """Return the state without details, for a spreadsheet."""
    if is_off(date) and registration.is_live:
        return str(FOR_ORGANISERS_WHEN_OFF[State(registration.state)]).lower()
    return registration.get_state_display()


def detailed_state_label(registration: Registration, date: EventDate) -> str:
    """Return the state with details: position, unconfirmed address and extra place."""
    words = state_label(registration, date)
    if how := attendance_words(registration, date):
        words = f"{words}, {how}"
    if is_off(date):
        return words
    if registration.state == State.WAITING:
        place = _("plek %(position)s") % {"position": registration.position}
        words = f"{words}, {place}"
    if registration.state in {State.WAITING, State.REQUESTED} and registration.confirmed_at is None:
        words = _("%(words)s, adres nog niet bevestigd") % {"words": words}
    if registration.has_extra_place and registration.is_live:
        words = _("%(words)s, op een extra plek") % {"words": words}
    return words
