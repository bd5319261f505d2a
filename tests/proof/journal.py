"""A record independent of our code: triggers note every change of a registration or a date, and every mail.

The notes on one date are in the order of the changes, because any change of a registration locks its date.
"""

from dataclasses import dataclass

from django.db import connection

REGISTRATION, DATE = "registration", "date"

TABLE = """
CREATE TABLE proof_journal (
    id {serial}, kind varchar(12) NOT NULL, row_id bigint NOT NULL, date_id bigint NOT NULL, person_id bigint, state varchar(12) NOT NULL,
    confirmed boolean, extra boolean, capacity integer, sequence integer NOT NULL)
"""
ON_REGISTRATION = """
INSERT INTO proof_journal (kind, row_id, date_id, person_id, state, confirmed, extra, sequence)
VALUES ('registration', NEW.id, NEW.date_id, NEW.person_id, NEW.state, NEW.confirmed_at IS NOT NULL, NEW.has_extra_place, NEW.sequence);
"""
ON_DATE = """
INSERT INTO proof_journal (kind, row_id, date_id, state, capacity, sequence)
VALUES ('date', NEW.id, NEW.id, NEW.status, NEW.capacity, NEW.sequence);
"""
MAILS = "CREATE TABLE proof_mail (id {serial}, cause varchar(200) NOT NULL)"
ON_MAIL = "INSERT INTO proof_mail (cause) VALUES (NEW.cause);"
"""Mails are recorded here because the outbox deletes them, when somebody is erased or an address was wrong."""
WATCHED = {
    "events_registration": (ON_REGISTRATION, ("INSERT", "UPDATE")),
    "events_eventdate": (ON_DATE, ("INSERT", "UPDATE")),
    "outbox_outgoingmail": (ON_MAIL, ("INSERT",)),
}


@dataclass(frozen=True)
class Note:
    """State of a registration or a date from this moment on."""

    kind: str
    row_id: int
    date_id: int
    person_id: int | None
    state: str
    confirmed: bool
    extra: bool
    capacity: int | None
    sequence: int


def open_journal() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in (TABLE, MAILS):
                cursor.execute(table.format(serial="integer PRIMARY KEY AUTOINCREMENT"))
            for table, (note, verbs) in WATCHED.items():
                for verb in verbs:
                    name = f"proof_{table}_{verb.lower()}"
                    cursor.execute(f"CREATE TRIGGER {name} AFTER {verb} ON {table} BEGIN {note} END")
        else:
            for table in (TABLE, MAILS):
                cursor.execute(table.format(serial="bigserial PRIMARY KEY"))
            for table, (note, verbs) in WATCHED.items():
                cursor.execute(
                    f"CREATE FUNCTION proof_{table}() RETURNS trigger AS $$ BEGIN {note} RETURN NULL; END $$ LANGUAGE plpgsql"
                )
                cursor.execute(
                    f"CREATE TRIGGER proof_{table} AFTER {' OR '.join(verbs)} ON {table} FOR EACH ROW EXECUTE FUNCTION proof_{table}()"
                )


def close_journal() -> None:
    with connection.cursor() as cursor:
        for table, (_note, verbs) in WATCHED.items():
            if connection.vendor == "sqlite":
                for verb in verbs:
                    cursor.execute(f"DROP TRIGGER IF EXISTS proof_{table}_{verb.lower()}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS proof_{table} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS proof_{table}()")
        cursor.execute("DROP TABLE IF EXISTS proof_journal")
        cursor.execute("DROP TABLE IF EXISTS proof_mail")


def causes() -> set[str]:
    """Return the causes of all mails ever written, including those that the outbox has deleted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cause FROM proof_mail")
        return {cause for (cause,) in cursor.fetchall()}


def notes() -> list[Note]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, row_id, date_id, person_id, state, confirmed, extra, capacity, sequence FROM proof_journal ORDER BY id"
        )
        return [Note(*row[:5], bool(row[5]), bool(row[6]), *row[7:]) for row in cursor.fetchall()]
