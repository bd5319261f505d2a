"""Many at once, on both databases: one statement is shown for each party, and each decision is taken once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from knowledge.models import Uptake, UptakeStep
from knowledge.models.uptake import OPEN, Stage
from knowledge.uptake import reminders, rule
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, PracticeFactory
from tests.factories_uptake import UptakeFactory, contributor, member_of, party, statement, with_contact

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
THREADS = 8


def at_once(jobs) -> list[str]:
    """Run every job on a thread of its own, each with its own connection. Return the names of the errors raised."""

    def run(job) -> str:
        try:
            job()
        except (rule.NotAllowedError, rule.TextChangedError) as error:
            return type(error).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(THREADS) as pool:
        return [found for found in pool.map(run, jobs) if found]


def test_colleagues_who_state_at_the_same_moment_make_one_statement():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    with_contact(practice)
    colleagues = [member_of(organisation) for _ in range(THREADS)]

    def stating(number: int):
        said = statement(changed=f"Woorden van {number}.", name=f"Collega {number}")
        return lambda: rule.state(practice, party(organisation), said, by=colleagues[number], is_proven=True)

    assert at_once(stating(number) for number in range(THREADS)) == []

    row = Uptake.objects.get()
    assert (row.stage, row.version) == (Stage.OWNER, THREADS)


def test_guests_and_a_colleague_at_the_same_moment_leave_one_that_waits_for_the_owner():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    with_contact(practice)
    colleague = member_of(organisation)
    rows = [
        rule.state(
            practice, party(organisation), statement(changed=f"Gast {number}."), by=contributor(), is_proven=True
        )
        for number in range(THREADS)
    ]

    at_once(lambda row=row: rule.agree(row, by=colleague, version=1) for row in rows)

    assert Uptake.objects.filter(OPEN, agreed_at__isnull=False).count() == 1


def test_yes_and_no_at_the_same_moment_are_one_decision():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner = with_contact(practice)
    row = UptakeFactory(practice=practice, organisation=organisation, agreed=True)
    yes = [lambda: rule.confirm(row, by=owner, version=1)] * 4
    no = [lambda: rule.decline(row, by=owner, version=1, words="Nee.")] * 4

    refused = at_once([*yes, *no])

    row.refresh_from_db()
    assert len(refused) == len([*yes, *no]) - 1
    assert (row.confirmed_at is None) != (row.declined_at is None)
    assert UptakeStep.objects.count() == int(row.confirmed_at is not None)
    told = OutgoingMail.objects.filter(cause__startswith="uptake:yes") | OutgoingMail.objects.filter(
        cause__startswith="uptake:no"
    )
    assert told.count() == 1


def test_withdrawing_while_the_owner_confirms_ends_out_of_sight():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)
    row = UptakeFactory(practice=practice, organisation=organisation, agreed=True)

    at_once([lambda: rule.confirm(row, by=owner, version=1), lambda: rule.withdraw(row, by=colleague)])

    assert list(Uptake.objects.shown()) == []
    assert Uptake.objects.get().withdrawn_at is not None


def test_two_workers_remind_once():
    practice = PracticeFactory()
    owner = with_contact(practice)
    row = UptakeFactory(practice=practice, agreed=True, asked_at="2026-01-01T00:00:00Z", since=date(2025, 1, 1))
    Uptake.objects.filter(pk=row.pk).update(passed_on_at="2026-01-29T00:00:00Z")

    at_once([reminders.run_due] * 4)

    assert OutgoingMail.objects.filter(recipient=owner.email).count() == 1
