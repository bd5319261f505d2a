from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from home.releases import breaking_operations

REFUSED = 3


class Command(BaseCommand):
    help = (
        "Before a release: is there a pending migration that the code which runs now cannot do with? Then the site has to pause."
        " With --back-to, for older code: can it do with the database as it is? Exits with 3 if not."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--back-to", type=Path, metavar="FOLDER", help="folder with the code to go back to")

    def handle(self, *, back_to: Path | None = None, **options) -> None:
        found = [
            f"{app}.{name}: {what}"
            for (app, name), what in (self.pending() if back_to is None else self.unknown_to(back_to))
        ]
        if not found:
            return
        if back_to is None:
            self.stdout.write("Even pauze: wat nu draait kan deze stap van de database niet aan.")
        else:
            self.stdout.write("Terug kan zo niet: die code kent de database niet meer. Zie docs/beheer/bijwerken.md.")
        self.stdout.write("\n".join(f"  {line}" for line in found))
        raise SystemExit(REFUSED)

    def pending(self):
        executor = MigrationExecutor(connection)
        for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
            key = (migration.app_label, migration.name)
            state = executor.loader.project_state(key, at_end=False)
            yield from ((key, what) for what in breaking_operations(migration, state))

    def unknown_to(self, folder: Path):
        loader = MigrationLoader(connection)
        for key in sorted(loader.applied_migrations.keys() & loader.disk_migrations.keys()):
            migration = loader.disk_migrations[key]
            module = Path(*type(migration).__module__.split("."))
            if (folder / module.parts[0]).is_dir() and not (folder / module).with_suffix(".py").exists():
                state = loader.project_state(key, at_end=False)
                yield from ((key, what) for what in breaking_operations(migration, state))
