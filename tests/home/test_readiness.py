"""``/readyz``: one line a check, and for each a case in which it fails."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config.cache import RedisOrMemory
from home import readiness
from home.models import WorkerHeartbeat
from home.readiness import CHECKS, LAST_HEARTBEAT, LEAST_DISK, LITTLE_DISK, OLDEST_MAIL, OLDEST_TASK
from home.scheduled_jobs import run_due
from outbox.letter import Letter, Mailbox
from outbox.mail import queue
from outbox.models import OutgoingMail
from tests.proof.installation import free_port

pytestmark = pytest.mark.django_db
REFUSED = "SMTPRecipientsRefused: {'x@example.org': (550, b'no such user')}"


@pytest.fixture(autouse=True)
def _all_is_well():
    WorkerHeartbeat.beat()


def found(client) -> tuple[int, list[str], list[str]]:
    response = client.get("/readyz")
    said = response.json()
    assert said["ready"] is (response.status_code == 200)
    return response.status_code, said["problems"], said["warnings"]


def waiting_mail(**changes) -> None:
    queue(Letter(cause="test", subject="Bevestig je plek", to=Mailbox("", "sanne@example.org"), text="", html=""))
    OutgoingMail.objects.update(**changes)


def test_readyz_when_all_is_well(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "problems": [], "warnings": []})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("written", "changes", "problems", "warnings"),
    [
        (OLDEST_MAIL + timedelta(seconds=5), {}, ["mail"], []),
        (OLDEST_MAIL + timedelta(seconds=5), {"attempts": 1}, ["mail"], []),
        (OLDEST_MAIL + timedelta(seconds=5), {"error": "OSError: no route"}, ["mail"], []),
        (timedelta(days=1), {"attempts": 1, "error": "SMTPRecipientsRefused: (451, later)"}, [], []),
        (timedelta(days=1), {"attempts": 2, "error": "SMTPRecipientsRefused: (451, later)"}, [], []),
        (timedelta(days=1), {"attempts": 2}, ["mail"], []),
        (OLDEST_MAIL - timedelta(minutes=1), {}, [], []),
        (timedelta(days=1), {"sent_at": timezone.now()}, [], []),
        (timedelta(days=1), {"failed_at": timezone.now(), "error": "OSError: no route"}, ["mail-given-up"], []),
        (timedelta(days=1), {"failed_at": timezone.now(), "error": REFUSED}, [], ["mail-refused"]),
        (timedelta(days=1), {"failed_at": timezone.now(), "error": "TooLate: it meant nothing any more"}, [], []),
    ],
    ids=["late", "under way", "server away", "refused for now", "tried again", "workers died", "not late yet", "sent", "given up", "refused", "too late to matter"],
)  # fmt: skip
def test_readyz_names_mail_that_does_not_arrive(client, written, changes, problems, warnings):
    waiting_mail(created_at=timezone.now() - written, **changes)

    assert found(client) == (503 if problems else 200, problems, warnings)


def test_readyz_names_a_dead_worker_without_any_mail(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    WorkerHeartbeat.beat()
    time_machine.shift(LAST_HEARTBEAT)
    assert found(client) == (200, [], [])
    time_machine.shift(timedelta(seconds=1))
    assert found(client) == (503, ["worker"], [])

    run_due()

    assert found(client) == (200, [], [])
    WorkerHeartbeat.objects.all().delete()
    assert found(client) == (503, ["worker"], []), "no worker was ever started"


@pytest.mark.parametrize(("age", "problems"), [(timedelta(0), []), (OLDEST_TASK + timedelta(seconds=1), ["tasks"])])
def test_readyz_names_tasks_that_nobody_takes(client, age, problems):
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", priority=0, backend_name="default", status=TaskResultStatus.READY,
        run_after=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - age)

    assert found(client)[1] == problems


def test_readyz_names_migrations_that_are_not_applied(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox' AND name = '0002_about'")

    assert found(client) == (503, ["migrations"], [])


def test_readyz_allows_a_database_that_is_newer_than_the_code(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('outbox', '9999_later', CURRENT_TIMESTAMP)"
        )

    assert found(client) == (200, [], [])


def test_readyz_names_static_files_that_are_missing(client, settings, tmp_path):
    collected = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {**settings.STORAGES, "staticfiles": collected}
    assert found(client) == (503, ["static"], []), "no manifest"

    for name in readiness.own_static_files():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    names = {name: name for name in readiness.own_static_files()}
    storages["staticfiles"].hashed_files.update(names)
    assert found(client) == (200, [], [])

    Path(tmp_path, readiness.own_static_files()[0]).unlink()
    assert found(client) == (503, ["static"], []), "collected by another process, and removed"


@pytest.mark.parametrize(
    ("free", "problems", "warnings"),
    [(LITTLE_DISK, [], []), (LITTLE_DISK - 1, [], ["disk-low"]), (LEAST_DISK - 1, ["disk"], ["disk-low"])],
)
def test_readyz_names_a_full_disk(client, monkeypatch, free, problems, warnings):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=free))

    assert found(client) == (503 if problems else 200, problems, warnings)


def test_readyz_names_a_folder_that_cannot_be_written(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"

    assert "disk" in found(client)[1]


def test_readyz_warns_when_redis_is_away(client, monkeypatch):
    monkeypatch.setattr(readiness, "cache", RedisOrMemory(f"redis://127.0.0.1:{free_port()}/0", {}))

    assert found(client) == (200, [], ["cache"])


def test_readyz_names_only_the_database_when_that_is_away(client, monkeypatch):
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    assert found(client) == (503, ["database"], [])


def test_readyz_asks_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        found(client)


def test_guide_lists_every_check():
    guide = (Path(__file__).parents[2] / "docs/beheer/bewaken.md").read_text()

    assert [check.name for check in CHECKS if f"| `{check.name}` |" not in guide] == []
