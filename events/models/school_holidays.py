from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SchoolHoliday(models.Model):
    """School holiday in the region, which a series of dates can leave out. Editors keep the table up to date."""

    name = models.CharField(_("naam"), max_length=60, help_text=_("Bijvoorbeeld “Herfstvakantie”."))
    region = models.CharField(_("regio"), max_length=40, blank=True, help_text=_("Bijvoorbeeld “Zuid”."))
    first_day = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"))
    is_advice = models.BooleanField(
        _("scholen mogen ervan afwijken"), default=False,
        help_text=_("Bij het maken van een reeks staat er dan bij dat de data per school kunnen verschillen."),
    )  # fmt: skip
    source = models.CharField(
        _("bron"),
        max_length=200,
        blank=True,
        help_text=_("Waar staan deze data? Bijvoorbeeld het adres van de pagina."),
    )

    class Meta:
        verbose_name = _("schoolvakantie")
        verbose_name_plural = _("schoolvakanties")
        ordering = ("first_day", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="school_holiday_ends_after_its_start",
                violation_error_message=_("De laatste dag ligt voor de eerste. Kijk ze nog eens na."),
            ),
            models.UniqueConstraint(
                fields=("region", "first_day"),
                name="school_holiday_once",
                violation_error_message=_("Deze vakantie staat er al."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_day:%Y}"

    @property
    def certainty(self) -> str:
        return gettext("Advies: scholen mogen afwijken") if self.is_advice else gettext("Vast")
