"""Sheets that organisers print: the list for at the door and the poster, as Chromium puts them on paper."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from events.models import Booking
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, log_in

LONG = ("Annemarie van Wijngaarden", "specialist ouderengeneeskunde", "Bewonersgroep Achter de Linden")


@pytest.fixture
def date(house):
    organisation = factories.OrganisationFactory(title="Welzijn Zonnewijzer")
    return factories.date_of_a_meetup(title="Nieuw in Hoge Vucht? Maak je rondje", organiser=organisation, capacity=60)


def registered(date, number: int, **kwargs):
    name, trade, organisation = LONG
    person = factories.PersonFactory(name=f"{name} {number:03}")
    discipline = factories.DisciplineFactory(name=f"{trade} {number:03}")
    booking = Booking.objects.create(person=person, discipline=discipline, organisation=organisation)
    return factories.RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


def sheets_of(page: Page) -> list[str]:
    """Return the text on each sheet, on one line."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def test_list_of_sixty_is_printed_in_two_actions_with_everybody_on_it(date, page: Page):
    people = [registered(date, number) for number in range(60)]
    waiting = [registered(date, number, waiting=True) for number in range(60, 65)]
    log_in(page, factories.organiser_of(date.page.organisation))
    page.set_viewport_size(DESKTOP)
    page.goto(reverse("events_registrations", args=[date.pk]))

    page.get_by_role("link", name="Druk af").click()
    page.evaluate("window.print = () => { document.title = 'Afgedrukt' }")
    page.get_by_role("button", name="Druk af").click()

    expect(page).to_have_title("Afgedrukt")
    sheets = sheets_of(page)
    assert len(sheets) == 3
    for one in [*people, *waiting]:
        number = one.person.name[-3:]
        on = [at for at, sheet in enumerate(sheets) if re.search(rf"\b{number}, Annemarie\b", sheet)]
        about = [at for at, sheet in enumerate(sheets) if f"ouderengeneeskunde {number}" in sheet]
        assert len(on) == 1, number
        assert about == on, f"{number} is cut in half"
    for sheet in sheets:
        assert "Nieuw in Hoge Vucht? Maak je rondje" in sheet
        assert "Handtekening" in sheet
        assert "Druk af" not in sheet
        assert "Terug naar" not in sheet
        assert "@" not in sheet


def test_list_of_nobody_is_one_sheet(date, page: Page):
    log_in(page, factories.organiser_of(date.page.organisation))

    page.goto(reverse("events_print_list", args=[date.pk]))

    [sheet] = sheets_of(page)
    assert "Er is nog niemand aangemeld" in sheet


@pytest.mark.parametrize("fullest", [False, True])
def test_poster_is_one_sheet_with_all_of_it_on_it(house, page: Page, fullest):
    full = {
        "title": " ".join(["Wijkbijeenkomst"] * 9),
        "summary": " ".join(["Samenredzaamheid"] * 11),
        "audience": " ".join(["Iedereen"] * 15),
        "parking": "p" * 90,
        "public_transport": "b " * 45,
        "wheelchair": "yes",
        "dates": (5, 12, 19, 26, 33, 40, 47),
    }
    meetup = factories.MeetupFactory(**(full if fullest else {"title": "Wijklunch"}))
    log_in(page, factories.organiser_of(meetup.organisation))

    page.goto(reverse("events_poster", args=[meetup.dates.order_by("start").first().pk]))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1040})
    cut = page.evaluate(
        """() => { const clipped = (element) => element.scrollHeight - element.clientHeight;
        return [clipped(document.querySelector('.wv-bill')), clipped(document.querySelector('.wv-bill__facts'))] }"""
    )

    [sheet] = sheets_of(page)
    assert max(cut) <= 1
    for words in ("Scan de code", "localhost", "Buurthuis De Linde", meetup.organisation.title):
        assert words in sheet


def test_axe_finds_nothing_on_paper_that_is_on_a_screen(date, page: Page):
    registered(date, 1)
    registered(date, 2, waiting=True)
    registered(date, 3, held=True)
    log_in(page, factories.organiser_of(date.page.organisation))

    for address in (reverse("events_print_list", args=[date.pk]), reverse("events_poster", args=[date.pk])):
        for size, scheme in ((DESKTOP, "light"), (NARROWEST, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            assert axe_violations(page) == []
            assert too_wide(page) == []
