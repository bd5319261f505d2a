from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.registrations import Registration


class Decision(models.Model):
    """A decision of an organiser about somebody's place, by whom and why: the log of everything that departs from the waiting order.

    ``CORRECTED`` is a correction of a name or an organisation, with what it was as ``reason``.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved", _("goedgekeurd")
        DECLINED = "declined", _("niet goedgekeurd")
        PROMOTED = "promoted", _("voor laten gaan")
        ADDED = "added", _("zelf toegevoegd")
        CANCELLED = "cancelled", _("afgemeld")
        CORRECTED = "corrected", _("verbeterd")

    IN_FAVOUR = (Kind.APPROVED, Kind.PROMOTED, Kind.ADDED)

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    """Kept in case the account is deleted."""
    reason = models.CharField(max_length=300, blank=True)
    overtook = models.PositiveIntegerField(default=0)
    """Number of people with a confirmed address who submitted earlier and had no place at that moment."""
    extra_place = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_at:%d-%m-%Y %H.%M}"
