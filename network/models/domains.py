from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models.organisations import OrganisationPage


class OrganisationDomain(models.Model):
    """Mail domain that an organisation gives to its own people only. Whoever proves an address there belongs to it.

    Functional managers enter them: an organisation could otherwise claim somebody else's domain. Subdomains do not
    count by themselves.
    """

    organisation = models.ForeignKey(OrganisationPage, models.CASCADE, related_name="mail_domains")
    domain = models.CharField(_("maildomein"), max_length=253)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("domain",)
        constraints = [models.UniqueConstraint(fields=("organisation", "domain"), name="domain_once_per_organisation")]

    def __str__(self) -> str:
        return self.domain
