"""Small region for tests in which everything can change."""

from types import SimpleNamespace

from wagtail.models import Page, Site

from home.models import SiteSettings
from network.models import Domain
from tests.factories import (
    ContentPageFactory,
    DisciplineFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
)


def region() -> SimpleNamespace:
    breda = MunicipalityFactory(title="Breda", slug="breda")
    wijk = WijkFactory(municipality=breda, title="Hoge Vucht", slug="hoge-vucht")
    theme = ThemeFactory(title="Eenzaamheid", slug="eenzaamheid")
    linde = OrganisationFactory(title="De Linde", slug="de-linde")
    meetup = MeetupFactory(
        title="Wijklunch",
        slug="wijklunch",
        organiser=linde,
        municipality=breda,
        wijken=[wijk],
        themes=[theme],
        capacity=6,
    )
    privacy = ContentPageFactory(title="Privacy", slug="privacy", show_in_footer=True)
    other = OrganisationFactory(title="De Eik", slug="de-eik")
    discipline = DisciplineFactory(domain=Domain.SOCIAAL)
    SiteSettings.for_site(Site.objects.get())  # otherwise the first page creates them
    return SimpleNamespace(
        breda=breda, wijk=wijk, theme=theme, linde=linde, meetup=meetup, privacy=privacy, other=other,
        discipline=discipline, date=meetup.dates.get(), url=meetup.get_url(),
    )  # fmt: skip


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific
