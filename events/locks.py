"""Advisory locks on PostgreSQL, for what no row lock can express. They end with the transaction.

On SQLite an IMMEDIATE transaction has locked the whole database, so there is nothing left to lock.
"""

from collections.abc import Iterable

from django.db import connection

DATES = 1
"""Namespace of the locks on dates. Mailboxes use one key of 64 bits, which PostgreSQL keeps apart from two of 32."""


def lock_dates(date_ids: Iterable[int], *, shared: bool = False) -> None:
    """Lock dates in the given order. Shared locks exclude exclusive ones, and let each other through.

    The row lock that follows an exclusive one has no shared form in Django, and would starve: a row that is shared lets nobody in who
    wants it alone for as long as others keep coming. Advisory locks queue.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    for date_id in date_ids:
        _lock(f"SELECT {function}(%s, %s::int)", [DATES, date_id])


def lock_mailbox(email: str) -> None:
    """Lock everything about one address: two people who are both new there share no row to lock."""
    _lock("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mailbox:{email}"])


def _lock(statement: str, values: list) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
