"""Our own admin views: axe finds nothing, on a desktop in light mode and on the narrowest phone in dark mode."""

from collections.abc import Container

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import EventDate
from outbox.models import OutgoingMail
from tests import factories
from tests.browser.checks import WAGTAILS_OWN, axe_violations, too_wide
from tests.browser.conftest import DESKTOP, NARROWEST, log_in


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
    confirmed = first.registrations.filter(state="confirmed").first()
    requested = factories.RegistrationFactory(date=first, requested=True)
    OutgoingMail.objects.create(
        about=f"registration:{confirmed.pk}", cause=f"registered:{confirmed.pk}", recipient=confirmed.person.email,
        subject="Je plek staat vast", message=b"Subject: x\r\n\r\nHallo\r\n", failed_at=timezone.now(), attempts=8,
    )  # fmt: skip
    log_in(page, factories.organiser_of(meetup.organisation))

    walk(
        page,
        {
            "desk": reverse("wagtailadmin_home"),
            "meetups": reverse("meetups:index"),
            "registrations": reverse("events_registrations", args=[first.pk]),
            "add somebody": reverse("events_add_person", args=[first.pk]),
            "decide": f"{reverse('events_decide', args=[first.pk, 'goedkeuren'])}?wie={requested.pk}",
            "new link": reverse("events_new_link", args=[confirmed.pk]),
            "mail that failed": reverse("events_failed_mail", args=[confirmed.pk]),
            "mails": reverse("events_mails", args=[first.pk]),
            "cancel a date": reverse("events_cancel_date", args=[first.pk]),
            "move a date": reverse("events_move_date", args=[first.pk]),
            "postpone a date": reverse("events_postpone_date", args=[first.pk]),
            "registrations of a date that is off": reverse("events_registrations", args=[second.pk]),
            "date on again": reverse("events_restore_date", args=[second.pk]),
            "organisation": reverse("network_organisations"),
            "people": reverse("network_people", args=[meetup.organisation.pk]),
            "help": reverse("manual"),
        },
    )


def test_axe_finds_nothing_where_organisations_are_opened(meetup, page: Page):
    factories.OrganisationFactory(title="Thuiszorg Morgenrood")
    OutgoingMail.objects.create(
        cause=f"welcome:{meetup.organisation.pk}:1", recipient="een.heel.lang.adres.zonder.einde@thuiszorg-morgenrood.example.org",
        subject="Welkom bij Welzijn Zonnewijzer", message=b"", failed_at=timezone.now(), attempts=8,
    )  # fmt: skip
    log_in(page, factories.functional_manager())

    walk(
        page,
        {
            "desk": reverse("wagtailadmin_home"),
            "mails that failed": reverse("events_failed_letters"),
            "choose an organisation": reverse("meetups:choose_parent"),
            "organisations": reverse("network_organisations"),
            "new organisation": reverse("network_open_organisation"),
        },
    )


def test_axe_finds_nothing_in_the_editor_but_wagtails_own(meetup, page: Page):
    log_in(page, factories.organiser_of(meetup.organisation))

    walk(page, {"new meetup": reverse("meetups:choose_parent")}, leave_out=WAGTAILS_OWN)


@pytest.mark.parametrize("size", [DESKTOP, NARROWEST])
def test_change_that_mails_people_is_asked_in_view_and_keeps_what_was_typed(meetup, page: Page, size):
    log_in(page, factories.organiser_of(meetup.organisation))
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if size == NARROWEST else "light")
    page.goto(reverse("wagtailadmin_pages:edit", args=[meetup.pk]))
    rows = page.locator("[data-inline-panel-child]:has([name^=planned_dates])")
    expect(rows.nth(0)).to_contain_text("mensen zijn aangemeld")
    expect(rows.nth(0).get_by_title("Verwijder")).to_be_hidden()

    page.locator("#id_planned_dates-0-start_time").fill("11:45")
    page.locator("#id_audience").fill("Dit typte ik net")
    page.locator("[name=action-publish]").click()

    expect(page.get_by_role("heading", name="Wil je dit mailen?")).to_be_in_viewport()
    expect(page.locator("#id_audience")).to_have_value("Dit typte ik net")
    assert not axe_violations(page, leave_out=WAGTAILS_OWN)
    page.get_by_label("Ja, stuur deze").check()
    page.locator("[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text("mails uit naar wie is aangemeld")


@pytest.mark.parametrize("size", [DESKTOP, NARROWEST])
def test_form_of_a_new_meetup_begins_at_its_top(meetup, page: Page, size):
    """Wagtail scrolls to the first date when it has set it up, but an editor begins with the title."""
    log_in(page, factories.organiser_of(meetup.organisation))
    page.set_viewport_size(size)

    page.goto(reverse("meetups:choose_parent"))

    title = page.get_by_label("Titel")
    expect(title).to_be_focused()
    page.wait_for_timeout(1000)  # longer than the scrolling takes
    expect(title).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Wat", exact=True)).to_be_in_viewport()


def test_form_of_an_online_meetup_does_not_ask_how_to_park(meetup, page: Page):
    log_in(page, factories.organiser_of(meetup.organisation))
    page.goto(reverse("meetups:choose_parent"))
    asked = [
        page.locator(f"#id_{name}") for name in ("venue_name", "wheelchair", "ring_line", "parking", "public_transport")
    ]
    for field in asked:
        expect(field).to_be_visible()

    page.locator("#id_attendance").select_option("online")

    for field in asked:
        expect(field).to_be_hidden()
    expect(page.locator("#id_access_note")).to_be_visible()


def walk(page: Page, addresses: dict[str, str], *, leave_out: Container[str] = ()) -> None:
    found = []
    for name, address in addresses.items():
        for size, scheme in ((DESKTOP, "light"), (NARROWEST, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            answer = page.goto(address)
            assert answer.status == 200, name
            found += [f"{name} at {size['width']}: {what}" for what in axe_violations(page, leave_out=leave_out)]
            found += [f"{name}: {what}" for what in too_wide(page)]

    assert found == []
