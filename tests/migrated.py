"""The test database, migrated and filled no more often than necessary.

Migrating takes longer than most test files, so a migrated database is kept, under a name that changes with any
migration or trigger: for SQLite in ``var/`` of the checkout, for PostgreSQL on the server.

A test with real transactions cannot be rolled back. After such a test Django would empty every table and create the
permissions again, which takes seconds on PostgreSQL. Instead, the contents that the database had at the start are
restored here.
"""

import shutil
import sqlite3
from contextlib import AbstractContextManager, closing, suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from freshness import triggers

FOLDER = Path(__file__).resolve().parents[1] / "var" / "tests"
DATABASE = "test_wijkverband_migrated_"

is_laid_down = False


# -- Migrated once ----------------------------------------------------------------------------------------------------


def fingerprint() -> str:
    content = sha256(Path(triggers.__file__).read_bytes())  # ``migrate`` also installs the triggers
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        spec = find_spec(f"{app.name}.migrations")
        for folder in (spec and spec.submodule_search_locations) or ():
            for migration in sorted(Path(folder).glob("*.py")):
                content.update(migration.read_bytes())
    return content.hexdigest()[:20]


def lay_down() -> None:
    """Make Django start from the kept database, if there is one. Call this before Django creates the test database.

    On SQLite that is a copy of the file, on PostgreSQL the template of the new database.
    """
    global is_laid_down  # noqa: PLW0603  the fixture ``django_db_keepdb`` reads it
    settings_of_test = settings.DATABASES["default"]["TEST"]
    if connection.vendor == "sqlite":
        copy = FOLDER / f"{fingerprint()}.sqlite3"
        if copy.exists():
            shutil.copyfile(copy, settings_of_test["NAME"])
            is_laid_down = True
    elif kept_database() in databases_kept():
        settings_of_test["TEMPLATE"] = kept_database()


def keep() -> None:
    """Keep the migrated database, and remove those of other migrations. Call this right after migrating.

    Raise RuntimeError if Django set up no test database: then the connection leads to the database of the settings.
    """
    is_of_tests = connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]
    if not (is_of_tests and connection.introspection.table_names()):
        raise RuntimeError("Django set up no test database, because no collected test has the mark django_db.")
    (keep_file if connection.vendor == "sqlite" else keep_database)()


def keep_file() -> None:
    copy = FOLDER / f"{fingerprint()}.sqlite3"
    if copy.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for other in FOLDER.glob("*.sqlite3"):
        other.unlink(missing_ok=True)
    half = copy.with_suffix(f".{Path(settings.VAR_DIR).name}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(copy)


def keep_database() -> None:
    kept = kept_database()
    others = databases_kept()
    if kept in others:
        return
    migrated = connection.settings_dict["NAME"]
    connection.close()  # a database with connections cannot be copied
    with on_the_server() as cursor:
        for other in others:
            with suppress(DatabaseError):  # another worker dropped it first, or is copying it
                cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
        try:
            cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{migrated}"')
        except DatabaseError:
            if kept not in databases_kept():  # otherwise another worker was first
                raise


def on_the_server() -> AbstractContextManager[CursorWrapper]:
    """Open a cursor on the server of the database, while nothing is connected to the database itself."""
    return connection._nodb_cursor()  # noqa: SLF001  Django creates and drops test databases with it; it has no public one


def kept_database() -> str:
    """Return the name of the kept database. Each role has its own: a role may not copy another role's database."""
    with on_the_server() as cursor:
        cursor.execute("SELECT left(md5(current_user), 6)")
        return f"{DATABASE}{fingerprint()}_{cursor.fetchone()[0]}"


def databases_kept() -> set[str]:
    """Return the names of the kept databases of our own role."""
    with on_the_server() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND pg_get_userbyid(datdba) = current_user",
            [DATABASE],
        )
        return {name for [name] in cursor.fetchall()}


# -- Filled once ------------------------------------------------------------------------------------------------------


_ways_back: dict[str, str] = {}


def remember(name: str = "start") -> None:
    """Save the contents of the database as ``name``, for ``put_back``.

    Every test begins with the contents named ``start``.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM INTO %s", [str(file_of(name))])
            return
        cursor.execute(f'CREATE SCHEMA "{name}"')
        statements = []
        for table in tables():
            cursor.execute(f'CREATE TABLE "{name}"."{table}" AS TABLE "{table}"')
            described = connection.introspection.get_table_description(cursor, table)
            # By name, because a test that migrates back and forth changes the order of the columns.
            columns = ", ".join(f'"{column.name}"' for column in described)
            # Not TRUNCATE: it creates files, and most tables here hold few rows or none.
            statements.append(f'DELETE FROM "{table}"')  # noqa: S608  the names are our own
            statements.append(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{name}"."{table}"')  # noqa: S608
        _ways_back[name] = ";".join(statements)


def put_back(name: str = "start") -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file_of(name))) as remembered:
            remembered.backup(connection.connection)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ways_back[name])


def file_of(name: str) -> Path:
    return Path(settings.VAR_DIR) / f"{name}.sqlite3"


def tables() -> list[str]:
    """Return the names of all tables. ``freshness_change`` is last, because triggers on the others write to it."""
    return sorted(connection.introspection.table_names(), key=lambda name: (name == "freshness_change", name))
