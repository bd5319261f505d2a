"""Uptake that waits too long: a reminder after two weeks, and after four the editors may answer as well."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from knowledge.models import Uptake
from knowledge.models.uptake import Stage
from knowledge.uptake import letters
from knowledge.uptake.rule import PASS_ON_AFTER, REMIND_AFTER, lock

BATCH = 50


def run_due(now: datetime | None = None) -> int:
    """Remind and pass on what is due; return how much. Safe to run concurrently."""
    now = now or timezone.now()
    late = Q(asked_at__lte=now - REMIND_AFTER, reminded_at__isnull=True)
    later = Q(asked_at__lte=now - PASS_ON_AFTER, passed_on_at__isnull=True)
    due = Uptake.objects.open().filter(late | later).filter(practice__live=True).order_by("asked_at", "pk")
    return sum(_take(pk, practice_id, now) for pk, practice_id in list(due.values_list("pk", "practice")[:BATCH]))


@transaction.atomic
def _take(pk: int, practice_id: int, now: datetime) -> int:
    lock(practice_id)
    row = (
        Uptake.objects.open()
        .select_related("practice", "organisation", "municipality", "stated_by", "agreed_by")
        .filter(pk=pk, asked_at__lte=now - REMIND_AFTER)
        .first()
    )
    if row is None:
        return 0
    if row.asked_at <= now - PASS_ON_AFTER and row.passed_on_at is None:
        row.passed_on_at = now
        row.reminded_at = row.reminded_at or now
        row.save(update_fields=["passed_on_at", "reminded_at"])
        letters.ask_editors(row, is_late=True)
        return 1
    if row.reminded_at is None:
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        ask = letters.ask_owner if row.stage == Stage.OWNER else letters.ask_party
        ask(row, is_reminder=True)
        return 1
    return 0
