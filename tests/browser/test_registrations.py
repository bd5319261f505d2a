"""The organiser's list in a browser: how much of it one sees, and handled on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.models import Booking, Registration
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import PHONE, log_in

LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture
def date(house):
    organisation = factories.OrganisationFactory(title="Welzijn Zonnewijzer")
    meetup = factories.MeetupFactory(
        title="Nieuw in Hoge Vucht? Maak je rondje", organiser=organisation, capacity=30, needs_approval=True
    )
    return meetup.dates.get()


def people(date, number: int, **kwargs) -> list[Registration]:
    """Register people whose answers are as long as real ones."""
    nurse = factories.DisciplineFactory(name="praktijkondersteuner GGZ")
    made = []
    for turn in range(number):
        person = factories.PersonFactory(
            name=f"Sanne van den Berg {turn + 100}", email=f"s.vandenberg{turn + 100}@huisartsenpraktijk-de-eik.example"
        )
        booking = Booking.objects.create(person=person, organisation="Huisartsenpraktijk De Eik", discipline=nurse)
        made.append(factories.RegistrationFactory(date=date, person=person, booking=booking, **kwargs))
    return made


def names_in_view(page: Page) -> list[str]:
    """Return the names that can be read without scrolling: not behind the row of buttons either."""
    return page.evaluate(
        """[...document.querySelectorAll("td .title-wrapper")].filter(name => {
            const box = name.getBoundingClientRect();
            const at = document.elementFromPoint(box.left + 3, box.bottom - 3);
            return box.top >= 0 && box.bottom <= innerHeight && name.contains(at);
        }).map(name => name.innerText)"""
    )


def test_eight_people_are_in_view_on_a_laptop(date, page: Page):
    people(date, 20)
    log_in(page, factories.organiser_of(date.page.organisation))
    page.set_viewport_size(LAPTOP)

    page.goto(reverse("events_registrations", args=[date.pk]))

    assert len(names_in_view(page)) >= 8
    assert not axe_violations(page)


def test_list_is_handled_on_a_phone(date, page: Page):
    people(date, 6, requested=True)
    factories.RegistrationFactory(date=date, person__name="Truus Bos", requested=True)
    log_in(page, factories.organiser_of(date.page.organisation))
    page.set_viewport_size(PHONE)
    page.goto(reverse("events_registrations", args=[date.pk]))

    # Approve all but one of them.
    page.get_by_label("Kies iedereen op deze bladzijde").check()
    page.get_by_label("Kies Truus Bos").uncheck()
    expect(page.get_by_text("6 gekozen:")).to_be_in_viewport()
    assert not too_wide(page)
    assert not axe_violations(page)
    page.get_by_role("button", name="Keur goed", exact=True).click()
    page.get_by_role("button", name="Keur goed", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("6 mensen hebben een plek.")

    # Find the last one, and correct her name.
    page.locator("#id_q").fill("truus")
    expect(page.locator("td .title-wrapper")).to_have_count(1)
    page.get_by_role("link", name="Truus Bos", exact=True).click()
    assert not too_wide(page)
    page.get_by_role("link", name="Verbeter naam of organisatie").click()
    page.get_by_label("Naam").fill("Truus Bosch")
    page.get_by_role("button", name="Zet het recht").click()
    expect(page.get_by_role("heading", name="Truus Bosch")).to_be_visible()
    page.get_by_role("link", name="Keur goed", exact=True).click()
    page.get_by_role("button", name="Keur goed", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("1 persoon heeft een plek.")

    # Somebody calls.
    page.get_by_role("link", name="Zet iemand op de lijst").click()
    page.get_by_label("Naam").fill("Jan Jansen")
    page.get_by_role("button", name="Zet op de lijst").click()
    expect(page.get_by_role("heading", name="Jan Jansen")).to_be_visible()
    expect(page.get_by_role("button", name="Kopieer het adres")).to_be_visible()
    assert not too_wide(page)

    assert Registration.objects.filter(date=date, state="confirmed").count() == 8
