import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.core.validators import MinValueValidator
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
    """Date as the editor plans it. Part of drafts and revisions; wall-clock time in Amsterdam.

    A draft may hold a row that is not finished yet (``is_finished``). The form refuses to publish one, and other ways of
    publishing leave it out.
    """

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="planned_dates")
    key = models.UUIDField(null=True, blank=True)
    """Identity of the published date. Drafts carry it in a hidden field; ``clean`` and ``save`` generate it."""
    moves = models.PositiveSmallIntegerField(default=0, blank=True)
    """Number of moves of the published date that this row includes; hidden in the form like ``key``."""
    date = models.DateField(_("datum"), null=True)
    start_time = models.TimeField(_("van"), null=True)
    end_time = models.TimeField(_("tot"), null=True)
    place = models.CharField(
        _("andere plek"), max_length=200, blank=True, default="", db_default="",
        help_text=_("Laat leeg voor de plek die hieronder bij “Waar” staat."),
    )  # fmt: skip
    capacity = models.PositiveIntegerField(
        _("ander aantal plekken"), null=True, blank=True,
        validators=[MinValueValidator(1, _("Vul minstens 1 plek in, of laat dit leeg."))],
        help_text=_("Laat leeg voor het aantal bij “Aanmelden”."),
    )  # fmt: skip
    online_capacity = models.PositiveIntegerField(
        _("ander aantal plekken online"), null=True, blank=True,
        validators=[MinValueValidator(1, _("Vul minstens 1 plek in, of laat dit leeg."))],
        help_text=_("Laat leeg voor het aantal bij “Aanmelden”."),
    )  # fmt: skip
    online_url = models.URLField(
        _("andere online link"), max_length=500, blank=True, default="", db_default="",
        help_text=_("Laat leeg voor de link bij “Waar”. Alleen wie is aangemeld krijgt hem."),
    )  # fmt: skip

    class Meta(Orderable.Meta):
        verbose_name = _("datum")

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y}" if self.date else ""

    def clean(self) -> None:
        super().clean()
        self.key = self.key or uuid.uuid4()

    def save(self, *args, **kwargs) -> None:
        self.key = self.key or uuid.uuid4()
        super().save(*args, **kwargs)

    @property
    def has_moment(self) -> bool:
        """True if day, begin and end are filled in. Without them there is no ``start`` and no ``end``."""
        return None not in (self.date, self.start_time, self.end_time)

    @property
    def is_finished(self) -> bool:
        """True if the row can be published."""
        return self.has_moment and not self.errors()

    def errors(self) -> dict[str, str]:
        """Return what is wrong with day and times, as Dutch messages by field; empty as long as one of them is missing."""
        return moment_errors(self.date, self.start, self.end) if self.has_moment else {}

    def is_older_than(self, date: EventDate | Self) -> bool:
        """Return whether the row was written before ``date`` was last moved."""
        return (self.moves or 0) < date.moves

    def follow(self, date: EventDate | Self) -> None:
        """Copy time and place of ``date``, so that a draft or an older version does not silently undo a move."""
        start, end = date.start.astimezone(AMSTERDAM), date.end.astimezone(AMSTERDAM)
        self.date, self.start_time, self.end_time, self.moves = start.date(), start.time(), end.time(), date.moves
        self.place = date.place

    @property
    def start(self) -> datetime:
        return span(self.date, self.start_time, self.end_time)[0]

    @property
    def end(self) -> datetime:
        return span(self.date, self.start_time, self.end_time)[1]

    @property
    def ends_next_day(self) -> bool:
        return self.has_moment and self.end.date() > self.start.date()
