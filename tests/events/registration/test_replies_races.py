"""Answers that are changed in two tabs at once, or while the organiser publishes other words: one answer a question."""

import pytest

from events.models import Answer, PlannedQuestion, Question, Registration
from events.publishing.questions import publish_questions
from events.registration.registering import register
from events.registration.replies import Replies, change_answers
from tests.events.registration.test_races import at_once
from tests.factories import MeetupFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_two_tabs_at_once_leave_one_answer_to_each_question():
    meetup = MeetupFactory(questions=[PlannedQuestion(label=f"Vraag {number}?") for number in range(3)])
    questions = list(Question.objects.values_list("pk", flat=True))
    made = register(
        meetup.dates.get(), name="Sanne", email="sanne@example.org", replies=Replies({questions[0]: "Eerst"})
    )

    at_once(lambda number: change_answers(made.booking_id, dict.fromkeys(questions, f"Tab {number}")), range(12))

    texts = set(Answer.objects.values_list("text", flat=True))
    assert Answer.objects.count() == len(questions)
    assert len(texts) == 1


def test_other_words_published_at_once_and_while_people_register_leave_one_version():
    meetup = MeetupFactory(questions=[PlannedQuestion(label="Vraag 0?")])
    date, first = meetup.dates.get(), Question.objects.get().pk

    def work(number: int) -> None:
        if number % 2:
            PlannedQuestion.objects.filter(page=meetup.pk).update(label=f"Vraag {number}?")
            publish_questions(meetup)
        else:
            register(date, name=f"Gast {number}", email=f"gast{number}@example.org", replies=Replies({first: "Ja"}))

    at_once(work, range(16))

    assert Question.objects.filter(ended_at=None).count() == 1
    assert Answer.objects.filter(question=first).count() == Registration.objects.count() == 8
