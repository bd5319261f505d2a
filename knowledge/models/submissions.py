from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from knowledge.models.contributors import Contributor
from knowledge.models.practices import PracticePage


class Submission(models.Model):
    """One version of a practice that was sent in, and the decision about exactly that version."""

    class State(models.TextChoices):
        WAITING = "wacht", _("wordt nagekeken")
        APPROVED = "goedgekeurd", _("goedgekeurd")
        CHANGES_ASKED = "wijziging", _("om een wijziging gevraagd")
        REFUSED = "afgewezen", _("afgewezen")
        WITHDRAWN = "teruggenomen", _("door de schrijver teruggenomen")
        OVERTAKEN = "ingehaald", _("ingehaald door een andere versie")

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="submissions")
    revision = models.OneToOneField(Revision, models.CASCADE, related_name="+")
    task_state = models.OneToOneField(TaskState, models.SET_NULL, null=True, related_name="submission")
    contributor = models.ForeignKey(Contributor, models.SET_NULL, null=True, related_name="submissions")
    state = models.CharField(_("stand"), max_length=12, choices=State, default=State.WAITING)
    submitted_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("wat vroeg de redacteur?"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("ingezonden versie")
        verbose_name_plural = _("ingezonden versies")
        constraints = [
            models.UniqueConstraint(
                fields=("practice",), condition=models.Q(state="wacht"), name="submission_one_waiting_per_practice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice}, {self.submitted_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class ReviewLink(models.Model):
    """Secret link of one moderator to one submission. Holds nothing readable: the secret is a signature over the id."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="links")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link om na te kijken")
        constraints = [
            models.UniqueConstraint(fields=("submission", "moderator"), name="review_link_once_per_moderator")
        ]

    def __str__(self) -> str:
        return f"{self.submission}, {self.moderator}"
