from django.db import models
from django.utils.translation import gettext_lazy as _


class OutsideLink(models.Model):
    """An address of another site that this site links to, and whether it still works."""

    MOST = 500
    """Length of the longest address that is checked."""

    class Problem(models.TextChoices):
        GONE = "gone", _("De pagina is er niet meer.")
        ERROR = "error", _("De andere site geeft een fout.")
        UNKNOWN_HOST = "unknown-host", _("Deze site bestaat niet, of niet meer.")
        NO_ANSWER = "no-answer", _("De andere site geeft geen antwoord.")
        UNSAFE = "unsafe", _("De beveiliging van de andere site klopt niet.")
        NOT_PUBLIC = "not-public", _("Dit adres is niet van een openbare site. Bezoekers kunnen er niet bij.")
        TOO_MANY_REDIRECTS = "redirects", _("De andere site blijft doorverwijzen.")

    address = models.CharField(max_length=MOST, unique=True)
    seen_at = models.DateTimeField()
    """Last time that the address was found in published content."""
    checked_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    failed_since = models.DateTimeField(null=True)
    problem = models.CharField(max_length=20, choices=Problem, blank=True)

    class Meta:
        app_label = "home"

    def __str__(self) -> str:
        return self.address
