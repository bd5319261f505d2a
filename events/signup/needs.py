"""Needs for food and access as fields of a form, only where the organiser asks, and only about oneself."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import EventPage
from events.models.attendance import Attendance
from events.models.needs import LONGEST_WORDS, Access, Diet
from events.registration.needs import Needs
from web.plain_text import plain

DIET, ACCESS, WORDS, CONSENT = "eten", "toegang", "wensen", "wensen_akkoord"
NEEDS = (DIET, ACCESS, WORDS, CONSENT)
CONSENT_WORDS = gettext_lazy(
    "Ik vind het goed dat de organisator dit weet, om ervoor te zorgen dat ik mee kan doen. Ik kan het altijd weer weghalen."
)
KEPT_WORDS = gettext_lazy("We bewaren het versleuteld, en wissen het een week na de bijeenkomst.")


@dataclass(frozen=True)
class AskedNeeds:
    """Kinds of needs that an event asks for."""

    diet: bool = False
    access: bool = False

    def __bool__(self) -> bool:
        return self.diet or self.access


NO_NEEDS = AskedNeeds()


def asked_needs(page: EventPage) -> AskedNeeds:
    """Return the needs that ``page`` asks for; none of people who are all online."""
    if page.attendance == Attendance.ONLINE:
        return NO_NEEDS
    return AskedNeeds(page.asks_diet, page.asks_access)


def needs_fields(asked: AskedNeeds) -> dict[str, forms.Field]:
    """Return the fields by name; nothing if nothing is asked."""
    if not asked:
        return {}
    fields: dict[str, forms.Field] = {}
    if asked.diet:
        fields[DIET] = _several(gettext_lazy("Wat eet je?"), Diet)
    if asked.access:
        fields[ACCESS] = _several(gettext_lazy("Wat heb je nodig om mee te kunnen doen?"), Access)
    fields[WORDS] = forms.CharField(
        label=gettext_lazy("Wil je daar iets bij zeggen?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Alleen over jezelf, en alleen wat de organisator moet weten."),
        error_messages={"max_length": gettext_lazy("Houd het korter dan 300 tekens.")},
    )
    fields[CONSENT] = forms.BooleanField(label=CONSENT_WORDS, required=False, help_text=KEPT_WORDS)
    return fields


def _several(label, choices) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("Kies iets uit de lijst."),
            "invalid_list": gettext_lazy("Kies iets uit de lijst."),
        },
    )


def needs_in(form: forms.Form, way: str) -> Needs | None:
    """Return the needs in a form that is being cleaned; None if there are none. Adds an error if the consent is missing."""
    if CONSENT not in form.fields or way == Attendance.ONLINE:
        for name in (DIET, ACCESS, WORDS):
            form.errors.pop(name, None)
        return None
    cleaned = form.cleaned_data
    needs = Needs(
        tuple(cleaned.get(DIET, ())),
        tuple(cleaned.get(ACCESS, ())),
        plain(cleaned.get(WORDS, "")).strip(),
        consent=f"{CONSENT_WORDS} {KEPT_WORDS}",
    )
    if needs and not cleaned.get(CONSENT):
        form.add_error(CONSENT, _("Zet hier een vinkje als de organisator dit mag weten. Anders maak je het leeg."))
    return needs or None


def initial_needs(needs: Needs | None) -> dict:
    if needs is None:
        return {}
    return {DIET: list(needs.diet), ACCESS: list(needs.access), WORDS: needs.words, CONSENT: True}
