from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from events.dates.cards import DateCard
from events.models.people import name_key
from events.registration.registering import Colleague
from freshness.versioned_cache import VersionedCache
from network.models import Discipline, Domain
from web.fields import FILLED_UNSEEN, LINK_IN_NAME, NameField, SendableEmailField
from web.names import looks_like_a_link, shown_name
from web.plain_text import plain

MOST_COLLEAGUES = 5


@dataclass(frozen=True)
class Disciplines:
    """All disciplines as values: id, name, slug and domain, in the order of the list."""

    rows: tuple[tuple[int, str, str, str], ...]

    @property
    def choices(self) -> list:
        """The choices of a select, grouped by domain."""
        groups = [
            (domain.label.capitalize(), [(pk, name) for pk, name, _slug, own in self.rows if own == domain])
            for domain in Domain
        ]
        return [("", _("Kies je discipline")), *(group for group in groups if group[1])]

    def chosen(self, value: str) -> Discipline | None:
        return next(
            (Discipline(pk, name, slug, domain) for pk, name, slug, domain in self.rows if str(pk) == value), None
        )


def known_disciplines() -> Disciplines:
    return _disciplines.get("all", _read_disciplines)


def _read_disciplines() -> Disciplines:
    return Disciplines(tuple(Discipline.objects.values_list("pk", "name", "slug", "domain")))


_disciplines: VersionedCache[Disciplines] = VersionedCache(most=1)


class DisciplineField(forms.ChoiceField):
    """A choice of discipline, grouped by domain. Its form calls ``load``; the cleaned value is a Discipline or None."""

    def load(self, disciplines: Disciplines | None = None) -> None:
        self.disciplines = disciplines or known_disciplines()
        self.choices = lambda: self.disciplines.choices

    def to_python(self, value) -> Discipline | None:
        if value in self.empty_values:
            return None
        if (chosen := self.disciplines.chosen(str(value))) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return chosen

    def validate(self, value: Discipline | None) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value) -> str:
        return value.pk if isinstance(value, Discipline) else value


