"""Replies to an organiser's own questions: stored with the booking, changed by their owner, and read for lists.

They affect neither place nor rank. Each person has their own, also when a colleague registered them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from events.models import Answer, Booking, Question, Registration
from events.models.questions import is_asked_of
from events.registration import needs
from events.registration.needs import Needs


@dataclass(frozen=True)
class Replies:
    """Answers that somebody filled in besides who they are. ``answers`` are texts by id of the question."""

    answers: Mapping[int, str] = field(default_factory=dict)
    needs: Needs | None = None


NOTHING = Replies()


def store(booking: Booking, replies: Replies) -> None:
    """Store the replies with a booking that was just made."""
    if replies.answers:
        Answer.objects.bulk_create(
            Answer(booking=booking, question_id=question, text=text) for question, text in replies.answers.items()
        )
    if replies.needs:
        needs.store(booking.pk, replies.needs)


def copy(source: int, to: Booking) -> None:
    """Give a copied booking the replies of the booking with the id ``source``."""
    answers = Answer.objects.filter(booking=source).values_list("question", "text")
    Answer.objects.bulk_create(Answer(booking=to, question_id=question, text=text) for question, text in answers)
    needs.copy(source, to)


@transaction.atomic
def change_answers(booking_id: int, asked: Mapping[int, str]) -> None:
    """Replace the answers to the questions in ``asked``, which has their texts by id; an empty text is no answer.

    An answer to an earlier version of the same question makes way. Answers to questions that are no longer asked stay.
    """
    # Two tabs at once: the second waits here, and then replaces what the first wrote.
    Booking.objects.select_for_update().get(pk=booking_id)
    from_before = Answer.objects.filter(booking=booking_id, question__key__in=_keys(asked))
    from_before.delete()
    Answer.objects.bulk_create(
        Answer(booking_id=booking_id, question_id=question, text=text) for question, text in asked.items() if text
    )


def _keys(questions: Iterable[int]):
    return Question.objects.filter(pk__in=list(questions)).values("key")


def answers_of(registration: Registration) -> list[Answer]:
    """Return the answers that count for how somebody attends, in the order of the questions."""
    found = registration.booking.answers.select_related("question").order_by("question__sort_order", "question")
    way = registration.date.attendance_of(registration.attendance)
    return [one for one in found if is_asked_of(one.question.asked_of, way)]
