"""Advisory locks on PostgreSQL, where row locks do not suffice. They are released at the end of the transaction.

On SQLite they are no-ops: an IMMEDIATE transaction has already locked the whole database.
"""

from collections.abc import Iterable

from django.db import connection

DATES = 1
"""Namespace of locks on dates: the first of two 32-bit keys. Mailboxes have one 64-bit key, a separate key space."""


def lock_dates(date_ids: Iterable[int], *, shared: bool = False) -> None:
    """Lock dates in the given order. Shared locks exclude exclusive ones, but not each other.

    A date that is part of another is locked by that one, so that everything about one whole is serial. Sort several
    dates by ``EventDateQuerySet.by_lock``.

    Row locks do not suffice: Django has no shared form of them, and a steady stream of shared row locks would starve a
    caller that wants an exclusive one. Advisory locks are granted in order of arrival.
    """
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    for date_id in date_ids:
        # ``part_of`` never changes, so it may be read before the lock. Without a row the id itself is locked.
        whole = "SELECT part_of_id FROM events_eventdate WHERE id = %s"
        _lock(f"SELECT {function}(%s, COALESCE(({whole}), %s)::int)", [DATES, date_id, date_id])


def lock_mailbox(email: str) -> None:
    """Lock one e-mail address. Row locks do not suffice: two people who are both new at the address have no row yet."""
    _lock("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mailbox:{email}"])


def _lock(statement: str, values: list) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
