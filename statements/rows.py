from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper


class WrittenInRush(models.Model):
    """Rows for which the statements are put into SQL once. Django does so for each row, and everybody who registers waits for it."""

    class Meta:
        abstract = True

    def insert(self) -> None:
        """Adds the row."""
        [(self.pk,)] = self._insert("RETURNING id").fetchall()
        self._state.adding = False

    def insert_unless_there(self) -> bool:
        """Adds the row; False when one that excludes it is there, be it since this very moment, and then nothing fails."""
        return bool(self._insert("ON CONFLICT DO NOTHING").rowcount == 1)

    def _insert(self, ending: str):
        names = tuple(field.name for field in self._meta.concrete_fields if not field.primary_key)
        self._state.db = using = router.db_for_write(type(self), instance=self)
        db, cursor = connections[using], connections[using].cursor()
        cursor.execute(_insert_into(type(self), names, ending), self._values_of(names, db))
        return cursor

    def change(self, values: dict[str, Any], *, known: Sequence[str] = ()) -> bool:
        """Gives fields of a stored row these values, there and here.

        False, and nothing is different, when it is not there or the fields that are ``known`` have another value there than here.
        """
        using = self._state.db or DEFAULT_DB_ALIAS
        db, cursor = connections[using], connections[using].cursor()
        names, before = tuple(values), tuple(known)
        as_it_was = self._values_of(before, db)
        was = {name: getattr(self, name) for name in names}
        for name, value in values.items():
            setattr(self, name, value)
        cursor.execute(_update_of(type(self), names, before), [*self._values_of(names, db), self.pk, *as_it_was])
        if cursor.rowcount == 1:
            return True
        for name, value in was.items():
            setattr(self, name, value)
        return False

    def _values_of(self, names: Sequence[str], db: BaseDatabaseWrapper) -> list:
        fields = _fields_of(type(self), tuple(names))
        return [field.get_db_prep_save(getattr(self, field.attname), db) for field in fields]


@lru_cache(maxsize=8)
def _insert_into(model: type[models.Model], names: tuple[str, ...], ending: str) -> str:
    columns, marks = ", ".join(_columns_of(model, names)), ", ".join(["%s"] * len(names))
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks}) {ending}"  # noqa: S608, SLF001  our own names


@lru_cache(maxsize=32)
def _update_of(model: type[models.Model], names: tuple[str, ...], known: tuple[str, ...]) -> str:
    columns = ", ".join(f"{column} = %s" for column in _columns_of(model, names))
    rows = " AND ".join(f"{column} = %s" for column in ("id", *_columns_of(model, known)))
    return f"UPDATE {model._meta.db_table} SET {columns} WHERE {rows}"  # noqa: S608, SLF001  our own names


def _columns_of(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    return [field.column for field in _fields_of(model, names)]


@lru_cache(maxsize=32)
def _fields_of(model: type[models.Model], names: tuple[str, ...]) -> list[models.Field]:
    by_name = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001  Django documents it
    return [by_name[name] for name in names]
