"""Drafts in a browser: kept from the first letter and after a refusal, with a notice that is true."""

import pytest
from playwright.sync_api import Page, expect

from events.pages.models import MeetupPage
from tests.browser.conftest import DESKTOP, log_in
from tests.factories import MeetupFactory, OrganisationFactory, organiser_of


@pytest.fixture
def linde(house, page: Page):
    organisation = OrganisationFactory(title="De Linde")
    page.set_viewport_size(DESKTOP)
    log_in(page, organiser_of(organisation))
    return organisation


def state(page: Page, words: str) -> None:
    """Expect the notice beside the title to say ``words``."""
    expect(page.locator("#w-autosave-indicator")).to_contain_text(words, use_inner_text=True, timeout=15_000)


def draft() -> MeetupPage:
    return MeetupPage.objects.get().get_latest_revision_as_object()


def test_first_letters_are_kept_whichever_field_they_are_in(page: Page, linde):
    page.goto(f"/beheer/pages/add/events/meetuppage/{linde.pk}/")
    page.wait_for_timeout(2500)  # Wagtail looks for changes from two seconds on
    page.get_by_label("In één zin").fill("Leer elkaar kennen")
    state(page, "Concept bewaard")
    day = page.locator("input[name='planned_dates-0-date']")
    day.fill("2027-03-04")
    page.wait_for_timeout(1500)
    state(page, "Concept bewaard")

    page.reload()

    expect(page.get_by_label("In één zin")).to_have_value("Leer elkaar kennen")
    expect(day).to_have_value("2027-03-04")
    expect(page.get_by_label("Titel")).to_have_value("")
    assert (draft().title, draft().planned_dates.get().start_time) == ("Nog geen titel", None)


def test_saving_goes_on_after_a_refused_publish(page: Page, linde):
    meetup = MeetupFactory(organiser=linde, live=False, venue_name="")
    meetup.save_revision()
    page.goto(f"/beheer/pages/{meetup.pk}/edit/")
    page.get_by_role("button", name="Publiceer").first.click()
    expect(page.get_by_text("Weet je het nog niet?")).to_be_visible()
    state(page, "Concept bewaard")

    for words in ("Wijklunch", "Wijklunch in de tuin"):
        page.get_by_label("Titel").fill(words)
        page.wait_for_timeout(1500)
        state(page, "Concept bewaard")
        assert draft().title == words
