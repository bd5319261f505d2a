"""Database triggers that count every write to a watched table, including bulk and raw SQL and writes by other programs.

Every table is watched, except those listed here whose rows no visitor sees. So a new table is watched without further
work.
"""

import logging

from django.apps import apps
from django.db import connections, transaction

from freshness.models import Change

logger = logging.getLogger(__name__)

# Only tables that can never change what a visitor without a session gets. When in doubt, leave a table out of these
# lists: a needless count costs one rebuilt page, a missing count shows an outdated page.
NEVER_SHOWN_APPS = frozenset(
    {"account", "admin", "django_tasks_database", "freshness", "mfa", "outbox", "sessions", "socialaccount", "wagtailadmin", "wagtailsearch", "wagtailusers", "web"}
)  # fmt: skip
NEVER_SHOWN = frozenset(
    {
        "events.Answer",  # only its own person and organisers read it
        "conference.Slot",  # a draft until it is released
        "events.DigestChoice",
        "events.DigestSubscriber",
        "events.DraftOrigin",
        "events.ChangeCounter",  # changes together with a date
        "events.FeedFetch",
        "events.InvitationCode",
        "events.KeptText",  # seen by organisers only; so with the next three
        "events.Mailing",
        "events.Mailing_dates",
        "events.Mailing_recipients",
        "events.Need",
        "events.Person",  # pages show attendees as numbers only, counted from registrations
        "events.PersonalFeed",  # written when a program fetches one
        "events.RepeatedForm",  # only its sender reads it
        "events.RetentionRun",
        "events.SchoolHoliday",  # only organisers who plan a series see it
        "home.OutsideLink",
        "home.WorkerHeartbeat",  # changes every minute
        "network.OrganisationDomain",
        "knowledge.Attachment",  # pages show the rows that refer to them
        "knowledge.Contributor",  # pages show authorships
        "knowledge.Draft",  # saved every few seconds
        "knowledge.EmptySearch",
        "knowledge.IndexState",
        "knowledge.ModeratorLink",
        "knowledge.Question",
        "knowledge.Reaction",  # shown reactions have a row of their own
        "knowledge.ReactionReport",
        "knowledge.ReviewLink",
        "knowledge.Submission",
        "knowledge.SearchFacet",  # no kept page shows results of a search; so with the next two
        "knowledge.SearchWord",
        "knowledge.SearchedEntry",
        "knowledge.SearchedPage",
        "knowledge.UptakeLink",
        "knowledge.TermSuggestion",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Revision",  # publishing a draft writes to the page's own table
        "wagtailcore.UploadedFile",
    }
)

PLACES = frozenset({"events.Registration", "events.Booking"})
"""Tables of which pages show only numbers of taken places, in total and by domain. They are also counted apart: while
many people register, only the numbers are read again, and everything else stays cached."""

NAME, NAME_OF_PLACES = "freshness_change", "freshness_place"
COUNTED = Change._meta.db_table  # noqa: SLF001  as below
# One row per connection, so that transactions do not wait for each other. Updating one row takes no extra space (HOT),
# while inserted and deleted rows would slow down the sum until the next vacuum.
ON_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO {table} AS counted (id, weight, places) VALUES (pg_backend_pid(), 1, {places})
    ON CONFLICT (id) DO UPDATE SET weight = counted.weight + 1, places = counted.places + {places}; RETURN NULL; END $$""",
    """CREATE OR REPLACE TRIGGER {name} AFTER {actions} ON {watched} FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
)
# A single row: SQLite has one writer at a time anyway. Its triggers fire once per row written.
ON_SQLITE = (
    "CREATE TRIGGER {name} AFTER {action} ON {watched} BEGIN"
    " INSERT INTO {table} (id, weight, places) VALUES (1, 1, {places})"
    " ON CONFLICT (id) DO UPDATE SET weight = weight + 1, places = places + {places}; END"
)
ACTIONS = ("INSERT", "UPDATE", "DELETE")


def watched_tables() -> set[str]:
    described = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001  Django documents it
    return {
        meta.db_table
        for meta in described
        if meta.managed and not meta.proxy and meta.app_label not in NEVER_SHOWN_APPS and meta.label not in NEVER_SHOWN
    }


def places_tables() -> set[str]:
    return {apps.get_model(label)._meta.db_table for label in PLACES}  # noqa: SLF001


def wanted(table: str, vendor: str) -> dict[str, str]:
    """Return the triggers that ``table`` should have: their names, with the actions that fire them."""
    name = NAME_OF_PLACES if table in places_tables() else NAME
    if vendor == "postgresql":
        return {name: " OR ".join(ACTIONS)}
    return {f"{name}_{action.lower()}_{table}": action for action in ACTIONS}


def found(using: str) -> dict[str, set[str]]:
    """Return the names of the existing triggers, by table."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgname IN (%s, %s) AND t.tgenabled = 'O' AND pg_table_is_visible(c.oid)",
                [NAME, NAME_OF_PLACES],
            )
        else:
            cursor.execute(
                "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE %s OR name LIKE %s)",
                [f"{NAME}_%", f"{NAME_OF_PLACES}_%"],
            )
        names: dict[str, set[str]] = {}
        for table, name in cursor.fetchall():
            names.setdefault(table, set()).add(name)
    return names


def unwatched(using: str = "default") -> set[str]:
    """Return the tables that lack a trigger. While there is one, nothing may be cached."""
    names, vendor = found(using), connections[using].vendor
    return {table for table in watched_tables() if not wanted(table, vendor).keys() <= names.get(table, set())}


def install(using: str = "default") -> None:
    """Create missing triggers and drop superfluous ones, in one transaction: a table gets all its triggers or none.

    Idempotent. No-op before the tables of this app exist.
    """
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if COUNTED not in existing or not _counts_places(connection, cursor):
            return
        quote, on_postgresql = connection.ops.quote_name, connection.vendor == "postgresql"
        if on_postgresql:
            for name, places in ((NAME, 0), (NAME_OF_PLACES, 1)):
                cursor.execute(ON_POSTGRESQL[0].format(name=name, table=quote(COUNTED), places=places))
        names = found(using)
        for table in sorted(names.keys() | (watched_tables() & existing)):
            right = wanted(table, connection.vendor) if table in watched_tables() else {}
            for name in sorted(names.get(table, set()) - right.keys()):
                cursor.execute(f"DROP TRIGGER {quote(name)}" + (f" ON {quote(table)}" if on_postgresql else ""))
            for name in sorted(right.keys() - names.get(table, set())):
                what = {"name": quote(name), "watched": quote(table), "table": quote(COUNTED)}
                if on_postgresql:
                    cursor.execute(ON_POSTGRESQL[1].format(actions=right[name], **what))
                else:
                    places = int(name.startswith(NAME_OF_PLACES))
                    cursor.execute(ON_SQLITE.format(action=right[name], places=places, **what))


def _counts_places(connection, cursor) -> bool:
    """Return whether the ``places`` column exists; it does not while migrations are being reversed."""
    columns = connection.introspection.get_table_description(cursor, COUNTED)
    return "places" in {column.name for column in columns}


def install_after_migrate(using: str = "default", **kwargs) -> None:
    install(using)
