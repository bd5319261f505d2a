"""Words for the state of a registration, in one table per audience.

Add a new state to ``Registration.State`` and to each of these tables. The labels of ``Registration.State`` are the
neutral words, for spreadsheets and exports. Explanations in sentences are in ``events.self_service.status``.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from events.models import Registration

State = Registration.State

IN_LISTS: Mapping[State, str] = {
    State.HELD: _("nog te bevestigen"),
    State.REQUESTED: _("de organisator kijkt ernaar"),
    State.CONFIRMED: _("je plek staat vast"),
    State.WAITING: _("wachtlijst, plek %(position)s"),
    State.OFFERED: _("er is een plek voor je"),
    State.CANCELLED: State.CANCELLED.label,
    State.DECLINED: State.DECLINED.label,
    State.EXPIRED: State.EXPIRED.label,
}
"""For the person, in a list of dates in a mail or on a page. Use ``state_words``, which fills in the position."""

UNCONFIRMED_IN_LINE = _("in de rij, nog te bevestigen")
"""For somebody on the waiting list without a confirmed address: they get a place on confirming, if one is free."""

ON_CARDS: Mapping[State, tuple[str, str]] = {
    State.HELD: (_("Nog niet bevestigd"), "warning"),
    State.REQUESTED: (_("Je aanvraag is binnen"), ""),
    State.CONFIRMED: (_("Je komt"), "success"),
    State.WAITING: (_("Je staat op de wachtlijst"), "warning"),
    State.OFFERED: (_("Er is een plek voor je"), "warning"),
}
"""For the person, on the card of a date that is on, with the tone of the card. Only live states have a card."""

IN_CALENDARS: Mapping[State, str] = {
    State.HELD: "",
    State.REQUESTED: _("Aangevraagd"),
    State.CONFIRMED: "",
    State.WAITING: _("Wachtlijst"),
    State.OFFERED: _("Plek aangeboden"),
    State.CANCELLED: _("Afgemeld"),
    State.DECLINED: _("Niet goedgekeurd"),
    State.EXPIRED: _("Plek vrijgegeven"),
}
"""For the person, before the title in their calendar: many programs show no status. Empty if they have a place."""

FOR_ORGANISERS: Mapping[State, str] = {
    State.CONFIRMED: _("Komt"),
    State.REQUESTED: _("Vraagt een plek"),
    State.HELD: _("Nog niet bevestigd"),
    State.OFFERED: _("Plek aangeboden"),
    State.WAITING: _("Wacht"),
    State.CANCELLED: _("Afgemeld"),
    State.DECLINED: _("Niet goedgekeurd"),
    State.EXPIRED: _("Verlopen"),
}
"""For organisers, in the order of the filter in the list of registrations."""

FOR_ORGANISERS_WHEN_OFF: Mapping[State, str] = {
    State.CONFIRMED: _("Had een plek"),
    State.REQUESTED: _("Vroeg een plek"),
    State.HELD: _("Had nog niet bevestigd"),
    State.OFFERED: _("Kreeg een plek aangeboden"),
    State.WAITING: _("Stond in de rij"),
}
"""For organisers, live states in the past tense, if the date is cancelled or removed. Others: ``FOR_ORGANISERS``."""


def state_words(registration: Registration) -> str:
    """Return the words for the person, with their position on the waiting list if they are confirmed."""
    if registration.state == State.WAITING and registration.confirmed_at is None:
        return str(UNCONFIRMED_IN_LINE)
    words = str(IN_LISTS[State(registration.state)])
    return words % {"position": registration.place_in_line()} if registration.state == State.WAITING else words
