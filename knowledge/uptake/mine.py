"""Statements about practices by a person and their organisations, as rows at ``/mijn/``."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from knowledge.identity import people
from knowledge.models import Uptake
from knowledge.models.uptake import Stage
from knowledge.uptake.parties import party_of
from network.models import OrganisationPage


@dataclass(frozen=True)
class OwnUptake:
    title: str
    url: str
    words: str
    """Party and state in words."""
    tone: str = ""


def own_uptake(user: User | AnonymousUser) -> list[OwnUptake]:
    """Return what the user stated, and what the organisations that they work for stated. Writes nothing."""
    if not isinstance(user, User):
        return []
    known = people.shown_as(user)
    parties = [party_of(page) for page in OrganisationPage.objects.filter(group__user=user)]
    theirs = Q(organisation__in=[one.organisation_id for one in parties if one.organisation_id])
    theirs |= Q(municipality__in=[one.municipality_id for one in parties if one.municipality_id])
    if known is not None and known.pk is not None:
        theirs |= Q(stated_by=known, proven_at__isnull=False)
    found = Uptake.objects.filter(theirs, withdrawn_at__isnull=True, practice__live=True)
    rows = found.select_related("practice", "organisation", "municipality").order_by("-stated_at", "-pk").distinct()
    return [_row(row) for row in rows]


def _row(row: Uptake) -> OwnUptake:
    said = _("%(party)s %(state)s") % {"party": row.party_name, "state": row.get_state_display()}
    shown = row.stage == Stage.SHOWN
    words = said if shown else f"{said}: {row.stage.label}"
    anchor = "#spreiding" if shown else "meedoen/"
    return OwnUptake(row.practice.title, f"{row.practice.get_url()}{anchor}", words, "success" if shown else "warning")
