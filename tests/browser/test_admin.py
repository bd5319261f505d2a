"""Our own views in the admin: axe finds nothing, on a desktop and on a phone."""

from collections.abc import Container

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from events.models import EventDate
from tests import factories
from tests.browser.checks import WAGTAILS_OWN, axe_violations
from tests.browser.conftest import DESKTOP, PHONE, log_in


@pytest.fixture
def meetup(house):
    organisation = factories.OrganisationFactory(title="Welzijn Zonnewijzer")
    wijk = factories.WijkFactory()
    factories.ThemeFactory()
    meetup = factories.MeetupFactory(
        title="Wijklunch", organiser=organisation, wijken=[wijk], capacity=2, dates=(3, 30)
    )
    first, second = meetup.dates.order_by("start")
    for trait in ({}, {"held": True}, {"waiting": True}, {"cancelled": True}):
        factories.RegistrationFactory(date=first, **trait)
    EventDate.objects.filter(pk=second.pk).update(status=EventDate.Status.CANCELLED, reason="De zaal is dicht.")
    return meetup


def test_axe_finds_nothing_at_the_organisers_desk(meetup, page: Page):
    first, second = meetup.dates.order_by("start")
    organiser = factories.organiser_of(meetup.organisation)
    log_in(page, organiser)

    walk(
        page,
        {
            "desk": reverse("wagtailadmin_home"),
            "meetups": reverse("meetups:index"),
            "registrations": reverse("events_registrations", args=[first.pk]),
            "cancel a date": reverse("events_cancel_date", args=[first.pk]),
            "date on again": reverse("events_restore_date", args=[second.pk]),
            "organisation": reverse("network_organisations"),
            "people": reverse("network_people", args=[meetup.organisation.pk]),
        },
    )


def test_axe_finds_nothing_where_organisations_are_opened(meetup, page: Page):
    factories.OrganisationFactory(title="Thuiszorg Morgenrood")
    log_in(page, factories.functional_manager())

    walk(
        page,
        {
            "desk": reverse("wagtailadmin_home"),
            "choose an organisation": reverse("meetups:choose_parent"),
            "organisations": reverse("network_organisations"),
            "new organisation": reverse("network_open_organisation"),
        },
    )


def test_axe_finds_nothing_in_the_editor_but_wagtails_own(meetup, page: Page):
    log_in(page, factories.organiser_of(meetup.organisation))

    walk(page, {"new meetup": reverse("meetups:choose_parent")}, leave_out=WAGTAILS_OWN)


def walk(page: Page, addresses: dict[str, str], *, leave_out: Container[str] = ()) -> None:
    found = []
    for name, address in addresses.items():
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            answer = page.goto(address)
            assert answer.status == 200, name
            found += [f"{name} at {size['width']}: {what}" for what in axe_violations(page, leave_out=leave_out)]

    assert found == []
