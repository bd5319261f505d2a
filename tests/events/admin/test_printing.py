"""The list for at the door and the poster: what is on the paper, and what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Booking, EventDate
from tests import screen
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    PersonFactory,
    RegistrationFactory,
    organiser_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch", slug="wijklunch", capacity=4).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation)
    client.force_login(user)
    return user


def registered(date, name, *, remark="", discipline="", organisation="", **kwargs):
    person = PersonFactory(name=name)
    booking = Booking.objects.create(
        person=person,
        organisation=organisation,
        remark=remark,
        discipline=DisciplineFactory(name=discipline) if discipline else None,
    )
    return RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


def list_of(client, date):
    return client.get(reverse("events_print_list", args=[date.pk]))


def tables(response) -> list[list[str]]:
    """Return the names in each table, as they are shown."""
    found = screen.parsed(response).select("table")
    return [[" ".join(cell.get_text(" ").split()) for cell in table.select("tbody th")] for table in found]


def test_list_has_everybody_who_may_come_and_nobody_else(client, date, organiser):
    registered(date, "Zoë van Dam", discipline="apotheker", organisation="De Vijzel")
    registered(date, "Bram Bos")
    registered(date, "Els Meijer", waiting=True)
    registered(date, "Anna Aarts", waiting=True)
    registered(date, "Kees Kok", held=True)
    registered(date, "Rosa Roos", requested=True)
    registered(date, "Wil Weg", cancelled=True)
    registered(MeetupFactory().dates.get(), "Jan Elders")

    response = list_of(client, date)

    coming, in_line, unsure, walk_ins = tables(response)
    assert coming == ["Bos , Bram", "Dam , Zoë van apotheker"]
    assert in_line == ["1. Meijer , Els", "2. Aarts , Anna"]
    assert unsure == ["Kok , Kees nog niet bevestigd", "Roos , Rosa wacht op goedkeuring"]
    assert set(walk_ins) == {"Ruimte voor een naam"}
    assert screen.text(response, ".wv-door__count") == "2 komen, 2 wachten"
    assert "De Vijzel" in response.content.decode()


def test_paper_holds_no_address_and_no_remark(client, date, organiser):
    made = registered(date, "Bram Bos", remark="Ik eet geen noten")

    page = list_of(client, date).content.decode()

    assert "noten" not in page
    assert made.person.email not in page


def test_list_of_a_cancelled_date_says_so_and_has_no_lines_for_who_walks_in(client, date, organiser):
    registered(date, "Bram Bos")
    EventDate.objects.update(status=EventDate.Status.CANCELLED, reason="De zaal is dicht.")

    response = list_of(client, date)

    assert tables(response) == [["Bos , Bram"]]
    assert "Geannuleerd" in screen.text(response, ".wv-door__head")


def test_list_takes_as_many_queries_for_one_as_for_thirty(client, date, organiser):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert list_of(client, date).status_code == 200
        return len(captured)

    registered(date, "Eerste", discipline="d0")
    queries()
    few = queries()
    for number in range(1, 30):
        registered(date, f"P{number}", discipline=f"d{number}", waiting=number % 3 == 0)

    assert queries() == few
    assert few <= 15


def test_list_of_registrations_leads_to_both(client, date, organiser):
    page = client.get(reverse("events_registrations", args=[date.pk]))

    hrefs = {url for _words, url in screen.links(page, "a")}
    assert {reverse("events_print_list", args=[date.pk]), reverse("events_poster", args=[date.pk])} <= hrefs


# -- The poster --------------------------------------------------------------------------------------------------------


def poster_of(client, date):
    return client.get(reverse("events_poster", args=[date.pk]))


def test_poster_has_what_a_passer_by_wants_to_know(client, date, organiser):
    registered(date, "Bram Geheim")

    response = poster_of(client, date)

    page = response.content.decode()
    for words in ("Wijklunch", "12.00 – 13.30 uur", "Buurthuis De Linde", "Kerkstraat 1", "Gratis", "Meld je aan"):
        assert words in page, words
    assert date.page.get_full_url().partition("://")[2].rstrip("/") in page
    assert "Bram Geheim" not in page
    [code] = [image["src"] for image in screen.parsed(response).select(".wv-bill__go img")]
    assert client.get(code)["Content-Type"] == "image/svg+xml"


def test_poster_of_one_of_several_dates_leads_to_that_date_and_names_the_others(client, organiser, date):
    meetup = MeetupFactory(organiser=date.page.organisation, dates=(5, 12, 19))
    first, second, third = meetup.dates.order_by("start")
    EventDate.objects.filter(pk=third.pk).update(status=EventDate.Status.CANCELLED)

    response = poster_of(client, second)

    [code] = [image["src"] for image in screen.parsed(response).select(".wv-bill__go img")]
    assert code.endswith(f"qr.svg?datum={second.pk}")
    assert f"{first.start_local.day} " in screen.text(response, ".wv-bill__moment span")
    assert len(screen.text(response, ".wv-bill__moment span").split(",")) == 1


@pytest.mark.parametrize("end", ["cancelled", "off the site"])
def test_date_that_nobody_can_come_to_has_no_poster_and_says_why(client, date, organiser, end):
    if end == "cancelled":
        EventDate.objects.update(status=EventDate.Status.CANCELLED)
    else:
        type(date.page).objects.filter(pk=date.page_id).update(live=False)

    response = client.get(reverse("events_poster", args=[date.pk]), follow=True)

    assert response.redirect_chain[-1][0] == reverse("events_registrations", args=[date.pk])
    assert "Er is dus geen poster" in screen.text(response, ".messages")


def test_where_nobody_registers_the_poster_says_walk_in(client, date, organiser):
    date.page.registration = "none"
    date.page.save()

    assert "Loop gewoon binnen" in poster_of(client, date).content.decode()
