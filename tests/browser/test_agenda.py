"""The agenda in a real browser: a list to scan, and filters that need no script."""

from playwright.sync_api import Page

from events.models import EventDate
from events.publishing import move
from tests import factories
from tests.browser.checks import too_wide
from tests.browser.conftest import DESKTOP, PHONE

TALLEST = 110
"""Most pixels that a row of the agenda takes at 1280 px."""
HEIGHTS = "rows => rows.map(row => row.getBoundingClientRect().height)"
LONG = "Multidisciplinaire ouderenzorgnetwerkbijeenkomst over valpreventiemaatregelen en mantelzorgondersteuning " * 2


def test_row_of_the_agenda_is_low_whatever_is_in_it(house, page: Page):
    organisation = factories.OrganisationFactory(title=LONG[:120])
    breda = factories.MunicipalityFactory(title="Breda")
    wijken = [factories.WijkFactory(municipality=breda, title=f"Wijk met een lange naam {number}") for number in (1, 2)]
    for number, title in enumerate(("Kort", LONG)):
        about = {"title": title, "organiser": organisation, "wijken": wijken}
        full = factories.MeetupFactory(slug=f"vol-{number}", capacity=1, **about)
        registered = [factories.RegistrationFactory(date=full.dates.get()) for _ in range(12)]
        discipline = factories.DisciplineFactory(domain="medisch")
        for registration in registered:
            registration.booking.discipline = discipline
            registration.booking.save()
        date = full.dates.get()
        move.move_date(
            date, start=date.start.replace(hour=9), end=date.end, place="Een andere zaal", reason="Verbouwing. " * 15
        )
        off = factories.MeetupFactory(slug=f"af-{number}", dates=(15,), **about).dates.get()
        move.cancel_date(off, reason="De zaal is dicht omdat de vloer wordt vervangen. " * 4)
    page.set_viewport_size(DESKTOP)
    page.goto("/agenda/")

    heights = page.locator(".wv-agenda-row").evaluate_all(HEIGHTS)

    assert len(heights) == EventDate.objects.count() == 4
    assert max(heights) <= TALLEST
    page.set_viewport_size(PHONE)
    assert too_wide(page) == []
