"""Questions to the contact of a practice: stored until the asker's address is proven, then relayed and soon deleted."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.identity.roles import contact_of, contact_tie, editors
from knowledge.models import Contributor, PracticePage, Question
from knowledge.reactions import letters
from outbox.letter import Mailbox
from web.rate_limits import HOUR, Limit
from web.responses import TooManyRequests

PER_ADDRESS = Limit(5, HOUR)
PER_PRACTICE = Limit(20, HOUR)
"""Limit on mails to one contact, counted over everybody who asks. Only proven addresses count."""


@dataclass(frozen=True)
class Reach:
    """Reader of a question about a practice. ``name`` is the name that the page shows, or empty."""

    name: str
    is_contact: bool

    @property
    def words(self) -> str:
        """Return “Noor van Dijk”, or who else reads it, to follow “naar”."""
        if not self.is_contact:
            return _("de redactie")
        return self.name or _("wie deze praktijk maakt")


def reach_of(practice_id: int) -> Reach | None:
    """Return who would read a question about the practice; None if mail reaches nobody."""
    if (tie := contact_tie(practice_id)) is not None:
        return Reach(tie.credit_name, is_contact=True)
    return Reach("", is_contact=False) if editors().exclude(email="").exists() else None


def ask(practice: PracticePage, contributor: Contributor, *, name: str, words: str) -> Question:
    """Store a question. It leaves with ``send``."""
    return Question.objects.create(practice=practice, contributor=contributor, typed_name=name, words=words)


@transaction.atomic
def send(question: Question) -> None:
    """Relay the question to the contact or, without one, to the editors. Idempotent.

    Raise TooManyRequests if the practice got too many in the last hour.
    """
    PracticePage.objects.select_for_update().filter(pk=question.practice_id).first()
    waiting = Question.objects.filter(pk=question.pk, sent_at__isnull=True)
    if not waiting.exists():
        return
    an_hour_ago = timezone.now() - timedelta(seconds=PER_PRACTICE.seconds)
    if Question.objects.filter(practice=question.practice_id, sent_at__gt=an_hour_ago).count() >= PER_PRACTICE.number:
        raise TooManyRequests(PER_PRACTICE.seconds)
    waiting.update(sent_at=timezone.now())
    contact = contact_of(question.practice_id)
    readers = [letters.mailbox_of(contact)] if contact else _editors()
    for number, reader in enumerate(readers):
        letters.relay(question, to=reader, number=number)


def _editors() -> list[Mailbox]:
    return [Mailbox(user.get_full_name(), user.email) for user in editors().exclude(email="")]
