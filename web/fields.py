"""Form fields of public forms: an address that mail can be sent to, and what somebody calls themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from web.addresses import sendable
from web.names import looks_like_a_link, shown_name

FILLED_UNSEEN = _(
    "Er stond iets in een vak dat je niet ziet. Waarschijnlijk vulde je browser dat in. We hebben het leeggemaakt:"
    " verstuur het nog eens."
)
LINK_IN_NAME = _("Vul alleen de naam in, zonder link of nummer. Staat er een punt in? Zet daar een spatie achter.")


class SendableEmailField(forms.EmailField):
    def clean(self, value) -> str:
        cleaned = super().clean(value)
        return sendable(cleaned) if cleaned else cleaned


class NameField(forms.CharField):
    """Name on one line, without hidden characters, and without anything that a mail program makes a link of."""

    def clean(self, value) -> str:
        name = shown_name(super().clean(value))
        if not name and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if looks_like_a_link(name):
            raise forms.ValidationError(LINK_IN_NAME, code="link")
        return name
