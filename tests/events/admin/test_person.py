"""One person on the list: the page with what they filled in, and correcting a name or an organisation."""

import pytest
from django.urls import reverse

from events.models import Decision, Person, Registration
from events.privacy import erasure
from events.privacy.correcting import correct
from events.privacy.own_data import what_we_hold
from events.registration import registering, series
from tests import screen
from tests.factories import MeetupFactory, RegistrationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=4).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation, first_name="Fatima", last_name="Bos")
    client.force_login(user)
    return user


def somebody(date, name="Sane de Wit", **kwargs) -> Registration:
    return registering.register(date, name=name, email="sanne@example.org", organisation="Trvers", **kwargs)


def person_url(made) -> str:
    return reverse("events_person", args=[made.date_id, made.pk])


def corrected(client, made, **answers):
    url = reverse("events_correct_person", args=[made.date_id, made.pk])
    return client.post(
        url, {"name": made.person.name, "organisation": made.booking.organisation, **answers}, follow=True
    )


def test_name_on_the_list_leads_to_the_person(client, date, organiser):
    made = somebody(date, remark="Ik kom later")

    [address] = screen.addresses(client.get(reverse("events_registrations", args=[date.pk])), "td .title-wrapper a")
    page = client.get(address)

    assert address == person_url(made)
    assert screen.text(page, "h2.wv-title") == "Sane de Wit"
    assert {"Trvers", "sanne@example.org", "Ik kom later"} <= set(screen.texts(page, "dl dd"))


def test_name_and_organisation_are_corrected_with_a_line_in_the_log(client, date, organiser):
    made = somebody(date)

    page = corrected(client, made, name="Sanne de Wit", organisation="WijZijn Traverse")

    made = Registration.objects.select_related("person", "booking").get()
    assert (made.person.name, made.booking.organisation) == ("Sanne de Wit", "WijZijn Traverse")
    assert screen.text(page, ".wv-log li > span:first-child") == (
        "Fatima Bos verbeterde de gegevens van Sanne de Wit. “Eerst: Sane de Wit, Trvers”"
    )
    found = client.get(reverse("events_registrations", args=[date.pk]) + "?q=sanne+traverse")
    assert screen.texts(found, "td .title-wrapper") == ["Sanne de Wit"]


def test_person_can_read_what_was_corrected_and_erasing_forgets_it(date, organiser):
    made = somebody(date)
    correct(made, name="Sanne de Wit", organisation="Traverse", by=organiser)

    held = str(what_we_hold([Person.objects.get()], []))
    erasure.erase(Person.objects.get())

    assert "Eerst: Sane de Wit, Trvers" in held
    assert set(Decision.objects.values_list("reason", "by_name")) == {("", "")}


def test_other_meetups_keep_the_name_that_was_given_there(client, date, organiser):
    elsewhere = somebody(MeetupFactory().dates.get())
    made = somebody(date)

    corrected(client, made, name="Sanne de Wit", organisation="Traverse")

    names = dict(Registration.objects.values_list("pk", "person__name"))
    assert names == {elsewhere.pk: "Sane de Wit", made.pk: "Sanne de Wit"}
    assert set(Person.objects.values_list("email", flat=True)) == {"sanne@example.org"}
    assert Registration.objects.get(pk=elsewhere.pk).booking.organisation == "Trvers"


def test_other_dates_of_the_same_submission_keep_their_answers(client, organiser, date):
    first, second = MeetupFactory(organiser=date.page.organisation, dates=(3, 10)).dates.order_by("start")
    made = series.register_for([first, second], name="Sane de Wit", email="sanne@example.org", organisation="Trvers")

    corrected(client, made[0], organisation="Traverse")

    found = dict(Registration.objects.values_list("date", "booking__organisation"))
    assert found == {first.pk: "Traverse", second.pk: "Trvers"}


def test_corrected_name_stays_with_the_account(client, organiser, date):
    user = UserFactory(email="sanne@example.org")
    somebody(MeetupFactory().dates.get(), user=user)
    made = somebody(date, user=user)

    corrected(client, made, name="Sanne de Wit")

    made.refresh_from_db()
    assert (made.person.name, made.person.user) == ("Sanne de Wit", user)


def test_capitals_and_accents_are_corrected_too(client, date, organiser):
    made = somebody(date, name="omer celik")

    corrected(client, made, name="Ömer Çelik")

    assert Person.objects.get().name == "Ömer Çelik"


@pytest.mark.parametrize("email", ["sanne@example.org", ""])
def test_nobody_is_on_the_list_twice_by_a_correction(client, date, organiser, email):
    RegistrationFactory(date=date, person__name="Sanne de Wit", person__email=email)
    made = RegistrationFactory(date=date, person__name="Sane de Wit", person__email=email)

    page = corrected(client, made, name="Sanne de Wit")

    assert "al" in screen.errors(page)["name"]
    assert screen.values(page, "form.wv-form")["name"] == ["Sanne de Wit"]
    assert Registration.objects.get(pk=made.pk).person.name == "Sane de Wit"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "Kijk op www.example.org", "x" * 121])
def test_name_that_cannot_be_is_refused_and_kept(client, date, organiser, name):
    made = somebody(date)

    page = corrected(client, made, name=name)

    assert list(screen.errors(page)) == ["name"]
    assert Registration.objects.get().person.name == "Sane de Wit"


def test_correcting_nothing_leaves_no_line(client, date, organiser):
    made = somebody(date)

    corrected(client, made)

    assert not Decision.objects.exists()


def test_nameless_person_has_no_page(client, date, organiser):
    made = somebody(date)
    erasure.erase(made.person)

    assert client.get(person_url(made)).status_code == 404


def test_link_of_somebody_without_an_address_is_there_to_copy_and_to_scan(client, date, organiser):
    made = RegistrationFactory(date=date, person__email="")

    page = screen.parsed(client.get(person_url(made)))

    link = page.select_one("#deel-persoon")["value"]
    assert client.get(link).status_code == 200
    assert page.select_one("[data-copy=deel-persoon]")
    assert page.select_one("img.wv-share__code")["src"].startswith("data:image/svg+xml")
