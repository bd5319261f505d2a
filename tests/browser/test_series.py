"""A year of lunches by a rule, as an organiser makes it, counting what she does."""

from playwright.sync_api import Page, expect

from events.planning.school_holidays import load_school_holidays
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, PHONE, log_in
from tests.factories import MeetupFactory, OrganisationFactory, organiser_of


def test_year_of_lunches_takes_at_most_eight_actions(page: Page, house):
    load_school_holidays()
    linde = OrganisationFactory(title="De Linde")
    meetup = MeetupFactory(organiser=linde, dates=[7], live=False)
    meetup.save_revision()
    page.set_viewport_size(DESKTOP)
    log_in(page, organiser_of(linde))
    page.goto(f"/beheer/pages/{meetup.pk}/edit/")

    page.get_by_role("button", name="Maak een reeks").click()  # 1
    page.get_by_label("Eerste dag").fill("2027-01-07")  # 2
    page.get_by_label("Hoe vaak?").select_option("week-2")  # 3
    page.get_by_label("Tot en met").fill("2027-12-31")  # 4
    assert axe_violations(page) == []
    page.get_by_role("button", name="Bekijk de datums").click()  # 5
    expect(page.get_by_text("Hemelvaartsdag")).to_have_count(0)
    expect(page.get_by_text("zomervakantie").first).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size(PHONE)
    assert not too_wide(page)
    page.set_viewport_size(DESKTOP)
    page.get_by_role("button", name="Zet ze in het formulier").click()  # 6
    expect(page.get_by_text("in het concept")).to_be_visible()
    page.get_by_role("button", name="Publiceer").first.click()  # 7
    page.wait_for_url("**/beheer/")

    dates = meetup.dates.order_by("start")
    assert dates.count() > 15
    assert {f"{date.start_local:%H.%M}" for date in dates} == {"12.00"}
