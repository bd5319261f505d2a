"""Races of the weekly round with real transactions: several workers, and people who stop or start meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from events.dates.selection import Selection
from events.digests import following, sending
from events.models import DigestChoice, DigestSubscriber
from events.models.dates import AMSTERDAM
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
MONDAY = datetime(2027, 3, 8, 7, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _before_monday(time_machine):
    time_machine.move_to(MONDAY - timedelta(days=5), tick=False)


def at_once(*jobs: Callable[[], object]) -> None:
    def run(job: Callable[[], object]) -> object:
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(run, jobs))


def test_workers_at_once_mail_each_address_once(time_machine):
    for number in range(6):
        following.follow_at_once(f"een{number}@example.org", Selection())
    MeetupFactory(dates=[planned(MONDAY + timedelta(days=30))])
    time_machine.move_to(MONDAY, tick=False)

    at_once(*[sending.run_due] * 4)

    mailed = list(OutgoingMail.objects.order_by("recipient").values_list("recipient", flat=True))
    assert mailed == [f"een{number}@example.org" for number in range(6)]


def test_who_stops_during_the_round_leaves_nothing_behind(time_machine):
    subscribers = [following.follow_at_once(f"een{number}@example.org", Selection()) for number in range(6)]
    MeetupFactory(dates=[planned(MONDAY + timedelta(days=30))])
    time_machine.move_to(MONDAY, tick=False)

    at_once(sending.run_due, *[lambda pk=one.pk: following.stop(pk) for one in subscribers], sending.run_due)

    assert (DigestSubscriber.objects.count(), DigestChoice.objects.count()) == (0, 0)
    assert OutgoingMail.objects.filter(about__startswith="digest:").count() == 0


def test_asking_and_confirming_the_same_at_once_gives_one_choice():
    following.follow_at_once("anna@example.org", Selection(q="soep"))

    at_once(
        *[lambda: following.follow_at_once("anna@example.org", Selection())] * 4,
        *[lambda: following.ask("anna@example.org", Selection())] * 3,
        *[lambda: following.ask("bert@example.org", Selection())] * 3,
    )

    assert DigestChoice.objects.filter(subscriber__email="anna@example.org").count() == 2
    assert DigestChoice.objects.filter(subscriber__email="bert@example.org").count() == 1
