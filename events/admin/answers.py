"""Answers to the organiser's own questions as lists show them: in a column for each question, whatever its versions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from events.admin.registration_filters import NO_ANSWER, KnownChoices
from events.models import Answer, EventDate, Question, Registration
from events.models.questions import COUNTED, QuestionKind, is_asked_of

MOST_COLUMNS = 2
"""Number of questions that the list itself shows, so that people stay in view. The workbook and a person's page have all."""
LONGEST_HEADING = 40
ANY_ANSWER = "wel"


@dataclass(frozen=True)
class AskedHere:
    """Question with all its versions, as one column. Words and kind are those of the version that is asked, or of the last."""

    key: UUID
    label: str
    kind: str
    choices: tuple[str, ...]
    """Possible answers to any version, if they can be counted."""

    @property
    def name(self) -> str:
        return f"vraag_{self.key.hex}"

    @property
    def is_counted(self) -> bool:
        return self.kind in COUNTED

    def answer(self, registration: Registration, date: EventDate) -> Answer | None:
        """Return the answer that counts for how they attend. Needs the rows of ``with_answers``."""
        way = date.attendance_of(registration.attendance)
        found = (one for one in registration.booking.answers.all() if one.question.key == self.key)
        return next((one for one in found if is_asked_of(one.question.asked_of, way)), None)

    def words(self, registration: Registration, date: EventDate) -> str:
        """Return the answer in words; with the question as it was then, if that had other words."""
        answer = self.answer(registration, date)
        if answer is None:
            return ""
        if answer.question.label == self.label:
            return answer.words
        return _("%(answer)s (op “%(label)s”)") % {"answer": answer.words, "label": answer.question.label}


def asked_at(date: EventDate) -> list[AskedHere]:
    """Return the questions that are asked, in order, and then those that were answered here and are asked no more."""
    is_answered = Answer.objects.filter(question=OuterRef("pk"), booking__registrations__date=date.pk)
    versions = Question.objects.filter(page=date.page_id).annotate(is_answered=Exists(is_answered))
    by_key: dict[UUID, list[Question]] = {}
    shown = [one for one in versions.order_by("pk") if one.ended_at is None or one.is_answered]
    for one in sorted(shown, key=lambda one: (one.ended_at is not None, one.sort_order, one.pk)):
        by_key.setdefault(one.key, []).append(one)
    return [_column(versions) for versions in by_key.values()]


def _column(versions: list[Question]) -> AskedHere:
    current = versions[0] if versions[0].ended_at is None else max(versions, key=lambda one: one.pk)
    choices = dict.fromkeys(choice for one in [current, *versions] for choice in one.choice_list)
    return AskedHere(current.key, current.label, current.kind, tuple(choices))


def with_answers(registrations: QuerySet) -> QuerySet:
    """Read all answers along, in one query."""
    answers = Answer.objects.select_related("question")
    return registrations.prefetch_related(Prefetch("booking__answers", queryset=answers))


def answer_columns(date: EventDate, asked: Iterable[AskedHere]) -> list[Column]:
    """Return columns for the first questions with short answers."""
    short = [one for one in asked if one.kind != QuestionKind.LONG][:MOST_COLUMNS]
    return [AnswerColumn(one, date) for one in short]


class AnswerColumn(Column):
    cell_template_name = "events/admin/answer_cell.html"

    def __init__(self, asked: AskedHere, date: EventDate) -> None:
        super().__init__(asked.name, label=Truncator(asked.label).chars(LONGEST_HEADING), classname="wv-answer-column")
        self.asked, self.date = asked, date

    def get_value(self, instance):
        return self.asked.words(instance, self.date)


def counts_at(date: EventDate, asked: Iterable[AskedHere]) -> list[dict]:
    """Return for each question that can be counted how many people with a place gave each answer. One query."""
    counted = [one for one in asked if one.is_counted]
    if not counted:
        return []
    placed = date.registrations.placed().of_each_person().order_by()
    rows = placed.filter(booking__answers__question__kind__in=COUNTED).values_list(
        "attendance",
        "booking__answers__question__key",
        "booking__answers__question__asked_of",
        "booking__answers__text",
    )
    counts: dict[UUID, Counter[str]] = {one.key: Counter() for one in counted}
    for attendance, key, asked_of, text, number in rows.annotate(number=Count("pk")):
        if key in counts and is_asked_of(asked_of, date.attendance_of(attendance)):
            for choice in text.split("\n"):
                counts[key][choice] += number
    return [
        {
            "label": one.label,
            "counts": [{"choice": choice, "number": counts[one.key][choice]} for choice in one.choices],
        }
        for one in counted
    ]


class AnswerFilter(django_filters.MultipleChoiceFilter):
    """Checkboxes for the answers to one question, in all its versions; otherwise for whether there is one.

    The values are numbers of choices: an organiser may use any word as a choice.
    """

    field_class = KnownChoices

    def __init__(self, asked: AskedHere) -> None:
        answered = [(str(number), choice) for number, choice in enumerate(asked.choices)]
        answered = answered if asked.is_counted else [(ANY_ANSWER, gettext_lazy("Ingevuld"))]
        choices = [*answered, (NO_ANSWER, gettext_lazy("Niet ingevuld"))]
        label = Truncator(asked.label).chars(LONGEST_HEADING)
        super().__init__(label=label, choices=choices, distinct=False, widget=forms.CheckboxSelectMultiple)
        self.asked = asked

    def filter(self, qs, value):
        if not value:
            return qs
        theirs = Answer.objects.filter(booking=OuterRef("booking"), question__key=self.asked.key)
        wanted = Q()
        for number in value:
            if number == NO_ANSWER:
                wanted |= ~Exists(theirs)
            elif number == ANY_ANSWER:
                wanted |= Q(Exists(theirs))
            else:
                choice = self.asked.choices[int(number)]
                among = Q(text=choice) | Q(text__startswith=f"{choice}\n") | Q(text__endswith=f"\n{choice}")
                wanted |= Q(Exists(theirs.filter(among | Q(text__contains=f"\n{choice}\n"))))
        return qs.filter(wanted)


def filters_for(asked: Iterable[AskedHere]) -> dict[str, AnswerFilter]:
    return {one.name: AnswerFilter(one) for one in asked}
