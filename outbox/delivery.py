"""Delivery of queued mail to the mail server. Several workers may run it at once.

A fault of one mail counts against that mail. A fault of the mail server counts against none, and ends the round: the next
round starts with one mail, as a probe.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import EmailMessage as StandardMessage
from email.message import Message
from email.parser import BytesParser
from email.policy import SMTP, Policy
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Case, F, TextField, Value, When
from django.utils import timezone

from outbox.mail import withdraw
from outbox.models import OutgoingMail
from outbox.signals import leaves_late
from web.addresses import in_ascii

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""Time that a worker has to send one mail. After that it is presumed dead, and the mail is sent again."""
LATE = timedelta(minutes=1)
"""Time after which a mail that leaves is late (``signals.leaves_late``)."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(minutes=30)
TRY_FOR = timedelta(days=3)
"""Time after the first attempt until which a mail is tried."""
CLOSING, TOO_BIG = 421, 552
"""Codes of mail servers (RFC 5321 4.2.3): it ends the connection; it wants no mail of this size."""


class ServerAway(Exception):  # noqa: N818  an outcome, not an error of ours
    """The mail server can't be reached, or does not take mail. The mails wait; it is of no use to try the next one now."""


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
    """Send up to ``most`` due mails over one connection; return how many were sent.

    Raises ServerAway if the mail server takes no mail. All of them then stay due.
    """
    due = list(OutgoingMail.objects.due(now or timezone.now())[:most])
    connection = get_connection(settings.MAIL_TRANSPORT)
    is_open, sent, sent_on_this_one = False, 0, 0
    try:
        for mail in due:
            if not is_open:
                try:
                    connection.open()
                except Exception as error:
                    _let_all_wait(error)
                    raise ServerAway(_words(error)) from error
                is_open, sent_on_this_one = True, 0
            if not _claim(mail):
                continue
            try:
                if not _still_to_send(mail):
                    continue
                connection.send_messages([FinishedMessage(bytes(mail.message), recipient=in_ascii(mail.recipient))])
            except Exception as error:
                if not is_fault_of_the_server(error):
                    _failed(mail, error)
                    continue
                _release(mail, error)
                # Some servers end a connection after a number of mails. A new one may do.
                if not sent_on_this_one:
                    _let_all_wait(error)
                    raise ServerAway(_words(error)) from error
                is_open = False
                _close(connection)
            else:
                _record(mail, sent_at=timezone.now(), error="")
                sent, sent_on_this_one = sent + 1, sent_on_this_one + 1
    finally:
        _close(connection)
    return sent


def is_fault_of_the_server(error: Exception) -> bool:
    """Return whether the next mail would fail too: no connection, no login, or a server that accepts no mail of ours."""
    match error:
        case SMTPRecipientsRefused():
            return any(code == CLOSING for code, _words in error.recipients.values())
        case SMTPDataError():
            return error.smtp_code == CLOSING
        case SMTPSenderRefused():  # the sender is always the site's own address
            return error.smtp_code != TOO_BIG
    return isinstance(error, OSError)  # includes every other SMTPException, TLS and time-outs


def _claim(mail: OutgoingMail) -> bool:
    """Claim ``mail`` by compare-and-set: of two workers that read this row, only one updates it."""
    now = timezone.now()
    unchanged = OutgoingMail.objects.waiting().filter(pk=mail.pk, next_try_at=mail.next_try_at)
    tried_since = mail.tried_since or now
    # Words of a refusal stay until the outcome is known; those of a fault of the server go with the next attempt.
    error = Case(When(attempts=0, then=Value("")), default=F("error"), output_field=TextField())
    claimed = unchanged.update(
        next_try_at=now + CLAIM, attempts=F("attempts") + 1, tried_since=tried_since, error=error
    )
    mail.tried_since = tried_since
    return bool(claimed)


def _still_to_send(mail: OutgoingMail) -> bool:
    """Return whether to send ``mail``, after what is late has been made true again."""
    now = timezone.now()
    if mail.created_at <= now - LATE:
        leaves_late.send(sender=OutgoingMail, mail=mail, was_refused=bool(mail.attempts and mail.error))
    if mail.expires_at is not None and mail.expires_at <= now:
        withdraw(mail)
    return mail.failed_at is None


def _release(mail: OutgoingMail, error: Exception) -> None:
    """Undo the claim, except for a short pause: if it is this mail that the server stumbles over, others go first."""
    logger.warning("Mail %s not sent, the mail server failed: %s", mail.pk, error)
    claimed = OutgoingMail.objects.filter(pk=mail.pk, attempts__gt=0)
    claimed.update(next_try_at=timezone.now() + FIRST_PAUSE, attempts=F("attempts") - 1, error=_words(error))


def _let_all_wait(error: Exception) -> None:
    """Record that the mail server is away. Give up what could not leave for ``TRY_FOR``."""
    logger.warning("The mail server takes no mail: %s", error)
    now = timezone.now()
    waiting = OutgoingMail.objects.waiting()
    waiting.filter(tried_since__isnull=True).update(tried_since=now, error=_words(error))
    waiting.filter(is_secret=True, expires_at__lte=now).delete()
    waiting.filter(tried_since__lte=now - TRY_FOR).update(failed_at=now, error=_words(error))


def _failed(mail: OutgoingMail, error: Exception) -> None:
    attempts, now = mail.attempts + 1, timezone.now()
    logger.warning("Mail %s not sent (attempt %s): %s", mail.pk, attempts, error)
    mail.error = _words(error)
    outcome: dict = {"error": mail.error}
    if mail.is_refused or (mail.tried_since or now) <= now - TRY_FOR:  # retrying would not help
        outcome["failed_at"] = now
    else:
        outcome["next_try_at"] = now + min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    _record(mail, **outcome)


def _record(mail: OutgoingMail, **outcome) -> None:
    """Store what came of ``mail``; delete a secret that is done with."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if mail.is_secret and (outcome.get("sent_at") or outcome.get("failed_at")):
        row.delete()
    else:
        row.update(**outcome)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]


def _close(connection) -> None:
    with suppress(OSError):  # broken already
        connection.close()
