from network.models.domains import OrganisationDomain
from network.models.organisations import OrganisationIndexPage, OrganisationPage
from network.models.people import Discipline, Domain
from network.models.places import MunicipalityIndexPage, MunicipalityPage, WijkPage
from network.models.themes import ThemeIndexPage, ThemePage

__all__ = [
    "Discipline",
    "Domain",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "OrganisationDomain",
    "OrganisationIndexPage",
    "OrganisationPage",
    "ThemeIndexPage",
    "ThemePage",
    "WijkPage",
]
