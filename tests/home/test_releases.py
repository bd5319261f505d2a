"""Migrations that older code can live with, and those it cannot."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState

from home.releases import breaking_operations


@pytest.fixture
def state() -> ProjectState:
    found = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=50)), ("note", models.TextField(null=True))]  # fmt: skip
    found.add_model(ModelState("events", "Thing", fields))
    return found


def breaking(state: ProjectState, *operations) -> list[str]:
    migration = migrations.Migration("0099_x", "events")
    migration.operations = list(operations)
    return list(breaking_operations(migration, state))


def nothing(apps, schema_editor) -> None:
    pass


@pytest.mark.parametrize(
    "operation",
    [
        migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))]),
        migrations.AddField("thing", "extra", models.IntegerField(null=True)),
        migrations.AddField("thing", "extra", models.IntegerField(db_default=0)),
        migrations.AddField("thing", "others", models.ManyToManyField("events.Thing")),
        migrations.AddIndex("thing", models.Index(fields=["name"], name="x")),
        migrations.AlterField("thing", "name", models.CharField("naam", max_length=50, help_text="x", choices=[("a", "b")])),
        migrations.AlterField("thing", "name", models.CharField(max_length=80, null=True)),
        migrations.AlterModelOptions("thing", {"ordering": ["name"]}),
    ],
    ids=lambda operation: operation.describe(),
)  # fmt: skip
def test_expansion_needs_no_pause(state, operation):
    assert breaking(state, operation) == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("thing", "extra", models.IntegerField(default=0)),
        migrations.RemoveField("thing", "note"),
        migrations.RenameField("thing", "note", "remark"),
        migrations.RenameModel("Thing", "Subject"),
        migrations.DeleteModel("Thing"),
        migrations.AlterField("thing", "name", models.CharField(max_length=20)),
        migrations.AlterField("thing", "note", models.TextField()),
        migrations.AlterField("thing", "name", models.CharField(max_length=50, unique=True)),
        migrations.AlterField("thing", "name", models.IntegerField()),
        migrations.AddConstraint("thing", models.UniqueConstraint(fields=["name"], name="x")),
        migrations.RunPython(nothing),
        migrations.SeparateDatabaseAndState([migrations.RunSQL("DROP TABLE x")], []),
    ],
    ids=lambda operation: operation.describe(),
)
def test_contraction_needs_a_pause(state, operation):
    assert breaking(state, operation) == [operation.describe()]


def test_operations_are_judged_by_what_came_before_them_in_the_migration(state):
    widened = migrations.AlterField("thing", "name", models.CharField(max_length=80))
    narrowed = migrations.AlterField("thing", "name", models.CharField(max_length=60))

    assert breaking(state, widened, narrowed) == [narrowed.describe()]


def test_migration_that_is_known_to_be_harmless_says_so(state):
    migration = migrations.Migration("0099_x", "events")
    migration.operations, migration.expands = [migrations.RunPython(nothing)], True

    assert list(breaking_operations(migration, state)) == []


def test_constraint_on_a_table_that_the_same_migration_creates_needs_no_pause(state):
    constraint = models.UniqueConstraint(fields=["id"], name="x")
    made = migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))])

    assert breaking(state, made, migrations.AddConstraint("other", constraint)) == []
    assert breaking(state, made, migrations.AddConstraint("thing", constraint)) != []


# -- The command -------------------------------------------------------------------------------------------------------


def check(**options) -> str:
    said = StringIO()
    with pytest.raises(SystemExit) as refused:
        call_command("release_check", stdout=said, **options)
    assert refused.value.code == 3
    return said.getvalue()


@pytest.mark.django_db
def test_release_without_pending_migrations_needs_no_pause(capsys):
    call_command("release_check")

    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_release_with_a_contraction_needs_a_pause():
    for name in MigrationRecorder(connection).applied_migrations():
        if name[0] == "events" and name[1] >= "0014":
            MigrationRecorder(connection).record_unapplied(*name)

    said = check()

    assert said.startswith("Even pauze")
    assert "  events.0014_" in said
    assert "events.0013_" not in said


@pytest.mark.django_db
def test_going_back_over_a_contraction_is_refused(tmp_path):
    shutil.copytree(settings.BASE_DIR / "events" / "migrations", tmp_path / "events" / "migrations")
    call_command("release_check", back_to=tmp_path)
    for migration in (tmp_path / "events" / "migrations").glob("001[3-9]*"):
        migration.unlink()

    said = check(back_to=tmp_path)

    assert said.startswith("Terug kan zo niet")
    assert "  events.0014_" in said
