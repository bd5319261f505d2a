"""Counts people who register apart. The triggers go first, because SQLite makes the table anew; ``migrate`` adds them again."""

from django.db import migrations, models


def drop_triggers(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("freshness_change", "freshness_place"):
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'freshness_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


class Migration(migrations.Migration):
    dependencies = [("freshness", "0001_initial")]

    operations = [
        migrations.RunPython(drop_triggers, migrations.RunPython.noop),
        migrations.AddField("change", "places", models.PositiveBigIntegerField(default=0)),
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
