from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FreshnessConfig(AppConfig):
    name = "freshness"

    def ready(self) -> None:
        from freshness import triggers  # noqa: PLC0415  needs the models

        # ``sender`` makes it run once, after all apps have been migrated, so that every table exists. SQLite drops the
        # triggers of a table when it recreates it; this puts them back.
        post_migrate.connect(triggers.install_after_migrate, sender=self)
