"""In which order those who want a date get it.

A lock on the row alone has no queue: who shares it lets nobody in who wants it alone, for as long as somebody comes along. So everybody
first takes a turn, an advisory lock, and then the row. Who locks rows and may come to the rule after that takes the turns first too
(``EventDate.objects….lock()``); else two of them could wait for each other.

Nothing to wait for on SQLite: its IMMEDIATE transaction has locked the whole database.
"""

from collections.abc import Sequence

from django.db import connection

from freshness.version import Version, seen, version_of

TAKE_TURN = "SELECT changes, places, number FROM events_take_turn(%s, %s)"
ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock('events_eventdate'::regclass::int, id) FROM unnest(%s::int[]) id"


def lock_row(date_id: int, *, shared: bool) -> Version | None:
    """Waits for the turn and for the row of one date, to have it alone or with others who want it so.

    Returns the version of after the wait: what was kept under it is what a query would find now.
    """
    if not connection.features.has_select_for_update:
        return seen()
    cursor = connection.cursor()
    cursor.execute(TAKE_TURN, [date_id, shared])
    return version_of(cursor.fetchall()[0])


def take_turns(date_ids: Sequence[int]) -> None:
    """Waits for the turn at each date, in the order given."""
    if connection.features.has_select_for_update and date_ids:
        cursor = connection.cursor()
        cursor.execute(ONE_AFTER_ANOTHER, [list(date_ids)])
        cursor.fetchall()
