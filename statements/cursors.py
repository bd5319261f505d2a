from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections


def one_of(column: str, numbers: Sequence[int], using: str = DEFAULT_DB_ALIAS) -> tuple[str, list]:
    """The condition that ``column`` is one of ``numbers``, with its values; on PostgreSQL one statement, however many they are."""
    if connections[using].vendor == "postgresql":
        return f"{column} = ANY(%s)", [list(numbers)]
    return f"{column} IN ({', '.join(['%s'] * len(numbers))})", list(numbers)
