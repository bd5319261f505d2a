"""The organiser's own questions as fields of a form: for somebody who registers, a colleague, or one's own page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.dates.availability import closes_at
from events.models import Answer, Question, Registration
from events.models.attendance import Attendance
from events.models.questions import LONGEST_LONG, LONGEST_SHORT, QuestionKind, is_asked_of
from freshness.versioned_cache import VersionedCache
from web.plain_text import plain

FEW_CHOICES = 6
"""Number of choices that are shown as radio buttons. More are a select."""
HIGHEST = 1_000_000
PREFIX = "vraag_"
CHANGED = _("Deze vraag is veranderd terwijl je hem invulde. Kijk je antwoord nog eens na.")
NO_ANSWER = _("Geen antwoord")


@dataclass(frozen=True)
class AskedQuestion:
    """Question that is asked now. ``earlier`` are the ids of its other versions."""

    pk: int
    key: UUID
    kind: str
    label: str
    help: str
    choices: tuple[str, ...]
    required: bool
    asked_of: str
    earlier: tuple[int, ...] = ()


def questions_at(page_id: int) -> tuple[AskedQuestion, ...]:
    """Return the questions of an event in order, from the cache if no content changed."""
    return _questions.get(page_id, lambda: read_questions(page_id))


def read_questions(page_id: int) -> tuple[AskedQuestion, ...]:
    versions = list(Question.objects.filter(page=page_id))
    return tuple(
        AskedQuestion(
            pk=one.pk,
            key=one.key,
            kind=one.kind,
            label=one.label,
            help=one.help,
            choices=tuple(one.choice_list),
            required=one.required,
            asked_of=one.asked_of,
            earlier=tuple(other.pk for other in versions if other.key == one.key and other.pk != one.pk),
        )
        for one in versions
        if one.ended_at is None
    )


_questions: VersionedCache[tuple[AskedQuestion, ...]] = VersionedCache(most=200)


def questions_for(ways: Iterable[str], questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Return the questions that somebody may get who attends in one of ``ways``."""
    known = set(ways)
    return [one for one in questions if any(is_asked_of(one.asked_of, way) for way in known)]


def still_changeable(registration: Registration) -> bool:
    """Return whether the organiser still counts on answers: until registration closes."""
    date = registration.date
    return registration.is_live and date.page is not None and not date.is_over and closes_at(date) > timezone.now()


class QuestionFields:
    """Fields of ``questions`` in ``form``, under the name that ``prefix`` begins. Names hold the version that was shown."""

    def __init__(
        self,
        form: forms.Form,
        questions: Iterable[AskedQuestion],
        *,
        prefix: str = PREFIX,
        for_colleague: bool = False,
        may_clear: bool = False,
    ) -> None:
        self.form, self.questions, self.prefix = form, list(questions), prefix
        self.for_colleague = for_colleague
        for one in self.questions:
            form.fields[self.name(one)] = field_for(one, for_colleague=for_colleague, may_clear=may_clear)
        self.changed = [one for one in self.questions if self._take_over_typed(one)]

    def name(self, question: AskedQuestion) -> str:
        return f"{self.prefix}{question.pk}"

    @property
    def names(self) -> list[str]:
        return [self.name(one) for one in self.questions]

    def _take_over_typed(self, question: AskedQuestion) -> bool:
        """Move what was typed under an earlier version to the field of this one. Return whether there was anything."""
        data, name = self.form.data, self.name(question)
        if not self.form.is_bound or name in data:
            return False
        for pk in question.earlier:
            typed = [text for text in _values(data, f"{self.prefix}{pk}") if text]
            if typed:
                self.form.data = data = data.copy()
                if isinstance(data, QueryDict):
                    data.setlist(name, typed)
                else:
                    data[name] = typed
                return True
        return False

    def answers(self, way: str) -> dict[int, str]:
        """Return the answers of a form that is being cleaned, as texts by id; only to questions for that ``way``.

        Adds the errors that depend on it.
        """
        form, found = self.form, {}
        for one in self.questions:
            name = self.name(one)
            if not is_asked_of(one.asked_of, way):
                form.errors.pop(name, None)
                continue
            if one.asked_of and way == Attendance.HYBRID:  # they did not say yet how they attend
                form.errors.pop(name, None)
            if one in self.changed:
                form.errors.pop(name, None)
                form.add_error(name, CHANGED)
            if name in form.cleaned_data:
                found[one.pk] = as_text(form.cleaned_data[name])
        return found


