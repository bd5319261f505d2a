from collections.abc import Sequence
from functools import lru_cache

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper


class WrittenInRush(models.Model):
    """Rows for which the statements are put into SQL once. Django does so for each row, and everybody who registers waits for it."""

    class Meta:
        abstract = True

    def insert(self) -> None:
        """Adds the row."""
        names = tuple(field.name for field in self._meta.concrete_fields if not field.primary_key)
        db = connections[router.db_for_write(type(self), instance=self)]
        with db.cursor() as cursor:
            cursor.execute(_insert_into(type(self), names), self._values_of(names, db))
            [self.pk] = cursor.fetchone()
        self._state.adding, self._state.db = False, db.alias

    def save_only(self, *names: str) -> None:
        """Stores these fields of a stored row."""
        db = connections[self._state.db]
        with db.cursor() as cursor:
            cursor.execute(_update_of(type(self), names), [*self._values_of(names, db), self.pk])

    def _values_of(self, names: Sequence[str], db: BaseDatabaseWrapper) -> list:
        fields = [self._meta.get_field(name) for name in names]
        return [field.get_db_prep_save(getattr(self, field.attname), db) for field in fields]


@lru_cache(maxsize=8)
def _insert_into(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns, marks = ", ".join(_columns_of(model, names)), ", ".join(["%s"] * len(names))
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks}) RETURNING id"  # noqa: S608, SLF001  our own names


@lru_cache(maxsize=32)
def _update_of(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns = ", ".join(f"{column} = %s" for column in _columns_of(model, names))
    return f"UPDATE {model._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608, SLF001  our own names


def _columns_of(model: type[models.Model], names: Sequence[str]) -> list[str]:
    return [model._meta.get_field(name).column for name in names]  # noqa: SLF001  Django documents it
