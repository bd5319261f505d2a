"""Database backend for ``ENGINE = "config.sqlite"``. Django requires the name of this module.

SQLite has one writer at a time and no queue. A connection that finds the lock taken sleeps and tries again, with ever
longer pauses. Newcomers try more often, so under load they overtake it until it times out: "database is locked". Here
each connection enters a first-in, first-out queue before it writes. SQLite's own lock stays in force, so programs that
do not queue (a backup, a shell) are as safe as before.
"""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from config.sqlite.queue import Queue

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
TIMEOUT = 5.0
"""Timeout in seconds if OPTIONS has no ``timeout``. Equal to the default of SQLite's own lock."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Connection that queues before a transaction, or before a write outside one, and leaves the queue afterwards."""

    queue: Queue | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(_queued)

    def get_new_connection(self, conn_params: dict) -> Any:
        if not self.is_in_memory_db():
            # A separate file: closing any handle on the database file itself drops the POSIX locks that SQLite holds on
            # it.
            self.queue = Queue(f"{conn_params['database']}-queue")
        return super().get_new_connection(conn_params)

    def _commit(self) -> None:
        super()._commit()
        self.release_when_done()

    def _rollback(self) -> None:
        super()._rollback()
        self.release_when_done()

    def _close(self) -> None:
        super()._close()
        if self.queue:
            self.queue.close()

    def release_when_done(self) -> None:
        if self.queue and not (self.connection and self.connection.in_transaction):
            self.queue.release()


def _queued(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    connection = context["connection"]
    queue = connection.queue
    if queue is None or queue.is_held or not sql.lstrip()[:7].upper().startswith(WRITES):
        return execute(sql, params, many, context)
    if not queue.acquire(timeout=connection.settings_dict["OPTIONS"].get("timeout", TIMEOUT)):
        raise OperationalError("database is locked")
    try:
        return execute(sql, params, many, context)
    finally:
        connection.release_when_done()
