"""Queueing of finished mails in the outbox."""

from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import Letter
from outbox.models import OutgoingMail


def queue(letter: Letter, *, about: str = "") -> None:
    """Store ``letter`` for sending, in the current transaction. Idempotent: there is one mail per cause.

    That holds for concurrent transactions too: one of the two mails is sent, and no error is raised. The worker polls every second, so
    nothing has to wake it.
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
    """Return whether ``cause`` already has a mail, sent or not: then there is no need to compose another."""
    return OutgoingMail.objects.filter(cause=cause).exists()


def send_again(mail: OutgoingMail) -> None:
    """Reset the attempts of a mail that was given up. Idempotent."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now())
