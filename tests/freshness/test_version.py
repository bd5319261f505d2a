"""Counter of changes to anything that may be shown: exact, whoever writes and in whatever order they commit."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction

from accounts.models import User
from freshness import triggers, version
from freshness.models import Change
from network.models import Discipline
from tests import proofs
from tests.factories import DisciplineFactory

PAGE = 8192
NOTHING_BESIDE = bool(proofs.reduced(1, 0))
"""Page size of PostgreSQL, in bytes."""

pytestmark = pytest.mark.django_db(transaction=True)


def changes() -> int:
    found = version.current()
    assert found is not None
    return found.changes


def test_every_table_is_watched_but_those_that_are_never_shown():
    watched = triggers.watched_tables()

    assert triggers.unwatched() == set()
    assert {"events_eventdate", "events_registration", "wagtailcore_page", "network_discipline"} <= watched
    assert not {"django_session", "wagtailcore_revision", "outbox_outgoingmail", "freshness_change"} & watched


def test_names_of_what_is_never_shown_exist():
    assert all(apps.get_model(label) for label in triggers.NEVER_SHOWN)
    assert {config.label for config in apps.get_app_configs()} >= triggers.NEVER_SHOWN_APPS


@pytest.mark.parametrize(
    "write",
    [
        DisciplineFactory,
        lambda: Discipline.objects.update(name="Iets anders"),
        lambda: Discipline.objects.bulk_create([Discipline(name="a", slug="a", domain="medisch")]),
        lambda: Discipline.objects.all().delete(),
        lambda: connection.cursor().execute("UPDATE network_discipline SET name = 'Rauw'"),
    ],
    ids=["one row", "many rows", "bulk", "delete", "raw SQL"],
)
def test_every_way_of_writing_counts(write):
    DisciplineFactory()
    before = changes()

    write()

    assert changes() > before


def test_what_is_never_shown_does_not_count():
    before = changes()

    Change.objects.none().delete()
    connection.cursor().execute("DELETE FROM django_session")

    assert changes() == before


def test_what_is_rolled_back_does_not_count():
    before = changes()

    with transaction.atomic():
        DisciplineFactory()
        transaction.set_rollback(True)

    assert changes() == before


def test_nothing_is_cached_inside_a_transaction():
    with transaction.atomic():
        assert version.current() is None


def test_nothing_is_cached_while_a_table_is_not_watched(caplog):
    with connection.cursor() as cursor:
        name = triggers.NAME
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {name} ON network_discipline")
        else:
            cursor.execute(f"DROP TRIGGER {name}_update_network_discipline")
    version.forget_process()
    try:
        assert version.current() is None
        assert "network_discipline" in caplog.text
    finally:
        triggers.install()
        version.forget_process()
    assert version.current() is not None


@pytest.mark.race
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets nobody write meanwhile")
def test_late_commit_of_an_early_write_is_not_missed():
    discipline = DisciplineFactory()
    user = User.objects.create_user("iemand@example.org")
    wrote, may_commit = threading.Event(), threading.Event()

    def early() -> None:
        with transaction.atomic():
            Discipline.objects.filter(pk=discipline.pk).update(name="Vroeg begonnen")
            wrote.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=early)
    thread.start()
    wrote.wait(10)
    User.objects.filter(pk=user.pk).update(first_name="Later begonnen, eerder klaar")
    between = changes()
    may_commit.set()
    thread.join()

    assert changes() > between


@pytest.mark.race
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts in one row")
def test_folding_never_changes_the_number_also_while_others_write():
    discipline = DisciplineFactory()
    before = changes()
    wrote, may_commit = threading.Event(), threading.Event()
    seen: list[int] = []

    def writer() -> None:
        for number in range(40):
            Discipline.objects.filter(pk=discipline.pk).update(sort_order=number)
        with transaction.atomic():
            Discipline.objects.filter(pk=discipline.pk).update(sort_order=99)
            wrote.set()
            may_commit.wait(10)
        connection.close()

    def folder() -> None:
        while not may_commit.is_set():
            version.fold()
            seen.append(changes())
        connection.close()

    threads = [threading.Thread(target=writer), *(threading.Thread(target=folder) for _ in range(2))]
    for thread in threads:
        thread.start()
    wrote.wait(20)
    version.fold()
    between = changes()
    may_commit.set()
    for thread in threads:
        thread.join()
    version.fold()

    assert between == before + 40
    assert changes() == before + 41
    assert Change.objects.count() == 1
    assert all(before <= number <= before + 41 for number in seen)


@pytest.mark.race
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts in one row")
def test_no_write_is_lost_while_the_rows_of_its_connection_are_folded_away():
    disciplines = DisciplineFactory.create_batch(6)
    before = changes()
    done = threading.Event()
    mistakes: list[Exception] = []

    def write(discipline: Discipline) -> None:
        try:
            for number in range(100):
                with transaction.atomic():
                    Discipline.objects.filter(pk=discipline.pk).update(sort_order=number)
                    Discipline.objects.filter(pk=discipline.pk).update(sort_order=number + 1)
        except Exception as mistake:  # noqa: BLE001  asserted below
            mistakes.append(mistake)
        connection.close()

    def fold() -> None:
        try:
            while not done.is_set():
                version.fold()
        except Exception as mistake:  # noqa: BLE001
            mistakes.append(mistake)
        connection.close()

    writing = [threading.Thread(target=write, args=(discipline,)) for discipline in disciplines]
    folding = [threading.Thread(target=fold) for _ in range(2)]
    for thread in (*writing, *folding):
        thread.start()
    for thread in writing:
        thread.join()
    done.set()
    for thread in folding:
        thread.join()

    assert mistakes == []
    assert changes() == before + 6 * 100 * 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite counts in one row")
def test_writing_over_and_over_leaves_no_more_to_read():
    discipline = DisciplineFactory()

    def size() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('freshness_change')")
            return cursor.fetchall()[0][0]

    def growth() -> int:
        before = size()
        for number in range(2000):
            Discipline.objects.filter(pk=discipline.pk).update(sort_order=number)
        return size() - before

    rows, grown = Change.objects.count(), growth()

    assert Change.objects.count() <= rows + 1
    # PostgreSQL does not prune while a transaction that has written is open in any database of the server. The tests
    # beside this one hold such transactions, so the size counts only in ``make proof``, where nothing runs beside it.
    assert not NOTHING_BESIDE or grown <= 2 * PAGE


def test_minute_of_the_clock_is_part_of_it(time_machine):
    time_machine.move_to("2026-11-24 11:59:59+00:00", tick=False)
    before = version.current()
    time_machine.move_to("2026-11-24 12:00:00+00:00", tick=False)

    assert version.current() != before


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is a file")
def test_database_that_was_started_anew_is_asked_again():
    before = changes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    other.close()

    assert changes() == before
