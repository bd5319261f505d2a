from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.locks import lock_dates
from events.models.attendance import Attendable, Attendance
from freshness.version import Version
from network.models import ThemePage, WijkPage
from network.visibility import open_to_all, seen_by_all

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def days_later(moment: datetime, days: int) -> datetime:
    """Return the moment ``days`` days after ``moment`` (before it if negative), at the same time by the clock.

    “A week before” is that time, also over a change of clocks: then it is 167 or 169 hours. A time that the clock skips
    or shows twice becomes the first moment after, or the first of both.
    """
    local = moment.astimezone(AMSTERDAM).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=AMSTERDAM).astimezone(UTC)


class EventDateQuerySet(models.QuerySet["EventDate"]):
    def standalone(self) -> "EventDateQuerySet":
        """Leave out dates that are part of another. Every list over events asks for this; only their whole shows them."""
        return self.filter(part_of__isnull=True)

    def visible(self) -> "EventDateQuerySet":
        """Keep the dates that a page may show: not removed, on public pages."""
        return self.filter(seen_by_all("page__")).exclude(status=EventDate.Status.REMOVED)

    def upcoming(self, now: datetime | None = None) -> "EventDateQuerySet":
        """Keep the dates that are not over yet."""
        return self.filter(end__gt=now or timezone.now())

    def past(self, now: datetime | None = None) -> "EventDateQuerySet":
        return self.filter(end__lte=now or timezone.now())

    def scheduled(self) -> "EventDateQuerySet":
        return self.filter(status=EventDate.Status.SCHEDULED)

    def awaited(self, now: datetime | None = None) -> "EventDateQuerySet":
        """Keep the dates that people still count on: upcoming ones that are on, and postponed ones."""
        coming = Q(status=EventDate.Status.SCHEDULED, end__gt=now or timezone.now())
        return self.filter(coming | Q(status=EventDate.Status.POSTPONED))

    def with_pages(self) -> "EventDateQuerySet":
        """Fetch all that a card shows, in a fixed number of queries."""
        pages = self.select_related("page", "page__organisation", "page__municipality").prefetch_related(
            wijken_of("page__")
        )
        return pages.defer("vevent")

    def with_calendar_texts(self) -> "EventDateQuerySet":
        """Fetch all that a calendar entry shows, in a fixed number of queries."""
        themes = Prefetch("page__themes", open_to_all(ThemePage.objects.order_by("path")), to_attr="open_themes")
        return self.with_pages().select_related("part_of").prefetch_related(themes)

    def by_lock(self) -> "EventDateQuerySet":
        """Order dates so that two callers who lock several cannot deadlock: by the date whose lock covers each."""
        return self.order_by(Coalesce("part_of", "pk"), "pk")

    def lock(self) -> "list[EventDate]":
        """Lock these dates until the transaction ends, and return them, in order of id."""
        lock_dates(dict.fromkeys(part_of or pk for pk, part_of in self.by_lock().values_list("pk", "part_of")))
        return list(self.select_for_update(of=("self",)).order_by("pk"))


def wijken_of(prefix: str) -> Prefetch:
    """Return a prefetch of the wijken of the page behind ``prefix`` and their municipalities; only ``PLACE_FIELDS``."""
    wijken = WijkPage.objects.select_related("municipality")
    return Prefetch(f"{prefix}wijken", wijken.only(*PLACE_FIELDS, *(f"municipality__{name}" for name in PLACE_FIELDS)))


PLACE_FIELDS = ("title", "slug", "url_path", "live", "path", "depth")


class Status(models.TextChoices):
    SCHEDULED = "scheduled", _("gaat door")
    POSTPONED = "postponed", _("uitgesteld")
    CANCELLED = "cancelled", _("geannuleerd")
    REMOVED = "removed", _("vervallen")


class Moment:
    """Properties derived from time and status. Base of the model and of light rows in lists (``events.dates.rows``)."""

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
        """True if it has ended. A postponed date never has, however long ago its old time was."""
        return self.end <= timezone.now() and not self.is_postponed


