import re

from django.db import models
from django.utils import timezone

REFUSED = re.compile(r"SMTPRecipientsRefused: .*?\((5\d\d),")


class OutgoingMail(models.Model):
    """One finished message for one cause.

    The row is written in the transaction that causes it, so a rolled back change sends no mail. A worker claims it,
    sends it and records the result. A mail that was in flight when a worker died is sent again with the same
    Message-ID.
    """

    cause = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=40, blank=True, db_index=True)
    """Reference in terms of the app that wrote the mail, so that it can show there that the mail did not arrive."""
    recipient = models.EmailField()
    subject = models.CharField(max_length=255)
    message = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(
                fields=("next_try_at",),
                name="outbox_waiting",
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.cause

    @property
    def is_refused(self) -> bool:
        """Permanent refusal of this recipient by the mail server (RFC 5321 4.2.1: a code that begins with 5)."""
        return bool(REFUSED.match(self.error))
