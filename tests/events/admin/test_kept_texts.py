"""Texts that an organisation keeps: made, changed and removed by its people."""

import pytest
from django.urls import reverse

from events.models import KeptText
from tests import screen
from tests.factories import OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(site_tree):
    return OrganisationFactory(title="Welzijn Zonnewijzer")


@pytest.fixture
def organiser(client, organisation):
    user = organiser_of(organisation)
    client.force_login(user)
    return user


def new_url(organisation) -> str:
    return reverse("events_kept_text_new", args=[organisation.pk])


def list_url(organisation) -> str:
    return reverse("events_kept_texts", args=[organisation.pk])


def test_text_is_made_changed_and_removed(client, organisation, organiser):
    made = client.post(new_url(organisation), {"name": " Waar we  parkeren ", "subject": "", "words": "Achterom.\r\n"})
    text = KeptText.objects.get()
    one = reverse("events_kept_text", args=[organisation.pk, text.pk])

    assert made["Location"] == list_url(organisation)
    assert (text.organisation, text.name, text.words) == (organisation, "Waar we parkeren", "Achterom.")
    assert one in screen.addresses(client.get(list_url(organisation)), "a[href]")

    client.post(one, {"name": "Parkeren", "subject": "Waar", "words": "Voor de deur."})
    text.refresh_from_db()
    assert (text.name, text.subject, text.words) == ("Parkeren", "Waar", "Voor de deur.")

    client.post(one, {"remove": "1"})
    assert not KeptText.objects.exists()
    assert client.get(one).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "Al daar"}, "name"),
        ({"words": ""}, "words"),
        ({"words": "x" * 4001}, "words"),
        ({"subject": "x" * 121}, "subject"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(client, organisation, organiser, typed, field):
    KeptText.objects.create(organisation=organisation, name="Al daar", words="Iets.")

    response = client.post(new_url(organisation), {"name": "Naam", "subject": "", "words": "Tekst.", **typed})

    assert response.status_code == 200
    assert list(screen.errors(response)) == [field]
    assert KeptText.objects.count() == 1


def test_two_organisations_may_use_one_name(client, organisation, organiser):
    KeptText.objects.create(organisation=OrganisationFactory(), name="Parkeren", words="Elders.")

    client.post(new_url(organisation), {"name": "Parkeren", "words": "Hier."})

    assert KeptText.objects.filter(name="Parkeren").count() == 2


def test_text_of_another_organisation_is_not_found_below_ones_own(client, organisation, organiser):
    other = KeptText.objects.create(organisation=OrganisationFactory(), name="Geheim", words="Niet voor jullie.")
    url = reverse("events_kept_text", args=[organisation.pk, other.pk])

    assert client.get(url).status_code == 404
    assert client.post(url, {"remove": "1"}).status_code == 404
    assert KeptText.objects.filter(pk=other.pk).exists()


def test_there_is_an_end_to_how_many(client, organisation, organiser):
    KeptText.objects.bulk_create(
        KeptText(organisation=organisation, name=f"Tekst {number}", words="x") for number in range(100)
    )

    response = client.post(new_url(organisation), {"name": "Nog een", "words": "Tekst."})

    assert "Er staan al 100 bewaarde teksten" in response.content.decode()
    assert KeptText.objects.count() == 100


def test_empty_list_invites(client, organisation, organiser):
    page = client.get(list_url(organisation))

    assert "Er is nog geen tekst bewaard" in page.content.decode()
    assert new_url(organisation) in screen.addresses(page, "a[href]")
