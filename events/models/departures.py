from django.db import models


class Departure(models.Model):
    """What a date was listed under until it left one of its selections, or was taken away. Calendars cancel it there for a while.

    Written in the transaction of the change (``events.listing``), outside revisions, and forgotten after sixty days.
    """

    date = models.ForeignKey("events.EventDate", models.CASCADE, related_name="departures")
    listed_under = models.TextField()
    """As ``EventDate.listed_under`` was."""
    left_at = models.DateTimeField(db_index=True)
    vevent = models.BinaryField()
    """The tombstone: uid, time and that it is off, nothing of what it said."""

    def __str__(self) -> str:
        return f"{self.date_id}, {self.left_at:%d-%m-%Y %H.%M}"
