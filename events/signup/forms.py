from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from events.dates.cards import DateCard
from events.models.attendance import Attendance, attendance_of
from events.models.people import name_key
from events.registration.replies import Replies
from events.signup import attending
from events.signup.attending import asks_attendance, attendance_field, colleagues_field
from events.signup.colleagues import MOST_COLLEAGUES, colleague_in, fields_for
from events.signup.disciplines import DisciplineField, Disciplines
from events.signup.needs import NEEDS, NO_NEEDS, AskedNeeds, needs_fields, needs_in
from events.signup.questions import AskedQuestion, QuestionFields, questions_for
from events.signup.ways_in import WaysIn
from web.fields import FILLED_UNSEEN, NameField, SendableEmailField
from web.names import shown_name
from web.plain_text import plain

SHOWN_LABEL = _("Laat wie ook komt mijn voornaam, organisatie en discipline zien")
SHOWN_HINT = _(
    "Alleen mensen met een plek zien het, tot een week na de bijeenkomst. Je kunt het altijd weer uitzetten."
)


REMARK_BESIDE_NEEDS = _(
    "Alleen de organisator leest dit. Schrijf hier niets over je gezondheid: dat kan bij “Eten en toegang”."
)


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

    def ask_more(self, questions: QuestionFields, needs: AskedNeeds) -> None:
        """Put the organiser's own questions and those about needs before the remark."""
        own = needs_fields(needs)
        self.fields |= own
        put_before(self, "opmerking", [*questions.names, *own])
        self.asks_needs = bool(own)
        if own:
            self.fields["opmerking"].help_text = REMARK_BESIDE_NEEDS

    @property
    def needs_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NEEDS if name in self.fields]

    @property
    def has_needs(self) -> bool:
        """True if any field about needs was filled in, or has an error."""
        return any(field.errors or field.value() for field in self.needs_fields)


