"""A copy of the migrated SQLite database, so that not every run migrates anew: that takes longer than most files of tests.

Kept in ``var/`` of the checkout under a name that changes with any migration. PostgreSQL's is migrated each time.
"""

import shutil
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

FOLDER = Path(__file__).resolve().parents[1] / "var" / "tests"

is_laid_down = False


def copy() -> Path:
    content = sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        spec = find_spec(f"{app.name}.migrations")
        for folder in (spec and spec.submodule_search_locations) or ():
            for migration in sorted(Path(folder).glob("*.py")):
                content.update(migration.read_bytes())
    return FOLDER / f"{content.hexdigest()[:20]}.sqlite3"


def lay_down() -> None:
    """Before Django makes the test database."""
    global is_laid_down  # noqa: PLW0603  a fixture of another name asks for it
    if connection.vendor == "sqlite" and copy().exists():
        shutil.copyfile(copy(), settings.DATABASES["default"]["TEST"]["NAME"])
        is_laid_down = True


def keep() -> None:
    """Right after; removes the copies of other migrations."""
    if connection.vendor != "sqlite" or copy().exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for other in FOLDER.glob("*.sqlite3"):
        other.unlink(missing_ok=True)
    half = copy().with_suffix(f".{Path(settings.VAR_DIR).name}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    half.rename(copy())
