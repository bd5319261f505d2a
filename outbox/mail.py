"""Queueing of finished mails in the outbox."""

from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import Letter
from outbox.models import OutgoingMail


def queue(letter: Letter, *, about: str = "") -> None:
    """Store ``letter`` for sending, in the current transaction. Idempotent: a second mail with its cause is dropped.

    That holds for concurrent transactions too, without an error. The worker polls every second, so it needs no signal.
    """
    mail = OutgoingMail(
        cause=letter.cause,
        about=about,
        recipient=letter.to.email,
        subject=one_line(letter.subject)[:255],
        message=letter.as_bytes(),
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)


def is_queued(cause: str) -> bool:
    """Return whether a mail with this cause exists, sent or not. If so, there is no need to compose another."""
    return OutgoingMail.objects.filter(cause=cause).exists()


def send_again(mail: OutgoingMail) -> None:
    """Retry a mail whose delivery was given up, with a fresh number of attempts. Idempotent."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now())
