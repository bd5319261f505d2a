"""The agenda in a real browser: a list to scan, and filters that need no script."""

import re

from playwright.sync_api import Page, expect

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


def test_agenda_is_narrowed_down_on_a_phone_without_scripts(season, new_context):
    page = new_context(java_script_enabled=False).new_page()
    webinar = factories.MeetupFactory(
        title="Avondwebinar", attendance="online", dates=[factories.planned(factories.noon(3).replace(hour=19))]
    )

    page.goto("/agenda/")
    page.get_by_label("Gemeente of wijk").select_option("breda/hoge-vucht")
    page.get_by_role("button", name="Toon deze bijeenkomsten").click()

    expect(page).to_have_title(re.compile("^Alle bijeenkomsten in Hoge Vucht, Breda ·"))
    expect(page.get_by_role("link", name="Wijklunch").first).to_be_visible()
    expect(page.get_by_role("link", name=webinar.title)).to_have_count(0)
    feed = page.locator("link[type='text/calendar']").get_attribute("href")
    assert feed.endswith("/agenda/kalender.ics?wijk=breda/hoge-vucht")

    page.get_by_label("Gemeente of wijk").select_option("")
    page.get_by_label("Dagdeel").select_option("avond")
    page.get_by_label("Op een plek of online").select_option("online")
    page.get_by_role("button", name="Toon deze bijeenkomsten").click()

    expect(page).to_have_url(re.compile("meedoen=online"))
    expect(page.locator(".wv-agenda-row__title")).to_have_text([webinar.title])
    expect(page.get_by_label("Dagdeel")).to_have_value("avond")
    assert too_wide(page) == []
    small = page.locator(".wv-filter-sentence :is(select, input:not([type=hidden]), button)").evaluate_all(
        "fields => fields.map(field => field.getBoundingClientRect().height).filter(height => height < 44)"
    )
    assert small == []


def test_wijk_is_chosen_on_the_home_page_without_scripts(season, new_context):
    page = new_context(java_script_enabled=False).new_page()

    page.goto("/")
    page.get_by_label("Waar werk je?").select_option("breda/hoge-vucht")
    page.get_by_role("button", name="Laat zien").click()

    expect(page.get_by_role("heading", name="Straks in Hoge Vucht, Breda")).to_be_visible()
    assert too_wide(page) == []


def test_home_remembers_the_wijk(season, page: Page):
    page.goto("/?gemeente=breda/hoge-vucht")

    page.goto("/")

    expect(page).to_have_url(re.compile("gemeente=breda%2Fhoge-vucht"))
    expect(page.get_by_label("Waar werk je?")).to_have_value("breda/hoge-vucht")


def test_meetup_is_sent_on_by_the_menu_of_the_browser(season, page: Page):
    page.add_init_script(
        "window.shared = []; navigator.share = async what => { window.shared.push(what); }; navigator.canShare = () => true"
    )
    page.goto(season.addresses["meetup"])

    page.get_by_role("button", name="Stuur door").click()

    assert page.evaluate("window.shared") == [{"url": page.url, "title": "Wijklunch"}]


def test_meetup_is_copied_where_the_browser_has_no_menu(season, page: Page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"{season.addresses['meetup, cancelled one of several dates']}")

    page.get_by_role("button", name="Stuur door").click()

    expect(page.get_by_role("status").filter(has_text="De link is gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_button_to_share_needs_a_script_and_shifts_nothing(season, new_context):
    page = new_context(java_script_enabled=False).new_page()

    page.goto(season.addresses["meetup"])

    expect(page.get_by_role("button", name="Stuur door")).to_have_count(0)
    expect(page.locator(".wv-share")).to_be_hidden()


def test_colleagues_open_one_at_a_time_without_scripts(season, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(season.addresses["register"])

    def shown() -> list[int]:
        return [number for number in range(1, 6) if page.locator(f"[name=collega_{number}_naam]").is_visible()]

    assert shown() == []
    page.get_by_text("Meld ook collega’s aan").click()
    assert shown() == [1]
    for number in (2, 3, 4, 5):
        page.locator(".wv-colleagues__more:visible").click()
        assert shown() == [*range(1, number + 1)]
    assert too_wide(page) == []

    page.locator("[name=collega_2_naam]").fill("Bo Smit")
    page.locator("main form button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert shown() == [1, 2]


def test_question_before_changing_the_date_on_a_phone_without_scripts(season, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(season.addresses["own change of date"])
    assert too_wide(page) == []

    page.get_by_role("button", name="Ja, wissel naar").click()

    expect(page.get_by_text("Gelukt, je bent gewisseld.")).to_be_visible()
