from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.uptake import reminders
from knowledge.uptake.permissions import Action, may
from tests.factories import OrganisationFactory, PracticeFactory, editor
from tests.factories_uptake import UptakeFactory, contributor_of, member_of, with_contact
from tests.mailed import mails_to

pytestmark = pytest.mark.django_db


def subjects(person) -> list[str]:
    return [str(message["subject"]) for message in mails_to(person.email)]


def test_owner_is_reminded_after_two_weeks_and_editors_may_after_four():
    practice = PracticeFactory(title="Vier aan tafel")
    owner, redactie = with_contact(practice), contributor_of(editor())
    asked = timezone.now()
    row = UptakeFactory(
        practice=practice, agreed=True, asked_at=asked, organisation=OrganisationFactory(title="Zonnewijzer")
    )

    def days_later(days: int) -> int:
        return reminders.run_due(asked + timedelta(days=days))

    assert (days_later(13), subjects(owner)) == (0, [])
    assert [days_later(14), days_later(14), days_later(27)] == [1, 0, 0]
    assert subjects(owner) == ["Herinnering: Zonnewijzer probeert “Vier aan tafel”"]
    assert not may(Action.CONFIRM, redactie, row)
    assert [days_later(28), days_later(60)] == [1, 0]

    row.refresh_from_db()
    assert may(Action.CONFIRM, redactie, row)
    assert may(Action.CONFIRM, owner, row)
    assert subjects(redactie) == ["Beslis mee: Zonnewijzer probeert “Vier aan tafel”"]


def test_the_organisation_is_reminded_of_what_a_guest_proposed():
    organisation = OrganisationFactory(title="Zonnewijzer")
    colleague = member_of(organisation)
    UptakeFactory(organisation=organisation, proposed=True, asked_at=timezone.now() - timedelta(days=15))

    reminders.run_due()

    assert subjects(colleague) == ["Herinnering: Klopt dit over Zonnewijzer?"]


@pytest.mark.parametrize("ended", [{"withdrawn": True}, {"declined": True}, {}])
def test_nobody_is_reminded_of_what_is_decided(ended):
    practice = PracticeFactory()
    owner = with_contact(practice)
    UptakeFactory(practice=practice, asked_at=timezone.now() - timedelta(days=30), **ended)

    assert (reminders.run_due(), subjects(owner)) == (0, [])
