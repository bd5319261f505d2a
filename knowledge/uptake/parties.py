"""Parties that take up a practice, and the people who speak for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from knowledge.models import Contributor, Uptake
from network.models import MunicipalityPage, OrganisationPage
from network.models.organisations import IS_MUNICIPALITY
from network.visibility import open_to_all
from web.numbers import row_id
from web.ordering import title_order


@dataclass(frozen=True)
class Party:
    """Organisation or municipality, as ids. Exactly one of the two."""

    organisation_id: int | None = None
    municipality_id: int | None = None

    @property
    def key(self) -> str:
        """Name of the party in a form."""
        return f"o{self.organisation_id}" if self.organisation_id else f"g{self.municipality_id}"


def party_of(organisation: OrganisationPage) -> Party:
    """Return the party that ``organisation`` speaks as: its municipality if it is one, else itself."""
    if organisation.kind == OrganisationPage.Kind.MUNICIPALITY and organisation.municipality_id:
        return Party(municipality_id=organisation.municipality_id)
    return Party(organisation_id=organisation.pk)


def party_behind(uptake: Uptake) -> Party:
    return Party(organisation_id=uptake.organisation_id, municipality_id=uptake.municipality_id)


def party_from(key: str) -> Party | None:
    """Return the party with this key, if everybody may see its page."""
    number = row_id(key[1:])
    if key[:1] == "g" and open_to_all(MunicipalityPage.objects.filter(pk=number)).exists():
        return Party(municipality_id=number)
    organisation = open_to_all(OrganisationPage.objects.filter(pk=number)).first() if key[:1] == "o" else None
    return party_of(organisation) if organisation else None


def choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the organisations and the municipalities that a form offers, as key and name, each in Dutch order."""
    municipalities = sorted(open_to_all(MunicipalityPage.objects.all()), key=lambda page: title_order(page.title))
    organisations = open_to_all(OrganisationPage.objects.exclude(IS_MUNICIPALITY)).select_related("municipality")
    return (
        [
            (
                f"o{page.pk}",
                f"{page.display_name}, {page.municipality.title}" if page.municipality else page.display_name,
            )
            for page in sorted(organisations, key=lambda page: title_order(page.title))
        ],
        [(f"g{page.pk}", page.title) for page in municipalities],
    )


def organisations_behind(party: Party) -> QuerySet[OrganisationPage]:
    """Return the organisations whose people speak for ``party``."""
    if party.organisation_id:
        return OrganisationPage.objects.filter(pk=party.organisation_id)
    return OrganisationPage.objects.filter(IS_MUNICIPALITY, municipality=party.municipality_id)


def people_of(party: Party) -> QuerySet[User]:
    """Return the users who speak for ``party``. Empty if nobody of it works on this site."""
    groups = organisations_behind(party).filter(group__isnull=False).values("group")
    return User.objects.filter(is_active=True, groups__in=groups).distinct().order_by("pk")


def accounts_of(contributor: Contributor) -> QuerySet[User]:
    """Return the account whose owner has proven the contributor's address, as the contributor has."""
    if not contributor.email or contributor.confirmed_at is None:
        return User.objects.none()
    return User.objects.filter(
        is_active=True, emailaddress__email__iexact=contributor.email, emailaddress__verified=True
    )


def speaks_for(contributor: Contributor, party: Party) -> bool:
    return people_of(party).filter(pk__in=accounts_of(contributor).values("pk")).exists()


def parties_of(contributor: Contributor) -> list[Party]:
    """Return the parties that ``contributor`` speaks for, each once."""
    groups = accounts_of(contributor).filter(groups__isnull=False).values("groups")
    pages = OrganisationPage.objects.filter(group__in=groups).order_by("pk")
    return list(dict.fromkeys(party_of(page) for page in pages))


def key_asked(request: HttpRequest) -> str:
    """Return the key of the party that the address names (``?voor=g12``), or an empty text."""
    key = request.GET.get("voor", "")
    return key if key[:1] in {"g", "o"} and row_id(key[1:]) else ""