def _values(data: Mapping[str, Any], name: str) -> list:
    if isinstance(data, QueryDict):
        return data.getlist(name)
    value = data.get(name, "")
    return value if isinstance(value, list) else [value]


def as_text(value: Any) -> str:
    """Return a cleaned value as it is stored."""
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else plain(str(value)).strip()


def initial_for(questions: Iterable[AskedQuestion], answers: Iterable[Answer], *, prefix: str = PREFIX) -> dict:
    """Return the answers that still fit, as initial values. An answer to an earlier version fits if it is of one kind."""
    given = {one.question.key: one for one in answers}
    found: dict[str, Any] = {}
    for one in questions:
        answer = given.get(one.key)
        if answer is None or answer.question.kind != one.kind:
            continue
        is_several = one.kind == QuestionKind.SEVERAL
        found[f"{prefix}{one.pk}"] = answer.text.split("\n") if is_several else answer.text
    return found


def field_for(question: AskedQuestion, *, for_colleague: bool = False, may_clear: bool = False) -> forms.Field:
    """Return the field of a question. A colleague may leave all of them to themselves."""
    required = question.required and not for_colleague
    options = {
        "label": question.label,
        "help_text": question.help,
        "required": required,
        "error_messages": ERRORS[question.kind],
    }
    field: forms.Field
    match question.kind:
        case QuestionKind.LONG:
            widget = forms.Textarea(attrs={"rows": 3})
            field = forms.CharField(max_length=LONGEST_LONG, widget=widget, **options)
        case QuestionKind.NUMBER:
            field = forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)
            field.validators += [
                MinValueValidator(0, ERRORS[question.kind]["invalid"]),
                MaxValueValidator(HIGHEST, ERRORS[question.kind]["invalid"]),
            ]
        case QuestionKind.SEVERAL:
            choices = [(text, text) for text in question.choices]
            field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            field = _choice(question, for_colleague=for_colleague, may_clear=may_clear, options=options)
        case _:
            widget = forms.TextInput(attrs={"autocomplete": "off"})
            field = forms.CharField(max_length=LONGEST_SHORT, widget=widget, **options)
    field.asked_of = question.asked_of  # type: ignore[attr-defined]  read by the template
    return field


def _choice(question: AskedQuestion, *, for_colleague: bool, may_clear: bool, options: dict) -> forms.ChoiceField:
    choices = [(text, text) for text in question.choices]
    if for_colleague or len(choices) > FEW_CHOICES:
        return forms.ChoiceField(choices=[("", _("Kies")), *choices], **options)
    if may_clear and not options["required"]:
        choices.append(("", NO_ANSWER))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)


_CHOOSE = {"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord uit de lijst.")}
ERRORS: Mapping[str, dict] = {
    QuestionKind.SHORT: {
        "required": _("Beantwoord deze vraag."),
        "max_length": _("Houd het korter dan %(limit_value)d tekens."),
    },
    QuestionKind.LONG: {
        "required": _("Beantwoord deze vraag."),
        "max_length": _("Houd het korter dan %(limit_value)d tekens."),
    },
    QuestionKind.CHOICE: _CHOOSE,
    QuestionKind.YES_NO: {**_CHOOSE, "required": _("Kies ja of nee.")},
    QuestionKind.SEVERAL: {
        "required": _("Kies minstens één antwoord."),
        "invalid_choice": _("Kies antwoorden uit de lijst."),
        "invalid_list": _("Kies antwoorden uit de lijst."),
    },
    QuestionKind.NUMBER: {
        "required": _("Vul een getal in."),
        "invalid": _("Vul een heel getal in, bijvoorbeeld 3."),
    },
}
