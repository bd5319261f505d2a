from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.contributors import Contributor
from knowledge.models.terms import TermPage


class TermSuggestionQuerySet(models.QuerySet["TermSuggestion"]):
    def to_decide(self) -> "TermSuggestionQuerySet":
        """Return the suggestions that wait for an editor, oldest first."""
        return self.filter(state=TermSuggestion.State.WAITING, confirmed_at__isnull=False).order_by(
            "confirmed_at", "pk"
        )

    def decided(self) -> "TermSuggestionQuerySet":
        return self.exclude(state=TermSuggestion.State.WAITING).order_by("-decided_at", "-pk")


class TermSuggestion(models.Model):
    """Suggestion of a new begrip, or of a better text for an existing one (``about``). No visitor sees this table."""

    class State(models.TextChoices):
        WAITING = "wacht", _("wacht op de redactie")
        ACCEPTED = "opgenomen", _("opgenomen")
        DECLINED = "afgewezen", _("niet opgenomen")

    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="term_suggestions", verbose_name=_("van"))
    typed_name = models.CharField(_("naam"), max_length=120)
    about = models.ForeignKey(TermPage, models.SET_NULL, null=True, blank=True, related_name="+")
    word = models.CharField(_("begrip"), max_length=100)
    words = models.TextField(_("uitleg"), max_length=1000)
    state = models.CharField(_("stand"), max_length=9, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the address was proven and the editors were told."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_words = models.TextField(_("antwoord"), max_length=600, blank=True)
    term = models.ForeignKey(TermPage, models.SET_NULL, null=True, blank=True, related_name="+")
    """Draft that was made of it."""

    objects = TermSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorstel voor een begrip")
        verbose_name_plural = _("voorstellen voor begrippen")
        indexes = [models.Index(fields=("state", "sent_at"), name="term_suggestion_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="wacht", decided_at__isnull=True)
                | (~Q(state="wacht") & Q(decided_at__isnull=False, confirmed_at__isnull=False)),
                name="term_suggestion_decided_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING
