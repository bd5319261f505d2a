"""Words for people who still have to answer a question of the organiser: a colleague left it open, or it came later."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates.availability import closes_at
from events.models import Answer, Question, Registration
from events.models.attendance import Attendance
from events.models.questions import AskedOf


def still_asked_words(registration: Registration) -> str:
    """Return a sentence if something that must be answered is not, and still can be; empty otherwise. One query."""
    date = registration.date
    if date.page_id is None or closes_at(date) <= timezone.now():
        return ""
    way = date.attendance_of(registration.attendance)
    asked_of = ["", *AskedOf.values] if way == Attendance.HYBRID else ["", way]
    given = Answer.objects.filter(booking=registration.booking_id, question=OuterRef("pk"))
    asked = Question.objects.filter(page=date.page_id, ended_at=None, required=True, asked_of__in=asked_of)
    if not asked.filter(~Exists(given)).exists():
        return ""
    return _("De organisator wil nog iets van je weten. Je vult het in op de pagina van je aanmelding.")
