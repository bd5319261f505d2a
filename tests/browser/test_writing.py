"""An organiser writes to people, in a real browser: with the preview that follows her typing, and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from events.models import Booking, KeptText, Mailing
from outbox.models import OutgoingMail
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, log_in
from tests.mailed import mails_to, text_of


@pytest.fixture
def date(house):
    organisation = factories.OrganisationFactory(title="Welzijn Zonnewijzer")
    meetup = factories.MeetupFactory(
        title="Maak je rondje",
        organiser=organisation,
        capacity=2,
        contact_name="Olga",
        contact_email="olga@example.org",
    )
    KeptText.objects.create(organisation=organisation, name="Waar we parkeren", words="Parkeer achter het wijkhuis.")
    return meetup.dates.get()


@pytest.fixture
def organiser(date):
    return factories.organiser_of(date.page.organisation)


def registered(date, name, *, remark="", **kwargs):
    email = kwargs.pop("email", f"{name.split()[0].lower()}@example.org")
    person = factories.PersonFactory(name=name, email=email)
    booking = Booking.objects.create(person=person, remark=remark)
    return factories.RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


def recipients() -> list[str]:
    return sorted(OutgoingMail.objects.filter(cause__startswith="mailing:").values_list("recipient", flat=True))


def test_mail_to_who_comes_takes_four_actions_from_the_list(date, organiser, page: Page):
    registered(date, "Jan Jonker")
    registered(date, "Kim Roos")
    registered(date, "Els Meijer", waiting=True)
    log_in(page, organiser)
    page.set_viewport_size(DESKTOP)
    page.goto(reverse("events_registrations", args=[date.pk]))
    preview = page.locator("#wv-see")

    page.get_by_role("link", name="Schrijf een mail").click()  # 1
    page.get_by_label("Onderwerp").fill("Neem een jas mee")  # 2
    page.get_by_label("Je bericht").fill("We lopen een stuk buiten.")  # 3
    expect(preview).to_contain_text("Zo krijgt Jan Jonker het")
    expect(preview).to_contain_text("Neem een jas mee")
    expect(preview).to_contain_text("We lopen een stuk buiten.")
    page.get_by_role("button", name="Verstuur aan 2 mensen").click()  # 4

    expect(page.locator(".messages")).to_contain_text("De mail gaat naar 2 mensen.")
    assert recipients() == ["jan@example.org", "kim@example.org"]
    assert "We lopen een stuk buiten." in text_of(mails_to("jan@example.org")[0])
    assert len(mails_to("olga@example.org")) == 1


def test_mail_to_who_waits_on_a_phone(date, organiser, page: Page):
    registered(date, "Jan Jonker")
    registered(date, "Els Meijer", waiting=True)
    registered(date, "Luuk van Dam", waiting=True, email="", remark="Bel 076 123 45 67")
    log_in(page, organiser)
    page.goto(reverse("events_registrations", args=[date.pk]))

    page.get_by_role("link", name="Schrijf een mail").click()
    page.get_by_text("op de wachtlijst").click()
    expect(page.locator("#wv-see")).to_contain_text("Zo krijgt Els Meijer het")
    expect(page.locator("#wv-see")).to_contain_text("wachtlijst, plek 1")
    expect(page.locator("#wv-send")).to_contain_text("Bel 076 123 45 67")
    page.get_by_label("Onderwerp").fill("Er komt een tweede keer")
    page.get_by_text("Bewaarde teksten").click()
    page.get_by_role("button", name="Waar we parkeren").click()
    expect(page.get_by_label("Je bericht")).to_have_value("Parkeer achter het wijkhuis.")
    expect(page.get_by_label("Onderwerp")).to_have_value("Er komt een tweede keer")
    page.get_by_role("button", name="Verstuur aan 1 persoon").click()

    expect(page.locator(".messages")).to_contain_text("Zelf laten weten, want zonder e-mailadres: Luuk van Dam.")
    assert recipients() == ["els@example.org"]


def test_mail_to_who_is_ticked_with_a_double_click_is_sent_once(date, organiser, page: Page):
    for name in ("Jan Jonker", "Kim Roos", "Els Meijer"):
        registered(date, name)
    log_in(page, organiser)
    page.set_viewport_size(DESKTOP)
    page.goto(reverse("events_registrations", args=[date.pk]))

    page.get_by_label("Kies Jan Jonker").check()
    page.get_by_label("Kies Els Meijer").check()
    page.get_by_role("button", name="Schrijf ze een mail").click()
    page.get_by_label("Onderwerp").fill("Kunnen jullie eerder komen?")
    page.get_by_label("Je bericht").fill("Om de tafels klaar te zetten.")
    expect(page.locator("#wv-see")).to_contain_text("Om de tafels klaar te zetten.")
    page.get_by_role("button", name="Verstuur aan 2 mensen").dblclick()

    expect(page.locator(".messages")).to_contain_text("De mail")
    assert recipients() == ["els@example.org", "jan@example.org"]
    assert Mailing.objects.count() == 1


def test_enter_in_the_subject_sends_nothing(date, organiser, page: Page):
    registered(date, "Jan Jonker")
    log_in(page, organiser)
    page.goto(reverse("events_write", args=[date.pk]))

    page.get_by_label("Onderwerp").fill("Bijna klaar")
    page.get_by_label("Onderwerp").press("Enter")

    expect(page.get_by_label("Onderwerp")).to_have_value("Bijna klaar")
    expect(page.get_by_label("Je bericht")).to_have_value("")
    assert OutgoingMail.objects.count() == 0


def test_without_scripts_a_mail_is_sent_only_after_it_was_shown(date, organiser, browser: Browser, base_url):
    registered(date, "Jan Jonker")
    page = browser.new_context(base_url=base_url, java_script_enabled=False, locale="nl-NL").new_page()
    log_in(page, organiser)
    page.goto(reverse("events_write", args=[date.pk]))

    page.get_by_label("Onderwerp").fill("Neem een jas mee")
    page.get_by_label("Je bericht").fill("We lopen buiten.")
    page.get_by_role("button", name="Verstuur aan 1 persoon").click()
    expect(page.get_by_role("alert")).to_contain_text("Er veranderde nog iets")
    expect(page.locator("#wv-see")).to_contain_text("We lopen buiten.")
    assert recipients() == []
    page.get_by_role("button", name="Verstuur aan 1 persoon").click()

    expect(page.locator(".messages")).to_contain_text("De mail gaat naar 1 persoon.")
    assert recipients() == ["jan@example.org"]
    page.context.close()


def test_axe_finds_nothing_where_one_writes(date, organiser, page: Page):
    registered(date, "Jan Jonker")
    registered(date, "Luuk van Dam", email="", remark="Bel 076 123 45 67")
    registered(date, "Els Meijer", waiting=True)
    sent = Mailing.objects.create(page=date.page, to="komt", subject="Jas", words="Neem een jas mee.", number=1)
    sent.dates.add(date)
    sent.recipients.add(*date.registrations.all())
    organisation = date.page.organisation
    log_in(page, organiser)
    found = []

    for address in (
        reverse("events_write", args=[date.pk]) + "?to=iedereen",
        reverse("events_mailing", args=[sent.pk]),
        reverse("events_kept_texts", args=[organisation.pk]),
        reverse("events_kept_text", args=[organisation.pk, KeptText.objects.get().pk]),
    ):
        for size, scheme in ((DESKTOP, "light"), (NARROWEST, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            found += [f"{address} at {size['width']}: {what}" for what in axe_violations(page) + too_wide(page)]

    assert found == []
