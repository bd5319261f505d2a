from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FreshnessConfig(AppConfig):
    name = "freshness"

    def ready(self) -> None:
        from freshness import triggers  # noqa: PLC0415  needs the models

        # It comes when every table of every app is there, also for those that were made anew.
        post_migrate.connect(triggers.install_after_migrate, sender=self)
