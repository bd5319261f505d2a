"""Practices on the pages of places, themes and organisations, and on the home page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import PracticePage, PracticePartner, Standing
from tests import screen
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory, WijkFactory

pytestmark = pytest.mark.django_db
Phase = PracticePage.Phase


def test_each_page_lists_its_practices_and_the_list_shows_as_many(client, site_tree):
    breda = MunicipalityFactory(title="Breda")
    heuvel = WijkFactory(municipality=breda, title="Heuvel")
    theme, organisation = ThemeFactory(title="Ouderen"), OrganisationFactory(title="Rietvink")
    for _ in range(7):
        PracticeFactory(municipality=breda, wijken=[heuvel], themes=[theme], organisation=organisation)
    PracticeFactory(title="Elders")
    PracticeFactory(municipality=breda, wijken=[heuvel], themes=[theme], organisation=organisation, live=False)

    for page in (breda, heuvel, theme, organisation):
        found = client.get(page.url)
        [(words, url)] = screen.links(found, "[aria-labelledby=praktijken] .wv-section__head a")
        assert words == "Bekijk alle 7 praktijken"
        assert len(screen.texts(found, "[aria-labelledby=praktijken] .wv-card__title")) == 6
        assert len(screen.texts(client.get(url), ".wv-card__title")) == 7


def test_page_without_practices_says_nothing_of_them(client, site_tree):
    assert not screen.texts(client.get(ThemeFactory().url), "[aria-labelledby=praktijken]")


def test_organisation_shows_what_it_takes_part_in(client, site_tree):
    organisation = OrganisationFactory(title="Rietvink")
    practice = PracticeFactory(title="Samen")
    PracticePartner.objects.create(practice=practice, organisation=organisation)

    assert screen.texts(client.get(organisation.url), "[aria-labelledby=praktijken] .wv-card__title") == ["Samen"]


def lessons(client) -> list[tuple[str, str]]:
    page = client.get("/")
    return list(zip(screen.texts(page, ".wv-lesson__tag"), screen.texts(page, ".wv-lesson__words"), strict=True))


def practice(title: str, days: int, **values) -> PracticePage:
    made = PracticeFactory(title=title, **values)
    Standing.objects.create(practice=made, confirmed_on=timezone.localdate() - timedelta(days=days))
    return made


def test_home_page_shows_two_lessons_that_worked_and_one_that_did_not(client, site_tree):
    practice("Oud", 90, lesson="Oude les.", phase=Phase.SPREAD)
    practice("Nieuw", 1, lesson="Begin met vier.", phase=Phase.TRIAL)
    practice("Midden", 30, lesson="Loop mee.", phase=Phase.SPREAD)
    practice("Idee", 1, lesson="Nog niets.", phase=Phase.IDEA)
    practice("Gestopt", 50, lesson="Iedereen luistert mee.", phase=Phase.STOPPED)

    assert lessons(client) == [
        ("Dit werkte", "Begin met vier."),
        ("Dit werkte niet", "Iedereen luistert mee."),
        ("Dit werkte", "Loop mee."),
    ]


def test_without_one_that_stopped_a_failure_of_another_is_told(client, site_tree):
    practice("A", 1, lesson="Begin met vier.", phase=Phase.TRIAL)
    practice("B", 2, failed_what="Vijftien mensen.", failed_how="**Niemand** kwam terug.", phase=Phase.TRIAL)

    assert lessons(client) == [("Dit werkte", "Begin met vier."), ("Dit werkte niet", "Niemand kwam terug.")]


def test_home_page_keeps_drafts_and_private_practices_to_itself(client, site_tree):
    practice("Concept", 1, lesson="Geheim.", phase=Phase.TRIAL, live=False)
    private = practice("Besloten", 1, lesson="Ook geheim.", phase=Phase.STOPPED)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert lessons(client) == []
