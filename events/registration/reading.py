"""Registrations with their person and booking, by a query that is put into SQL once.

Django does that anew for each, which takes longer than the query itself; all who confirm wait for it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression

from events.models import Booking, Person, Registration

MODELS: tuple[type[models.Model], ...] = (Registration, Person, Booking)
FIELDS = [list(model._meta.concrete_fields) for model in MODELS]  # noqa: SLF001  Django documents it
EDGES = list(pairwise(accumulate(map(len, FIELDS), initial=0)))
"""Where the values of each model begin and end in a row."""
# By name: a plan that is kept for “*” breaks as soon as a migration adds a column.
SELECT = """
SELECT {columns} FROM events_registration
JOIN events_person ON events_person.id = events_registration.person_id
JOIN events_booking ON events_booking.id = events_registration.booking_id
WHERE {where}
"""


def read_registrations(where: str, values: Sequence[Any]) -> list[Registration]:
    """Those for which ``where`` holds, a condition in SQL with a %s for each of ``values``."""
    cursor = connections[DEFAULT_DB_ALIAS].cursor()
    cursor.execute(_sql(where), values)
    return [_made(row) for row in cursor.fetchall()]


@lru_cache(maxsize=8)
def _sql(where: str) -> str:
    columns = ", ".join(f"{field.model._meta.db_table}.{field.column}" for fields in FIELDS for field in fields)  # noqa: SLF001
    return SELECT.format(columns=columns, where=where)


def _made(row: Sequence[Any]) -> Registration:
    values, connection = list(row), connections[DEFAULT_DB_ALIAS]
    for position, column, convert in _converters(connection.vendor):
        values[position] = convert(values[position], column, connection)
    registration, person, booking = (
        model.from_db(connection.alias, [field.attname for field in fields], values[start:end])
        for model, fields, (start, end) in zip(MODELS, FIELDS, EDGES, strict=True)
    )
    registration.person, registration.booking = person, booking
    return registration


@lru_cache(maxsize=2)
def _converters(vendor: str) -> list[tuple[int, Expression, Callable]]:
    """What a driver gives otherwise than a model has it, by position: SQLite knows no moments, nor true and false."""
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [field for fields in FIELDS for field in fields]
    columns = [field.get_col(field.model._meta.db_table) for field in fields]  # noqa: SLF001
    return [
        (position, column, convert)
        for position, (field, column) in enumerate(zip(fields, columns, strict=True))
        for convert in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection))
    ]
