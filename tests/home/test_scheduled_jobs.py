from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from events.publishing.move import cancel_date
from events.registration.registering import register
from home.scheduled_jobs import ABANDONED, MOST_ATTEMPTS, run_due
from tests.factories import UserFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_tell(settings, time_machine) -> DBTaskResult:
    """Create the task that tells the only registrant that the date is cancelled."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    time_machine.move_to(timezone.now(), tick=False)
    date, user = date_of_a_meetup(), UserFactory()
    register(date, name=user.get_full_name(), email=user.email, user=user)
    cancel_date(date, reason="Storm")
    return DBTaskResult.objects.get(task_path="events.mail.messages.tell_everybody")


def test_due_takes_up_again_what_a_dead_worker_left(to_tell, time_machine):
    to_tell.claim("a worker that dies now")

    run_due()
    assert not DBTaskResult.objects.ready().filter(pk=to_tell.pk).exists(), "it may still be at work"
    time_machine.shift(ABANDONED + timedelta(seconds=1))
    run_due()

    assert DBTaskResult.objects.ready().filter(pk=to_tell.pk).exists()


def test_due_takes_up_again_what_failed_but_not_for_ever(to_tell, time_machine):
    attempts = 0
    while to_tell.status == TaskResultStatus.READY:
        attempts += 1
        to_tell.claim(f"worker {attempts}")
        to_tell.set_failed(ConnectionError("the database is away"))
        time_machine.shift(ABANDONED + timedelta(seconds=1))
        run_due()
        to_tell.refresh_from_db()

    assert attempts == MOST_ATTEMPTS
