"""The ENGINE ``config.sqlite``: Django looks for it here.

SQLite lets one write at a time, and keeps no line: who finds it busy sleeps and looks again, longer each time. Who comes later looks
more often, so in a rush somebody waits until their patience is over while dozens go before them: "database is locked". Here
everybody who wants to write queues first. SQLite's own lock still decides who may, so what does not queue (a back-up, a shell)
is as safe as before.
"""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from config.sqlite.turns import Queue

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
PATIENCE = 5.0
"""Seconds, when OPTIONS name no ``timeout``; SQLite waits as long."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Waits for its turn before a transaction, or a statement outside one, begins to write."""

    queue: Queue | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(_in_turn)

    def get_new_connection(self, conn_params: dict) -> Any:
        if not self.is_in_memory_db():
            # Beside the database: closing the database's own file anywhere would drop the locks that SQLite has on it.
            self.queue = Queue(f"{conn_params['database']}-queue")
        return super().get_new_connection(conn_params)

    def _commit(self) -> None:
        super()._commit()
        self.leave_when_done()

    def _rollback(self) -> None:
        super()._rollback()
        self.leave_when_done()

    def _close(self) -> None:
        super()._close()
        if self.queue:
            self.queue.close()

    def leave_when_done(self) -> None:
        if self.queue and not (self.connection and self.connection.in_transaction):
            self.queue.leave()


def _in_turn(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    connection = context["connection"]
    queue = connection.queue
    if queue is None or queue.has_turn or not sql.lstrip()[:7].upper().startswith(WRITES):
        return execute(sql, params, many, context)
    if not queue.take_turn(patience=connection.settings_dict["OPTIONS"].get("timeout", PATIENCE)):
        raise OperationalError("database is locked")
    try:
        return execute(sql, params, many, context)
    finally:
        connection.leave_when_done()
