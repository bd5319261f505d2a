"""Access to the policy of municipalities: their own people for their own, and editors for all."""

from django.db.models import QuerySet

from network.models import MunicipalityPage, OrganisationPage
from network.models.organisations import IS_MUNICIPALITY
from network.permissions import edits_the_whole_site


def municipalities_of(user) -> QuerySet[MunicipalityPage]:
    """Return the municipalities whose policy ``user`` may enter."""
    if not user.is_authenticated or not user.is_active:
        return MunicipalityPage.objects.none()
    if edits_the_whole_site(user):
        return MunicipalityPage.objects.all()
    own = OrganisationPage.objects.filter(IS_MUNICIPALITY, group__in=user.groups.all())
    return MunicipalityPage.objects.filter(pk__in=own.values("municipality"))
