from django.db import migrations


def copy_places(apps, schema_editor):
    """Write the place that a date was moved to in its planned row, which holds it from now on."""
    dates = apps.get_model("events", "EventDate").objects.exclude(place="").exclude(page=None)
    planned = apps.get_model("events", "PlannedDate").objects
    for page, key, place in dates.values_list("page", "key", "place").iterator():
        planned.filter(page=page, key=key).update(place=place)


class Migration(migrations.Migration):

    expands = True  # older code knows nothing of this column
    dependencies = [
        ('events', '0027_planned_dates_of_their_own'),
    ]

    operations = [migrations.RunPython(copy_places, migrations.RunPython.noop)]
