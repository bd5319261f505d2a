"""In which order those who want a date get it.

A lock on the row alone has no queue: who shares it lets nobody in who wants it alone, for as long as somebody comes along. So everybody
first takes a turn, an advisory lock, and then the row. Who locks rows and may come to the rule after that takes the turns first too
(``EventDate.objects….lock()``); else two of them could wait for each other.

Nothing to wait for on SQLite: its IMMEDIATE transaction has locked the whole database.
"""

from collections.abc import Sequence

from django.db import connection

from statements.cursors import kept_cursor

TURN = """
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock{shared}('events_eventdate'::regclass::int, %s))
SELECT id FROM events_eventdate, turn WHERE id = %s FOR {strength} OF events_eventdate
"""
ALONE, BESIDE_OTHERS = TURN.format(shared="", strength="UPDATE"), TURN.format(shared="_shared", strength="SHARE")
ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock('events_eventdate'::regclass::int, id) FROM unnest(%s::int[]) id"


def lock_row(date_id: int, *, beside_others: bool) -> None:
    """Waits for the turn and for the row of one date, to have it alone or with others who want it so."""
    if connection.features.has_select_for_update:
        cursor = kept_cursor()
        cursor.execute(BESIDE_OTHERS if beside_others else ALONE, [date_id, date_id])
        cursor.fetchall()


def take_turns(date_ids: Sequence[int]) -> None:
    """Waits for the turn at each date, in the order given."""
    if connection.features.has_select_for_update and date_ids:
        cursor = kept_cursor()
        cursor.execute(ONE_AFTER_ANOTHER, [list(date_ids)])
        cursor.fetchall()
