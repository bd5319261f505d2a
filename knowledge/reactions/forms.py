from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.identity.forms import TrappedForm, WhoForm
from web.fields import SendableEmailField
from web.names import shown_name
from web.plain_text import plain


class WordsField(forms.CharField):
    """Text of several lines, without characters that some format cannot hold."""

    def __init__(self, *, rows: int, too_long: str, **kwargs) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.error_messages["max_length"] = too_long

    def to_python(self, value) -> str:
        # Browsers send two characters for each newline; the limit is on what is stored.
        return plain(super().to_python(value)).strip()


class QuestionForm(WhoForm):
    field_order = ("vraag", "naam", "email", "website")

    vraag = WordsField(
        label=_("Je vraag"),
        rows=6,
        max_length=2000,
        too_long=_("Houd je vraag korter dan 2.000 tekens."),
        help_text=_("Schrijf geen namen of andere gegevens van bewoners of patiënten."),
        error_messages={"required": _("Schrijf je vraag op.")},
    )


class ReactionForm(WhoForm):
    field_order = ("reactie", "naam", "werk", "email", "website")

    reactie = WordsField(
        label=_("Wat weet of denk jij hiervan?"),
        rows=6,
        max_length=1000,
        too_long=_("Houd je reactie korter dan 1.000 tekens."),
        help_text=_("Wat probeerde je, en wat gebeurde er? Schrijf geen namen of gegevens van bewoners of patiënten."),
        error_messages={"required": _("Schrijf je reactie op.")},
    )
    werk = forms.CharField(
        label=_("Wat doe je, en waar?"),
        required=False,
        max_length=120,
        help_text=_("Bijvoorbeeld “woonconsulent, Wooncorporatie Rietvink”. Het komt bij je naam te staan."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"max_length": _("Houd dit korter dan 120 tekens.")},
    )

    def clean_werk(self) -> str:
        return shown_name(self.cleaned_data["werk"])


class ReportForm(TrappedForm):
    field_order = ("reden", "email", "website")

    reden = WordsField(
        label=_("Wat is er mis met deze reactie?"),
        rows=4,
        max_length=600,
        too_long=_("Houd het korter dan 600 tekens."),
        error_messages={"required": _("Schrijf op wat er mis is.")},
    )
    email = SendableEmailField(
        label=_("Je e-mailadres"),
        required=False,
        max_length=254,
        help_text=_("Dan hoor je wat we besluiten. We gebruiken het nergens anders voor."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
            "max_length": _("Dit adres is te lang. Controleer het nog eens."),
        },
    )


class AnswerForm(forms.Form):
    antwoord = WordsField(
        label=_("Je antwoord"),
        rows=4,
        max_length=1000,
        required=False,
        too_long=_("Houd je antwoord korter dan 1.000 tekens."),
        help_text=_("Het komt onder de reactie te staan, met jouw naam."),
    )


class DeclineForm(forms.Form):
    reden = WordsField(
        label=_("Waarom niet?"),
        rows=3,
        max_length=600,
        too_long=_("Houd het korter dan 600 tekens."),
        help_text=_("De schrijver leest dit letterlijk."),
        error_messages={"required": _("Schrijf op waarom niet. De schrijver leest dit.")},
    )


class OutcomeForm(forms.Form):
    """Words with the decision about a report: needed for removing, because the writer reads them too."""

    uitleg = WordsField(
        label=_("Wat wil je erbij zeggen?"),
        rows=3,
        max_length=600,
        required=False,
        too_long=_("Houd het korter dan 600 tekens."),
        help_text=_("Wie het meldde leest dit. Haal je de reactie weg, dan leest de schrijver het ook."),
    )

    def __init__(self, *args, removes: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.removes = removes

    def clean_uitleg(self) -> str:
        words: str = self.cleaned_data["uitleg"]
        if self.removes and not words:
            raise forms.ValidationError(_("Schrijf op waarom je de reactie weghaalt. De schrijver leest dit."))
        return words
