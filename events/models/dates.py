from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.locks import lock_dates
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all, seen_by_all

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class EventDateQuerySet(models.QuerySet["EventDate"]):
    def visible(self) -> "EventDateQuerySet":
        """What a page may show: published and not removed, on pages that everybody may see."""
        return self.filter(seen_by_all("page__")).exclude(status=EventDate.Status.REMOVED)

    def upcoming(self, now: datetime | None = None) -> "EventDateQuerySet":
        """Not yet over."""
        return self.filter(end__gt=now or timezone.now())

    def past(self, now: datetime | None = None) -> "EventDateQuerySet":
        return self.filter(end__lte=now or timezone.now())

    def scheduled(self) -> "EventDateQuerySet":
        return self.filter(status=EventDate.Status.SCHEDULED)

    def awaited(self, now: datetime | None = None) -> "EventDateQuerySet":
        """What people still count on: what comes and is on, and what waits for a new day."""
        coming = Q(status=EventDate.Status.SCHEDULED, end__gt=now or timezone.now())
        return self.filter(coming | Q(status=EventDate.Status.POSTPONED))

    def with_pages(self) -> "EventDateQuerySet":
        """With all that a card shows, in a fixed number of queries."""
        pages = self.select_related("page", "page__organisation", "page__municipality").prefetch_related(
            wijken_of("page__")
        )
        return pages.defer("vevent")

    def with_calendar_texts(self) -> "EventDateQuerySet":
        """With all that a calendar entry tells, in a fixed number of queries."""
        themes = Prefetch("page__themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        return self.with_pages().prefetch_related(themes)

    def lock(self) -> "list[EventDate]":
        """Lock these dates until the transaction ends, and return them. In order of id, so that two callers cannot deadlock."""
        lock_dates(self.order_by("pk").values_list("pk", flat=True))
        return list(self.select_for_update(of=("self",)).order_by("pk"))


def wijken_of(prefix: str) -> Prefetch:
    """The wijken of the page behind ``prefix``, with their municipalities: as much of them as is shown."""
    wijken = WijkPage.objects.select_related("municipality")
    return Prefetch(f"{prefix}wijken", wijken.only(*SHOWN, *(f"municipality__{name}" for name in SHOWN)))


SHOWN = ("title", "slug", "url_path", "live", "path", "depth")


class Status(models.TextChoices):
    SCHEDULED = "scheduled", _("gaat door")
    POSTPONED = "postponed", _("uitgesteld")
    CANCELLED = "cancelled", _("geannuleerd")
    REMOVED = "removed", _("vervallen")


class Moment:
    """What follows from when a date is and how it stands; for the model, and for a row of a list that is none."""

    __slots__ = ()

    start: datetime
    end: datetime
    status: str

    @property
    def start_local(self) -> datetime:
        return self.start.astimezone(AMSTERDAM)

    @property
    def end_local(self) -> datetime:
        return self.end.astimezone(AMSTERDAM)

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == Status.POSTPONED

    @property
    def is_over(self) -> bool:
        """Has been. What waits for a new day has not, however long ago the old one is."""
        return self.end <= timezone.now() and not self.is_postponed


class EventDate(Moment, models.Model):
    """When something happens, as published. One row a date, outside revisions; it is what registration locks.

    ``publishing.publish_dates`` writes it from the plan of the page (matched by ``key``); cancelling writes ``cancelled_at``. A row
    is never deleted while somebody is registered: what leaves the plan becomes cancelled or removed. ``moving`` moves or postpones it.
    """

    Status = Status

    page = models.ForeignKey("events.EventPage", models.SET_NULL, null=True, related_name="dates")
    key = models.UUIDField()
    """The planned date's key; unique within the page, so that a copied page can keep the keys of its original."""

    start = models.DateTimeField(_("begin"), db_index=True)
    end = models.DateTimeField(_("eind"), db_index=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    postponed_at = models.DateTimeField(null=True, blank=True)
    """Since when it waits for a new day; ``start`` and ``end`` then say when it was to be."""
    reason = models.CharField(_("reden"), max_length=200, blank=True)
    """Why it is off, waits for a new day or was moved."""
    moved_from = models.DateTimeField(null=True, blank=True)
    moved_from_end = models.DateTimeField(null=True, blank=True)
    """When it was to be at first, while an organiser's move stands."""
    moves = models.PositiveSmallIntegerField(default=0)
    """How often an organiser moved it. A row of the plan that knows of fewer is from before, and does not count any more."""
    place = models.CharField(_("eigen plek"), max_length=200, blank=True)
    """Where this date is, in one line, when that is not where the page says."""
    capacity = models.PositiveIntegerField(_("plekken"), null=True, blank=True)
    """Places that can be taken; None is no limit."""

    location = models.CharField(max_length=400, blank=True)
    """Where, in one line, as calendars and mails last told it."""
    online_url = models.URLField(max_length=500, blank=True)
    """The link to take part, as mails last told it. For who has a place, and nobody else."""

    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    """RFC 5545 3.8.7.4: rises with each change of time, place or status."""
    shifts = models.PositiveIntegerField(default=0)
    """How often what it is listed under changed: a calendar that it left and that it comes back to has to see SEQUENCE rise."""
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveBigIntegerField(default=0, db_index=True)
    vevent = models.BinaryField(default=b"")
    """The finished VEVENT, folded and with CRLF; built when something changes."""
    listed_under = models.TextField(blank=True)
    """The selections that hold it, as ``events.listing`` writes them; empty while nobody may see it."""

    objects = EventDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("datum")
        verbose_name_plural = _("datums")
        ordering = ("start", "pk")
        constraints = [
            models.UniqueConstraint(fields=("page", "key"), name="event_date_once_per_planned_date"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="event_date_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start_local:%d-%m-%Y %H.%M}"

    def read_wijken(self) -> None:
        """The wijken of its page with their municipalities in one query, for one date in hand; none when they were read."""
        if self.page and "wijken" not in getattr(self.page, "_prefetched_objects_cache", {}):
            models.prefetch_related_objects([self.page], wijken_of(""))

    @property
    def public_sequence(self) -> int:
        """SEQUENCE in every calendar."""
        return self.sequence + self.shifts

    @property
    def status_when_live(self) -> "EventDate.Status":
        """What it is while its page is live and plans it: an organiser's word outlives a page that was away for a while."""
        if self.cancelled_at:
            return self.Status.CANCELLED
        return self.Status.POSTPONED if self.postponed_at else self.Status.SCHEDULED


class ChangeCounter(models.Model):
    """Numbers the changes of what the public sees.

    The row stays locked until the transaction that took a number ends, so that numbers become visible in their order and a reader
    that saw version *n* has missed nothing below it.
    """

    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def hold(cls) -> None:
        """Takes the lock before any date is locked: whoever changes the plan of several pages waits here, not halfway."""
        if not cls.objects.select_for_update().filter(pk=1).first():
            cls.objects.get_or_create(pk=1)
            cls.objects.select_for_update().get(pk=1)

    @classmethod
    def next(cls) -> int:
        if not cls.objects.filter(pk=1).update(value=models.F("value") + 1):
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(value=models.F("value") + 1)
        return cls.objects.values_list("value", flat=True).get(pk=1)

    @classmethod
    def current(cls) -> int:
        return cls.objects.filter(pk=1).values_list("value", flat=True).first() or 0
