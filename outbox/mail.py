"""Queueing of finished mails in the outbox."""

from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import Letter
from outbox.models import OutgoingMail


def queue(letter: Letter, *, about: str = "") -> bool:
    """Store ``letter`` for sending, in the current transaction. Return False if its cause already has a mail.

    That includes a mail inserted concurrently by somebody else: theirs is sent, and no error is raised here. The worker
    polls every second, so nothing has to wake it.
    """
    mail = OutgoingMail(
        cause=letter.cause,
        about=about,
        recipient=letter.to.email,
        subject=one_line(letter.subject)[:255],
        message=letter.as_bytes(),
    )
    return mail.insert_unless_there()


def send_again(mail: OutgoingMail) -> None:
    """Reset the attempts of a mail that was given up. Idempotent."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now())
