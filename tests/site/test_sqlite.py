"""The queue of writers on SQLite."""

import multiprocessing
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from config.sqlite.queue import Queue
from outbox.models import OutgoingMail

pytestmark = pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"] != "config.sqlite", reason="about SQLite")


def write() -> None:
    OutgoingMail.objects.filter(pk=0).update(error="")


def write_in_a_transaction() -> None:
    with transaction.atomic():
        OutgoingMail.objects.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("waits_to", [write, write_in_a_transaction])
def test_nobody_is_overtaken_again_and_again_in_a_rush(waits_to):
    wants, has_written = Event(), Event()

    def wait() -> None:
        wants.set()
        waits_to()
        has_written.set()
        connection.close()

    late = Thread(target=wait)
    went_first = 0
    while not has_written.is_set() and went_first < 200:
        with transaction.atomic():
            if not went_first:
                late.start()
                wants.wait()
            time.sleep(0.02)
        went_first += 1
    late.join()

    assert went_first < 20  # without a queue it was more than a hundred


@pytest.mark.django_db(transaction=True)
def test_writer_that_waits_too_long_gets_an_error_and_can_write_later(monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)
    queue = Queue(f"{connection.settings_dict['NAME']}-queue")
    assert queue.acquire(timeout=0)

    with pytest.raises(OperationalError, match="database is locked"):
        write()
    queue.release()

    write()
    queue.close()


@pytest.mark.django_db(transaction=True)
def test_statement_that_fails_releases_the_queue():
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM no_such_table")

    others = Queue(f"{connection.settings_dict['NAME']}-queue")
    assert others.acquire(timeout=0)
    others.close()


def test_lock_that_comes_too_late_is_passed_on(tmp_path):
    first, second, third = (Queue(str(tmp_path / "queue")) for _ in range(3))
    assert first.acquire(timeout=0)

    assert not second.acquire(timeout=0.05)
    first.release()

    assert third.acquire(timeout=5)
    third.close()
    first.close()


def acquire_and_stay(path: str, has: Event) -> None:
    queue = Queue(path)
    queue.acquire(timeout=5)
    has.set()
    time.sleep(60)


def test_process_that_is_killed_releases_the_queue(tmp_path):
    path = str(tmp_path / "queue")
    fork = multiprocessing.get_context("fork")
    has = fork.Event()
    process = fork.Process(target=acquire_and_stay, args=(path, has), daemon=True)
    process.start()
    has.wait()
    queue = Queue(path)
    assert not queue.acquire(timeout=0.05)

    process.kill()
    process.join()

    assert queue.acquire(timeout=5)
    queue.close()


@pytest.mark.django_db(transaction=True)
def test_deleted_rows_leave_nothing_in_the_file():
    with connection.cursor() as cursor:
        # Debian builds SQLite with secure_delete; others do not.
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
    OutgoingMail.objects.create(
        cause="x", recipient="weg@example.org", subject="Weg", message=b"adres-van-de-gewiste" * 500
    )
    OutgoingMail.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert b"adres-van-de-gewiste" not in Path(settings.DATABASES["default"]["NAME"]).read_bytes()
