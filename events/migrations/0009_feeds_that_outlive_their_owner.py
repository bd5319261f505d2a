from django.db import migrations, models
from django.db.models import Q

NAME = "personal_feed_has_one_owner"
ONE_OWNER = Q(person__isnull=True) ^ Q(user__isnull=True)


def forget_the_ownerless(apps, schema_editor):
    """Delete feeds without an owner, which the older constraint does not allow."""
    feed = apps.get_model("events", "PersonalFeed")
    feed.objects.filter(person=None, user=None).delete()
    if schema_editor.connection.vendor == "postgresql":
        # PostgreSQL does not alter a table that has deferred checks pending.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("events", "0008_listed_under")]

    operations = [
        migrations.RemoveConstraint("personalfeed", NAME),
        migrations.AddConstraint(
            "personalfeed",
            models.CheckConstraint(
                condition=ONE_OWNER | Q(person__isnull=True, user__isnull=True, ended_at__isnull=False), name=NAME
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_the_ownerless, elidable=True),
    ]
