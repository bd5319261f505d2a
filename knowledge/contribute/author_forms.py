"""Forms on somebody's own page about a practice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.contribute.fields import too_long
from knowledge.models import Authorship
from web.fields import NameField, SendableEmailField
from web.plain_text import plain

EMAIL_ERRORS = {
    "required": _("Vul het e-mailadres in."),
    "invalid": _("Het adres is nog niet af. Controleer het deel na de @."),
    "max_length": _("Dit adres is te lang."),
}


class CreditForm(forms.Form):
    credit_name = NameField(
        label=_("Je naam op de pagina"), required=False, max_length=120,
        help_text=_("Maak dit leeg als je er niet op wilt staan."),
        error_messages={"max_length": _("Een naam mag niet langer zijn dan 120 tekens.")},
    )  # fmt: skip
    credit_work = forms.CharField(
        label=_("Je discipline en organisatie"), required=False, max_length=220,
        help_text=_("Bijvoorbeeld “huisarts, Huisartsenpraktijk De Eik”."),
        error_messages={"max_length": too_long(220)},
    )  # fmt: skip

    def clean_credit_work(self) -> str:
        return " ".join(plain(self.cleaned_data["credit_work"]).split())


class PersonForm(forms.Form):
    name = NameField(
        label=_("Naam"),
        max_length=120,
        error_messages={
            "required": _("Vul de naam in."),
            "max_length": _("Een naam mag niet langer zijn dan 120 tekens."),
        },
    )
    email = SendableEmailField(label=_("E-mailadres"), max_length=254, error_messages=EMAIL_ERRORS)


class AddForm(PersonForm):
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=Authorship.Role.choices,
        error_messages={"required": _("Kies een rol."), "invalid_choice": _("Kies iets uit de lijst.")},
    )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom stopte het?"), max_length=240, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dat helpt een ander. De praktijk blijft staan, met deze reden erbij."),
        error_messages={"required": _("Schrijf in één zin waarom."), "max_length": too_long(240)},
    )  # fmt: skip

    def clean_reason(self) -> str:
        return plain(self.cleaned_data["reason"])


class LostLinkForm(forms.Form):
    email = SendableEmailField(
        label=_("Je e-mailadres"), max_length=254, error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
