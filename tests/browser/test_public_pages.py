"""Every kind of page that the public sees: axe finds nothing, it fits a narrow phone, and the keyboard gets everywhere."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from events.links import registration_path
from events.models import EventDate
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE, log_in


@dataclass(frozen=True)
class Season:
    addresses: dict[str, str]
    member: object


@pytest.fixture
def season(house, live_server) -> Season:
    """A site with a little of everything, and where to look at it."""
    breda = factories.MunicipalityFactory(
        title="Breda", slug="breda", intro="<p>Over Breda.</p>", tile_row=2, tile_column=3
    )
    wijk = factories.WijkFactory(municipality=breda, title="Hoge Vucht", slug="hoge-vucht")
    theme = factories.ThemeFactory(title="Ouderen", slug="ouderen", summary="Thuis oud worden.")
    organisation = factories.OrganisationFactory(
        title="Welzijn Zonnewijzer",
        slug="zonnewijzer",
        municipality=breda,
        is_example=True,
        summary="Welzijn in Breda.",
    )
    about = {"organiser": organisation, "wijken": [wijk], "themes": [theme], "municipality": breda}
    open_ = factories.MeetupFactory(
        title="Wijklunch", slug="wijklunch", capacity=20, body="<h2>Programma</h2><p>Eerst eten.</p><ul><li>Soep</li></ul>",
        wheelchair="yes", ring_line=True, parking="Gratis voor de deur", audience="Iedereen in de wijk", contact_name="Ans", **about,
    )  # fmt: skip
    several = factories.MeetupFactory(title="Casuïstiek", slug="casuistiek", dates=(7, 35, 63), **about)
    full = factories.MeetupFactory(title="Training", slug="training", capacity=1, **about)
    cancelled = factories.MeetupFactory(title="Borrel", slug="borrel", dates=(10,), **about)
    factories.MeetupFactory(title="Terugblik", slug="terugblik", dates=(-20,), **about)
    factories.ContentPageFactory(
        title="Privacy", slug="privacy", show_in_footer=True, body="<h2>Wat</h2><p>Weinig.</p>"
    )
    cancelled.dates.update(status=EventDate.Status.CANCELLED, reason="De zaal is dicht.")

    date = open_.dates.get()
    states = {
        "held": factories.RegistrationFactory(date=date, held=True),
        "confirmed": factories.RegistrationFactory(date=date),
        "cancelled": factories.RegistrationFactory(date=date, cancelled=True),
        "date cancelled": factories.RegistrationFactory(date=cancelled.dates.get()),
    }
    for domain in ("medisch", "medisch", "sociaal", "sociaal", "overig"):
        someone = factories.RegistrationFactory(date=date)
        someone.booking.discipline = factories.DisciplineFactory(domain=domain)
        someone.booking.save()
    factories.RegistrationFactory(date=full.dates.get())
    states["waiting"] = factories.RegistrationFactory(date=full.dates.get(), waiting=True)
    member = factories.UserFactory()
    factories.RegistrationFactory(date=date, person=factories.PersonFactory(user=member, email=member.email))

    meetup = open_.url
    return Season(
        member=member,
        addresses={
            "home": "/",
            "home, chosen": "/?gemeente=breda",
            "home, unknown": "/?gemeente=nergens",
            "agenda": "/agenda/",
            "agenda, selected": "/agenda/?gemeente=breda&thema=ouderen&wijk=breda/hoge-vucht",
            "agenda, nothing": "/agenda/?q=bestaatniet",
            "agenda, not understood": "/agenda/?van=gisteren&soort=feest",
            "agenda, over": "/agenda/?voorbij=1",
            "municipalities": "/gemeenten/",
            "municipality": breda.url,
            "wijk": wijk.url,
            "themes": "/themas/",
            "theme": theme.url,
            "organisations": "/organisaties/",
            "organisation": organisation.url,
            "meetup": meetup,
            "meetup, several dates": several.url,
            "meetup, full": full.url,
            "meetup, cancelled": cancelled.url,
            "register": f"{meetup}aanmelden/",
            "register, several dates": f"{several.url}aanmelden/",
            "register, full": f"{full.url}aanmelden/",
            "register, closed": f"{cancelled.url}aanmelden/",
            "register, sent": f"{meetup}aanmelden/verstuurd/",
            **{f"self-service, {state}": registration_path(registration) for state, registration in states.items()},
            "text": "/privacy/",
            "not found": "/bestaat-niet/",
            "log in": "/account/login/",
            "sign up": "/account/signup/",
            "code by mail": "/account/login/code/",
            "password": "/account/password/reset/",
        },
    )


def test_axe_finds_nothing_and_nothing_is_too_wide(season, page: Page):
    found = []
    for name, address in season.addresses.items():
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        answer = page.goto(address)
        assert answer.status == (404 if name == "not found" else 200), name
        wrong = axe_violations(page) + too_wide(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(PHONE)
        wrong += axe_violations(page) + too_wide(page)
        page.set_viewport_size(NARROWEST)
        wrong += too_wide(page)
        found += [f"{name}: {what}" for what in wrong]

    assert found == []


def test_form_with_mistakes_says_what_is_wrong_and_keeps_what_was_typed(season, page: Page):
    page.goto(season.addresses["register"])
    page.get_by_label("Je naam").fill("Sanne de Vries")
    page.get_by_label("E-mailadres van je werk").fill("geen-adres")
    page.locator("main form").first.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")

    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    expect(page.get_by_label("Je naam")).to_have_value("Sanne de Vries")
    expect(page.get_by_label("E-mailadres van je werk")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []


def test_signed_in_member_sees_own_registrations(season, page: Page):
    log_in(page, season.member)

    page.goto("/mijn/")

    expect(page.get_by_role("link", name="Wijklunch")).to_be_visible()
    assert axe_violations(page) == []


def test_keyboard_starts_with_a_link_past_the_navigation(season, page: Page):
    page.goto("/agenda/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#inhoud")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_agenda_is_narrowed_down_without_scripts(season, new_context):
    page = new_context(java_script_enabled=False).new_page()

    page.goto("/agenda/")
    page.get_by_label("Gemeente").select_option("breda")
    page.get_by_role("button", name="Toon deze bijeenkomsten").click()

    expect(page).to_have_url(re.compile("gemeente=breda"))
    expect(page.get_by_role("link", name="Wijklunch").first).to_be_visible()
