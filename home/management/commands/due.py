from django.core.management.base import BaseCommand, CommandError

from home.scheduled_jobs import run_due


class Command(BaseCommand):
    help = "Does what is due now: publishing, holds, mail. The worker does this every minute."

    def handle(self, **options) -> None:
        if failed := run_due():
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")
