"""Hint on the organiser's list that one of the two domains is missing."""

import pytest
from django.urls import reverse

from events.models import Booking
from events.publishing import move
from network.models import Domain
from tests.factories import DisciplineFactory, PersonFactory, RegistrationFactory, date_of_a_meetup, organiser_of

pytestmark = pytest.mark.django_db
HINT = "Er komt nog niemand uit het"


def page_with(client, date, *domains: str) -> str:
    disciplines = {domain: DisciplineFactory(domain=domain) for domain in set(domains)}
    for domain in domains:
        person = PersonFactory()
        booking = Booking.objects.create(person=person, discipline=disciplines[domain])
        RegistrationFactory(date=date, person=person, booking=booking)
    client.force_login(organiser_of(date.page.organisation))
    return client.get(reverse("events_registrations", args=[date.pk])).text


@pytest.mark.parametrize(
    ("there", "missing"), [(Domain.MEDISCH, "sociale domein"), (Domain.SOCIAAL, "medische domein")]
)
def test_organiser_is_told_which_side_is_missing(client, site_tree, there, missing):
    page = page_with(client, date_of_a_meetup(), *[there] * 3)

    assert f"{HINT} {missing}." in page


@pytest.mark.parametrize(
    "domains", [[], [Domain.MEDISCH] * 2, [Domain.MEDISCH] * 5 + [Domain.SOCIAAL], [Domain.OVERIG] * 5]
)
def test_nothing_is_said_too_soon_or_when_both_come(client, site_tree, domains):
    assert HINT not in page_with(client, date_of_a_meetup(), *domains)


def test_nothing_is_said_once_it_is_off(client, site_tree):
    date = date_of_a_meetup()
    move.cancel_date(date, reason="Ziek")

    assert HINT not in page_with(client, date, *[Domain.MEDISCH] * 3)