class EventDate(Moment, Attendable, models.Model):
    """Published date of an event: one row, outside revisions. Registration locks this row.

    ``publishing.publish`` writes it from the plan of the page (matched by ``key``). ``publishing.move`` moves,
    postpones, cancels and restores it. A row is never deleted while somebody is registered: if it leaves the plan, it
    becomes cancelled or removed.
    """

    Status = Status

    locked_under: Version | None = None
    """Version that the rule read under its lock on this date; None if it did not lock it."""

    page = models.ForeignKey("events.EventPage", models.SET_NULL, null=True, related_name="dates")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    """Date that this one is part of, such as the day of the conference of a session. It never changes.

    A place here needs a place there (``registration.parts``), and agenda, counts, feeds and reminders leave it out.
    """
    key = models.UUIDField()
    """Key of the planned date. Unique only within the page, so that a copied page can keep the keys of its original."""

    start = models.DateTimeField(_("begin"), db_index=True)
    end = models.DateTimeField(_("eind"), db_index=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    postponed_at = models.DateTimeField(null=True, blank=True)
    """Time of postponing; ``start`` and ``end`` then hold the old time."""
    reason = models.CharField(_("reden"), max_length=200, blank=True)
    """Reason for cancelling, postponing or moving."""
    moved_from = models.DateTimeField(null=True, blank=True)
    moved_from_end = models.DateTimeField(null=True, blank=True)
    """Original time (with ``moved_from``), as long as an organiser's move is in effect."""
    moves = models.PositiveSmallIntegerField(default=0)
    """Number of moves by an organiser. A row of the plan with a lower number predates the last move and is outdated."""
    place = models.CharField(_("eigen plek"), max_length=200, blank=True)
    """Location of this date on one line, if it is not the page's."""
    capacity = models.PositiveIntegerField(_("plekken"), null=True, blank=True)
    """Number of places; None is no limit. Of a hybrid date: those in person."""
    online_capacity = models.PositiveIntegerField(_("plekken online"), null=True, blank=True)
    """Number of places online, if the date is hybrid; None is no limit."""
    attendance = models.CharField(
        max_length=10, choices=Attendance, default=Attendance.IN_PERSON, db_default=Attendance.IN_PERSON
    )
    """Setting of the page, as published. It decides which places a registration draws on."""

    location = models.CharField(max_length=400, blank=True)
    """Location on one line, as calendars and mails last had it."""
    online_url = models.URLField(max_length=500, blank=True)
    """Link to the online meeting, as mails last had it. Only for people with a place."""

    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    """SEQUENCE (RFC 5545 3.8.7.4): rises with each change of time, place or status."""
    shifts = models.PositiveIntegerField(default=0)
    """Number of changes to ``listed_under``. It raises SEQUENCE: feeds need that if a date leaves and comes back."""
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveBigIntegerField(default=0, db_index=True)
    vevent = models.BinaryField(default=b"")
    """Finished VEVENT, folded and with CRLF; rebuilt when something changes."""
    listed_under = models.TextField(blank=True)
    """Selections that hold it, as ``events.dates.listing`` writes them; empty while it is not public."""

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
        """Prefetch the wijken of its page with their municipalities in one query, unless already done."""
        if self.page and "wijken" not in getattr(self.page, "_prefetched_objects_cache", {}):
            models.prefetch_related_objects([self.page], wijken_of(""))

    @property
    def public_sequence(self) -> int:
        """SEQUENCE in every feed."""
        return self.sequence + self.shifts

    @property
    def status_when_live(self) -> "EventDate.Status":
        """Status while its page is live and plans it. Cancelling or postponing outlasts a page that was unpublished."""
        if self.cancelled_at:
            return self.Status.CANCELLED
        return self.Status.POSTPONED if self.postponed_at else self.Status.SCHEDULED


class ChangeCounter(models.Model):
    """Counter that numbers changes to what the public sees.

    The row stays locked until the transaction that took a number ends. So numbers become visible in their order, and a
    reader that saw version *n* has missed nothing below it.
    """

    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def hold(cls) -> None:
        """Lock the counter. Call this before locking any date, so that changes to several pages wait here."""
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
