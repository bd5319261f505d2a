import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from events.models.dates import AMSTERDAM, EventDate

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 5


NEXT_DAY = _("Na middernacht? Vul die tijd gewoon in, bijvoorbeeld 0:30. Dan is het de dag erna.")
LONGEST_NIGHT = timedelta(hours=12)
"""Longest time until an end after midnight. An end that lies further away is a mistake: 14.00 to 13.00."""


def span(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Return start and end by the clock in Amsterdam. An end before the start is on the next day."""
    last_day = day + timedelta(days=1) if end < start and day < date.max else day
    return datetime.combine(day, start, tzinfo=AMSTERDAM), datetime.combine(last_day, end, tzinfo=AMSTERDAM)


def moment_errors(day: date | None, start: datetime, end: datetime) -> dict[str, str]:
    """Return what is wrong with a planned moment, as Dutch error messages by field name."""
    if day is None:
        return {}
    latest = timezone.localdate().replace(month=1, day=1).replace(year=timezone.localdate().year + YEARS_AHEAD)
    if not EARLIEST <= day <= latest:
        return {"date": gettext("Kijk het jaar nog eens na. Je kunt tot vijf jaar vooruit plannen.")}
    is_next_day = end.date() > start.date()
    if end <= start or (is_next_day and end - start > LONGEST_NIGHT):
        words = gettext(
            "De eindtijd ligt voor de begintijd. Kijk de tijden nog eens na. Na middernacht eindigen kan ook, tot twaalf uur na het begin."
        )
        return {"end_time": words}
    for field, moment in (("start_time", start), ("end_time", end)):
        if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0) != moment.replace(fold=0):
            return {field: gettext("Deze tijd bestaat niet: die nacht gaat de klok een uur vooruit.")}
    return {}


class PlannedDate(Orderable):
    """Date as the editor plans it. Part of drafts and revisions; wall-clock time in Amsterdam."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="planned_dates")
    key = models.UUIDField(null=True, blank=True)
    """Identity of the published date. Drafts carry it in a hidden field; ``clean`` and ``save`` generate it."""
    moves = models.PositiveSmallIntegerField(default=0, blank=True)
    """Number of moves of the published date that this row includes; hidden in the form like ``key``."""
    date = models.DateField(_("datum"))
    start_time = models.TimeField(_("van"))
    end_time = models.TimeField(_("tot"))

    class Meta(Orderable.Meta):
        verbose_name = _("datum")

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y}"

    def clean(self) -> None:
        super().clean()
        self.key = self.key or uuid.uuid4()
        if None not in (self.date, self.start_time, self.end_time) and (
            errors := moment_errors(self.date, *span(self.date, self.start_time, self.end_time))
        ):
            raise ValidationError(errors)

    def save(self, *args, **kwargs) -> None:
        self.key = self.key or uuid.uuid4()
        super().save(*args, **kwargs)

    def is_older_than(self, date: EventDate | Self) -> bool:
        """Return whether the row was written before ``date`` was last moved."""
        return (self.moves or 0) < date.moves

    def follow(self, date: EventDate | Self) -> None:
        """Copy the time of ``date``, so that a draft or an older version does not silently undo a move."""
        start, end = date.start.astimezone(AMSTERDAM), date.end.astimezone(AMSTERDAM)
        self.date, self.start_time, self.end_time, self.moves = start.date(), start.time(), end.time(), date.moves

    @property
    def start(self) -> datetime:
        return span(self.date, self.start_time, self.end_time)[0]

    @property
    def end(self) -> datetime:
        return span(self.date, self.start_time, self.end_time)[1]

    @property
    def ends_next_day(self) -> bool:
        return self.end.date() > self.start.date()
