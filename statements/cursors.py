from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper


def kept_cursor(using: str = DEFAULT_DB_ALIAS) -> CursorWrapper:
    """One cursor for as long as the connection lasts: making one takes longer than a small question.

    It is everybody's, so read all that a statement finds before the next. On SQLite an unread row keeps a transaction open, too.
    """
    connection = connections[using]
    if connection.queries_logged:
        # Such a cursor writes down what it is asked for as long as it is there.
        return connection.cursor()
    cursor: CursorWrapper | None = getattr(connection, "kept_cursor", None)
    if cursor is None or cursor.cursor.connection is not connection.connection:
        cursor = connection.kept_cursor = connection.cursor()  # type: ignore[attr-defined]
    return cursor


def one_of(column: str, numbers: Sequence[int], using: str = DEFAULT_DB_ALIAS) -> tuple[str, list]:
    """The condition that ``column`` is one of ``numbers``, with its values; on PostgreSQL one statement, however many they are."""
    if connections[using].vendor == "postgresql":
        return f"{column} = ANY(%s)", [list(numbers)]
    return f"{column} IN ({', '.join(['%s'] * len(numbers))})", list(numbers)
