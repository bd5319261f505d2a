"""Needs for food and access: only asked when wanted, only with consent, unreadable in the database, and soon gone."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from events.links import registration_path
from events.models import EventPage, Need, Registration
from events.privacy import erasure, retention
from events.privacy.own_data import what_we_hold
from events.registration import rule
from events.registration.needs import Needs, needs_of
from events.registration.registering import register
from events.registration.replies import Replies
from tests import screen
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    OrganisationFactory,
    RegistrationFactory,
    organiser_of,
)

pytestmark = pytest.mark.django_db
WORDS = "Ik ben ernstig allergisch voor pinda"
GIVEN = {"eten": ["nuts"], "toegang": ["hearing"], "wensen": WORDS}


def asking(**kwargs):
    return MeetupFactory(**{"asks_diet": True, "asks_access": True, **kwargs})


def send(client, meetup, **changed):
    values = {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    values["datum"] = [date.pk for date in meetup.dates.all()]
    return client.post(f"{meetup.url}aanmelden/", {**values, **changed})


def comes(meetup, name: str = "Sanne", needs: Needs | None = None, **kwargs) -> Registration:
    needs = needs or Needs(("nuts",), ("hearing",), WORDS, "Goed")
    email = f"{name.lower()}@example.org"
    made = register(meetup.dates.first(), name=name, email=email, replies=Replies(needs=needs), **kwargs)
    return rule.confirm(made)


def kept() -> Needs | None:
    need = Need.objects.select_related("booking").first()
    return needs_of(need.booking) if need else None


def test_only_asked_where_the_organiser_wants_it(client):
    asks, food, does_not = asking(), asking(asks_access=False), MeetupFactory()
    pages = [client.get(f"{one.url}aanmelden/").content.decode() for one in (asks, food, does_not)]

    assert ["Eten en toegang" in page for page in pages] == [True, True, False]
    assert ['name="toegang"' in page for page in pages] == [True, False, False]
    send(client, does_not, **GIVEN, wensen_akkoord="on")
    assert Registration.objects.count() == 1
    assert kept() is None


def test_kept_with_the_words_of_the_consent(client):
    assert send(client, asking(), **GIVEN, wensen_akkoord="on").status_code == 302

    needs = kept()
    assert (needs.diet, needs.access, needs.words) == (("nuts",), ("hearing",), WORDS)
    assert "Ik vind het goed dat de organisator dit weet" in needs.consent


def test_without_consent_the_form_comes_back_with_what_was_typed(client):
    response = send(client, asking(), **GIVEN)

    html = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert "Zet hier een vinkje als de organisator dit mag weten." in html
    assert WORDS in html


@pytest.mark.parametrize(
    "wrong", [{"eten": ["taart"]}, {"toegang": ["x" * 5000]}, {"wensen": "x" * 301}], ids=["food", "access", "long"]
)
def test_what_is_not_on_the_list_is_refused(client, wrong):
    assert send(client, asking(), **{**GIVEN, **wrong}, wensen_akkoord="on").status_code == 422


def test_consent_alone_is_nothing_to_keep(client):
    assert send(client, asking(), wensen_akkoord="on").status_code == 302
    assert kept() is None


def test_who_attends_online_has_no_needs_there(client):
    meetup = asking(attendance="hybrid", online_url="https://meet.example.org/x")

    assert send(client, meetup, **GIVEN, mee="online").status_code == 302
    assert kept() is None


def test_the_form_says_one_thing_about_health(client):
    html = client.get(f"{asking().url}aanmelden/").content.decode()

    assert "Schrijf hier niets over je gezondheid: dat kan bij “Eten en toegang”." in html
    assert "Schrijf niets over je gezondheid." not in html


def test_no_dump_of_the_database_tells_them(client):
    send(client, asking(), **GIVEN, wensen_akkoord="on")
    send(client, EventPage.objects.get(), **GIVEN, wensen_akkoord="on")  # once more: that form is kept too, for a while

    dump = io.StringIO()
    call_command("dumpdata", stdout=dump)
    text = dump.getvalue()
    assert Need.objects.count() == 1
    assert "sanne@example.org" in text
    assert not [word for word in (WORDS, "pinda", '"nuts"', "hearing") if word in text]


# -- One's own page ---------------------------------------------------------------------------------------------------


def change(client, made, **changed):
    values = {"naam": "Sanne", "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    return client.post(f"{registration_path(made)}wijzigen/", {**values, **changed})


def test_ones_own_page_lets_one_see_change_and_withdraw_them(client):
    made = comes(asking())
    url = registration_path(made)
    assert WORDS not in client.get(url).content.decode()  # that link may be forwarded
    assert WORDS in client.get(f"{url}wijzigen/").content.decode()

    assert change(client, made, eten=["vegan"]).status_code == 422
    assert change(client, made, eten=["vegan"], wensen_akkoord="on").status_code == 302
    assert (kept().diet, kept().words) == (("vegan",), "")
    assert change(client, made).status_code == 302
    assert kept() is None


def test_a_colleague_fills_them_in_on_their_own_page(client):
    meetup = asking()
    made = rule.confirm(register(meetup.dates.get(), name="Ahmed", email="ahmed@example.org"))

    assert "Heb je iets nodig" in client.get(registration_path(made)).content.decode()
    change(client, made, naam="Ahmed", toegang=["wheelchair"], wensen_akkoord="on")

    assert kept().access == ("wheelchair",)
    assert "Heb je iets nodig" not in client.get(registration_path(made)).content.decode()


# -- The organiser ----------------------------------------------------------------------------------------------------


def urls(date) -> tuple[str, str]:
    return reverse("events_needs", args=[date.pk]), reverse("events_needs_by_name", args=[date.pk])


def test_totals_are_numbers_and_names_are_for_the_organisation(client):
    meetup = asking()
    comes(meetup)
    comes(meetup, "Bram", Needs(("nuts", "vegan"), (), "", "Goed"))
    gone = comes(meetup, "Cas")
    rule.cancel(gone)
    client.force_login(organiser_of(meetup.organisation))
    numbers, names = urls(meetup.dates.get())

    page = client.get(numbers)
    assert screen.texts(page, ".wv-changes dt") == ["Veganistisch", "Zonder noten", "Hoort slecht"]
    assert screen.texts(page, ".wv-changes dd") == ["1", "2", "1"]
    assert not [word for word in ("Sanne", WORDS) if word in page.content.decode()]
    assert "no-store" in page["Cache-Control"]
    assert screen.texts(client.get(names), ".wv-changes dt") == ["Bram", "Sanne"]
    assert WORDS in client.get(names).content.decode()
    assert PageLogEntry.objects.filter(action="events.needs_read").exists()
    html = client.get(reverse("events_registrations", args=[meetup.dates.get().pk]))
    assert numbers in html.content.decode()
    assert WORDS not in html.content.decode()


def test_who_edits_for_another_organisation_sees_numbers_only(client):
    other = OrganisationFactory()
    meetup = asking(co_organisers=[other])
    meetup.co_organisers.update(may_edit=True)
    comes(meetup)
    client.force_login(organiser_of(other))
    numbers, names = urls(meetup.dates.get())

    assert client.get(numbers).status_code == 200
    assert names not in client.get(numbers).content.decode()
    assert client.get(names).status_code in {302, 403}
    assert WORDS not in client.get(names).content.decode()


def test_nobody_else_sees_anything(client):
    meetup = asking()
    comes(meetup)
    for user in (None, organiser_of(OrganisationFactory())):
        if user:
            client.force_login(user)
        for url in urls(meetup.dates.get()):
            response = client.get(url)
            assert response.status_code in {302, 403}
            assert b"noten" not in response.content


def test_there_is_no_page_where_nothing_is_asked(client):
    meetup = MeetupFactory()
    client.force_login(organiser_of(meetup.organisation))

    assert [client.get(url).status_code for url in urls(meetup.dates.get())] == [404, 404]


def test_totals_take_as_many_queries_for_one_as_for_thirty(client):
    meetup = asking()
    client.force_login(organiser_of(meetup.organisation))
    numbers, _names = urls(meetup.dates.get())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(numbers).status_code == 200
        return len(captured)

    comes(meetup, "Gast0")
    queries()
    few = queries()
    for number in range(1, 30):
        comes(meetup, f"Gast{number}")

    assert queries() == few


# -- Gone -------------------------------------------------------------------------------------------------------------


def test_gone_a_week_after_the_date(time_machine):
    made = comes(asking())

    time_machine.move_to(made.date.end + timedelta(days=6, hours=23))
    retention.run_due()
    assert kept()
    time_machine.move_to(made.date.end + timedelta(days=7, hours=2))
    retention.run_due()
    assert Need.objects.count() == 0
    assert Registration.objects.get().person.name == "Sanne"  # everything else has a longer term


def test_of_a_series_gone_a_week_after_the_last_date(time_machine):
    meetup = asking(dates=(3, 30))
    made = comes(meetup)
    last = meetup.dates.last()
    RegistrationFactory(date=last, person=made.person, booking=made.booking)

    time_machine.move_to(made.date.end + timedelta(days=9))
    retention.run_due()
    assert kept()
    time_machine.move_to(last.end + timedelta(days=8))
    retention.run_due()
    assert Need.objects.count() == 0


def test_gone_a_day_after_a_cancellation(time_machine):
    made = comes(asking())
    rule.cancel(made)

    retention.run_due()
    assert kept()
    time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))
    retention.run_due()
    assert Need.objects.count() == 0


def test_gone_once_the_organiser_asks_no_more():
    comes(asking())
    EventPage.objects.update(asks_diet=False, asks_access=False)

    retention.run_due()

    assert Need.objects.count() == 0


def test_gone_with_the_person():
    made = comes(asking())

    erasure.erase(made.person)

    assert Need.objects.count() == 0


def test_in_ones_own_data():
    made = comes(asking())

    text = str(what_we_hold([made.person], []))

    assert WORDS in text
    assert "Zonder noten" in text
    assert "Goed" in text


def test_after_another_key_nothing_breaks(client, settings):
    made = comes(asking())
    client.force_login(organiser_of(made.date.page.organisation))
    settings.SECRET_KEY = "x" * 60
    client.force_login(organiser_of(made.date.page.organisation))

    assert client.get(urls(made.date)[0]).status_code == 200
    assert "Zonder noten" not in str(what_we_hold([made.person], []))
