from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):
    """Value of a facet of practices: a leefgebied, a levensfase or a doelgroep. Editable data."""

    class Kind(models.TextChoices):
        LIFE_AREA = "leefgebied", _("leefgebied")
        LIFE_STAGE = "levensfase", _("levensfase")
        TARGET_GROUP = "doelgroep", _("doelgroep")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    name = models.CharField(_("naam"), max_length=80)
    slug = models.SlugField(_("adres"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("indeling van praktijken")
        verbose_name_plural = _("indelingen van praktijken")
        ordering = ("kind", "sort_order", "name")
        constraints = [models.UniqueConstraint(fields=("kind", "slug"), name="category_slug_once_per_kind")]

    def __str__(self) -> str:
        return self.name