class OwnDetailsForm(AnswersForm):
    """Answers and name of somebody who is registered, to correct by themselves."""

    field_order = ("naam", "organisatie", "discipline", "opmerking")

    naam = NameField(
        label=_("Je naam"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Zo sta je op de lijst en op je ticket. De organisator ziet ook hoe je eerst stond."),
        error_messages={
            "required": _("Vul je naam in."),
            "max_length": _("Je naam mag niet langer zijn dan 120 tekens."),
        },
    )

    def __init__(
        self,
        *args,
        questions: Sequence[AskedQuestion] = (),
        needs: AskedNeeds = NO_NEEDS,
        way: str = "",
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.way = way
        self.own_questions = QuestionFields(self, questions_for([way], questions), may_clear=True)
        self.ask_more(self.own_questions, needs)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        return cleaned | {
            "antwoorden": self.own_questions.answers(self.way),
            "behoeften": needs_in(self, self.way),
        }


class ConfirmForm(forms.Form):
    """Questions while confirming: the discipline if nobody filled it in, and the consent to be shown."""

    discipline = DisciplineField(
        label=_("Discipline"),
        required=False,
        help_text=_("Dan klopt het overzicht van wie er komt."),
        error_messages={"invalid_choice": _("Kies een discipline uit de lijst.")},
    )
    zichtbaar = forms.BooleanField(required=False, label=SHOWN_LABEL, help_text=SHOWN_HINT)

    def __init__(self, *args, asks_discipline: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if asks_discipline:
            self.fields["discipline"].load()
        else:
            del self.fields["discipline"]


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


def put_before(form: forms.Form, name: str, names: Sequence[str]) -> None:
    """Move the fields ``names`` to before the field ``name``."""
    order = [one for one in form.fields if one not in names]
    at = order.index(name)
    form.order_fields([*order[:at], *names, *order[at:]])


def filled(answers: dict[int, str]) -> dict[int, str]:
    return {pk: text for pk, text in answers.items() if text}


def date_words(card: DateCard) -> str:
    words = f"{card.date_words}, {card.time_words}"
    return _("%(words)s (vol: je komt op de wachtlijst)") % {"words": words} if is_full(card) else words


def is_full(card: DateCard) -> bool:
    return card.places is not None and card.places.state == "full"


class RegistrationForm(AnswersForm):
    """Public registration form. The field names are Dutch, because they appear in URLs."""

    field_order = ("datum", "code", "naam", "email", "organisatie", "discipline", "mee", "opmerking", "zichtbaar")

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
    zichtbaar = forms.BooleanField(required=False, label=SHOWN_LABEL, help_text=SHOWN_HINT)
    website = forms.CharField(
        required=False,
        label=_("Laat dit leeg"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    """Honeypot: invisible to people, filled in by bots. Browsers fill it in too, so the answer says what happened."""

    def __init__(
        self,
        *args,
        cards: list[DateCard],
        ways_in: WaysIn | None = None,
        questions: Sequence[AskedQuestion] = (),
        needs: AskedNeeds = NO_NEEDS,
        with_colleagues: bool = True,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        if ways_in is not None and (code := ways_in.field()):
            self.fields["code"] = code
            self.order_fields(self.field_order)
        # A submission without colleagues needs no fields for them, unless it is shown again.
        self.numbers = range(1, MOST_COLLEAGUES + 1) if with_colleagues or self.names_colleagues else range(0)
        self.asks_attendance = asks_attendance(cards)
        if self.asks_attendance:
            self.fields[attending.NAME] = attendance_field(cards)
            self.order_fields(self.field_order)
        self.ways = {card.date.attendance for card in cards}
        asked = questions_for(self.ways, questions)
        self.own_questions = QuestionFields(self, asked)
        self.ask_more(self.own_questions, needs)
        self.colleague_questions = {}
        for number in self.numbers:
            self.fields |= fields_for(number, self.fields["discipline"].disciplines)
            if self.asks_attendance:
                self.fields[f"collega_{number}_{attending.NAME}"] = colleagues_field(cards)
            prefix = f"collega_{number}_vraag_"
            self.colleague_questions[number] = QuestionFields(self, asked, prefix=prefix, for_colleague=True)
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
    def colleague_rows(self) -> list[dict[str, forms.BoundField | bool]]:
        """Fields of each colleague. ``is_open`` is True for rows up to the last one that was filled in."""
        filled = [number for number in self.numbers if self._is_filled(number)]
        return [
            {
                "is_open": number <= max(filled, default=0),
                "name": self[f"collega_{number}_naam"],
                "email": self[f"collega_{number}_email"],
                "discipline": self[f"collega_{number}_discipline"],
                **({"attendance": self[f"collega_{number}_{attending.NAME}"]} if self.asks_attendance else {}),
                "questions": [self[name] for name in self.colleague_questions[number].names],
            }
            for number in self.numbers
        ]

    def way_of(self, attendance: str) -> str:
        """Return how somebody with that answer to “hier of online?” attends. HYBRID if it is not answered."""
        return attendance_of(Attendance.HYBRID if len(self.ways) > 1 else next(iter(self.ways), ""), attendance)

    def _is_filled(self, number: int) -> bool:
        return any(value for name, value in self.data.items() if name.startswith(f"collega_{number}_"))

    @property
    def names_colleagues(self) -> bool:
        """True if any field of a colleague was filled in, valid or not."""
        return any(value for name, value in self.data.items() if name.startswith("collega_"))

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(None, FILLED_UNSEEN)
        way = self.way_of(cleaned.get(attending.NAME, ""))
        cleaned |= {"antwoorden": self.own_questions.answers(way), "behoeften": needs_in(self, way)}
        known = {(cleaned.get("email", "").lower(), name_key(cleaned.get("naam", "")))}
        cleaned["collegas_per_veld"] = {}
        for number in self.numbers:
            colleague = colleague_in(self, number)
            if colleague is None:
                continue
            answers = self.colleague_questions[number].answers(self.way_of(colleague.attendance))
            colleague = replace(colleague, replies=Replies(filled(answers)))
            key = (colleague.email.lower(), name_key(colleague.name))
            if key in known:
                self.add_error(
                    f"collega_{number}_naam", _("Deze persoon staat er al. Vul een ander in, of maak dit leeg.")
                )
            known.add(key)
            cleaned["collegas_per_veld"][f"collega_{number}_email"] = colleague
        cleaned["collegas"] = list(cleaned["collegas_per_veld"].values())
        return cleaned
