"""Rewriting of the calendar entries of many dates, at once or through the worker. ``receivers`` calls it.

Queued tasks in the database name ``rewrite_some`` by its path, so it stays here.
"""

from django.db import transaction
from django_tasks import task

from events.models import ChangeCounter, EventDate
from events.models.dates import EventDateQuerySet
from events.publishing.rewrite import rewrite

BATCH = 100
"""Maximum number of dates rewritten within a request or by one task."""


@transaction.atomic
def rewrite_all(dates: EventDateQuerySet, *, unseen: bool = False) -> None:
    """Rebuild the calendar entries of ``dates``.

    All are locked before the first gets a version, so that two calls cannot deadlock.
    """
    ChangeCounter.hold()
    for date in dates.lock():
        rewrite(date, unseen=unseen)


@task()
def rewrite_some(date_ids: list[int], unseen: bool) -> None:
    rewrite_all(EventDate.objects.filter(pk__in=date_ids), unseen=unseen)


def rewrite_soon(dates: EventDateQuerySet, *, unseen: bool = False) -> None:
    """Rewrite a few dates at once, or many through the worker: an old theme has thousands, and a request can't wait."""
    found = list(dates.order_by("pk").values_list("pk", flat=True))
    if len(found) <= BATCH:
        rewrite_all(EventDate.objects.filter(pk__in=found), unseen=unseen)
        return
    for start in range(0, len(found), BATCH):
        rewrite_some.enqueue(found[start : start + BATCH], unseen)
