from django.core.management.base import CommandError
from wagtail.management.commands import publish_scheduled

from home import scheduled_pages


class Command(publish_scheduled.Command):
    """Wagtail's command, by the rules of the site (``home.scheduled_pages``)."""

    help = "Publishes and unpublishes pages whose planned moment has passed. The worker does so every minute."

    def handle(self, *args, **options) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
        elif failed := scheduled_pages.run_due():
            raise CommandError(f"{failed} pages failed; see the log.")
