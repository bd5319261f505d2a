"""Hands waiting mail to the mail server. Several workers may do so at once."""

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
"""How long a worker has for one mail; after that it counts as dead, and the mail is sent once more."""
FIRST_PAUSE = timedelta(minutes=1)
MOST_ATTEMPTS = 8


class StoredMessage(StandardMessage):
    """A message that goes out in the bytes in which it was stored."""

    raw = b""

    def as_bytes(self, unixfrom: bool = False, policy: Policy | None = None, linesep: str = "\r\n") -> bytes:
        """``linesep`` is what Django's SMTP backend asks for; the standard library knows no such argument."""
        return b"".join(line + linesep.encode() for line in self.raw.splitlines())


class FinishedMessage(EmailMessage):
    """Bytes that were stored, in the shape that Django's mail backends take."""

    def __init__(self, raw: bytes, *, recipient: str) -> None:
        finished = BytesParser(StoredMessage, policy=SMTP).parsebytes(raw)
        assert isinstance(finished, StoredMessage)
        finished.raw = raw
        self.finished = finished
        super().__init__(from_email=str(self.finished["From"]), to=[recipient], subject=str(self.finished["Subject"]))

    def message(self, **kwargs) -> Message:
        return self.finished


def deliver(now: datetime | None = None, *, most: int = 500) -> int:
    """Sends what is due, oldest first; returns how many went out. What fails is tried again later, and at last given up."""
    now = now or timezone.now()
    waiting = OutgoingMail.objects.filter(sent_at__isnull=True, failed_at__isnull=True, next_try_at__lte=now)
    sent = 0
    for mail in waiting.order_by("pk")[:most]:
        # Claim it: of two workers that saw it, one changes the row.
        claimed = OutgoingMail.objects.filter(
            pk=mail.pk, next_try_at=mail.next_try_at, sent_at__isnull=True, failed_at__isnull=True
        )
        if not claimed.update(next_try_at=timezone.now() + CLAIM, attempts=F("attempts") + 1):
            continue
        try:
            get_connection().send_messages([FinishedMessage(bytes(mail.message), recipient=mail.recipient)])
        except Exception as error:  # noqa: BLE001  whatever the mail server or the network does: note it, go on
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
    if attempts >= MOST_ATTEMPTS or mail.is_refused:  # trying again would not help
        outcome["failed_at"] = timezone.now()
    else:
        outcome["next_try_at"] = timezone.now() + FIRST_PAUSE * 2 ** (attempts - 1)
    OutgoingMail.objects.filter(pk=mail.pk).update(**outcome)
