"""Answers to the organiser's own questions on the page behind a link: what was answered, and what still is to be."""

from events.links import registration_path
from events.models import Need, Registration
from events.models.attendance import Attendance
from events.registration.replies import answers_of
from events.signup.needs import NO_NEEDS, AskedNeeds, asked_needs
from events.signup.questions import questions_at, questions_for, still_changeable


def answers_context(registration: Registration) -> dict:
    """Return the answers as rows, and the questions that must be answered and are not."""
    page_id = registration.date.page_id
    if page_id is None:
        return {}
    questions = questions_at(page_id)
    answers = answers_of(registration)
    way = registration.date.attendance_of(registration.attendance)
    answered = {one.question_id for one in answers}
    asked = questions_for([way], questions) if still_changeable(registration) else []
    may_need = bool(needs_to_change(registration)) and registration.confirmed_at is not None
    return {
        "may_need": may_need and not Need.objects.filter(booking=registration.booking_id).exists(),
        "own_answers": [{"label": one.question.label, "value": one.words} for one in answers],
        "unanswered": [one.label for one in asked if one.required and one.pk not in answered],
        "answer_url": f"{registration_path(registration)}wijzigen/",
    }


def needs_to_change(registration: Registration) -> AskedNeeds:
    """Return the needs that somebody may fill in, change or withdraw: until the end, if they come in person."""
    date = registration.date
    is_online = date.attendance_of(registration.attendance) == Attendance.ONLINE
    if date.page is None or not registration.is_live or date.is_over or is_online:
        return NO_NEEDS
    return asked_needs(date.page)
