from django.db import models


class FeedTombstone(models.Model):
    """What a date was listed under until it left one of its selections, or was taken away. Calendars cancel it there for a while.

    Written in the transaction of the change (``events.dates.listing``), outside revisions, and forgotten after sixty days.
    """

    date = models.ForeignKey("events.EventDate", models.CASCADE, related_name="tombstones")
    listed_under = models.TextField()
    """As ``EventDate.listed_under`` was."""
    left_at = models.DateTimeField(db_index=True)
    vevent = models.BinaryField()
    """The tombstone: uid, time and that it is off, nothing of what it said."""

    def __str__(self) -> str:
        return f"{self.date_id}, {self.left_at:%d-%m-%Y %H.%M}"


class RetiredFeed(models.Model):
    """An address where the calendar of a page stood that went out of sight: unpublished, deleted or restricted.

    Kept for good, and when the page is back too: it only counts while there is no page to see. It tells nothing of the page but
    where it stood, and it outlives it.
    """

    path = models.CharField(max_length=1000, db_index=True)
    """Of the page, as requests have it: “themas/wonen/”. An address of before is a row of its own."""
    page_number = models.PositiveIntegerField(db_index=True)
    part = models.CharField(max_length=20)
    """The part of a selection that the page is a value of, such as “themes”."""
    slug = models.CharField(max_length=520, blank=True)
    """What selections called it at the end; empty for an address of before."""
    ended_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    """How often the page went out of sight: the entry that says so has to rise each time."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=("path", "page_number"), name="retired_feed_once_per_address")]

    def __str__(self) -> str:
        return f"{self.path}, {self.ended_at:%d-%m-%Y %H.%M}"
