"""Migrations that older code can or cannot live with: expand first, contract in a later release."""

from collections.abc import Iterator

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field, ManyToManyField

HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RemoveConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.AlterModelTableComment,
)
"""Operations that take nothing away from older code, and ask nothing more of it."""


def breaking_operations(migration: migrations.Migration, state: ProjectState) -> Iterator[str]:
    """Yield the operations of ``migration`` that older code may fail on, in words. ``state`` is the state that it starts from.

    A migration that runs code, and is known to be harmless to older code, says ``expands = True``.
    """
    if getattr(migration, "expands", False):
        return
    state, created = state.clone(), set()
    for operation in migration.operations:
        if isinstance(operation, migrations.CreateModel):
            created.add(operation.name_lower)
        # Older code does not know a table that this migration creates.
        is_of_new_table = isinstance(operation, migrations.AddConstraint) and operation.model_name.lower() in created
        if not is_of_new_table and not is_expansion(operation, migration.app_label, state):
            yield operation.describe()
        operation.state_forwards(migration.app_label, state)


def is_expansion(operation: Operation, app_label: str, state: ProjectState) -> bool:
    match operation:
        case migrations.SeparateDatabaseAndState():
            both = [*operation.database_operations, *operation.state_operations]
            return all(is_expansion(part, app_label, state) for part in both)
        case migrations.AddField():
            return may_be_left_out(operation.field)
        case migrations.AlterField():
            old = state.models[app_label, operation.model_name_lower].fields[operation.name]
            return widens(old, operation.field)
    return isinstance(operation, HARMLESS)


def may_be_left_out(field: Field) -> bool:
    """Return whether older code, which does not know the column, can still insert rows."""
    return field.null or field.has_db_default() or isinstance(field, ManyToManyField)


def widens(old: Field, new: Field) -> bool:
    """Return whether the column still takes every value that it took."""
    (_name, old_path, _args, was), (_name, new_path, _args, becomes) = old.deconstruct(), new.deconstruct()
    narrower = new.max_length is not None and (old.max_length is None or new.max_length < old.max_length)
    loses_default = old.has_db_default() and not new.has_db_default()
    if old_path != new_path or narrower or loses_default or (old.null and not new.null):
        return False
    ignored = {*new.non_db_attrs, "max_length", "null", "default", "db_default"}
    return {k: v for k, v in was.items() if k not in ignored} == {k: v for k, v in becomes.items() if k not in ignored}