class AnswersForm(forms.Form):
    """Questions about the person, whose answers they can change later."""

    organisatie = forms.CharField(
        label=_("Organisatie"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={
            "required": _("Vul in waar je werkt. Kom je als bewoner? Schrijf dan “bewoner”."),
            "max_length": _("De naam van je organisatie mag niet langer zijn dan 120 tekens."),
        },
    )
    discipline = DisciplineField(
        label=_("Discipline"),
        error_messages={
            "required": _("Kies wat het best past. Staat het er niet bij? Kies “anders”."),
            "invalid_choice": _("Kies een discipline uit de lijst."),
        },
    )
    opmerking = forms.CharField(
        label=_("Wil je nog iets kwijt?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen de organisator leest dit. Schrijf niets over je gezondheid."),
        error_messages={"max_length": _("Houd het korter dan 500 tekens.")},
    )

    def clean_organisatie(self) -> str:
        return shown_name(self.cleaned_data["organisatie"])

    def clean_opmerking(self) -> str:
        return plain(self.cleaned_data["opmerking"])

    def __init__(self, *args, disciplines: Disciplines | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discipline"].load(disciplines)


class LostLinkForm(forms.Form):
    email = SendableEmailField(
        label=_("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul het e-mailadres in waarmee je je hebt aangemeld."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
        },
    )


class DatesField(forms.TypedMultipleChoiceField):
    """Choice of one or more dates. An empty value counts as no choice instead of an invalid one."""

    def clean(self, value):
        return super().clean([one for one in value if one] if isinstance(value, list | tuple) else value)


def date_words(card: DateCard) -> str:
    words = f"{card.date_words}, {card.time_words}"
    return _("%(words)s (vol: je komt op de wachtlijst)") % {"words": words} if is_full(card) else words


def is_full(card: DateCard) -> bool:
    return card.places is not None and card.places.state == "full"


class RegistrationForm(AnswersForm):
    """Public registration form. The field names are Dutch, because they appear in URLs."""

    field_order = ("datum", "naam", "email", "organisatie", "discipline", "opmerking")

    datum = DatesField(
        label=_("Welke datum?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Je kunt er meer kiezen. Je krijgt dan één mail met alle dagen."),
        error_messages={"required": _("Kies een datum."), "invalid_choice": _("Kies een van de datums.")},
    )
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
        label=_("E-mailadres van je werk"),
        max_length=254,
        help_text=_("We sturen je een link om je adres te bevestigen."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
            "max_length": _("Dit adres is te lang. Controleer het nog eens."),
        },
    )
    website = forms.CharField(
        required=False,
        label=_("Laat dit leeg"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    """Honeypot: invisible to people, filled in by bots. Browsers fill it in too, so the answer says what happened."""

    def __init__(self, *args, cards: list[DateCard], with_colleagues: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # A submission without colleagues needs no fields for them, unless it is shown again.
        self.numbers = range(1, MOST_COLLEAGUES + 1) if with_colleagues or self.names_colleagues else range(0)
        for number in self.numbers:
            self.fields |= {
                f"collega_{number}_naam": _colleagues_name(),
                f"collega_{number}_email": _colleagues_email(),
            }
        dates = [(card.date.pk, date_words(card)) for card in cards]
        self.fields["datum"].choices = dates
        # A single date is chosen in advance, unless another one was submitted that is no longer open: then show the
        # error.
        if len(dates) == 1 and not (self.is_bound and "datum" in self.errors):
            self.fields["datum"].widget = forms.MultipleHiddenInput()
            self.fields["datum"].initial = [dates[0][0]]

    def need_not_confirm(self) -> None:
        """Remove the help text about confirmation, for somebody whose address is verified."""
        self.fields["email"].help_text = ""

    @property
    def colleague_rows(self) -> list[dict[str, forms.BoundField]]:
        return [
            {"name": self[f"collega_{number}_naam"], "email": self[f"collega_{number}_email"]}
            for number in self.numbers
        ]

    @property
    def names_colleagues(self) -> bool:
        """True if any field of a colleague was filled in, valid or not."""
        return any(value for name, value in self.data.items() if name.startswith("collega_"))

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(None, FILLED_UNSEEN)
        known = {(cleaned.get("email", "").lower(), name_key(cleaned.get("naam", "")))}
        cleaned["collegas"] = []
        for number in self.numbers:
            colleague = self._colleague(f"collega_{number}_naam", f"collega_{number}_email")
            if colleague is None:
                continue
            key = (colleague.email.lower(), name_key(colleague.name))
            if key in known:
                self.add_error(
                    f"collega_{number}_naam", _("Deze persoon staat er al. Vul een ander in, of maak dit leeg.")
                )
            known.add(key)
            cleaned["collegas"].append(colleague)
        return cleaned

    def _colleague(self, name_field: str, email_field: str) -> Colleague | None:
        """Return the colleague in this row, or None if it is empty or invalid. Adds the error to its field."""
        if name_field in self.errors or email_field in self.errors:
            return None
        name = shown_name(self.cleaned_data[name_field])
        email = self.cleaned_data[email_field]
        if not name and not email:
            return None
        if not name:
            self.add_error(name_field, _("Vul ook de naam van je collega in."))
        elif looks_like_a_link(name):
            self.add_error(name_field, LINK_IN_NAME)
        elif not email:
            self.add_error(email_field, _("Vul ook het e-mailadres van je collega in."))
        else:
            return Colleague(name, email)
        return None


def _colleagues_name() -> forms.Field:
    return forms.CharField(
        label=_("Naam"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Een naam mag niet langer zijn dan 120 tekens.")},
    )


def _colleagues_email() -> forms.Field:
    return SendableEmailField(
        label=_("E-mailadres"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
            "max_length": _("Dit adres is te lang. Controleer het nog eens."),
        },
    )
