from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DigestSubscriber(models.Model):
    """Mailbox that gets the weekly digest of what is new. It has at least one choice, and goes with the last."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    """In lower case, as ``web.addresses.sendable`` returns it."""
    created_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True, db_index=True)
    """Time of the last weekly round, with or without a mail; None until the address is confirmed."""
    sent_at = models.DateTimeField(null=True, blank=True)
    """Time of the last digest."""
    told = models.JSONField(default=list)
    """Ids of coming dates that it was told about, or that were there when it chose."""

    def __str__(self) -> str:
        return f"{self.pk}"


class DigestChoice(models.Model):
    """Selection of the agenda that a mailbox follows."""

    subscriber = models.ForeignKey(DigestSubscriber, models.CASCADE, related_name="choices")
    query = models.CharField(max_length=500, blank=True)
    """Query string of the selection, without “?”, as ``Selection.parameters`` gives it; empty for the whole agenda."""
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """Time at which a link in a mail proved the address; None for a choice that gets no mail yet."""

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("subscriber", "query"), name="digest_choice_once")]

    def __str__(self) -> str:
        return self.query
