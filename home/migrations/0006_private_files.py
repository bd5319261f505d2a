"""Move documents and original photos out of the folder that a web server serves."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations

FOLDERS = ("documents", "original_images")


def move(source: Path, target: Path) -> None:
    """Move all files; one that is at ``target`` already is left alone, so that this may run again."""
    for folder in FOLDERS:
        for file in sorted((source / folder).rglob("*")):
            to = target / file.relative_to(source)
            if file.is_file() and not to.exists():
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(file, to)


def to_private(apps, schema_editor):
    Path(settings.PRIVATE_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
    move(Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT))


def to_media(apps, schema_editor):
    move(Path(settings.PRIVATE_ROOT), Path(settings.MEDIA_ROOT))


class Migration(migrations.Migration):
    dependencies = [("home", "0005_lead")]
    operations = [migrations.RunPython(to_private, to_media)]
