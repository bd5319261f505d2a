"""Triggers that count every write to a table that may be shown, whoever writes and however: bulk, raw or from another program.

A table is watched unless it is listed here as never shown: a new one is watched by itself.
"""

import logging

from django.apps import apps
from django.db import connections, transaction

from freshness.models import Change

logger = logging.getLogger(__name__)

# Only what can never change what a visitor without a session gets. When in doubt, leave it out: a count too many costs a page
# built once more, a count too few shows yesterday's page.
NEVER_SHOWN_APPS = frozenset(
    {"account", "admin", "django_tasks_database", "freshness", "mfa", "outbox", "sessions", "wagtailadmin", "wagtailsearch", "wagtailusers"}
)  # fmt: skip
NEVER_SHOWN = frozenset(
    {
        "events.ChangeCounter",  # moves with a date
        "events.FeedFetch",
        "events.PersonalFeed",  # written when a program fetches one
        "events.RetentionRun",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Revision",  # a draft shows when it is published, and then it is written to its own table
        "wagtailcore.UploadedFile",
    }
)

NAME = "freshness_change"
COUNTED = Change._meta.db_table  # noqa: SLF001  as below
ON_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO {table} (weight) VALUES (1); RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER {name} AFTER {actions} ON {watched} FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
)
# One row that counts: on SQLite one writes at a time anyway, and its triggers fire for each row written.
ON_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {name} AFTER {action} ON {watched} BEGIN"
    " INSERT INTO {table} (id, weight) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET weight = weight + 1; END"
)
ACTIONS = ("INSERT", "UPDATE", "DELETE")


def watched_tables() -> set[str]:
    described = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001  Django documents it
    return {
        meta.db_table
        for meta in described
        if meta.managed and not meta.proxy and meta.app_label not in NEVER_SHOWN_APPS and meta.label not in NEVER_SHOWN
    }


def unwatched(using: str = "default") -> set[str]:
    """The tables that should be watched and are not. While there is one, nothing may be kept."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, 3 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgname = %s AND t.tgenabled = 'O' AND pg_table_is_visible(c.oid)",
                [NAME],
            )
        else:
            cursor.execute(
                "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s GROUP BY tbl_name",
                [f"{NAME}_%"],
            )
        complete = {table for table, number in cursor.fetchall() if number == len(ACTIONS)}
    return watched_tables() - complete


def install(using: str = "default") -> None:
    """Adds what is missing. In one transaction: a table is watched wholly or not at all."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if COUNTED not in existing:
            return
        quote = connection.ops.quote_name
        counted = quote(COUNTED)
        missing = sorted(unwatched(using) & existing)
        if connection.vendor == "postgresql":
            function, trigger = ON_POSTGRESQL
            cursor.execute(function.format(name=NAME, table=counted))
            for table in missing:
                cursor.execute(trigger.format(name=NAME, actions=" OR ".join(ACTIONS), watched=quote(table)))
            return
        for table in missing:
            for action in ACTIONS:
                name = quote(f"{NAME}_{action.lower()}_{table}")
                cursor.execute(ON_SQLITE.format(name=name, action=action, watched=quote(table), table=counted))


def install_after_migrate(using: str = "default", **kwargs) -> None:
    install(using)
