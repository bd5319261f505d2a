"""Work that becomes due with time. The worker runs it every minute; concurrent runs are safe."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from events.dates import listing
from events.digests import sending
from events.mail import reminders, to_organisers
from events.privacy import retention
from events.registration import lapsing
from home import scheduled_pages
from home.link_report import checking
from home.models import WorkerHeartbeat
from knowledge.contribute import confirming, drafts
from knowledge.reactions import reminders as reaction_reminders
from knowledge.search import empty, reindexing
from knowledge.uptake import reminders as uptake_reminders
from outbox.delivery import deliver

logger = logging.getLogger(__name__)

ABANDONED = timedelta(minutes=10)
"""Age at which a running task is presumed abandoned by a dead worker."""
RETRY_FOR = timedelta(days=1)
MOST_ATTEMPTS = 5


def take_up_again() -> int:
    """Requeue tasks that failed or were abandoned by a dead worker; return how many.

    Each task gets at most ``MOST_ATTEMPTS`` attempts. django-tasks-db does none of this, and losing a task could mean
    losing a mail to everybody. All our tasks may run twice.
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
    "publish and expire pages": scheduled_pages.run_due,
    "let holds lapse": lapsing.run_due,
    "remind and thank": reminders.run_due,
    "tell organisers": to_organisers.run_due,
    "tell what is new": sending.run_due,
    "remind of uptake that waits": uptake_reminders.run_due,
    "remind of reactions that wait": reaction_reminders.run_due,
    "warn about old drafts": drafts.run_due,
    "ask whether practices still hold": confirming.run_due,
    "take away what is past its term": retention.run_due,
    "take up tasks again": take_up_again,
    "forget what calendars show no more": listing.run_due,
    "send mail": deliver,
    "check links to other sites": checking.run_due,
    "index pages in the language of this release": reindexing.run_due,
    "forget searches in vain": empty.run_due,
}


def run_due() -> list[str]:
    """Run every job, even after one has failed; return the names of those that failed.

    Each one that succeeds is a sign of life, because together they can take longer than ``/readyz`` allows.
    """
    failed = []
    for name, job in JOBS.items():
        try:
            job()
            WorkerHeartbeat.beat()
        except Exception:  # the other jobs must still run
            logger.exception("Due work failed: %s", name)
            failed.append(name)
    return failed
