"""Queueing of finished mails in the outbox, and what happens to them after that."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import HOST, Letter
from outbox.models import TOO_LATE, OutgoingMail, OutgoingMailQuerySet

LONGEST_SUBJECT = 255
BATCH = 200
"""Mails in one statement: at most a few megabytes."""


def queue(letter: Letter, *, about: str = "", expires_at: datetime | None = None) -> None:
    """Store ``letter`` for sending, in the current transaction. Idempotent: a second mail with its cause is dropped.

    That holds for concurrent transactions too, without an error. The worker polls every second, so it needs no signal.
    From ``expires_at`` on the mail means nothing any more, and is not sent: a code that is not valid any more, a
    reminder of what has been.
    """
    queue_all([(letter, about)], expires_at=expires_at)


def queue_all(letters: Iterable[tuple[Letter, str]], *, expires_at: datetime | None = None) -> None:
    """Like ``queue``, for many letters, each with its ``about``, in as few statements as the database allows."""
    mails = (
        OutgoingMail(
            cause=letter.cause,
            about=about,
            recipient=letter.to.email,
            subject=one_line(letter.subject)[:LONGEST_SUBJECT],
            message=letter.as_bytes(),
            expires_at=expires_at,
        )
        for letter, about in letters
    )
    OutgoingMail.objects.bulk_create(mails, batch_size=BATCH, ignore_conflicts=True)


def queue_message(message: EmailMessage) -> None:
    """Store a message of Django's mail API for sending, once for each recipient.

    A message with the header ``Expires`` (RFC 4021) is not sent after that time, and not kept: it may hold a code.
    """
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=HOST))
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    expires = message.extra_headers.get("Expires")
    written, unique = message.message().as_bytes(linesep="\r\n"), uuid4().hex
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            cause=f"message:{unique}:{number}",
            recipient=recipient,
            subject=one_line(str(message.subject))[:LONGEST_SUBJECT],
            message=written,
            expires_at=parsedate_to_datetime(expires) if expires else None,
            is_secret=bool(expires),
        )
        for number, recipient in enumerate(message.recipients())
    )


def is_queued(cause: str) -> bool:
    """Return whether a mail with this cause exists, sent or not. If so, there is no need to compose another."""
    return OutgoingMail.objects.filter(cause=cause).exists()


def rewrite(mail: OutgoingMail, letter: Letter, *, expires_at: datetime | None = None) -> None:
    """Replace a mail that has not left by ``letter``, which says what is true now. Its cause stays."""
    mail.subject, mail.message = one_line(letter.subject)[:LONGEST_SUBJECT], letter.as_bytes()
    mail.recipient, mail.expires_at = letter.to.email, expires_at
    mail.save(update_fields=["subject", "message", "recipient", "expires_at"])


def withdraw(mail: OutgoingMail) -> None:
    """Do not send a mail that means nothing any more, and record that. A secret is deleted."""
    mail.failed_at, mail.error = timezone.now(), f"{TOO_LATE}: it meant nothing any more"
    if mail.is_secret:
        mail.delete()
    else:
        mail.save(update_fields=["failed_at", "error"])


def send_again(mails: OutgoingMailQuerySet) -> int:
    """Try mails again whose delivery was given up, as if they were new; return how many. Idempotent."""
    given_up = mails.filter(failed_at__isnull=False)
    return given_up.update(failed_at=None, attempts=0, next_try_at=None, tried_since=None)
