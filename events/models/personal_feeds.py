from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.people import Person


class PersonalFeed(models.Model):
    """Personal feed of an account or a guest, at one secret address. A renewed address is a new row.

    It outlives its owner for a while, without a name, so that programs learn that it ended.

    ``entries`` remembers the digests of its last entries. So LAST-MODIFIED is the time when an entry changed in this
    very feed: an entry on the waiting list changes when somebody else cancels.
    """

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="personal_feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="personal_feeds")
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    was_renewed = models.BooleanField(default=False)
    """True if a newer address replaced it. Its subscribers get a notice about that for a while."""
    etag = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    entries = models.JSONField(default=dict)
    """Digest of each entry and since when it has been so, by uid."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(user__isnull=True)
                | models.Q(person__isnull=True, user__isnull=True, ended_at__isnull=False),
                name="personal_feed_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(ended_at__isnull=True), name="personal_feed_once_per_person"
            ),
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(ended_at__isnull=True), name="personal_feed_once_per_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def has_owner(self) -> bool:
        return self.person_id is not None or self.user_id is not None


class FeedFetch(models.Model):
    """Last fetch of a personal feed by a calendar program, and the version it has. No IP address or full user agent."""

    class Program(models.TextChoices):
        GOOGLE = "google", "Google"
        OUTLOOK = "outlook", "Outlook"
        APPLE = "apple", "Apple"
        THUNDERBIRD = "thunderbird", "Thunderbird"
        OTHER = "other", _("Een agenda")

    feed = models.ForeignKey(PersonalFeed, models.CASCADE, related_name="fetches")
    program = models.CharField(max_length=12, choices=Program)
    fetched_at = models.DateTimeField()
    etag = models.CharField(max_length=64)

    class Meta:
        ordering = ("-fetched_at",)
        constraints = [models.UniqueConstraint(fields=("feed", "program"), name="feed_fetch_once_per_program")]

    def __str__(self) -> str:
        return f"{self.get_program_display()}, {self.fetched_at:%d-%m-%Y %H.%M}"
