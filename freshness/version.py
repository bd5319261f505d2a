"""Version of everything that pages show: the number of committed writes, and the minute of the clock."""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from wagtail.models import Site

from freshness import triggers

Result = TypeVar("Result")
logger = logging.getLogger(__name__)

COUNT = "SELECT COALESCE(SUM(weight), 0), COALESCE(SUM(places), 0), COUNT(*) FROM freshness_change"
# Folds the rows into row 0, which belongs to no connection.
FOLD = """
WITH found AS (SELECT id FROM freshness_change WHERE id <> 0 FOR UPDATE SKIP LOCKED),
gone AS (DELETE FROM freshness_change USING found WHERE freshness_change.id = found.id RETURNING weight, places)
INSERT INTO freshness_change AS folded (id, weight, places) SELECT 0, SUM(weight), SUM(places) FROM gone HAVING COUNT(*) > 0
ON CONFLICT (id) DO UPDATE SET weight = folded.weight + EXCLUDED.weight, places = folded.places + EXCLUDED.places
"""
MOST_ROWS = 100


class Version(NamedTuple):
    """State of the database and the clock. If two versions are equal, nothing that pages show has changed in between.

    ``changes`` counts committed writes, so it only rises. ``minute`` is part of it because dates begin and end, and
    registration opens and closes, without a write. They do so on a whole minute, like midnight.
    """

    changes: int
    minute: int
    places: int = 0
    """Part of ``changes`` that only affects the numbers of places (``triggers.PLACES``)."""
    is_before_own_writes: bool = False
    """True for a version read inside a transaction that had written no content by then. Always False outside one."""

    @property
    def content(self) -> int:
        """Number of changes to content: everything except the numbers of places. The clock does not affect it."""
        return self.changes - self.places


class _Process:
    """State of this process. ``last_seen`` is the last content version read outside a transaction."""

    is_watching: bool | None = None
    last_seen = -1


def current() -> Version | None:
    """Return the version, in one query, or None if nothing may be cached. Read it *before* the data to cache under it.

    Nothing may be cached inside a transaction, whose writes can still be rolled back, or while a table has no trigger.
    """
    return None if connection.in_atomic_block else seen()


def seen() -> Version | None:
    """Like ``current``, but also inside a transaction, where it includes the transaction's own writes.

    Inside a transaction it is safe for looking up, because no entry exists yet under a number that includes uncommitted
    writes. Store under it only if ``is_committed`` allows it.
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
    """Return whether ``version`` counts committed writes only, so that data read after it may be cached.

    Always true outside a transaction. Inside one it is true as long as the transaction has written no content: the
    version is then not above one that this process had seen committed before it asked, and the number of committed
    writes never falls. A version from before the transaction proves nothing about what it has written since.
    """
    return not connection.in_atomic_block or version.is_before_own_writes


def _is_watching() -> bool:
    if _Process.is_watching is None:
        missing = triggers.unwatched()
        if missing:
            logger.error("Nothing is cached: run migrate, no trigger watches %s", ", ".join(sorted(missing)))
        _Process.is_watching = not missing
    return _Process.is_watching


def ask_first(ask: Callable[[], Result]) -> Result:
    """Return ``ask()``, the first query of a request; retry once on a new connection if the old one is broken.

    It replaces the health check for which Django would send a query of its own (CONN_HEALTH_CHECKS). ``ask`` must be
    idempotent.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return ask()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()  # broken, for instance after a restart of the database
        return ask()


def _counted() -> tuple[int, int, int]:
    cursor = _cursor()
    cursor.execute(COUNT)
    [(changes, places, rows)] = cursor.fetchall()
    return changes, places, rows


def _cursor() -> CursorWrapper:
    """Return the cursor of this query, which lives as long as the connection.

    Creating one for each request takes a seventh of a cached response. Fetch all rows: on SQLite an unread row keeps a
    transaction open.
    """
    if connection.queries_logged:  # a cursor decides on creation whether it logs
        return connection.cursor()
    cursor: CursorWrapper | None = getattr(connection, "version_cursor", None)
    if cursor is None or cursor.cursor.connection is not connection.connection:
        cursor = connection.version_cursor = connection.cursor()  # type: ignore[attr-defined]
    return cursor


def fold() -> None:
    """Merge the rows of all connections, most of which are closed, into one row. PostgreSQL only.

    It is one statement, so no reader sees another sum. It skips rows locked by other transactions.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLD)


def forget_roots() -> None:
    """Clear Wagtail's cache of site root paths, which lives for an hour.

    Wagtail clears it only in the process that changes a site, and another process can fill a shared cache just before
    the commit.
    """
    Site.clear_site_root_paths_cache()


def forget_process() -> None:
    """Reset the state of this process. For tests, which start with a new database."""
    _Process.is_watching, _Process.last_seen = None, -1
