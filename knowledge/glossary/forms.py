from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.identity.forms import WhoForm
from knowledge.models import TermPage, concepts
from web.names import looks_like_a_link, shown_name
from web.plain_text import folded, plain


class SuggestionForm(WhoForm):
    """Form to suggest a term, or to say what is wrong with the term ``about``."""

    begrip = forms.CharField(
        label=_("Welk woord of welke afkorting?"),
        max_length=100,
        error_messages={
            "required": _("Vul het woord in waar het om gaat."),
            "max_length": _("Het woord mag niet langer zijn dan 100 tekens."),
        },
    )
    uitleg = forms.CharField(
        label=_("Wat betekent het, of wat bedoelen mensen ermee?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Weet je het niet precies? Schrijf dan waar je het hoorde. Noem geen namen van bewoners."),
        error_messages={
            "required": _("Schrijf in één zin wat je ervan weet."),
            "max_length": _("De uitleg mag niet langer zijn dan 1000 tekens."),
        },
    )
    field_order = ("begrip", "uitleg", "naam", "email", "website")

    def __init__(self, *args, about: TermPage | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        if about is not None:
            del self.fields["begrip"]
            self.fields["uitleg"].label = _("Wat klopt er niet, of wat mis je?")
            self.fields["uitleg"].help_text = _("Noem geen namen van bewoners.")

    def clean_begrip(self) -> str:
        word = shown_name(self.cleaned_data["begrip"])
        if not word:
            raise forms.ValidationError(self.fields["begrip"].error_messages["required"])
        if looks_like_a_link(word):
            raise forms.ValidationError(_("Vul alleen het woord in, zonder link."))
        if any(folded(word) == folded(name) for _pk, names in concepts() for name in names):
            raise forms.ValidationError(
                _("Dit woord staat al in de lijst. Klopt de uitleg niet? Zoek het begrip op en kies “Zeg het ons”.")
            )
        return word

    def clean_uitleg(self) -> str:
        words = plain(self.cleaned_data["uitleg"]).strip()
        if not words:
            raise forms.ValidationError(self.fields["uitleg"].error_messages["required"])
        return words
