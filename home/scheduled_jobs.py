"""Everything that falls due by the clock. The worker calls it every minute; two at once do no harm."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from events.dates import listing
from events.mail import reminders, to_organisers
from events.privacy import retention
from events.registration import rule
from outbox.delivery import deliver

logger = logging.getLogger(__name__)

ABANDONED = timedelta(minutes=10)
"""After so long a task that still runs is taken for one whose worker died."""
RETRY_FOR = timedelta(days=1)
MOST_ATTEMPTS = 5


def take_up_again() -> int:
    """Puts back in the queue what a dead worker left, and what failed; a few times. Returns how many.

    django-tasks-db does neither, and with such a task a mail to everybody would be lost. Each of our tasks may run twice.
    """
    now = timezone.now()
    left = DBTaskResult.objects.running().filter(started_at__lte=now - ABANDONED)
    failed = DBTaskResult.objects.failed().filter(finished_at__lte=now - ABANDONED, finished_at__gt=now - RETRY_FOR)
    again = 0
    for task in left | failed:
        if len(task.worker_ids) < MOST_ATTEMPTS:
            known = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
            again += known.update(status=TaskResultStatus.READY, started_at=None, finished_at=None)
    return again


JOBS: dict[str, Callable[[], object]] = {
    "publish and expire pages": partial(call_command, "publish_scheduled", verbosity=0),
    "let holds lapse": rule.run_due,
    "remind and thank": reminders.run_due,
    "tell organisers": to_organisers.run_due,
    "take away what is past its term": retention.run_due,
    "take up tasks again": take_up_again,
    "forget what calendars show no more": listing.run_due,
    "send mail": deliver,
}


def run_due() -> list[str]:
    """Runs every duty, also when one before it fails; returns the names of those that failed."""
    failed = []
    for name, duty in JOBS.items():
        try:
            duty()
        except Exception:  # the others are due too
            logger.exception("Due work failed: %s", name)
            failed.append(name)
    return failed
