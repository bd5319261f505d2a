"""Fields in which guests say who they are. Somebody who is signed in is not asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Contributor
from web.fields import FILLED_UNSEEN, NameField, SendableEmailField


class TrappedForm(forms.Form):
    """Form with a honeypot. Its message is above the form."""

    website = forms.CharField(
        required=False,
        label=_("Laat dit leeg"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    """Honeypot: invisible to people, filled in by bots. Browsers fill it in too, so the answer says what happened."""

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(None, FILLED_UNSEEN)
        return cleaned


class WhoForm(TrappedForm):
    """Base of public forms. With a ``contributor`` it has no fields for the person, else name, address and a honeypot."""

    naam = NameField(
        label=_("Je naam"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Vul je naam in."),
            "max_length": _("Je naam mag niet langer zijn dan 120 tekens."),
        },
    )
    email = SendableEmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        help_text=_("We sturen je een link om je adres te bevestigen. Het komt niet op de site."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
            "max_length": _("Dit adres is te lang. Controleer het nog eens."),
        },
    )

    def __init__(self, *args, contributor: Contributor | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if contributor is not None:
            for name in ("naam", "email", "website"):
                del self.fields[name]
