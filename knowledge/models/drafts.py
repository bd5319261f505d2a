from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.contributors import Contributor
from knowledge.models.practices import PracticePage
from knowledge.models.submissions import Submission


class Draft(models.Model):
    """Practice, or a change to one, while its authors write it.

    A table of its own that no page shows, so that saving every few seconds drops no cached page. Becomes a revision of
    the page when it is sent in.
    """

    class State(models.TextChoices):
        """State of a draft, derived from its last submission."""

        WRITING = "concept", _("je schrijft nog")
        SUBMITTED = "ingediend", _("wordt nagekeken")
        CHANGES_ASKED = "wijziging", _("we vroegen om een wijziging")
        PUBLISHED = "gepubliceerd", _("staat op de site")
        REFUSED = "afgewezen", _("komt niet op de site")
        WITHDRAWN = "ingetrokken", _("je haalde het terug")

    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="drafts", verbose_name=_("inzender"))
    typed_name = models.CharField(_("naam"), max_length=120)
    """Name as typed with this draft. Until the address is confirmed it may be a stranger's."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """Moment at which a link mailed to the contributor was used for this draft. Needed before it can be sent in."""
    page = models.ForeignKey(PracticePage, models.CASCADE, null=True, blank=True, related_name="drafts")
    """The practice, once there is one: from the first time it is sent in."""
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, blank=True, related_name="+")
    """Last time that it was sent in."""
    data = models.JSONField(default=dict)
    """Everything typed, by name of field: lists of texts, as a form sends them. Checked only when it is sent in."""
    step_versions = models.JSONField(default=dict)
    """Version at which each step was last changed, so that two tabs with different steps do not clash."""
    version = models.PositiveIntegerField(default=1)
    link_version = models.PositiveIntegerField(default=1)
    """Counter in the secret links to the draft; raising it ends them all."""
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    warned_at = models.DateTimeField(null=True, blank=True)
    """Moment of the letter that it will be deleted; null again after the next save."""

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepten")
        indexes = [models.Index(fields=("saved_at",), name="draft_by_age")]
        constraints = [
            models.UniqueConstraint(
                fields=("page",), condition=models.Q(page__isnull=False), name="draft_once_per_practice"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return next(iter(self.data.get("title", [])), "").strip() or str(_("Zonder naam"))

    @property
    def state(self) -> State:
        return STATES[self.submission.state] if self.submission else self.State.WRITING


STATES = {
    Submission.State.WAITING: Draft.State.SUBMITTED,
    Submission.State.APPROVED: Draft.State.PUBLISHED,
    Submission.State.CHANGES_ASKED: Draft.State.CHANGES_ASKED,
    Submission.State.REFUSED: Draft.State.REFUSED,
    Submission.State.WITHDRAWN: Draft.State.WITHDRAWN,
    Submission.State.OVERTAKEN: Draft.State.WITHDRAWN,
}
