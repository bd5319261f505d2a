import pytest
from django.db import IntegrityError, transaction

from knowledge.models import Authorship, Contributor
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_one_address_is_one_contributor_however_it_is_capitalised():
    Contributor.objects.create(email="Lotte@Example.org", name="Lotte")

    assert Contributor.objects.at(" lotte@example.ORG ").get().email == "lotte@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        Contributor.objects.bulk_create([Contributor(email="LOTTE@example.org", name="Lotte B.")])


def test_people_without_an_address_are_each_their_own():
    Contributor.objects.create(name="Lotte")
    Contributor.objects.create(name="Lotte")

    assert Contributor.objects.count() == 2


def test_a_practice_names_those_who_want_it_in_order():
    practice = PracticeFactory()
    for place, (name, credit) in enumerate([("A", "Anna"), ("B", ""), ("C", "Cem"), ("D", "Dora")]):
        Authorship.objects.create(
            practice=practice,
            contributor=Contributor.objects.create(name=name),
            credit_name=credit,
            sort_order=10 - place,
            role=Authorship.Role.THANKS if name == "A" else Authorship.Role.AUTHOR,
        )

    assert [row.credit_name for row in practice.authorships.credited()] == ["Dora", "Cem", "Anna"]


def test_a_practice_has_one_contact():
    practice = PracticeFactory()
    Authorship.objects.create(practice=practice, contributor=Contributor.objects.create(name="A"), is_contact=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Authorship.objects.create(practice=practice, contributor=Contributor.objects.create(name="B"), is_contact=True)
