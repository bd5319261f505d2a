from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from knowledge.identity import people
from knowledge.models import Contributor
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_one_contributor_per_address_however_it_is_typed():
    first = people.at_address("Sanne@Example.org", name="Sanne")

    assert people.at_address(" sanne@example.ORG ", name="Sanne") == first
    assert first.email == "sanne@example.org"
    assert first.confirmed_at is None


def test_name_typed_for_a_known_address_changes_nothing():
    known = people.at_address("sanne@example.org", name="Sanne de Vries")
    people.confirm(known, name="Sanne de Vries")

    people.confirm(people.at_address("sanne@example.org", name="Grapjas"), name="Grapjas")

    assert Contributor.objects.get().name == "Sanne de Vries"


def test_first_proof_sets_the_name_because_a_stranger_may_have_typed_the_earlier_one():
    people.at_address("sanne@example.org", name="Grapjas")

    people.confirm(Contributor.objects.get(), name="Sanne de Vries")

    made = Contributor.objects.get()
    assert (made.name, made.confirmed_at is not None) == ("Sanne de Vries", True)


def test_user_gets_the_contributor_of_the_verified_address_only():
    guest = people.at_address("noor@example.org", name="Grapjas")
    stranger = UserFactory(email="noor@example.org")
    EmailAddress.objects.filter(user=stranger).update(verified=False)

    assert people.of_user(stranger) is None
    assert people.of_user(AnonymousUser()) is None

    EmailAddress.objects.filter(user=stranger).update(verified=True)
    mine = people.of_user(stranger)

    assert (mine, mine.user, mine.name) == (guest, stranger, "Noor Jansen")
    assert mine.confirmed_at is not None


def test_account_keeps_its_contributor_when_its_address_changes():
    user = UserFactory(email="noor@example.org")
    mine = people.of_user(user)
    EmailAddress.objects.filter(user=user).update(email="noor@nieuw.example")

    again = people.of_user(user)

    assert (again.pk, again.email) == (mine.pk, "noor@nieuw.example")


def test_account_that_moves_to_an_address_with_a_contributor_leaves_that_one_alone():
    user, other = UserFactory(email="noor@example.org"), people.at_address("team@example.org", name="Team")
    mine = people.of_user(user)
    EmailAddress.objects.filter(user=user).update(email="team@example.org")

    assert people.of_user(user).pk == mine.pk
    other.refresh_from_db()
    assert (other.name, other.user) == ("Team", None)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_who_come_at_once_with_one_address_are_one_person():
    start, found = Barrier(6), []

    def come() -> None:
        start.wait()
        try:
            found.append(people.at_address("sanne@example.org", name="Sanne").pk)
        finally:
            connection.close()

    threads = [Thread(target=come) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(found), len(set(found)), Contributor.objects.count()) == (6, 1, 1)
