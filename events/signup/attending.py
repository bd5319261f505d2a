"""Question “hier of online?” of the registration form, for a hybrid event; each colleague has their own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.cards import DateCard
from events.models.attendance import Attendance

NAME = "mee"
LABELS = {
    Attendance.IN_PERSON: gettext_lazy("Ik kom naar de plek"),
    Attendance.ONLINE: gettext_lazy("Ik doe online mee"),
}
COLLEAGUES = {
    Attendance.IN_PERSON: gettext_lazy("Komt naar de plek"),
    Attendance.ONLINE: gettext_lazy("Doet online mee"),
}


def asks_attendance(cards: list[DateCard]) -> bool:
    return any(card.date.is_hybrid for card in cards)


def attendance_field(cards: list[DateCard]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Hoe doe je mee?"),
        choices=[(way.value, _with_state(str(label), way, cards)) for way, label in LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies of je komt of online meedoet."),
            "invalid_choice": gettext_lazy("Kies of je komt of online meedoet."),
        },
    )


def colleagues_field(cards: list[DateCard]) -> forms.ChoiceField:
    choices = [(way.value, _with_state(str(label), way, cards)) for way, label in COLLEAGUES.items()]
    return forms.ChoiceField(
        label=gettext_lazy("Hoe doet je collega mee?"),
        required=False,
        choices=[("", gettext_lazy("Kies")), *choices],
        error_messages={"invalid_choice": gettext_lazy("Kies of je collega komt of online meedoet.")},
    )


def _with_state(label: str, way: Attendance, cards: list[DateCard]) -> str:
    """Return the label, saying that it is full if it is at every date. Numbers would go stale in the cached form."""
    shown = [card.places.of(way) for card in cards if card.places is not None]
    if shown and all(places.state == "full" for places in shown):
        return _("%(label)s (vol: je komt op de wachtlijst)") % {"label": label}
    return label
