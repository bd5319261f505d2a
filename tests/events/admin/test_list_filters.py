"""Filters of the organiser's list: by discipline and organisation, in any combination, and what an empty list says."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Booking
from events.publishing import move
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, PersonFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=4).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation)
    client.force_login(user)
    return user


def registered(date, name, *, discipline=None, organisation="", **kwargs):
    person = PersonFactory(name=name)
    booking = Booking.objects.create(person=person, organisation=organisation, discipline=discipline)
    return RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


@pytest.fixture
def people(date):
    nurse, doctor = DisciplineFactory(name="wijkverpleegkundige"), DisciplineFactory(name="huisarts")
    DisciplineFactory(name="apotheker")
    registered(date, "Anna", discipline=nurse, organisation="Thuiszorg Morgenrood")
    registered(date, "Bram", discipline=doctor, organisation="De Eik")
    registered(date, "Cas", discipline=doctor, organisation="de eik", waiting=True)
    registered(date, "Dora", organisation="De Eik")
    registered(date, "Els", discipline=nurse, cancelled=True)
    return nurse, doctor


def list_url(date, query="") -> str:
    return reverse("events_registrations", args=[date.pk]) + query


def names(client, url) -> list[str]:
    return screen.texts(client.get(url), "td .title-wrapper")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?discipline={nurse}", ["Anna"]),
        ("?discipline={nurse}&stand=all", ["Anna", "Els"]),
        ("?discipline={nurse}&discipline={doctor}", ["Anna", "Bram", "Cas"]),
        ("?discipline={doctor}&stand=waiting", ["Cas"]),
        ("?discipline=geen", ["Dora"]),
        ("?organisatie=eik+de", ["Bram", "Cas", "Dora"]),
        ("?organisatie=eik+de&discipline={doctor}&q=bram", ["Bram"]),
        ("?organisatie=geen&stand=all", ["Els"]),
        ("?discipline=99999&organisatie=bestaat+niet", ["Anna", "Bram", "Cas", "Dora"]),
        ("?discipline={doctor}&discipline=drop+table", ["Bram", "Cas"]),
    ],
)
def test_list_is_filtered_by_discipline_and_organisation(client, date, organiser, people, query, found):
    nurse, doctor = people

    assert names(client, list_url(date, query.format(nurse=nurse.pk, doctor=doctor.pk))) == found


def test_only_what_occurs_can_be_chosen(client, date, organiser, people):
    offered = screen.texts(client.get(list_url(date)), "#filters-drilldown [id^=drilldown-] label")

    assert "apotheker" not in offered
    assert [name for name in offered if name.casefold() in {"de eik", "thuiszorg morgenrood"}] == [
        "De Eik",
        "Thuiszorg Morgenrood",
    ]


def test_question_with_one_answer_is_no_filter(client, date, organiser):
    registered(date, "Anna", organisation="De Eik", discipline=DisciplineFactory(name="huisarts"))

    offered = screen.texts(client.get(list_url(date)), "#filters-drilldown .w-drilldown__toggle")

    assert offered == ["Stand"]


def test_download_is_of_what_is_filtered(client, date, organiser, people):
    nurse, _doctor = people

    body = b"".join(client.get(list_url(date, f"?export=csv&discipline={nurse.pk}"))).decode("utf-8-sig")

    assert [row[0] for row in csv.reader(StringIO(body), delimiter=";")][-1:] == ["Anna"]
    assert "Bram" not in body


def test_as_many_queries_for_three_organisations_as_for_forty(client, date, organiser, stopped_clock):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(list_url(date, "?organisatie=geen&stand=all"))
        return len(captured)

    for number in range(3):
        registered(date, f"Gast {number}", organisation=f"Praktijk {number}", discipline=DisciplineFactory())
    queries()
    few = queries()
    for number in range(3, 40):
        registered(date, f"Gast {number}", organisation=f"Praktijk {number}", discipline=DisciplineFactory())

    assert queries() == few


# -- An empty list -----------------------------------------------------------------------------------------------------

NOBODY = "Er is nog niemand aangemeld."


def empty_words(client, url) -> str:
    return " ".join(screen.texts(client.get(url), "#listing-results p"))


def test_nobody_comes_leads_to_an_invitation_to_share(client, date, organiser):
    number = next(
        link for link in screen.links(client.get(reverse("wagtailadmin_home")), ".wv-numbers a") if "komen" in link[0]
    )

    page = client.get(number[1])

    assert NOBODY in screen.text(page, "#listing-results p")
    assert screen.parsed(page).select_one("details[open] #deel-pagina")["value"] == date.page.get_full_url()


def test_state_that_nobody_is_in_says_just_that(client, date, organiser, people):
    assert empty_words(client, list_url(date, "?stand=held")) == "Hier staat nu niemand."


def test_search_without_result_says_what_to_do(client, date, organiser, people):
    assert empty_words(client, list_url(date, "?q=niemand")).startswith("Niemand gevonden.")


@pytest.mark.parametrize("query", ["", "?stand=confirmed"])
def test_past_or_cancelled_date_invites_nobody(client, organiser, date, query):
    past = MeetupFactory(organiser=date.page.organisation, dates=(-3,)).dates.get()
    move.cancel_date(date, reason="De zaal is dicht.")

    for one in (past, date):
        page = client.get(list_url(one, query))

        assert screen.text(page, "#listing-results p") == "Er was niemand aangemeld."
        assert not screen.parsed(page).select("#deel-pagina")


def test_address_of_one_date_of_several_opens_that_date(client, organiser, date):
    first, second = MeetupFactory(organiser=date.page.organisation, dates=(3, 10)).dates.order_by("start")

    page = screen.parsed(client.get(list_url(second)))

    assert page.select_one("#deel-pagina")["value"] == f"{first.page.get_full_url()}?datum={second.pk}"
    assert page.select_one("img.wv-share__code")["src"].startswith("data:image/svg+xml")


def test_long_series_names_the_neighbours_and_folds_the_rest(client, organiser, date):
    dates = MeetupFactory(organiser=date.page.organisation, dates=tuple(range(3, 43))).dates.order_by("start")

    page = screen.parsed(client.get(list_url(dates[20])))

    near = screen.addresses(page, "nav.wv-dates > ul a")
    assert near == [list_url(dates[place]) for place in (19, 20, 21)]
    assert screen.addresses(page, "nav.wv-dates details a") == [list_url(one) for one in dates]
