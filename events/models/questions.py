"""Questions of the organiser's own: as planned, as published, and what people answered."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from events.models.attendance import Attendance
from events.models.registrations import Booking

MOST_QUESTIONS = 15
LEAST_CHOICES, MOST_CHOICES, LONGEST_CHOICE = 2, 20, 80
LONGEST_SHORT, LONGEST_LONG = 200, 1000


class QuestionKind(models.TextChoices):
    SHORT = "short", _("Kort antwoord")
    LONG = "long", _("Lang antwoord")
    CHOICE = "choice", _("Eén keuze uit een lijst")
    SEVERAL = "several", _("Meer keuzes uit een lijst")
    YES_NO = "yes-no", _("Ja of nee")
    NUMBER = "number", _("Een getal")


YES, NO = "Ja", "Nee"
WITH_CHOICES = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
COUNTED = (*WITH_CHOICES, QuestionKind.YES_NO)
"""Kinds whose answers can be counted and filtered by."""


class AskedOf(models.TextChoices):
    EVERYBODY = "", _("Iedereen")
    IN_PERSON = Attendance.IN_PERSON.value, _("Alleen wie naar de plek komt")
    ONLINE = Attendance.ONLINE.value, _("Alleen wie online meedoet")


def is_asked_of(asked_of: str, way: str) -> bool:
    """Return whether a question is for people who attend that way. HYBRID is somebody who may still do either."""
    return not asked_of or way in (asked_of, Attendance.HYBRID)


class QuestionBase(models.Model):
    kind = models.CharField(_("soort antwoord"), max_length=8, choices=QuestionKind, default=QuestionKind.SHORT)
    label = models.CharField(_("vraag"), max_length=150)
    choices = models.TextField(
        _("keuzes"), max_length=2000, blank=True, help_text=_("Zet elke keuze op een eigen regel.")
    )
    help = models.CharField(_("uitleg"), max_length=200, blank=True, help_text=_("Staat klein onder de vraag."))
    required = models.BooleanField(_("iedereen moet dit beantwoorden"), default=False)
    asked_of = models.CharField(
        _("voor wie"), max_length=10, choices=AskedOf, blank=True, default=AskedOf.EVERYBODY,
        help_text=_("Alleen van belang als mensen op een plek én online kunnen meedoen."),
    )  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def choice_list(self) -> list[str]:
        """Possible answers of a question whose answers can be counted, without empty and repeated lines."""
        if self.kind == QuestionKind.YES_NO:
            return [YES, NO]
        lines = (" ".join(line.split()) for line in self.choices.splitlines())
        return list(dict.fromkeys(filter(None, lines))) if self.kind in WITH_CHOICES else []


class PlannedQuestion(Orderable, QuestionBase):
    """Question as the editor plans it. Part of drafts and revisions, like ``PlannedDate``."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="planned_questions")
    key = models.UUIDField(null=True, blank=True)
    """Identity of the question in all its versions. Drafts carry it in a hidden field."""

    class Meta(Orderable.Meta):
        verbose_name = _("vraag")

    def save(self, *args, **kwargs) -> None:
        self.key = self.key or uuid.uuid4()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.key = self.key or uuid.uuid4()

    @property
    def is_finished(self) -> bool:
        """True if the question can be asked."""
        return bool(self.label.strip()) and (self.kind not in WITH_CHOICES or len(self.choice_list) >= LEAST_CHOICES)


class Question(QuestionBase):
    """Published version of a question. Its words, kind and choices never change: answers keep what they answered.

    Other words make a new version with the same ``key``. At most one version of a key is asked, the one without
    ``ended_at``. Help, order and of whom it is asked change in place, since they change no answer.
    """

    page = models.ForeignKey("events.EventPage", models.SET_NULL, null=True, related_name="questions")
    key = models.UUIDField()
    sort_order = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    """Time from which it is no longer asked; None as long as it is."""

    class Meta:
        verbose_name = _("vraag")
        ordering = ("sort_order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("page", "key"), condition=models.Q(ended_at__isnull=True), name="question_asked_in_one_version"
            ),
        ]


class Answer(models.Model):
    """Answer of the person of a booking to one version of a question.

    ``text`` is what they wrote, the choice, the choices one a line, “Ja” or “Nee”, or a number in digits.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("booking", "question"), name="answer_once_per_booking")]

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> str:
        """Return the answer as it is shown. Needs its question."""
        return self.text.replace("\n", ", ") if self.question.kind == QuestionKind.SEVERAL else self.text
