from django.db import migrations

# Mails are most of what a registration writes, and PostgreSQL's default compression takes three times as long as lz4.
# A server built without lz4 keeps the default.
FASTER = """
DO $$ BEGIN
    ALTER TABLE outbox_outgoingmail ALTER COLUMN message SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$
"""
AS_BEFORE = "ALTER TABLE outbox_outgoingmail ALTER COLUMN message SET COMPRESSION default"


def pack_faster(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FASTER)


def pack_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AS_BEFORE)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_about")]

    operations = [migrations.RunPython(pack_faster, pack_as_before, elidable=False)]
