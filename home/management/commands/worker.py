import logging
import threading

from django.db import connections
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from home.due import run_due

logger = logging.getLogger(__name__)
PERIOD = 60
"""Seconds between two rounds of due work."""


def every_minute(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            run_due()
        except Exception:  # the clock goes on, also when the database is away for a while
            logger.exception("Due work failed")
        finally:
            connections.close_all()
        stop.wait(PERIOD)


class Command(DatabaseWorker):
    help = "Runs queued tasks of every queue and, each minute, what is due. One process is enough; several do no harm."

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def handle(self, **options) -> None:
        stop = threading.Event()
        clock = threading.Thread(target=every_minute, args=(stop,), daemon=True, name="due")
        clock.start()
        try:
            super().handle(**options)
        finally:
            stop.set()
            clock.join(timeout=5)
