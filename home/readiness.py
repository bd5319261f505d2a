"""Checks behind ``/readyz``, one line each. Cheap enough for a monitor that asks every few seconds."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.models import WorkerHeartbeat
from outbox.models import REFUSED, OutgoingMail

OLDEST_MAIL = timedelta(minutes=15)
OLDEST_TASK = timedelta(minutes=15)
LAST_HEARTBEAT = timedelta(minutes=5)
MEGABYTE = 1024 * 1024
LEAST_DISK, LITTLE_DISK = 100 * MEGABYTE, 1024 * MEGABYTE


class Check(NamedTuple):
    name: str
    """Name of the problem, as in the table of docs/beheer/bewaken.md."""
    passes: Callable[[], bool]
    is_serious: bool = True
    """A problem makes the site not ready (503). Otherwise it is a warning, and the site does well without."""
    needs_database: bool = True


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    return has_all_migrations(frozenset(MigrationRecorder(connection).applied_migrations()))


@lru_cache(maxsize=1)
def has_all_migrations(applied: frozenset[tuple[str, str]]) -> bool:
    """Return whether the database has what this code needs. It may have more, after a step back to older code."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    return loader.disk_migrations.keys() - replaced <= applied


def static_files_are_collected() -> bool:
    """Return whether this process knows each of our files by its collected name, and the file is there."""
    stored_name = getattr(staticfiles_storage, "stored_name", None)
    if stored_name is None:  # development serves them from where they are
        return True
    try:
        return all(Path(settings.STATIC_ROOT, stored_name(name)).exists() for name in own_static_files())
    except ValueError:  # not in the manifest
        return False


@lru_cache(maxsize=1)
def own_static_files() -> list[str]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    return [str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.*") if path.is_file()]


def least_free() -> int:
    """Return the free bytes on the fuller of the disks that the site writes to."""
    return min(shutil.disk_usage(folder).free for folder in (settings.VAR_DIR, tempfile.gettempdir()))


def disk_can_be_written() -> bool:
    with tempfile.TemporaryFile(dir=settings.VAR_DIR) as probe:
        probe.write(b"-" * 4096)
        probe.flush()
    return least_free() >= LEAST_DISK


def worker_is_alive() -> bool:
    return WorkerHeartbeat.objects.filter(at__gte=timezone.now() - LAST_HEARTBEAT).exists()


def tasks_are_done() -> bool:
    return not DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - OLDEST_TASK).exists()


def mail_leaves() -> bool:
    oldest = OutgoingMail.objects.oldest_waiting()
    return oldest is None or oldest >= timezone.now() - OLDEST_MAIL


def no_mail_is_given_up() -> bool:
    return not OutgoingMail.objects.given_up().exclude(error__regex=REFUSED.pattern).exists()


def no_mail_is_refused() -> bool:
    return not OutgoingMail.objects.given_up().filter(error__regex=REFUSED.pattern).exists()


def cache_answers() -> bool:
    is_away = getattr(cache, "is_away", None)
    return is_away is None or not is_away()


CHECKS = (
    Check("database", database_answers),
    Check("migrations", migrations_are_applied),
    Check("static", static_files_are_collected, needs_database=False),
    Check("disk", disk_can_be_written, needs_database=False),
    Check("worker", worker_is_alive),
    Check("tasks", tasks_are_done),
    Check("mail", mail_leaves),
    Check("mail-given-up", no_mail_is_given_up),
    Check("mail-refused", no_mail_is_refused, is_serious=False),
    Check("cache", cache_answers, is_serious=False, needs_database=False),
    Check("disk-low", lambda: least_free() >= LITTLE_DISK, is_serious=False, needs_database=False),
)


def failed_checks() -> list[Check]:
    """Return the checks that fail. A check that raises an error fails too; without a database most cannot be done."""
    failed: list[Check] = []
    has_database = True
    for check in CHECKS:
        if check.needs_database and not has_database:
            continue
        try:
            passes = check.passes()
        except Exception:  # noqa: BLE001  any error is a failed check
            passes = False
        if not passes:
            failed.append(check)
            has_database = has_database and check.name != "database"
    return failed
