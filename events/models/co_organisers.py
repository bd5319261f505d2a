from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from network.models import OrganisationPage


class CoOrganiser(Orderable):
    """Organisation that takes part in another's event. Its agenda lists the event; the owner can let it edit."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="co_organisers")
    organisation = models.ForeignKey(
        OrganisationPage, models.CASCADE, related_name="co_organised", verbose_name=_("organisatie")
    )
    may_edit = models.BooleanField(_("mag de bijeenkomst ook bewerken"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("mede-organisator")
        constraints = [
            models.UniqueConstraint(fields=("page", "organisation"), name="co_organiser_once_per_event"),
        ]
