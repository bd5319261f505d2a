"""The programme of a conference on a phone: a choice that the browser keeps, and reading without a connection."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories_conference import ConferenceFactory, RoomFactory, SessionFactory, programme_with, released

pytestmark = pytest.mark.django_db(transaction=True)


def test_choice_and_programme_stay_without_a_connection(live_server, page: Page):
    conference = ConferenceFactory(slug="2031")
    RoomFactory(conference=conference, name="Ketelhuis")
    programme_with(conference, released(SessionFactory(conference=conference, title="Samen schakelen"), 1))
    page.set_viewport_size({"width": 390, "height": 800})
    address = f"{live_server.url}/conferentie/2031/programma/"

    page.goto(address)
    page.get_by_role("button", name="Bewaar Samen schakelen").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(address)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto(address)

    expect(page.get_by_text("Je hebt geen internet. Dit is het programma zoals het was om")).to_be_visible()
    expect(page.get_by_role("link", name="Samen schakelen")).to_be_visible()
    expect(page.get_by_role("button", name="Jouw keuze Samen schakelen")).to_be_visible()
