from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from knowledge.identity import people
from knowledge.models import Authorship, Contributor
from tests.factories import PracticeFactory, UserFactory
from tests.factories_contribute import DraftFactory
from tests.factories_knowledge import shown_reaction

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


def moved(user, address: str):
    """Return the contributor of ``user`` after the account's address changed."""
    EmailAddress.objects.filter(user=user).update(email=address)
    return people.of_user(user)


def test_account_that_moves_to_an_address_with_a_contributor_gets_what_that_one_did(site_tree):
    user, practice = UserFactory(email="noor@example.org"), PracticeFactory()
    mine, guest = people.of_user(user), people.at_address("werk@example.org", name="Noor")
    Authorship.objects.create(practice=practice, contributor=mine)
    Authorship.objects.create(practice=practice, contributor=guest, is_contact=True, credit_name="Noor Jansen")
    shown = shown_reaction(email="werk@example.org")
    draft = DraftFactory(contributor=guest)

    again = moved(user, "werk@example.org")

    assert (again.pk, again.email) == (mine.pk, "werk@example.org")
    assert not Contributor.objects.filter(pk=guest.pk).exists()
    tie = Authorship.objects.get()
    assert (tie.contributor, tie.is_contact, tie.credit_name) == (mine, True, "Noor Jansen")
    shown.reaction.refresh_from_db()
    draft.refresh_from_db()
    assert shown.reaction.contributor == draft.contributor == mine


def test_account_that_moves_takes_nothing_of_another_account():
    user, colleague = UserFactory(email="noor@example.org"), UserFactory(email="team@example.org")
    mine, theirs = people.of_user(user), people.of_user(colleague)
    EmailAddress.objects.filter(user=colleague).delete()

    assert moved(user, "team@example.org") == mine
    theirs.refresh_from_db()
    assert theirs.user == colleague


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
