import logging
import threading
from collections.abc import Callable

from django.db import connections
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from home.scheduled_jobs import run_due
from outbox.delivery import ServerAway, deliver

logger = logging.getLogger(__name__)

AWAY = 30
"""Seconds after which a mail server that was away is tried again."""
PAUSE = 5
"""Seconds before the queue is read again after an error, such as a database that restarts."""


def keep_doing(job: Callable[[], object], seconds: int, stop: threading.Event) -> None:
    while not stop.is_set():
        pause = seconds
        try:
            job()
        except ServerAway:
            pause = AWAY
        except Exception:  # keep running while the database is down
            logger.exception("Due work failed")
        finally:
            connections.close_all()
        stop.wait(pause)


CLOCKS: tuple[tuple[Callable[[], object], int], ...] = ((run_due, 60), (deliver, 1))
"""Recurring jobs with their interval in seconds. Mail has its own, because people are waiting for it."""


class Command(DatabaseWorker):
    help = "Runs queued tasks of every queue, sends mail at once and does, each minute, what is due. One process is enough; several do no harm."

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def configure_logging(self, verbosity: int) -> None:
        """Leave the levels to LOG_LEVEL."""

    def handle(self, *, batch: bool = False, **options) -> None:
        stop = threading.Event()
        clocks = [threading.Thread(target=keep_doing, args=(*clock, stop), daemon=True) for clock in CLOCKS]
        for clock in clocks:
            clock.start()
        try:
            if batch:
                super().handle(batch=True, **options)
            else:
                keep_doing_tasks(lambda: super(Command, self).handle(batch=False, **options))
        finally:
            stop.set()
            for clock in clocks:
                clock.join(timeout=5)


def keep_doing_tasks(work: Callable[[], None]) -> None:
    """Run ``work`` until it ends by itself, and again after an error. A task that broke off is taken up by ``due``."""
    while True:
        try:
            return work()
        except Exception:  # the worker never ends because the database does
            logger.exception("The queue of tasks cannot be read; trying again in %s seconds", PAUSE)
            connections.close_all()
            threading.Event().wait(PAUSE)
