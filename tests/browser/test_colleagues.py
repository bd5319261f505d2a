"""Three colleagues at once on a phone, and an account made after registering, which shows what was registered at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import Registration
from network.models import Domain
from tests import factories
from tests.browser import checks
from tests.mailed import code_mailed_to

NAMES = ["Bo Smit", "Kim de Jong", "Fatima el Amrani"]


@pytest.fixture
def meetup(house):
    factories.DisciplineFactory(name="Wijkverpleegkundige", domain=Domain.MEDISCH)
    factories.DisciplineFactory(name="Sociaal werker", domain=Domain.SOCIAAL)
    return factories.MeetupFactory(title="Wijklunch", capacity=9, dates=[timezone.localdate() + timedelta(days=9)])


def fill_in_own(page: Page, meetup, email: str) -> None:
    page.goto(f"{meetup.url}aanmelden/")
    page.locator("[name=naam]").fill("Noor Jansen")
    page.locator("[name=email]").fill(email)
    page.locator("[name=organisatie]").fill("Thuiszorg West")
    page.locator("[name=discipline]").select_option(label="Wijkverpleegkundige")


def test_three_colleagues_are_registered_in_one_go_on_a_phone(meetup, page: Page):
    fill_in_own(page, meetup, "noor@example.org")
    page.get_by_text("Meld ook collega’s aan").click()
    for number, name in enumerate(NAMES, start=1):
        field = page.locator(f"[name=collega_{number}_naam]")
        if number > 1:
            expect(field).to_be_hidden()
            page.locator(".wv-colleagues__more:visible").click()
        field.fill(name)
        page.locator(f"[name=collega_{number}_email]").fill(f"collega{number}@example.org")
        page.locator(f"[name=collega_{number}_discipline]").select_option(label="Sociaal werker")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.locator("main form").get_by_role("button", name="Meld je aan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap: kijk in je mail")
    expect(page.locator("main")).to_contain_text("We stuurden een mail naar noor@example.org.")
    expect(page.locator("main")).to_contain_text("Je collega’s krijgen ieder een eigen mail.")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    found = Registration.objects.order_by("pk").values_list("person__name", "booking__discipline__name")
    assert list(found) == [("Noor Jansen", "Wijkverpleegkundige"), *((name, "Sociaal werker") for name in NAMES)]


def test_wrong_address_is_noticed_and_mended_on_a_phone(meetup, page: Page):
    fill_in_own(page, meetup, "noor@gmial.com")
    page.locator("main form").get_by_role("button", name="Meld je aan").click()
    expect(page.get_by_role("alert")).to_contain_text("Bedoelde je noor@gmail.com?")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.get_by_role("button", name="Ja, neem noor@gmail.com").click()
    expect(page.locator("main")).to_contain_text("We stuurden een mail naar noor@gmail.com.")

    page.get_by_text("Klopt het adres niet?").click()
    page.get_by_label("Je goede e-mailadres").fill("noor.jansen@gmail.com")
    page.get_by_role("button", name="Verbeter het adres").click()

    expect(page.get_by_role("status")).to_contain_text("Je adres is verbeterd.")
    assert Registration.objects.get().person.email == "noor.jansen@gmail.com"


def test_account_made_after_registering_shows_it_at_once(meetup, page: Page):
    fill_in_own(page, meetup, "noor@example.org")
    page.locator("main form").get_by_role("button", name="Meld je aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap: kijk in je mail")
    page.goto("/account/signup/?next=/mijn/")
    page.locator("[name=email]").fill("noor@example.org")
    page.locator("main form .wv-button--primary").first.click()
    page.locator("[name=code]").fill(code_mailed_to("noor@example.org"))
    page.locator("main form .wv-button--primary").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn aanmeldingen")
    expect(page.locator(".wv-event-card__title")).to_have_text("Wijklunch")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
