"""The choice of a page to leave its words unexplained. ``knowledge.glossary`` explains them, one floor higher."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.addresses import SitePage


class ExplainsTerms(SitePage):
    explains_terms = models.BooleanField(
        _("leg begrippen uit"),
        default=True,
        db_default=True,
        help_text=_("Woorden uit de begrippenlijst krijgen in de tekst een stippellijn en een korte uitleg."),
    )

    class Meta:
        abstract = True
