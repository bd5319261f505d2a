import django.db.models.deletion
from django.db import migrations, models

RENAMED_TASKS = {
    "events.tasks.rewrite_some": "events.publishing.changes.rewrite_some",
    "events.tasks.tell_everybody": "events.mail.messages.tell_everybody",
    "events.tasks.mail_links": "events.self_service.lost_links.mail_links",
}


def rename_tasks(apps, schema_editor):
    """Update the paths of functions in queued tasks: those from before the upgrade have to run after it."""
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for before, after in RENAMED_TASKS.items():
        tasks.filter(task_path=before).update(task_path=after)


def rename_tasks_back(apps, schema_editor):
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for before, after in RENAMED_TASKS.items():
        tasks.filter(task_path=after).update(task_path=before)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0012_take_turn"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="endedcalendar", name="ended_calendar_once_per_address"),
        migrations.RenameModel(old_name="EndedCalendar", new_name="RetiredFeed"),
        migrations.AddConstraint(
            model_name="retiredfeed",
            constraint=models.UniqueConstraint(fields=("path", "page_number"), name="retired_feed_once_per_address"),
        ),
        migrations.RenameModel(old_name="Departure", new_name="FeedTombstone"),
        migrations.AlterField(
            model_name="feedtombstone",
            name="date",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tombstones", to="events.eventdate"
            ),
        ),
        migrations.RunPython(rename_tasks, rename_tasks_back),
    ]
