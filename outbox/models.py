import re
from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

REFUSED = re.compile(r"(?:SMTPRecipientsRefused: .*?|SMTPDataError: )\((5\d\d),")
TOO_LATE = "TooLate"
"""Start of ``error`` of a mail that was not sent, because by then it meant nothing any more."""


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(sent_at__isnull=True, failed_at__isnull=True)

    def due(self, now: datetime) -> "OutgoingMailQuerySet":
        """Return what can be sent now: codes that people wait for, new mails, then those that were tried before."""
        due = self.waiting().filter(Q(next_try_at__isnull=True) | Q(next_try_at__lte=now))
        return due.order_by("-is_secret", F("next_try_at").asc(nulls_first=True), "pk")

    def held_up(self) -> "OutgoingMailQuerySet":
        """Return waiting mails that nobody refused: those that the site did not get rid of yet."""
        return self.waiting().filter(Q(attempts=0) | Q(error=""))

    def oldest_waiting(self) -> datetime | None:
        """Return when the oldest mail was written that still has to leave; None if there is none.

        A mail that its recipient's server refused for now does not count, also while it is tried again: that is no fault
        of the site.
        """
        return self.held_up().aggregate(oldest=models.Min("created_at"))["oldest"]

    def given_up(self) -> "OutgoingMailQuerySet":
        """Return mails that were given up and need somebody: no later mail on the same subject left for that address.

        Mails that were too late to mean anything are left out.
        """
        subject = {"recipient": OuterRef("recipient"), "about": OuterRef("about")}
        later = OutgoingMail.objects.filter(**subject, pk__gt=OuterRef("pk"), sent_at__isnull=False)
        return self.filter(~Exists(later), failed_at__isnull=False).exclude(error__startswith=TOO_LATE)


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
    expires_at = models.DateTimeField(null=True, blank=True)
    """Moment from which it means nothing any more, so that it is not sent. None: it never loses its meaning."""
    is_secret = models.BooleanField(default=False, db_default=False)
    """It answers somebody who is waiting, perhaps with a code. It leaves first, and is deleted once sent or given up."""
    next_try_at = models.DateTimeField(null=True, blank=True)
    """None: at once. The web server sets no time here, because its clock need not agree with the worker's."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Number of attempts that failed for reasons of this mail, and the one under way. The mail server's faults do not count."""
    tried_since = models.DateTimeField(null=True, blank=True)
    """Time of the first attempt. It is given up some days after that."""
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = OutgoingMailQuerySet.as_manager()

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
        """Permanent refusal of this mail by the mail server (RFC 5321 4.2.1: a code that begins with 5)."""
        return bool(REFUSED.match(self.error))

    @property
    def was_too_late(self) -> bool:
        return self.error.startswith(TOO_LATE)
