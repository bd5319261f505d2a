"""A year of lunches by a rule, and one more like an earlier meetup, with the number of actions that they take."""

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


def test_copy_and_publish_take_at_most_six_actions(page: Page, house):
    linde = OrganisationFactory(title="De Linde")
    meetup = MeetupFactory(organiser=linde, title="Wijklunch", dates=[-7])
    page.set_viewport_size(DESKTOP)
    log_in(page, organiser_of(linde))
    page.goto(f"/beheer/pages/{meetup.pk}/edit/")

    page.locator(
        "header .w-slim-header button[aria-label], .w-slim-header [data-controller~='w-dropdown'] button"
    ).first.click()  # 1
    page.get_by_role("link", name="Nog zo een").or_(page.get_by_role("button", name="Nog zo een")).first.click()  # 2
    page.wait_for_url(lambda url: "/edit/" in url and f"/{meetup.pk}/" not in url)
    page.locator("input[name='planned_dates-0-date']").fill("2027-03-04")  # 3
    page.get_by_role("button", name="Publiceer").first.click()  # 4
    page.wait_for_url("**/beheer/")

    new = type(meetup).objects.exclude(pk=meetup.pk).get()
    assert (new.live, f"{new.dates.get().start_local:%d-%m-%Y %H.%M}") == (True, "04-03-2027 12.00")
