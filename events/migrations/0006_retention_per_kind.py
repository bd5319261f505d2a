from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_departures"),
    ]

    operations = [
        migrations.DeleteModel(name="RetentionRun"),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ("-day", "kind"),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "kind"), name="retention_once_a_day_and_kind")
                ],
            },
        ),
    ]
