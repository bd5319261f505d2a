"""Everything that falls due by the clock. The worker calls it every minute; two at once do no harm."""

import logging
from collections.abc import Callable
from functools import partial

from django.core.management import call_command

from events import registration, reminders, retention
from outbox.delivery import deliver

logger = logging.getLogger(__name__)


DUTIES: dict[str, Callable[[], object]] = {
    "publish and expire pages": partial(call_command, "publish_scheduled", verbosity=0),
    "let holds lapse": registration.run_due,
    "remind and thank": reminders.run_due,
    "take away what is past its term": retention.run_due,
    "send mail": deliver,
}


def run_due() -> list[str]:
    """Runs every duty, also when one before it fails; returns the names of those that failed."""
    failed = []
    for name, duty in DUTIES.items():
        try:
            duty()
        except Exception:  # the others are due too
            logger.exception("Due work failed: %s", name)
            failed.append(name)
    return failed
