import pytest

from knowledge.identity import people, roles
from knowledge.models import Authorship
from tests.factories import PracticeFactory, UserFactory, editor, functional_manager, organiser_of

pytestmark = pytest.mark.django_db


def known(email: str = "noor@example.org", name: str = "Noor van Dijk"):
    contributor = people.at_address(email, name=name)
    people.confirm(contributor, name=name)
    return contributor


def test_contact_is_a_current_author_whom_mail_can_reach():
    practice, noor = PracticeFactory(), known()
    tie = Authorship.objects.create(practice=practice, contributor=noor, is_contact=True)

    assert roles.contact_of(practice.pk) == noor

    Authorship.objects.filter(pk=tie.pk).update(until="2026-01-01T12:00Z")
    assert roles.contact_of(practice.pk) is None


def test_somebody_whose_address_is_unproven_is_no_contact():
    practice = PracticeFactory()
    stranger = people.at_address("wie@example.org", name="Wie")
    Authorship.objects.create(practice=practice, contributor=stranger, is_contact=True)

    assert roles.contact_of(practice.pk) is None


def test_maker_writes_it_now_and_is_not_only_thanked():
    practice, noor, bo = PracticeFactory(), known(), known("bo@example.org", "Bo")
    Authorship.objects.create(practice=practice, contributor=noor)
    Authorship.objects.create(practice=practice, contributor=bo, role=Authorship.Role.THANKS)

    assert [roles.is_maker(one, practice.pk) for one in (noor, bo, None)] == [True, False, False]
    assert not roles.is_maker(noor, PracticeFactory().pk)


def test_editors_are_those_who_may_publish_practices():
    practice = PracticeFactory()
    functional_manager()
    organiser_of(practice.organisation) if practice.organisation else UserFactory()
    mine = editor()
    gone = editor(is_active=False)

    assert list(roles.editors()) == [mine]
    assert gone not in roles.editors()


def test_functional_managers_answer_if_there_is_no_editor():
    manager = functional_manager()

    assert list(roles.editors()) == [manager]
