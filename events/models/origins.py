from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import Draft


class DraftOrigin(models.Model):
    """Meetup that a draft of a practice came from. Becomes a ``LearnedAt`` when the practice is published."""

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="origin", verbose_name=_("concept"))
    page = models.ForeignKey(
        "events.EventPage", models.CASCADE, related_name="draft_origins", verbose_name=_("bijeenkomst")
    )
    date = models.ForeignKey(
        "events.EventDate", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("datum")
    )

    class Meta:
        verbose_name = _("herkomst van een concept")
        verbose_name_plural = _("herkomst van concepten")

    def __str__(self) -> str:
        return f"{self.draft}, {self.page}"
