from importlib import import_module

from django.db import migrations

take_turn = import_module("events.migrations.0012_take_turn")


class Migration(migrations.Migration):
    """Dates are locked by the program (``events.locks``), no longer by a function in the database."""

    dependencies = [("events", "0013_names_of_the_field")]

    operations = [migrations.RunPython(take_turn.remove, take_turn.add, elidable=False)]
