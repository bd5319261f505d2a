"""Form to follow a selection: where, about what, by whom, and the address. Its parameters are those of the agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.identity.forms import TrappedForm
from web.fields import SendableEmailField


class FollowForm(TrappedForm):
    email = SendableEmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
        },
    )

    def __init__(self, *args, known_address: str = "", **kwargs) -> None:
        """Initialise. With a ``known_address``, of somebody who is signed in, it asks for none."""
        super().__init__(*args, **kwargs)
        if known_address:
            del self.fields["email"]
