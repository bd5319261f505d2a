"""One's own name, corrected by the link in the mail: on the list and the ticket, for what was submitted together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.feeds.personal_feed import open_feed
from events.links import LinkRotated, registration_path
from events.models import Booking, Decision, EventDate, Person, Registration
from events.privacy.link_rotation import rotate_link
from events.privacy.own_name import correct_own_name
from events.privacy.reassigning import AddressTaken
from events.registration import registering, rule, series
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, UserFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db
EMAIL = "praktijk@example.org"


def comes(date: EventDate, name: str = "Sane de Vris", email: str = EMAIL, **more) -> Registration:
    answers = {"organisation": "TWB", "discipline": DisciplineFactory()}
    return rule.confirm(registering.register(date, name=name, email=email, **answers, **more))


def names() -> list[str]:
    return list(Registration.objects.live().order_by("date__start", "pk").values_list("person__name", flat=True))


def submit(client, registration: Registration, **changed):
    path = f"{registration_path(registration)}wijzigen/"
    answers = {name: value for name, [value] in screen.values(client.get(path), "main form").items()}
    return client.post(path, answers | changed, follow=True)


def test_name_is_corrected_on_own_page_ticket_and_list(client):
    registration = comes(date_of_a_meetup())
    discipline = registration.booking.discipline

    page = submit(client, registration, naam="  Sanne  de Vries ", organisatie="Thuiszorg West")

    assert "Je gegevens zijn gewijzigd." in page.text
    assert names() == ["Sanne de Vries"]
    assert "Sanne de Vries" in client.get(f"{registration_path(registration)}ticket/").text
    registration.refresh_from_db()
    assert (registration.booking.organisation, registration.booking.discipline) == ("Thuiszorg West", discipline)
    [line] = Decision.objects.all()
    assert (line.kind, line.by, line.by_name, line.reason) == (
        "corrected", None, "De deelnemer zelf", "Eerst: Sane de Vris",
    )  # fmt: skip
    assert Person.objects.count() == 1


def test_same_name_changes_and_logs_nothing(client):
    registration = comes(date_of_a_meetup())

    submit(client, registration, opmerking="Ik kom later.")

    assert (names(), Decision.objects.count()) == (["Sane de Vris"], 0)
    assert Booking.objects.get().remark == "Ik kom later."


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Vul je naam in."), ("https://spam.example", "zonder link"), ("x" * 121, "niet langer zijn dan 120 tekens")],
)
def test_name_that_is_none_is_explained_and_kept(client, typed, said):
    page = submit(client, comes(date_of_a_meetup()), naam=typed)

    assert page.status_code == 422
    assert said in screen.errors(page)["naam"]
    assert screen.values(page, "main form")["naam"] == [typed]
    assert names() == ["Sane de Vris"]


def test_another_spelling_of_the_same_name_changes_everywhere():
    one, other = (
        comes(date_of_a_meetup(dates=(7,)), "sanne DE vries"),
        comes(date_of_a_meetup(dates=(8,)), "Sanne de Vries"),
    )
    assert one.person == other.person

    correct_own_name(one, "Sanne de Vriés")

    assert names() == ["Sanne de Vriés"] * 2


def test_whole_series_is_corrected_and_other_submissions_keep_their_name():
    dates = list(MeetupFactory(dates=(7, 14, 21)).dates.order_by("start"))
    made = series.confirm_all(series.register_for(dates, name="Sane de Vris", email=EMAIL)[0])
    elsewhere = comes(date_of_a_meetup(dates=(30,)))

    assert correct_own_name(made, "Sanne de Vries")

    assert names() == ["Sanne de Vries"] * 3 + ["Sane de Vris"]
    assert Booking.objects.get(pk=made.booking_id).person.name == "Sanne de Vries"
    assert Registration.objects.get(pk=elsewhere.pk).person.name == "Sane de Vris"
    assert Person.objects.at(EMAIL).filter(confirmed_at__isnull=True).count() == 0
    made.refresh_from_db()
    assert correct_own_name(made, "Sanne Vos")
    assert Registration.objects.filter(booking=made.booking_id).count() == 3


def test_name_of_somebody_who_comes_already_is_refused(client):
    date = date_of_a_meetup()
    comes(date, "Bo Smit")
    registration = comes(date)

    page = submit(client, registration, naam="bo smit", organisatie="Anders")

    assert page.status_code == 422
    assert screen.errors(page)["naam"] == "Op dit adres is Bo Smit al aangemeld."
    assert (sorted(names()), Decision.objects.count()) == (["Bo Smit", "Sane de Vris"], 0)
    assert not Booking.objects.filter(organisation="Anders").exists()
    with pytest.raises(AddressTaken):
        correct_own_name(registration, "BO SMIT")


def test_name_of_somebody_at_the_address_who_does_not_come_here_is_theirs_then():
    bo = comes(date_of_a_meetup(dates=(30,)), "Bo Smit").person
    registration = comes(date_of_a_meetup(dates=(7,)))

    correct_own_name(registration, "Bo Smit")

    registration.refresh_from_db()
    assert registration.person == bo
    assert Person.objects.at(EMAIL).count() == 1


def test_account_and_calendar_go_along():
    user = UserFactory(email=EMAIL)
    registration = comes(date_of_a_meetup(dates=(7,)), user=user)
    comes(date_of_a_meetup(dates=(8,)), user=user)

    correct_own_name(registration, "Sanne de Vries")

    registration.refresh_from_db()
    assert (registration.person.user, registration.person.name) == (user, "Sanne de Vries")

    guest = comes(date_of_a_meetup(dates=(9,)), "Kim Jonk", "kim@example.org")
    comes(date_of_a_meetup(dates=(10,)), "Kim de Jong", "kim@example.org")
    feed = open_feed(guest.person)
    correct_own_name(guest, "Kim de Jong")
    feed.refresh_from_db()
    assert (feed.person.name, feed.ended_at) == ("Kim de Jong", None)


def test_colleague_keeps_reading_who_registered_them():
    comes(date_of_a_meetup(dates=(30,)), "Sanne de Vries")
    made, _colleague = registering.register_together(
        date_of_a_meetup(dates=(7,)), name="Sane de Vris", email=EMAIL,
        colleagues=[registering.Colleague("Bo", "bo@example.org")],
    )  # fmt: skip

    correct_own_name(made, "Sanne de Vries")

    assert Booking.objects.get(person__name="Bo").booked_by.name == "Sanne de Vries"


def test_person_without_an_address_is_renamed_alone():
    registration = comes(date_of_a_meetup(), "Jan Jansen")
    Person.objects.update(email="")
    other = Person.objects.create(name="Jan de Boer")

    correct_own_name(Registration.objects.get(pk=registration.pk), "Jan de Boer")

    assert names() == ["Jan de Boer"]
    assert Registration.objects.get().person != other


def test_link_that_was_replaced_changes_nothing():
    registration = comes(date_of_a_meetup())
    rotate_link(Registration.objects.get(pk=registration.pk), held=registration.link_version)

    with pytest.raises(LinkRotated):
        correct_own_name(registration, "Sanne de Vries")

    assert names() == ["Sane de Vris"]


def test_who_signed_off_has_nothing_to_correct(client):
    registration = rule.cancel(comes(date_of_a_meetup()))

    response = client.post(f"{registration_path(registration)}wijzigen/", {"naam": "Ander"})

    assert response["Location"] == registration_path(registration)
    assert Person.objects.get().name == "Sane de Vris"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_correcting_while_others_register_with_that_name_leaves_one_place_a_person():
    date, other = date_of_a_meetup(), date_of_a_meetup(dates=(9,))
    registrations = [comes(date, f"Naam {number}") for number in range(4)]
    for registration in registrations:
        comes(other, registration.person.name)

    def act(number: int) -> None:
        try:
            if number % 2:
                registering.register(date, name="Sanne de Vries", email=EMAIL)
            else:
                correct_own_name(registrations[number // 2], "Sanne de Vries")
        except AddressTaken:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(8)))

    assert Registration.objects.live().filter(date=date, person__name="Sanne de Vries").count() == 1
    assert Person.objects.at(EMAIL).filter(name="Sanne de Vries").count() == 1
    assert Registration.objects.live().filter(date=other).count() == 4
