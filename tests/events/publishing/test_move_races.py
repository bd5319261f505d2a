"""Race tests with real transactions: moves, changes of date and due work. They run on both databases."""

import time
from collections import Counter
from datetime import timedelta
from threading import Event

import pytest
from django.core import mail as django_mail
from django.db import connection, transaction

from events.mail import reminders
from events.models import EventDate, Registration
from events.pages.models import MeetupPage
from events.publishing.changes import rewrite_all
from events.publishing.move import move_date
from events.publishing.publish import publish_dates
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import RegistrationClosed, confirm
from events.registration.series import change_date
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.events.registration.test_races import CAPACITY, assert_fair, at_once
from tests.factories import MeetupFactory, date_of_a_meetup, noon, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
State = Registration.State


def test_changing_dates_to_and_fro_at_once_neither_blocks_nor_oversells():
    one, other = MeetupFactory(capacity=CAPACITY, dates=[10, 20]).dates.order_by("start")
    for number in range(CAPACITY):
        for date in (one, other):
            if number < CAPACITY - 2:
                confirm(register(date, name=f"Gast {date.pk} {number}", email=f"gast{date.pk}-{number}@example.org"))
    held = list(Registration.objects.filter(state=State.CONFIRMED).select_related("date"))

    def change(registration: Registration) -> bool:
        to = other if registration.date_id == one.pk else one
        try:
            change_date(registration, to=to)
        except RegistrationClosed:
            return False
        return True

    changed = at_once(change, held)

    assert any(changed)
    for date in (one, other):
        assert date.registrations.placed().count() <= CAPACITY
    live = Registration.objects.live().values_list("person", flat=True)
    assert sorted(live) == sorted({registration.person_id for registration in held}), "nobody lost a place or has two"


def test_who_registers_while_a_page_changes_twice_in_one_go_neither_blocks_it_nor_fails():
    """As when an organisation is deleted: first its name leaves the entries, then its meetups leave the agenda."""
    date = date_of_a_meetup(capacity=CAPACITY)
    page, has_begun = date.page, Event()

    @transaction.atomic
    def change() -> None:
        rewrite_all(page.dates.all())
        has_begun.set()
        wait_until_somebody_waits()
        publish_dates(page)

    def arrive() -> None:
        has_begun.wait(timeout=10)
        register(date, name="Sanne", email="sanne@example.org")

    at_once(lambda job: job(), [change, arrive])

    assert date.registrations.count() == 1


def wait_until_somebody_waits() -> None:
    if connection.vendor != "postgresql":
        return  # SQLite has one lock for the file: the second writer waits for it at once
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody came")


def test_date_moves_while_people_register_and_the_clock_ticks():
    date = date_of_a_meetup(capacity=CAPACITY)
    week = timedelta(days=7)

    def act(turn: int) -> None:
        if turn % 5 == 0:
            move_date(
                date, start=date.start + week * (turn + 1), end=date.end + week * (turn + 1), place="", reason="x"
            )
        elif turn % 5 == 1:
            run_due()
        else:
            confirm(register(date, name=f"Gast {turn}", email=f"gast{turn}@example.org"))

    at_once(act, range(60))

    after = EventDate.objects.get(pk=date.pk)
    assert (after.moves, after.sequence) == (12, 12)
    planned = after.page.planned_dates.get()
    assert (planned.start, planned.moves) == (after.start, 12)
    assert_fair(after)


def test_date_moves_while_its_page_is_published():
    """Both write the plan and take a version. On PostgreSQL, taking the two in the wrong order is a deadlock."""
    date = date_of_a_meetup()
    day = timedelta(days=1)

    def act(turn: int) -> None:
        if turn % 2:
            move_date(date, start=date.start + day * turn, end=date.end + day * turn, place="", reason="x")
        else:
            MeetupPage.objects.get(pk=date.page_id).save_revision().publish()

    at_once(act, range(24))

    after = EventDate.objects.get(pk=date.pk)
    assert (after.moves, after.page.planned_dates.get().start) == (12, after.start)


def test_due_work_six_times_at_once_does_each_thing_once(time_machine):
    """Holds, reminders and thanks. The outbox keeps one mail per cause, and later runs find nothing to do."""
    time_machine.move_to(noon(0), tick=False)
    ahead = date_of_a_meetup(dates=[8], remind_week_before=True)
    today = date_of_a_meetup(dates=[planned(noon(0) + timedelta(hours=1))], thank_afterwards=True)
    for number in range(10):
        for date in (ahead, today):
            confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))
    held = register(ahead, name="Niet bevestigd", email="niet@example.org")
    before = deliver()
    time_machine.move_to(noon(1) + timedelta(hours=3))

    found = at_once(lambda _: (run_due(), reminders.run_due(), deliver()), range(6))

    kinds = Counter(cause.split(":")[0] for cause in OutgoingMail.objects.values_list("cause", flat=True))
    held.refresh_from_db()
    assert (sum(lapsed for lapsed, *_ in found), held.state) == (1, State.EXPIRED)
    assert (kinds["reminder"], kinds["thanks"]) == (10, 10)
    sent = [message.message()["Message-ID"] for message in django_mail.outbox]
    assert len(sent) == len(set(sent)) == before + sum(delivered for *_, delivered in found)
