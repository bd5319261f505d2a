import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models import Discipline
from web.addresses import sendable
from web.ordering import title_order


class Speaker(models.Model):
    """Person who speaks at a session or leads one. Outside revisions, so that erasing somebody leaves no copy.

    Their name is public only with consent. They are no ``Person``: those are erased weeks after the last date, and a
    programme stays.
    """

    conference = models.ForeignKey(
        "conference.ConferencePage", models.CASCADE, related_name="speakers", verbose_name=_("conferentie")
    )
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Random identity in open formats: a digest of an address could be guessed."""
    name = models.CharField(_("naam"), max_length=120)
    name_order = models.CharField(max_length=250, editable=False, default="", db_default="")
    email = models.EmailField(_("e-mail"), blank=True, validators=[sendable])
    """Only for mails about the session; on no page."""
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)
    discipline = models.ForeignKey(
        Discipline, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("discipline")
    )
    about = models.TextField(_("over deze spreker"), max_length=600, blank=True)
    away = models.ManyToManyField("conference.Round", blank=True, related_name="+", verbose_name=_("kan niet in"))
    link_version = models.PositiveSmallIntegerField(default=0)
    shown_since = models.DateTimeField(null=True, blank=True)
    """Moment of consent to stand in the programme by name; None if they did not agree."""
    shown_words = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Words to which they agreed."""

    class Meta:
        verbose_name = _("spreker")
        verbose_name_plural = _("sprekers")
        ordering = ("name_order", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name_order = title_order(self.name)
        super().save(*args, **kwargs)

    @property
    def public_name(self) -> str:
        """Name for everybody, or “een spreker van …” for somebody who did not agree to be named."""
        if self.shown_since:
            return self.name
        if self.organisation:
            return str(_("een spreker van %(organisation)s") % {"organisation": self.organisation})
        return str(_("een spreker"))
