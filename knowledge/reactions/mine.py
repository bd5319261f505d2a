"""Reactions of a person, as rows at ``/mijn/``."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from knowledge.identity import people
from knowledge.models import Reaction
from knowledge.reactions.links import own_path

State = Reaction.State
WORDS = {
    State.WAITING: (_("we lezen haar nog"), ""),
    State.APPROVED: (_("staat op de site"), "success"),
    State.DECLINED: (_("is niet geplaatst"), "warning"),
    State.WITHDRAWN: (_("haalde je weg"), "warning"),
    State.REMOVED: (_("is na een melding weggehaald"), "warning"),
}


@dataclass(frozen=True)
class OwnReaction:
    title: str
    url: str
    words: str
    """State in words."""
    tone: str = ""


def own_reactions(user: User | AnonymousUser) -> list[OwnReaction]:
    """Return what the signed-in user wrote and confirmed, newest first, in a fixed number of queries. Writes nothing."""
    known = people.shown_as(user)
    if known is None or known.pk is None:
        return []
    found = Reaction.objects.filter(contributor=known, confirmed_at__isnull=False)
    rows = found.select_related("practice", "contributor").order_by("-sent_at", "-pk")
    return [
        OwnReaction(row.practice.title, own_path(row), str(WORDS[State(row.state)][0]), WORDS[State(row.state)][1])
        for row in rows
    ]
