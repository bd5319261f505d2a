from django.db import migrations
from django.db.models import Exists, OuterRef


def remove_unproven_second_addresses(apps, schema_editor) -> None:
    """Remove addresses that somebody added to a proven account and never proved: they may be somebody else's.

    With a mailed code their owner would get into that account. New ones are stored only after they have been proven.
    """
    EmailAddress = apps.get_model("account", "EmailAddress")
    proven = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    EmailAddress.objects.filter(Exists(proven), verified=False, primary=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunPython(remove_unproven_second_addresses, migrations.RunPython.noop)]
