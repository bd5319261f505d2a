"""Publishing: bringing the questions that are asked in line with the planned ones. Nothing that was answered changes."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from events.models import ChangeCounter, EventPage, PlannedQuestion, Question

WORDS = ("kind", "label")
"""Fields that, with the choices, make a question what it is. Other values make another version."""
AROUND = ("help", "required", "asked_of", "sort_order")


@transaction.atomic
def publish_questions(page: EventPage) -> None:
    """Ask the finished rows of the plan from now on, and no others. Only while ``page`` is live."""
    if not page.live:
        return
    ChangeCounter.hold()  # one page at a time, as with dates: no two versions of a question can both become current
    known = list(Question.objects.filter(page=page.pk).order_by("pk"))
    kept = set()
    for number, planned in enumerate(_plan(page)):
        kept.add(_ask(page, planned, number, [one for one in known if one.key == planned.key]).pk)
    for question in known:
        if question.ended_at is None and question.pk not in kept:
            _end(question)


def _plan(page: EventPage) -> list[PlannedQuestion]:
    plan: dict = {}
    for planned in PlannedQuestion.objects.filter(page=page.pk).order_by("sort_order", "pk"):
        if planned.key is None or planned.key in plan:  # duplicate key: the first row keeps it
            planned.key = uuid4()
            planned.save(update_fields=["key"])
        if planned.is_finished:
            plan[planned.key] = planned
    return list(plan.values())


def _ask(page: EventPage, planned: PlannedQuestion, number: int, versions: list[Question]) -> Question:
    """Return the version that says what ``planned`` does, made current; a new one if there is none."""
    same = next((one for one in reversed(versions) if _says_the_same(one, planned)), None)
    for other in versions:
        if other.ended_at is None and other is not same:
            _end(other)
    question = same or Question(page=page, key=planned.key, choices="\n".join(planned.choice_list))
    values = {name: getattr(planned, name) for name in (*WORDS, *AROUND)} | {"sort_order": number, "ended_at": None}
    if same and all(getattr(same, name) == value for name, value in values.items()):
        return same
    for name, value in values.items():
        setattr(question, name, value)
    question.save()
    return question


def _says_the_same(question: Question, planned: PlannedQuestion) -> bool:
    words = all(getattr(question, name) == getattr(planned, name) for name in WORDS)
    return words and question.choice_list == planned.choice_list


def _end(question: Question) -> None:
    question.ended_at = timezone.now()
    question.save(update_fields=["ended_at"])
