"""Factories of uptake and policy: people around a practice, statements at each stage, and answers of municipalities."""

from datetime import date
from itertools import count

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from knowledge.identity import people
from knowledge.models import Authorship, Contributor, PolicyEntry, PracticePage, Uptake
from knowledge.uptake.parties import Party, party_of
from knowledge.uptake.rule import Statement
from network.models import OrganisationPage
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory, organiser_of

numbers = count(1)


def contributor(name: str = "Lotte Bruin", email: str = "") -> Contributor:
    """Return a new contributor whose address is proven."""
    email = email or f"inzender{next(numbers)}@example.org"
    return Contributor.objects.create(name=name, email=email, confirmed_at=timezone.now())


def with_contact(practice: PracticePage, name: str = "Noor van Dijk") -> Contributor:
    """Return a new contributor who answers for ``practice``, and whom its page names."""
    contact = contributor(name)
    Authorship.objects.create(practice=practice, contributor=contact, is_contact=True, credit_name=name)
    return contact


def member_of(organisation: OrganisationPage, **kwargs) -> Contributor:
    """Return the contributor of a new user who works for ``organisation``."""
    return contributor_of(organiser_of(organisation, **kwargs))


def contributor_of(user: User) -> Contributor:
    found = people.of_user(user)
    assert found is not None
    return found


def gemeente(municipality, **kwargs) -> OrganisationPage:
    """Return the organisation that is the administration of ``municipality``."""
    return OrganisationFactory(
        title=f"Gemeente {municipality.title}", kind=OrganisationPage.Kind.MUNICIPALITY, municipality=municipality,
        **kwargs,
    )  # fmt: skip


def statement(**kwargs) -> Statement:
    return Statement(**{"state": "probeert", "since": date(2026, 6, 1), "name": "Lotte Bruin", **kwargs})


def party(page) -> Party:
    return party_of(page) if isinstance(page, OrganisationPage) else Party(municipality_id=page.pk)


class UptakeFactory(DjangoModelFactory):
    """A statement that is shown, of a new organisation unless ``municipality`` is given."""

    class Meta:
        model = Uptake

    class Params:
        unproven = factory.Trait(proven_at=None, agreed_at=None, confirmed_at=None)
        proposed = factory.Trait(agreed_at=None, confirmed_at=None)
        agreed = factory.Trait(confirmed_at=None)
        declined = factory.Trait(confirmed_at=None, declined_at=factory.LazyFunction(timezone.now))
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))

    practice = factory.SubFactory(PracticeFactory)
    municipality = None
    organisation = factory.LazyAttribute(lambda row: None if row.municipality else OrganisationFactory())
    state = "probeert"
    since = date(2026, 6, 1)
    stated_by = factory.LazyFunction(contributor)
    typed_name = "Lotte Bruin"
    proven_at = factory.LazyFunction(timezone.now)
    agreed_at = factory.LazyFunction(timezone.now)
    confirmed_at = factory.LazyFunction(timezone.now)


class PolicyFactory(DjangoModelFactory):
    """Policy in force, with nothing known about what is planned."""

    class Meta:
        model = PolicyEntry

    municipality = factory.SubFactory(MunicipalityFactory)
    theme = factory.SubFactory(ThemeFactory)
    now = "geldt"
    now_words = factory.LazyAttribute(
        lambda entry: "Huisbezoek bij iedereen die 78 wordt." if entry.now == "geldt" else ""
    )
    planned = "onbekend"
    planned_words = factory.LazyAttribute(lambda entry: "Een loket in het dorp." if entry.planned == "gepland" else "")
    source_title = "Beleidsplan"
    source_on = date(2026, 10, 1)
