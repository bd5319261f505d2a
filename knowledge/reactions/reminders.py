"""Reactions that nobody decided on: the moderators hear of them again, with a link that works."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from knowledge.models import Reaction
from knowledge.reactions import letters
from knowledge.reactions.links import moderators_of

AFTER = timedelta(days=7)
AGAIN_AFTER = timedelta(days=21)
BATCH = 50


def run_due(now: datetime | None = None) -> int:
    """Remind the moderators of what waits; return of how many reactions. Safe to run concurrently."""
    now = now or timezone.now()
    late = Q(reminded_at__isnull=True, confirmed_at__lte=now - AFTER) | Q(reminded_at__lte=now - AGAIN_AFTER)
    due = Reaction.objects.to_decide().filter(late, practice__live=True)
    return sum(_remind(pk, due, now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _remind(pk: int, due, now: datetime) -> int:
    reaction = due.select_for_update(of=("self",)).select_related("practice", "contributor").filter(pk=pk).first()
    if reaction is None:
        return 0
    Reaction.objects.filter(pk=pk).update(reminded_at=now)
    for moderator in moderators_of(reaction):
        letters.ask_moderator(reaction, moderator, again=now)
    return 1
