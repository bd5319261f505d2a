"""The worker command: it outlives its database, and leaves log levels to the settings."""

import logging

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from events.publishing.move import cancel_date
from events.registration.registering import register
from home.management.commands import worker
from outbox.models import OutgoingMail
from tests.factories import UserFactory, date_of_a_meetup


@pytest.mark.django_db(transaction=True)  # it closes the connection
def test_worker_tries_again_when_the_database_restarts(monkeypatch, caplog):
    monkeypatch.setattr(worker, "PAUSE", 0)
    restarting = [
        OperationalError("terminating connection due to administrator command"),
        OperationalError("starting up"),
    ]

    def work() -> None:
        if restarting:
            raise restarting.pop()

    worker.keep_doing_tasks(work)

    assert restarting == []
    assert len(caplog.records) == 2


def test_worker_ends_when_it_is_told_to():
    def told_to_stop() -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        worker.keep_doing_tasks(told_to_stop)


@pytest.mark.django_db(transaction=True)
def test_worker_leaves_log_levels_to_the_settings(settings, caplog):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    date, user = date_of_a_meetup(), UserFactory()
    register(date, name=user.get_full_name(), email=user.email, user=user)
    cancel_date(date, reason="Storm")

    call_command("worker", batch=True, startup_delay=False)

    assert not DBTaskResult.objects.ready().exists()
    assert OutgoingMail.objects.filter(cause__startswith="date_cancelled:").exists()
    assert [record for record in caplog.records if record.levelno < logging.WARNING] == []
