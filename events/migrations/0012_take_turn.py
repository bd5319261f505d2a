from django.db import migrations

# One round trip to the database instead of two. Each query of a volatile function has a new snapshot, so this returns
# the number of changes after the wait. A single query that joined the counts would return the number before it.
TAKE_TURN = """
CREATE FUNCTION events_take_turn(wanted bigint, beside_others boolean, OUT changes numeric, OUT places numeric, OUT number bigint)
LANGUAGE plpgsql VOLATILE AS $$ BEGIN
    IF beside_others THEN
        PERFORM pg_advisory_xact_lock_shared('events_eventdate'::regclass::int, wanted::int);
        PERFORM FROM events_eventdate WHERE id = wanted FOR SHARE;
    ELSE
        PERFORM pg_advisory_xact_lock('events_eventdate'::regclass::int, wanted::int);
        PERFORM FROM events_eventdate WHERE id = wanted FOR UPDATE;
    END IF;
    SELECT COALESCE(SUM(counted.weight), 0), COALESCE(SUM(counted.places), 0), COUNT(*) INTO changes, places, number
    FROM freshness_change counted;
END $$
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TAKE_TURN)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION events_take_turn")


class Migration(migrations.Migration):
    dependencies = [("events", "0011_ended_calendars"), ("freshness", "0002_change_places")]

    operations = [migrations.RunPython(add, remove, elidable=False)]
