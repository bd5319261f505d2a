"""A question and a reaction on a phone, without a script: from the form by the mails to the page."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import log_in
from tests.factories import PracticeFactory, editor
from tests.factories_knowledge import maker_of, sent_reaction, shown_reaction
from tests.mailed import mails_to, text_of

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser: Browser, base_url: str):
    context = browser.new_context(base_url=base_url, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def practice(house):
    return PracticeFactory(title="Vier aan tafel", slug="vier-aan-tafel")


def path_in_mail(email: str) -> str:
    return re.search(r"/mijn/\S+", text_of(mails_to(email)[-1])).group()


def test_reaction_goes_from_a_phone_to_the_page(practice, phone: Page):
    maker = maker_of(practice)
    phone.goto(practice.url)
    phone.get_by_role("link", name="Vertel wat jij ervan weet").click()
    phone.get_by_label("Wat weet of denk jij hiervan?").fill("Wij doen dit ook, met **koffie**.")
    phone.get_by_label("Je naam").fill("Mees de Wit")
    phone.get_by_label("Je e-mailadres").fill("mees@example.org")
    phone.get_by_role("button", name="Verder: bevestig je adres").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")

    phone.goto(path_in_mail("mees@example.org"))
    phone.get_by_role("button", name="Stuur mijn reactie in").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dank je wel, we lezen je reactie")
    phone.goto(practice.url)
    expect(phone.get_by_text("Wij doen dit ook")).to_have_count(0)

    phone.goto(path_in_mail(maker.email))
    phone.get_by_label("Je antwoord").fill("Wat fijn.")
    phone.get_by_role("button", name="Plaats de reactie").click()
    phone.get_by_role("link", name="Bekijk de praktijk").click()

    expect(phone.locator(".wv-reactions")).to_contain_text("Wij doen dit ook, met koffie.")
    expect(phone.locator(".wv-reactions__reply")).to_contain_text("maakt deze praktijk")


def test_question_goes_from_a_phone_to_the_maker(practice, phone: Page):
    maker = maker_of(practice)
    phone.goto(practice.url)
    phone.get_by_role("link", name="Stel een vraag aan Noor").click()
    phone.get_by_label("Je vraag").fill("Mag ik komen kijken?")
    phone.get_by_label("Je naam").fill("Fatima el Amrani")
    phone.get_by_label("Je e-mailadres").fill("geen adres")
    phone.get_by_role("button", name="Verder: bevestig je adres").click()
    expect(phone.get_by_label("Je vraag")).to_have_value("Mag ik komen kijken?")
    phone.get_by_label("Je e-mailadres").fill("fatima@example.org")
    phone.get_by_role("button", name="Verder: bevestig je adres").click()

    phone.goto(path_in_mail("fatima@example.org"))
    phone.get_by_role("button", name="Verstuur mijn vraag").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Je vraag is verstuurd")
    assert mails_to(maker.email)[0]["Reply-To"] == "Fatima el Amrani <fatima@example.org>"


def test_mistakes_of_a_moderator_are_told_at_the_field(practice, page: Page):
    maker = maker_of(practice)
    sent_reaction(practice)
    page.goto(path_in_mail(maker.email))

    page.get_by_role("button", name="Plaats haar niet").click()

    expect(page.get_by_role("alert")).to_contain_text("Schrijf op waarom niet")
    expect(page.get_by_label("Waarom niet?")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []


def test_queue_of_editors_is_fit_for_everybody(practice, page: Page):
    sara = editor(email="sara@example.org")
    sent_reaction(practice)
    shown_reaction(practice, email="bo@example.org")
    log_in(page, sara)

    page.goto("/beheer/reacties/")
    expect(page.get_by_role("button", name="Plaats de reactie")).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert too_wide(page) == []
