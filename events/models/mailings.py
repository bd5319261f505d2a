import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models import OrganisationPage

MOST_SUBJECT, MOST_WORDS, MOST_NAME = 120, 4000, 80


class Mailing(models.Model):
    """One text that an organiser wrote to people at one or more dates of a meetup; also the log of it.

    The mails themselves are in the outbox, each with a cause that names ``key``.
    """

    class To(models.TextChoices):
        COMING = "komt", _("wie komt")
        HERE = "hier", _("wie naar de plek komt")
        ONLINE = "online", _("wie online meedoet")
        WAITING = "wacht", _("wie wacht")
        ASKING = "vraagt", _("wie een plek vraagt")
        EVERYBODY = "iedereen", _("iedereen")
        CHOSEN = "gekozen", _("wie is aangevinkt")

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    """Key of the form that was sent, so that sending it twice mails nobody twice."""
    page = models.ForeignKey("events.EventPage", models.CASCADE, related_name="mailings")
    dates = models.ManyToManyField("events.EventDate", related_name="mailings")
    """Dates of which people could get it. It is kept as long as people's names for the last of them."""
    recipients = models.ManyToManyField("events.Registration", related_name="mailings")
    """Registrations of the people who got it. Somebody with several has one mail."""
    to = models.CharField(max_length=10, choices=To)
    subject = models.CharField(max_length=MOST_SUBJECT)
    words = models.TextField(max_length=MOST_WORDS)
    signed = models.CharField(max_length=150, blank=True)
    answers_to = models.EmailField(blank=True)
    """Name under the text, and the address that answers go to."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    """Kept in case the account is deleted."""
    sent_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField(default=0)
    """Number of people who were mailed."""

    class Meta:
        verbose_name = _("bericht aan aangemelde mensen")
        verbose_name_plural = _("berichten aan aangemelde mensen")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.subject


class KeptText(models.Model):
    """Text that an organisation keeps to write to people with, such as where to park. It is about nobody."""

    organisation = models.ForeignKey(OrganisationPage, models.CASCADE, related_name="kept_texts")
    name = models.CharField(_("naam"), max_length=MOST_NAME)
    subject = models.CharField(_("onderwerp"), max_length=MOST_SUBJECT, blank=True)
    words = models.TextField(_("tekst"), max_length=MOST_WORDS)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("bewaarde tekst")
        verbose_name_plural = _("bewaarde teksten")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("organisation", "name"), name="kept_text_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.name
