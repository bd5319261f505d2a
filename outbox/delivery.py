"""Delivery of queued mail to the mail server. Several workers may run it at once."""

import logging
from datetime import datetime, timedelta
from email.message import EmailMessage as StandardMessage
from email.message import Message
from email.parser import BytesParser
from email.policy import SMTP, Policy

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from outbox.models import OutgoingMail

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""Time that a worker has to send one mail. After that it is presumed dead, and the mail is sent again."""
FIRST_PAUSE = timedelta(minutes=1)
MOST_ATTEMPTS = 8


class StoredMessage(StandardMessage):
    """Message that is sent byte for byte as it was stored."""

    raw = b""

    def as_bytes(self, unixfrom: bool = False, policy: Policy | None = None, linesep: str = "\r\n") -> bytes:
        """Return the stored bytes. Django's SMTP backend passes ``linesep``, unknown to the standard library."""
        return b"".join(line + linesep.encode() for line in self.raw.splitlines())


class FinishedMessage(EmailMessage):
    """Stored message in the form that Django's mail backends accept."""

    def __init__(self, raw: bytes, *, recipient: str) -> None:
        finished = BytesParser(StoredMessage, policy=SMTP).parsebytes(raw)
        assert isinstance(finished, StoredMessage)
        finished.raw = raw
        self.finished = finished
        super().__init__(from_email=str(self.finished["From"]), to=[recipient], subject=str(self.finished["Subject"]))

    def message(self, **kwargs) -> Message:
        return self.finished


def deliver(now: datetime | None = None, *, most: int = 500) -> int:
    """Send up to ``most`` due mails, oldest first; return how many were sent.

    A failed mail is retried later, and given up after ``MOST_ATTEMPTS`` or a permanent refusal.
    """
    now = now or timezone.now()
    waiting = OutgoingMail.objects.filter(sent_at__isnull=True, failed_at__isnull=True, next_try_at__lte=now)
    sent = 0
    for mail in waiting.order_by("pk")[:most]:
        # Claim it by compare-and-set: of two workers that read this row, only one updates it.
        claimed = OutgoingMail.objects.filter(
            pk=mail.pk, next_try_at=mail.next_try_at, sent_at__isnull=True, failed_at__isnull=True
        )
        if not claimed.update(next_try_at=timezone.now() + CLAIM, attempts=F("attempts") + 1):
            continue
        try:
            get_connection().send_messages([FinishedMessage(bytes(mail.message), recipient=mail.recipient)])
        except Exception as error:  # noqa: BLE001  record any error of the mail server or network, and go on
            _failed(mail, error)
        else:
            OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), error="")
            sent += 1
    return sent


def _failed(mail: OutgoingMail, error: Exception) -> None:
    attempts = mail.attempts + 1
    logger.warning("Mail %s not sent (attempt %s): %s", mail.pk, attempts, error)
    mail.error = f"{type(error).__name__}: {error}"[:1000]
    outcome: dict = {"error": mail.error}
    if attempts >= MOST_ATTEMPTS or mail.is_refused:  # retrying would not help
        outcome["failed_at"] = timezone.now()
    else:
        outcome["next_try_at"] = timezone.now() + FIRST_PAUSE * 2 ** (attempts - 1)
    OutgoingMail.objects.filter(pk=mail.pk).update(**outcome)
