"""Words for the state of a registration, in one table per audience.

A new state is added to ``Registration.State`` and to these tables. The label in ``Registration.State`` is the neutral word, for
spreadsheets and exports. What a state means for somebody, in sentences, is in ``events.self_service.status``.
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
"""For the person, beside each of several dates in a mail or on a page. Use ``state_words``, which fills in the position."""

ON_CARDS: Mapping[State, tuple[str, str]] = {
    State.HELD: (_("Nog niet bevestigd"), "warning"),
    State.REQUESTED: (_("Je aanvraag is binnen"), ""),
    State.CONFIRMED: (_("Je komt"), "success"),
    State.WAITING: (_("Je staat op de wachtlijst"), "warning"),
    State.OFFERED: (_("Er is een plek voor je"), "warning"),
}
"""For the person, on the card of a date that is on, with the tone of the card. Live states only: others have no card."""

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
"""Before the title in the person's own calendar, because many programs show no status. Empty for a place of one's own."""

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
"""For the organiser, in the order of the filter on the list of registrations."""

FOR_ORGANISERS_WHEN_OFF: Mapping[State, str] = {
    State.CONFIRMED: _("Had een plek"),
    State.REQUESTED: _("Vroeg een plek"),
    State.HELD: _("Had nog niet bevestigd"),
    State.OFFERED: _("Kreeg een plek aangeboden"),
    State.WAITING: _("Stond in de rij"),
}
"""Live states of a date that is cancelled or removed. The others are as in ``FOR_ORGANISERS``."""


def state_words(registration: Registration) -> str:
    """Return the words for the person, with the position if they are waiting."""
    words = str(IN_LISTS[State(registration.state)])
    return words % {"position": registration.place_in_line()} if registration.state == State.WAITING else words
