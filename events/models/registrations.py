from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models import Discipline


def name_key(name: str) -> str:
    """What tells two people with one mailbox apart: the name without regard to case and spaces."""
    return " ".join(name.casefold().split())[:150]


class Person(models.Model):
    """Somebody who registers: an address and a name, confirmed once a link in a mail was used.

    A practice can share one mailbox: the name tells its people apart.
    """

    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120)
    name_key = models.CharField(max_length=150, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("email", "name_key"), name="person_once_per_mailbox")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


class Booking(models.Model):
    """One submission of the form: what somebody told us about themselves at that moment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bookings")
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)
    discipline = models.ForeignKey(
        Discipline, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("discipline")
    )
    remark = models.TextField(_("opmerking"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person}, {self.created_at:%d-%m-%Y %H.%M}"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.LIVE)

    def placed(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.PLACED)

    def in_line(self) -> "RegistrationQuerySet":
        """Those who wait, first come first."""
        return self.filter(state=Registration.State.WAITING).order_by("pk")


class Registration(models.Model):
    """One person's place, or place in line, at one date. ``registration.py`` is the only writer of ``state``.

    The rank in line is the order of submission, which is the order of the primary key: rows of one date are made under the lock on
    that date.
    """

    class State(models.TextChoices):
        HELD = "held", _("nog niet bevestigd")
        CONFIRMED = "confirmed", _("komt")
        WAITING = "waiting", _("wacht")
        OFFERED = "offered", _("plek aangeboden")
        CANCELLED = "cancelled", _("afgemeld")
        EXPIRED = "expired", _("verlopen")

    PLACED = (State.HELD, State.CONFIRMED, State.OFFERED)
    """States that take a place."""
    LIVE = (*PLACED, State.WAITING)

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="registrations")
    date = models.ForeignKey("events.EventDate", models.PROTECT, related_name="registrations")
    state = models.CharField(_("stand"), max_length=10, choices=State)
    created_at = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    """When a place that is held for an unconfirmed address, or offered to somebody in line, goes to the next; and when an
    unconfirmed address in line loses its rank."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_from = models.CharField(max_length=10, blank=True)
    """The state that the person gave up, so that they can take it back for a while; empty when it can't be taken back."""
    link_version = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    """Added to the date's own SEQUENCE in this person's calendar; goes on counting when they cancel and register again."""

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ("pk",)
        indexes = [models.Index(fields=("date", "state"), name="registration_date_state")]
        constraints = [
            models.UniqueConstraint(
                fields=("date", "person"),
                condition=models.Q(state__in=["held", "confirmed", "waiting", "offered"]),
                name="registration_one_live_per_person_and_date",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["held", "confirmed", "waiting", "offered", "cancelled", "expired"]),
                name="registration_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["held", "offered"]) | models.Q(held_until__isnull=False),
                name="registration_held_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["confirmed", "offered"]) | models.Q(confirmed_at__isnull=False),
                name="registration_confirmed_by_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_state_display()}"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE


class RetentionRun(models.Model):
    """What was taken away, and when: the log that shows that the terms are kept."""

    ran_at = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)
    mails = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.ran_at:%d-%m-%Y %H.%M}: {self.people} people, {self.mails} mails"
