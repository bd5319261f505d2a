from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0037_places_online_in_the_plan")]

    operations = [
        migrations.AlterField(
            model_name="mailing",
            name="to",
            field=models.CharField(
                choices=[
                    ("komt", "wie komt"),
                    ("hier", "wie naar de plek komt"),
                    ("online", "wie online meedoet"),
                    ("wacht", "wie wacht"),
                    ("vraagt", "wie een plek vraagt"),
                    ("iedereen", "iedereen"),
                    ("gekozen", "wie is aangevinkt"),
                ],
                max_length=10,
            ),
        ),
    ]
