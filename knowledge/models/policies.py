"""Policy of municipalities by theme: in force now, planned, and the source of both."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models import MunicipalityPage, ThemePage
from network.visibility import seen_by_all


class PolicyNow(models.TextChoices):
    """Answer about today. “Not asked” is not among them: then there is no entry."""

    IN_FORCE = "geldt", _("Er geldt nu beleid")
    NONE = "geen", _("Er is geen beleid")
    NOTHING_YET = "nog-niets", _("Er is nog niets, maar het onderwerp ligt op tafel")


class PolicyPlanned(models.TextChoices):
    PLANNED = "gepland", _("Er is iets gepland")
    NOTHING = "niets", _("Er is niets gepland")
    UNKNOWN = "onbekend", _("Dat weten we nog niet")


class PolicyEntryQuerySet(models.QuerySet["PolicyEntry"]):
    def shown(self) -> "PolicyEntryQuerySet":
        """Return the entries of municipalities and themes that everybody may see."""
        return self.filter(seen_by_all("municipality__"), seen_by_all("theme__"))


class PolicyEntry(models.Model):
    """Answer of one municipality about one theme. A municipality that was not asked has none, and that is shown too."""

    Now = PolicyNow
    Planned = PolicyPlanned

    municipality = models.ForeignKey(
        MunicipalityPage, models.CASCADE, related_name="policy_entries", verbose_name=_("gemeente")
    )
    theme = models.ForeignKey(ThemePage, models.CASCADE, related_name="policy_entries", verbose_name=_("thema"))
    now = models.CharField(_("hoe is het nu?"), max_length=10, choices=PolicyNow)
    now_words = models.CharField(_("wat geldt er?"), max_length=300, blank=True)
    planned = models.CharField(_("en straks?"), max_length=10, choices=PolicyPlanned, default=PolicyPlanned.UNKNOWN)
    planned_words = models.CharField(_("wat is er gepland?"), max_length=300, blank=True)
    planned_when = models.CharField(_("wanneer?"), max_length=40, blank=True)
    source_title = models.CharField(_("waar staat dat?"), max_length=120, blank=True)
    source_url = models.URLField(_("adres van de bron"), max_length=300, blank=True)
    source_on = models.DateField(_("datum van de bron"), default=timezone.localdate)
    """Date of the source, or the day on which the municipality said so."""
    is_example = models.BooleanField(_("voorbeeld"), default=False)
    """True for invented content of the demo; the page says so."""
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(auto_now=True)

    objects = PolicyEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("beleid van een gemeente")
        verbose_name_plural = _("beleid van gemeenten")
        constraints = [
            models.UniqueConstraint(fields=("municipality", "theme"), name="policy_once_per_theme"),
            models.CheckConstraint(
                condition=Q(now=PolicyNow.IN_FORCE) ^ Q(now_words=""), name="policy_in_force_has_words"
            ),
            models.CheckConstraint(
                condition=Q(planned=PolicyPlanned.PLANNED) ^ Q(planned_words=""), name="policy_planned_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.theme}"
