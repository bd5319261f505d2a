from django.db import models


class FeedTombstone(models.Model):
    """Tombstone of a date that left a selection or was removed. The feeds that held it cancel it for a while.

    Written in the transaction of the change (``events.dates.listing``), outside revisions, and deleted after sixty
    days.
    """

    date = models.ForeignKey("events.EventDate", models.CASCADE, related_name="tombstones")
    listed_under = models.TextField()
    """Value of ``EventDate.listed_under`` before the change."""
    left_at = models.DateTimeField(db_index=True)
    vevent = models.BinaryField()
    """Cancelled VEVENT: uid and time, none of the date's content."""

    def __str__(self) -> str:
        return f"{self.date_id}, {self.left_at:%d-%m-%Y %H.%M}"


class RetiredFeed(models.Model):
    """Address of the feed of a page that is no longer public: unpublished, deleted or restricted.

    Kept for good, even after the page is back: it only counts while there is no public page. It holds nothing of the
    page but its address, and outlives it.
    """

    path = models.CharField(max_length=1000, db_index=True)
    """Path of the page as in requests: “themas/wonen/”. Each former path has a row of its own."""
    page_number = models.PositiveIntegerField(db_index=True)
    part = models.CharField(max_length=20)
    """Part of a selection that the page is a value of, such as “themes”."""
    slug = models.CharField(max_length=520, blank=True)
    """Last value of the page in selections; empty for a former path."""
    ended_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    """Number of times the page stopped being public: the SEQUENCE of the notice must rise each time."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=("path", "page_number"), name="retired_feed_once_per_address")]

    def __str__(self) -> str:
        return f"{self.path}, {self.ended_at:%d-%m-%Y %H.%M}"
