"""How much has changed: one number from the database, and the minute of the clock."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db import InterfaceError, OperationalError, connection
from wagtail.models import Site

from freshness import triggers

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)

COUNT = "SELECT COALESCE(SUM(weight), 0), COALESCE(SUM(places), 0), COUNT(*) FROM freshness_change"
# Into the row 0, which is no connection's.
FOLD = """
WITH found AS (SELECT id FROM freshness_change WHERE id <> 0 FOR UPDATE SKIP LOCKED),
gone AS (DELETE FROM freshness_change USING found WHERE freshness_change.id = found.id RETURNING weight, places)
INSERT INTO freshness_change AS folded (id, weight, places) SELECT 0, SUM(weight), SUM(places) FROM gone HAVING COUNT(*) > 0
ON CONFLICT (id) DO UPDATE SET weight = folded.weight + EXCLUDED.weight, places = folded.places + EXCLUDED.places
"""
MOST_ROWS = 100


class Version(NamedTuple):
    """Two equal ones, read on the same database, mean that nothing that may be shown is different.

    ``changes`` counts the writes that are committed, so it rises with each and never comes back. ``minute`` is there because
    dates begin and end and registering opens and closes without a write, always on a whole minute; midnight is one too.
    """

    changes: int
    minute: int
    places: int = 0
    """How many of the changes are people who register."""
    is_before_own_writes: bool = False
    """True if it was read inside a transaction that had written no content by then. Always False outside one."""

    @property
    def content(self) -> int:
        """Two equal ones mean that nothing is different but how many places are taken, and what the clock does."""
        return self.changes - self.places


class _Process:
    """What this process knows."""

    is_watching: bool | None = None
    last_seen = -1


def current() -> Version | None:
    """The version now, in one query; read it *before* what is to be kept under it. None when nothing may be kept.

    That is so inside a transaction, whose own writes can still be rolled back, and while a table is not watched.
    """
    return None if connection.in_atomic_block else seen()


def seen() -> Version | None:
    """As ``current``, also inside a transaction: then it counts what the transaction itself wrote, too.

    So it can be used there to find what was kept, because nothing is kept yet under a number that counts an open transaction's
    writes. What is read under it may be cached only if ``is_committed`` allows it.
    """
    if not _is_watching():
        return None
    committed = _Process.last_seen  # before the query: what others commit after it could make up for our own writes
    changes, places, rows = ask_first(_counted)
    if rows > MOST_ROWS and not connection.in_atomic_block:
        fold()
    version = Version(int(changes), int(time.time() // 60), int(places))
    if connection.in_atomic_block:
        return version._replace(is_before_own_writes=version.content <= committed)
    if version.content != _Process.last_seen:
        _Process.last_seen = version.content
        forget_roots()
    return version


def is_committed(version: Version) -> bool:
    """Return whether ``version`` counts committed writes only, so that what was read after it may be cached.

    Outside a transaction that is so. Inside one it is so while the transaction has written no content: then its version is not above
    one that this process had seen committed before, and the number of commits never falls. A version from before the transaction
    proves nothing about what it has written.
    """
    return not connection.in_atomic_block or version.is_before_own_writes


def _is_watching() -> bool:
    if _Process.is_watching is None:
        missing = triggers.unwatched()
        if missing:
            logger.error("Nothing is kept: run migrate, no trigger watches %s", ", ".join(sorted(missing)))
        _Process.is_watching = not missing
    return _Process.is_watching


def ask_first(ask: Callable[[], Answer]) -> Answer:
    """What ``ask`` finds in the database. It also is the check that the connection still works, which Django would make by a query
    of its own before the first of a request; so it may be asked twice.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return ask()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()  # the database was started anew
        return ask()


def _counted() -> tuple[int, int, int]:
    cursor = connection.cursor()
    cursor.execute(COUNT)
    [(changes, places, rows)] = cursor.fetchall()
    return changes, places, rows


def fold() -> None:
    """Makes one row of those of many connections, most of which are no more, with the same sum. One statement, so nobody ever sees another
    sum; rows that another folds are left alone, and so are those of transactions that have not ended.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLD)


def forget_roots() -> None:
    """Wagtail keeps for an hour where sites begin. A cache per process hears of its own changes only; a shared one may be filled
    by a process that reads just before the change is committed.
    """
    Site.clear_site_root_paths_cache()


def forget_process() -> None:
    """For tests, whose database starts anew."""
    _Process.is_watching, _Process.last_seen = None, -1
