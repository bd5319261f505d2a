from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import PracticePage


class LearnedAt(models.Model):
    """Tie between a meetup and a practice: it came from there, or it is told there.

    Outside revisions, because organisers and editors both write it: it shows at once on both pages, and no draft takes
    it back.
    """

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="learned_at", verbose_name=_("praktijk"))
    page = models.ForeignKey("events.EventPage", models.CASCADE, related_name="learned", verbose_name=_("bijeenkomst"))
    date = models.ForeignKey(
        "events.EventDate", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("datum")
    )
    """Date at which it was told, if that is known."""

    class Meta:
        verbose_name = _("praktijk bij een bijeenkomst")
        verbose_name_plural = _("praktijken bij bijeenkomsten")
        constraints = [models.UniqueConstraint(fields=("practice", "page"), name="practice_once_per_meetup")]

    def __str__(self) -> str:
        return f"{self.practice}, {self.page}"
