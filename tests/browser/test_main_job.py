"""The main job, from end to end: an organiser publishes, a professional registers on a phone, a calendar subscribes."""

import re
from datetime import datetime, time, timedelta
from email.message import Message

import icalendar
import pytest
import vobject
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models.dates import AMSTERDAM
from outbox.delivery import deliver
from tests import factories
from tests.browser.conftest import DESKTOP

TITLE = "Wijklunch in Gageldonk"


@pytest.fixture
def organiser(house):
    municipality = factories.MunicipalityFactory(title="Bergen op Zoom", slug="bergen-op-zoom")
    factories.WijkFactory(municipality=municipality, title="Gageldonk", slug="gageldonk")
    factories.ThemeFactory(title="Ouderen", slug="ouderen")
    factories.DisciplineFactory(name="Wijkverpleegkundige", domain="medisch")
    return factories.organiser_of(factories.OrganisationFactory(title="Welzijn Zonnewijzer"), first_name="Olga")


@pytest.mark.main_job
def test_main_job(organiser, page: Page, new_context):
    day = timezone.localdate() + timedelta(days=21)
    publish_as(organiser, page, day)

    phone = new_context().new_page()  # another person: no account, no cookie
    register_on_phone(phone)
    confirm_by_mail(phone)
    see_the_place_taken(phone)
    subscribe(phone, day)


def publish_as(organiser, page: Page, day) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("/beheer/")
    expect(page).to_have_url(re.compile("/account/login/"))
    page.locator("[name=login]").fill(organiser.email)
    page.locator("[name=password]").fill(factories.PASSWORD)
    page.locator("main form .wv-button--primary").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Olga")

    page.get_by_role("link", name="Nieuwe bijeenkomst").first.click()
    expect(page.get_by_label("Titel")).to_be_focused()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Soort").select_option("wijklunch")
    page.get_by_label("In één zin").fill("Leer elkaar kennen bij een broodje.")
    page.locator("[name=planned_dates-0-date]").fill(day.isoformat())
    page.locator("[name=planned_dates-0-start_time]").fill("12:00")
    page.keyboard.press("Escape")
    page.locator("[name=planned_dates-0-end_time]").fill("13:30")
    page.keyboard.press("Escape")
    page.get_by_label("Naam van de plek").fill("Buurthuis De Linde")
    page.get_by_label("Gemeente").select_option(label="Bergen op Zoom")
    page.get_by_label("Gageldonk").check()  # the wijken of the chosen municipality are unfolded automatically
    page.get_by_label("Ouderen").check()
    page.get_by_label("Aantal plekken", exact=True).fill("20")
    page.get_by_role("button", name="Publiceer", exact=True).click()
    expect(page.get_by_text(re.compile(f"{TITLE}.* gepubliceerd|staat op de site")).first).to_be_visible()


def register_on_phone(phone: Page) -> None:
    phone.goto("/")
    phone.goto("/agenda/")
    phone.get_by_role("link", name=TITLE).first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(phone.get_by_text("Nog 20 plekken").first).to_be_visible()

    phone.get_by_role("link", name="Meld je aan").locator("visible=true").first.click()
    phone.get_by_label("Je naam").fill("Sanne de Vries")
    phone.get_by_label("E-mailadres van je werk").fill("sanne@example.org")
    phone.get_by_label("Organisatie", exact=True).fill("Thuiszorg Morgenrood")
    phone.get_by_label("Discipline", exact=True).locator("visible=true").select_option(label="Wijkverpleegkundige")
    phone.locator("main form .wv-button--primary").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("kijk in je mail")


def confirm_by_mail(phone: Page) -> None:
    asked = newest_mail()
    assert asked["To"] == "Sanne de Vries <sanne@example.org>"
    link = re.search(r"https?://\S+/aanmelding/\S+", text_of(asked))[0]

    phone.goto(link)
    phone.get_by_role("button", name="Ja, ik kom").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Je plek staat vast")

    promised = newest_mail()
    calendars = [part for part in promised.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in calendars] == ["REQUEST"]


def see_the_place_taken(phone: Page) -> None:
    phone.goto("/agenda/?gemeente=bergen-op-zoom")
    expect(phone.get_by_text("Nog 19 plekken").first).to_be_visible()


def subscribe(phone: Page, day) -> None:
    start = datetime.combine(day, time(12), tzinfo=AMSTERDAM)
    for address in ("/agenda/kalender.ics", "/gemeenten/bergen-op-zoom/gageldonk/kalender.ics"):
        answer = phone.request.get(address)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"

        (event,) = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
        assert (str(event["SUMMARY"]), event.start, event.end) == (TITLE, start, start + timedelta(minutes=90))

        other = vobject.readOne(answer.text()).vevent
        assert (other.summary.value, other.dtstart.value, other.uid.value) == (TITLE, start, str(event["UID"]))

        again = phone.request.get(address, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status, again.body()) == (304, b"")


def newest_mail() -> Message:
    assert deliver() == 1
    return mail.outbox[-1].message()


def text_of(message: Message) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()
