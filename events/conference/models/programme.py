"""Programme in the making: rounds, rooms, tracks, slots on the board, and the versions that were released.

Times of rounds are wall-clock times in Amsterdam on a day of the conference, so a conference that moves to another day
takes its rounds along.
"""

import uuid
from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.planned_dates import span


class Round(models.Model):
    """Round of sessions that are held at the same time, on the conference's day ``day`` (1 is the first)."""

    conference = models.ForeignKey("conference.ConferencePage", models.CASCADE, related_name="rounds")
    day = models.PositiveSmallIntegerField(_("dag"), default=1, validators=[MinValueValidator(1)])
    start_time = models.TimeField(_("van"))
    end_time = models.TimeField(_("tot"))
    name = models.CharField(
        _("naam"), max_length=60, blank=True, help_text=_("Laat leeg voor “Ronde 1”, “Ronde 2” enzovoort.")
    )

    class Meta:
        verbose_name = _("ronde")
        ordering = ("conference", "day", "start_time", "pk")
        constraints = [
            models.UniqueConstraint(fields=("conference", "day", "start_time"), name="round_once_per_start"),
            models.CheckConstraint(condition=models.Q(end_time__gt=models.F("start_time")), name="round_ends_later"),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.start_time:%H.%M}–{self.end_time:%H.%M}"

    def times_on(self, day) -> tuple[datetime, datetime]:
        """Return start and end on ``day``, a date, as aware moments."""
        return span(day, self.start_time, self.end_time)


class Room(models.Model):
    """Room of the venue. A renamed room stays the same one: ``key`` is its identity in open formats."""

    class Wheelchair(models.TextChoices):
        UNKNOWN = "", _("Weet ik nog niet")
        YES = "yes", _("Ja, overal")
        PARTLY = "partly", _("Deels")
        NO = "no", _("Nee, er is een trap of drempel")

    conference = models.ForeignKey("conference.ConferencePage", models.CASCADE, related_name="rooms")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=80)
    floor = models.CharField(
        _("waar in het gebouw"), max_length=80, blank=True, help_text=_("Bijvoorbeeld “begane grond”.")
    )
    capacity = models.PositiveIntegerField(
        _("plekken"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Laat leeg als het niet uitmaakt.")
    )  # fmt: skip
    wheelchair = models.CharField(
        _("rolstoeltoegankelijk"), max_length=8, choices=Wheelchair, default=Wheelchair.UNKNOWN, blank=True
    )
    ring_line = models.BooleanField(_("er is een ringleiding"), default=False)
    has_projector = models.BooleanField(_("er is een beamer"), default=False)
    has_open_floor = models.BooleanField(_("er is open ruimte, zonder tafels"), default=False)
    holds_several = models.BooleanField(
        _("hier kan meer tegelijk"), default=False, help_text=_("Voor een marktplein, of buiten.")
    )
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("zaal")
        verbose_name_plural = _("zalen")
        ordering = ("conference", "order", "pk")
        constraints = [models.UniqueConstraint(fields=("conference", "name"), name="room_once_per_name")]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """Line through the programme, such as “Ouderen”. Words and a filter, no colour."""

    conference = models.ForeignKey("conference.ConferencePage", models.CASCADE, related_name="tracks")
    name = models.CharField(_("naam"), max_length=60)
    slug = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("spoor")
        verbose_name_plural = _("sporen")
        ordering = ("conference", "order", "pk")
        constraints = [models.UniqueConstraint(fields=("conference", "slug"), name="track_once_per_slug")]

    def __str__(self) -> str:
        return self.name


class Slot(models.Model):
    """Row of the board: a run of a session, a plenary, a break, or a room that is taken. A draft until it is released.

    ``key`` is the key of the planned date, and so of the ``EventDate``, for ever. ``version`` counts changes, so that
    two editors can't overwrite each other unseen.
    """

    class Kind(models.TextChoices):
        SESSION = "session", _("Sessie")
        PLENARY = "plenary", _("Voor iedereen")
        BREAK = "break", _("Pauze")
        BLOCKER = "blocker", _("Zaal bezet")

    conference = models.ForeignKey("conference.ConferencePage", models.CASCADE, related_name="slots")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.SESSION)
    session = models.ForeignKey(
        "conference.SessionPage", models.CASCADE, null=True, blank=True, related_name="slots", verbose_name=_("sessie")
    )
    title = models.CharField(_("titel"), max_length=120, blank=True)
    """Title of what is no session."""
    round = models.ForeignKey(Round, models.SET_NULL, null=True, blank=True, related_name="slots")
    rounds_long = models.PositiveSmallIntegerField(_("aantal rondes"), default=1, validators=[MinValueValidator(1)])
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="slots")
    version = models.PositiveIntegerField(default=0)
    moved_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True, related_name="+")
    """Last person who moved it, to name them to a second editor."""

    class Meta:
        verbose_name = _("plek in het programma")
        ordering = ("conference", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="session", session__isnull=False)
                | (~models.Q(kind="session") & models.Q(session__isnull=True)),
                name="slot_of_a_session_has_one",
            )
        ]

    def __str__(self) -> str:
        return self.session.title if self.session else self.title


class Release(models.Model):
    """Version of the programme as it was released. ``snapshot`` holds ids and times and no names of people."""

    conference = models.ForeignKey("conference.ConferencePage", models.CASCADE, related_name="releases")
    number = models.CharField(max_length=20)
    """As “1.0”, “1.1”, and “1.1.1” for a change on the day."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    words = models.CharField(_("toelichting"), max_length=300, blank=True)
    snapshot = models.JSONField(default=dict)
    """Programme as ``released.ReleasedProgramme`` writes it."""
    changes = models.JSONField(default=list)
    """Changes since the version before, computed once."""

    class Meta:
        verbose_name = _("versie van het programma")
        ordering = ("conference", "pk")
        constraints = [models.UniqueConstraint(fields=("conference", "number"), name="release_once_per_number")]

    def __str__(self) -> str:
        return self.number
