from django.db import models
from django.utils.translation import gettext_lazy as _


class Domain(models.TextChoices):
    MEDISCH = "medisch", _("medisch")
    SOCIAAL = "sociaal", _("sociaal")
    OVERIG = "overig", _("overig")


class Discipline(models.Model):
    """A profession, such as huisarts or opbouwwerker, and its domain. Editable data."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    domain = models.CharField(_("domein"), max_length=10, choices=Domain)
    sort_order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")
        ordering = ("sort_order", "name")

    def __str__(self) -> str:
        return self.name
