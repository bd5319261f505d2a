"""The five steps: which question stands where, and the forms for them.

A form is bound to what is stored in the draft, so whatever is typed is kept first and judged afterwards.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.contribute.fields import MonthField, PageChoice, PageChoices, PracticeAddress, of_model
from knowledge.models import (
    Category,
    PhaseChange,
    PracticePage,
    PracticePartner,
    PracticeStep,
    Recognition,
)
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import open_to_all
from web.fields import NameField, SendableEmailField
from web.numbers import row_id

Data = Mapping[str, list[str]]
MOST_ROWS = 12
EMPTY_ROWS = 1


@dataclass(frozen=True)
class Rows:
    """Repeated questions: rows of one kind that belong to the practice."""

    name: str
    label: str | Promise
    hint: str | Promise
    form: type[forms.Form]

    def prefixes(self, data: Data) -> list[str]:
        """Return the prefix of each row that was typed."""
        numbers = {int(key.split("-")[1]) for key in data if self.owns(key)}
        return [f"{self.name}-{number}" for number in sorted(numbers)]

    def owns(self, key: str) -> bool:
        name, _dash, rest = key.partition("-")
        number = rest.partition("-")[0]
        return name == self.name and number.isascii() and number.isdigit() and int(number[:4] or 0) < MOST_ROWS

    def forms_for(self, data: Data, *, empty: int = EMPTY_ROWS) -> list[forms.Form]:
        """Return a bound form for each filled row, then ``empty`` unbound ones."""
        filled = [prefix for prefix in self.prefixes(data) if _is_filled(self.form, prefix, data)]
        bound = [
            self.form(as_query({key.replace(prefix, f"{self.name}-{number}", 1): values
                                for key, values in data.items() if key.startswith(f"{prefix}-")}),
                      prefix=f"{self.name}-{number}")
            for number, prefix in enumerate(filled)
        ]  # fmt: skip
        room = max(0, min(empty, MOST_ROWS - len(bound)))
        return [*bound, *(self.form(prefix=f"{self.name}-{len(bound) + number}") for number in range(room))]


def _is_filled(form: type[forms.Form], prefix: str, data: Data) -> bool:
    texts = [name for name, field in form.base_fields.items() if not isinstance(field, forms.BooleanField)]
    ignored = {"phase"}  # a choice that always has a value
    return any(value.strip() for name in texts if name not in ignored for value in data.get(f"{prefix}-{name}", []))


def as_query(data: Data) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in data.items():
        query.setlist(name, list(values))
    return query


class PartnerForm(forms.Form):
    organisation = PageChoice(
        label=_("organisatie op deze site"), queryset=OrganisationPage.objects.none(), required=False
    )
    name = of_model(PracticePartner, "name")
    role = of_model(PracticePartner, "role")
    since = MonthField(label=_("sinds"), required=False)
    until = MonthField(label=_("tot"), required=False)
    reason = of_model(PracticePartner, "reason")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = open_to_all(OrganisationPage.objects.all()).order_by("title")

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if not cleaned.get("organisation") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Kies een organisatie, of vul een naam in."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Deze maand ligt vóór “sinds”."))
        return cleaned


class LogForm(forms.Form):
    month = MonthField(label=_("maand"), error_messages={"required": _("Vul een maand in, zoals 2026-03.")})
    title = of_model(PracticeStep, "title", required=True)
    words = of_model(PracticeStep, "words", rows=2)
    has_failed = forms.BooleanField(label=_("Dit lukte niet"), required=False)
    is_expected = forms.BooleanField(label=_("Dit moet nog komen"), required=False)


class PhaseForm(forms.Form):
    phase = of_model(PhaseChange, "phase", required=True)
    month = MonthField(label=_("maand"), error_messages={"required": _("Vul een maand in, zoals 2026-03.")})
    is_expected = forms.BooleanField(label=_("Dit verwachten we"), required=False)
    reason = of_model(PhaseChange, "reason")


class RecognitionForm(forms.Form):
    level = of_model(Recognition, "level", required=True)
    url = forms.URLField(
        label=_("waar staat dat?"),
        max_length=300,
        assume_scheme="https",
        error_messages={
            "required": _("Plak het adres van de pagina waarop dat staat."),
            "invalid": _("Plak een volledig adres, zoals https://www.voorbeeld.nl/."),
            "max_length": _("Dit adres is te lang."),
        },
    )
    on = forms.DateField(
        label=_("datum"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Vul een datum in."), "invalid": _("Vul een datum in, zoals 2026-03-31.")},
    )


class CoAuthorForm(forms.Form):
    name = NameField(label=_("naam"), max_length=120, error_messages={"required": _("Vul de naam in.")})
    email = SendableEmailField(
        label=_("e-mailadres"),
        max_length=254,
        error_messages={
            "required": _("Vul het e-mailadres in. Zonder adres kunnen we niet vragen of het mag."),
            "invalid": _("Het adres is nog niet af. Controleer het deel na de @."),
        },
    )


PARTNERS = Rows("partners", _("Met wie doen jullie dit?"), _("Ook wie gestopt is. Dat helpt een ander."), PartnerForm)
LOG = Rows("steps", _("Wat gebeurde er tot nu toe?"), _("Eén regel per stap. Ook wat niet lukte."), LogForm)
PHASES = Rows("phase_changes", _("Hoe ging het van fase naar fase?"), _("Met de maand en de reden."), PhaseForm)
RECOGNITIONS = Rows("recognitions", _("Is het ergens erkend?"), _("Bijvoorbeeld in een databank."), RecognitionForm)
CO_AUTHORS = Rows(
    "authors",
    _("Wie schreven mee?"),
    _("Iedereen krijgt een mail en beslist zelf over zijn naam. Het adres komt niet op de site."),
    CoAuthorForm,
)


class StepForm(forms.Form):
    """Base of the forms. ``data`` is what the draft holds; ``is_change`` is a change to a page that is on the site."""

    rows: tuple[Rows, ...] = ()
    deep: tuple[str, ...] = ()
    """Fields of the deep layer, which the page shows in a fold."""

    def __init__(self, *args, stored: Data, is_change: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored, self.is_change = stored, is_change
        self.prepare()

    def prepare(self) -> None:
        """Adapt the fields to what the draft holds."""

    def short_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.deep]

    @property
    def has_deep_answers(self) -> bool:
        """True if something in the fold is filled in or wrong, so that it has to be open."""
        return any(value.strip() for name in self.deep for value in self.stored.get(name, [])) or any(
            name in self.errors for name in self.deep
        )

    def deep_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.deep if name in self.fields]


class WhatForm(StepForm):
    title = forms.CharField(
        label=_("Geef het een naam"),
        max_length=100,
        help_text=_("Zoals je het aan de lunchtafel zou zeggen."),
        widget=forms.TextInput(attrs={"data-limit": 100, "autocomplete": "off"}),
        error_messages={
            "required": _("Geef het een naam."),
            "max_length": _("Houd de naam korter dan 100 tekens."),
        },
    )
    summary = of_model(PracticePage, "summary", rows=3, required=True)
    municipality = PageChoice(
        label=_("In welke gemeente?"),
        queryset=MunicipalityPage.objects.none(),
        required=False,
        empty_label=_("In de hele regio"),
    )
    phase = of_model(PracticePage, "phase", required=True)

    def prepare(self) -> None:
        self.fields["summary"].label = _("Vertel het in één zin")
        self.fields["phase"].label = _("Hoe ver zijn jullie?")
        self.fields["municipality"].queryset = open_to_all(MunicipalityPage.objects.all()).order_by("title")


class ApproachForm(StepForm):
    occasion = of_model(PracticePage, "occasion", rows=3)
    goal = of_model(PracticePage, "goal", rows=3)
    approach = of_model(PracticePage, "approach", rows=6)
    effort = of_model(PracticePage, "effort", rows=2)
    execution = of_model(PracticePage, "execution", rows=4)
    conditions = of_model(PracticePage, "conditions", rows=3)
    costs = of_model(PracticePage, "costs", rows=3)
    securing = of_model(PracticePage, "securing", rows=3)

    deep = ("execution", "conditions", "costs", "securing")
    rows = (PHASES,)


class WhereForm(StepForm):
    target_group = of_model(PracticePage, "target_group")
    intermediaries = of_model(PracticePage, "intermediaries")
    residents_role = of_model(PracticePage, "residents_role", rows=3)
    organisation = PageChoice(
        label=_("Welke organisatie trekt het?"), queryset=OrganisationPage.objects.none(), required=False,
        empty_label=_("Staat er niet bij, of geen"),
    )  # fmt: skip
    is_shared = of_model(PracticePage, "is_shared")
    wijken = PageChoices(label=_("In welke wijken?"), queryset=WijkPage.objects.none(), required=False)
    wijk_to_be_chosen = of_model(PracticePage, "wijk_to_be_chosen")
    themes = PageChoices(label=_("Bij welke thema’s hoort het?"), queryset=ThemePage.objects.none(), required=False)
    life_areas = PageChoices(label=_("Leefgebied"), queryset=Category.objects.none(), required=False)
    life_stages = PageChoices(label=_("Levensfase"), queryset=Category.objects.none(), required=False)
    target_groups = PageChoices(label=_("Doelgroep"), queryset=Category.objects.none(), required=False)
    inspired_by = PracticeAddress(
        label=_("Op welke praktijk is dit geïnspireerd?"), required=False, max_length=300,
        help_text=_("Plak het adres van die praktijk, zoals /praktijken/samen-aan-tafel/."),
    )  # fmt: skip

    deep = ("life_areas", "life_stages", "target_groups", "inspired_by")
    rows = (PARTNERS,)

    def prepare(self) -> None:
        self.fields["organisation"].queryset = open_to_all(OrganisationPage.objects.all()).order_by("title")
        self.fields["themes"].queryset = open_to_all(ThemePage.objects.all()).order_by("title")
        for name, kind in CATEGORY_FIELDS.items():
            self.fields[name].queryset = Category.objects.filter(kind=kind)
        chosen = row_id(next(iter(self.stored.get("municipality", [])), ""))
        if chosen is None:
            del self.fields["wijken"], self.fields["wijk_to_be_chosen"]
        else:
            wijken = open_to_all(WijkPage.objects.filter(municipality=chosen))
            self.fields["wijken"].queryset = wijken.order_by("title")
            self.fields["wijk_to_be_chosen"].label = _("De wijk wordt nog gekozen")
        self.fields["is_shared"].label = _("Collega’s van deze organisatie mogen meeschrijven")


CATEGORY_FIELDS = {
    "life_areas": Category.Kind.LIFE_AREA,
    "life_stages": Category.Kind.LIFE_STAGE,
    "target_groups": Category.Kind.TARGET_GROUP,
}


class LearnedForm(StepForm):
    failed_what = of_model(PracticePage, "failed_what", rows=3)
    failed_how = of_model(PracticePage, "failed_how", rows=3)
    failed_now = of_model(PracticePage, "failed_now", rows=3)
    lesson = of_model(PracticePage, "lesson", rows=2)
    results = of_model(PracticePage, "results", rows=4)
    active_elements = of_model(PracticePage, "active_elements", rows=4)
    experiences = of_model(PracticePage, "experiences", rows=4)
    evaluation = of_model(PracticePage, "evaluation", rows=2)

    deep = ("experiences", "evaluation")
    rows = (LOG, RECOGNITIONS)

    def prepare(self) -> None:
        self.fields["failed_what"].label = _("Wat werkte niet? Wat deden jullie?")
        self.fields["results"].help_text = _("Cijfers mogen, een verhaal mag ook. Noem geen namen van bewoners.")


class FilesForm(StepForm):
    materials = of_model(PracticePage, "materials", rows=3)
    transfer = of_model(PracticePage, "transfer", rows=3)
    seeks = of_model(PracticePage, "seeks")
    council_question = of_model(PracticePage, "council_question", rows=3)
    thanks = of_model(PracticePage, "thanks")
    is_contact = forms.BooleanField(
        label=_("Vragen over deze praktijk mogen naar mij"), required=False,
        help_text=_("Vragen komen in je mailbox. Je adres staat niet op de site."),
    )  # fmt: skip
    credit = forms.BooleanField(label=_("Zet mijn naam op de pagina"), required=False)
    credit_name = NameField(
        label=_("Je naam op de pagina"), required=False, max_length=120,
        error_messages={"max_length": _("Een naam mag niet langer zijn dan 120 tekens.")},
    )  # fmt: skip
    credit_work = forms.CharField(
        label=_("Je discipline en organisatie op de pagina"), required=False, max_length=220,
        help_text=_("Bijvoorbeeld “huisarts, Huisartsenpraktijk De Eik”."),
        error_messages={"max_length": _("Houd het korter dan 220 tekens.")},
    )  # fmt: skip
    change_note = of_model(PracticePage, "change_note")

    deep = ("transfer", "council_question")
    rows = (CO_AUTHORS,)

    def prepare(self) -> None:
        # Once the page is on the site, people decide about their names on their own page, at once.
        gone = ("is_contact", "credit", "credit_name", "credit_work") if self.is_change else ("change_note",)
        for name in gone:
            del self.fields[name]
        if self.is_change:
            self.rows = ()


@dataclass(frozen=True)
class Step:
    slug: str
    name: str | Promise
    heading: str | Promise
    lead: str | Promise
    form: type[StepForm]

    def owns(self, key: str) -> bool:
        return key in self.form.base_fields or any(rows.owns(key) for rows in self.form.rows)

    @property
    def number(self) -> int:
        return STEPS.index(self) + 1

    @property
    def next(self) -> "Step | None":
        return STEPS[self.number] if self.number < len(STEPS) else None


STEPS = (
    Step("wat", _("Wat is het?"), _("Wat doen jullie?"), "", WhatForm),
    Step("aanpak", _("Aanpak"), _("Hoe pakken jullie het aan?"), _("Een paar zinnen per vraag is genoeg."), ApproachForm),
    Step("waar", _("Voor wie en waar"), _("Voor wie is het, en waar?"), "", WhereForm),
    Step(
        "geleerd", _("Wat leerden jullie?"), _("Wat leerden jullie?"),
        _("Begin met wat niet lukte. Dat is voor een ander het meest waard."), LearnedForm,
    ),
    Step("bestanden", _("Bestanden en contact"), _("Bestanden en contact"), "", FilesForm),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}


def form_for(step: Step, data: Data, *, is_change: bool = False) -> StepForm:
    """Return the form of ``step``, bound to what is stored."""
    return step.form(as_query(data), stored=data, is_change=is_change)


def bound_forms(data: Data, *, is_change: bool = False) -> Iterator[tuple[Step, forms.Form]]:
    """Yield every form with something in it: the steps and their rows."""
    for step in STEPS:
        form = form_for(step, data, is_change=is_change)
        yield step, form
        for rows in form.rows:
            for row in rows.forms_for(data, empty=0):
                yield step, row
