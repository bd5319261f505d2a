"""A hybrid meetup with questions of the organiser's own and needs, on a phone, with three colleagues."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.links import registration_path
from events.models import Answer, Need, PlannedQuestion, Question
from events.registration import rule
from events.registration.needs import Needs
from events.registration.registering import register
from events.registration.replies import Replies
from network.models import Domain
from tests import factories
from tests.browser import checks
from tests.browser.conftest import DESKTOP, PHONE, log_in

NAMES = ["Bo Smit", "Kim de Jong", "Fatima el Amrani"]


@pytest.fixture
def meetup(house):
    factories.DisciplineFactory(name="Wijkverpleegkundige", domain=Domain.MEDISCH)
    questions = [
        PlannedQuestion(label="Eet je mee?", kind="yes-no", required=True, asked_of="in-person", sort_order=0),
        PlannedQuestion(label="Met welk programma?", kind="short", asked_of="online", sort_order=1),
        PlannedQuestion(label="Welke dagen werk je?", kind="several", choices="Ma\nDi\nWo", sort_order=2),
    ]
    return factories.MeetupFactory(
        title="Wijklunch", attendance="hybrid", online_url="https://meet.example.org/x", capacity=9, asks_diet=True,
        asks_access=True, questions=questions, dates=[timezone.localdate() + timedelta(days=9)],
    )  # fmt: skip


def test_three_colleagues_answer_what_fits_how_they_attend(meetup, page: Page):
    page.goto(f"{meetup.url}aanmelden/")
    page.locator("[name=naam]").fill("Noor Jansen")
    page.locator("[name=email]").fill("noor@example.org")
    page.locator("[name=organisatie]").fill("Thuiszorg West")
    page.locator("[name=discipline]").select_option(label="Wijkverpleegkundige")
    eats, program, needs = (
        page.get_by_role("group", name="Eet je mee?").first, page.get_by_label("Met welk programma?").first,
        page.locator(".wv-needs"),
    )  # fmt: skip
    for field in (eats, program, needs):
        expect(field).to_be_hidden()
    page.get_by_label("Ik doe online mee").check()
    expect(program).to_be_visible()
    expect(needs).to_be_hidden()
    page.get_by_label("Ik kom naar de plek").check()
    expect(program).to_be_hidden()
    eats.get_by_label("Ja").check()
    page.locator(".wv-needs summary").click()
    needs.get_by_label("Vegetarisch").check()
    page.get_by_text("Meld ook collega’s aan").click()
    for number, (name, way) in enumerate(zip(NAMES, ("in-person", "online", "online"), strict=True), start=1):
        if number > 1:
            page.locator(".wv-colleagues__more:visible").click()
        page.locator(f"[name=collega_{number}_naam]").fill(name)
        page.locator(f"[name=collega_{number}_email]").fill(f"collega{number}@example.org")
        page.locator(f"[name=collega_{number}_discipline]").select_option(label="Wijkverpleegkundige")
        page.locator(f"[name=collega_{number}_mee]").select_option(way)
        row = page.locator(f"fieldset:has(> * [name=collega_{number}_naam])")
        asked, other = (
            ("Eet je mee?", "Met welk programma?") if way == "in-person" else ("Met welk programma?", "Eet je mee?")
        )
        expect(row.get_by_label(asked)).to_be_visible()
        expect(row.get_by_label(other)).to_be_hidden()
    page.locator("fieldset:has(> * [name=collega_1_naam])").get_by_label("Eet je mee?").select_option("Nee")
    page.locator("fieldset:has(> * [name=collega_2_naam])").get_by_label("Met welk programma?").fill("Teams")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])

    send = page.locator("main form").get_by_role("button", name="Meld je aan")
    send.click()
    expect(page.get_by_role("alert")).to_contain_text("Zet hier een vinkje als de organisator dit mag weten.")
    expect(needs.get_by_label("Vegetarisch")).to_be_checked()
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.get_by_label("Ik vind het goed dat de organisator dit weet").check()
    send.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap: kijk in je mail")
    found = Answer.objects.order_by("booking__person__name").values_list("booking__person__name", "text")
    assert list(found) == [("Bo Smit", "Nee"), ("Kim de Jong", "Teams"), ("Noor Jansen", "Ja")]
    assert Need.objects.get().booking.person.name == "Noor Jansen"


def test_answers_and_needs_on_ones_own_page(meetup, page: Page):
    made = factories.RegistrationFactory(date=meetup.dates.get(), attendance="in-person")
    page.goto(urljoin(meetup.url, registration_path(made)))
    expect(page.get_by_role("heading", name="Nog een vraag voor je")).to_be_visible()
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])

    page.get_by_role("link", name="Geef antwoord").click()
    page.get_by_label("Je naam").fill("Sanne")
    page.get_by_label("Organisatie").fill("TWB")
    page.get_by_label("Discipline").select_option(label="Wijkverpleegkundige")
    page.get_by_role("group", name="Eet je mee?").get_by_label("Ja").check()
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.get_by_role("button", name="Bewaar").click()

    expect(page.get_by_role("heading", name="Nog een vraag voor je")).to_be_hidden()
    assert Answer.objects.get().text == "Ja"


def test_an_organiser_adds_a_question_and_sees_only_fields_that_matter(meetup, page: Page):
    page.set_viewport_size(DESKTOP)
    log_in(page, factories.organiser_of(meetup.organisation))
    page.goto(reverse("wagtailadmin_pages:edit", args=[meetup.pk]))
    page.get_by_role("button", name="Voeg vraag toe").click()
    kind, choices = (page.locator(f"[name=planned_questions-3-{name}]") for name in ("kind", "choices"))
    expect(kind).to_be_visible()
    expect(choices).to_be_hidden()
    expect(page.locator("[name=planned_questions-3-asked_of]")).to_be_visible()
    kind.select_option(label="Eén keuze uit een lijst")
    page.locator("[name=planned_questions-3-label]").fill("Hoe kom je?")
    choices.fill("Fiets")
    page.get_by_role("button", name="Publiceer").first.click()
    expect(page.get_by_text("Zet er minstens twee keuzes in, elk op een eigen regel.")).to_be_visible()
    expect(page.locator("[name=planned_questions-3-label]")).to_have_value("Hoe kom je?")

    page.locator("[name=planned_questions-3-choices]").fill("Fiets\nAuto")
    page.get_by_role("button", name="Publiceer").first.click()
    expect(page.get_by_text("gepubliceerd").first).to_be_visible()
    page.goto(f"{meetup.url}aanmelden/")
    expect(page.get_by_role("group", name="Hoe kom je?").first).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_answers_and_needs_for_the_organiser(meetup, page: Page, screen):
    date, asked = meetup.dates.get(), Question.objects.get(label="Eet je mee?")
    needs = Needs(("vegan",), ("hearing",), "Ik zit graag vooraan", "Goed")
    for name in ("Anna", "Bram"):
        replies = Replies({asked.pk: "Ja"}, needs)
        made = register(date, name=name, email=f"{name}@example.org", attendance="in-person", replies=replies)
        rule.confirm(made)
    page.set_viewport_size(screen)
    log_in(page, factories.organiser_of(meetup.organisation))

    page.goto(reverse("events_registrations", args=[date.pk]))
    page.locator(".wv-answers summary").click()
    expect(page.locator(".wv-answers")).to_contain_text("Ja: 2")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.locator("summary", has_text="Meer").click()
    page.get_by_role("link", name="Eten en toegang").click()
    expect(page.locator(".wv-changes").first).to_contain_text("Veganistisch")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.get_by_role("link", name="Bekijk wie wat nodig heeft").click()
    expect(page.locator("main")).to_contain_text("Ik zit graag vooraan")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
    page.goto(reverse("events_print_list", args=[date.pk]))
    page.get_by_label("Eet je mee?").check()
    page.get_by_role("button", name="Zet ze erbij").click()
    expect(page.locator(".wv-door__answer").first).to_have_text("Eet je mee? Ja")
    assert (checks.axe_violations(page), checks.too_wide(page)) == ([], [])
