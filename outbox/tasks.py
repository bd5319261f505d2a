from django_tasks import task

from outbox.delivery import deliver


@task()
def deliver_mail() -> int:
    return deliver()
