from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.attendance import OF_A_PERSON, Attendance
from events.models.dates import EventDate, Status
from events.models.people import Person
from network.models import Discipline
from web.ordering import title_order


class Booking(models.Model):
    """One submission of the form, with the answers at that moment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bookings")
    booked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="bookings_for_colleagues"
    )
    """Colleague who filled in the form; None if it was the person or an organiser."""
    organisation = models.CharField(_("organisatie"), max_length=120, blank=True)
    organisation_key = models.CharField(max_length=250, db_default="", editable=False)
    """Key of ``title_order``, by which lists are sorted and searched."""
    discipline = models.ForeignKey(
        Discipline, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("discipline")
    )
    invitation = models.ForeignKey(
        "events.InvitationCode", models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    """Code by which they got in; None if they needed none."""
    remark = models.TextField(_("opmerking"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.person}, {self.created_at:%d-%m-%Y %H.%M}"

    def save(self, *args, **kwargs) -> None:
        self.organisation_key = title_order(self.organisation)
        super().save(*args, **kwargs)


WAY = Case(When(date__attendance=Attendance.HYBRID, attendance=Attendance.ONLINE, then=Value(1)), default=Value(0))
"""Key of the places that a registration draws on, within its date: 1 for those online of a hybrid date."""


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.LIVE)

    def still_to_come(self, now: datetime | None = None) -> "RegistrationQuerySet":
        """Return live registrations for dates that are not over. A postponed date is never over."""
        is_ahead = models.Q(date__end__gt=now or timezone.now()) | models.Q(date__status=Status.POSTPONED)
        return self.live().filter(is_ahead)

    def at(self, email: str) -> "RegistrationQuerySet":
        """Return the registrations of everybody at an address; none if it is empty. See ``PersonQuerySet.at``."""
        return self.filter(person__email=email).exclude(person__email="")

    def placed(self) -> "RegistrationQuerySet":
        return self.filter(state__in=Registration.PLACED)

    def counted(self) -> "RegistrationQuerySet":
        """Return registrations with a place that counts towards the capacity; extra places do not."""
        return self.placed().filter(has_extra_place=False)

    def notifiable(self) -> "RegistrationQuerySet":
        """Return registrations that are mailed about changes: live, with a confirmed address."""
        return self.live().filter(confirmed_at__isnull=False).exclude(person__email="")

    def of_each_person(self) -> "RegistrationQuerySet":
        """Return each person's newest registration per date: they may have cancelled and registered again."""
        later = Registration.objects.filter(date=models.OuterRef("date"), person=models.OuterRef("person"))
        return self.filter(~models.Exists(later.filter(pk__gt=models.OuterRef("pk"))))

    def shown_to_others(self) -> "RegistrationQuerySet":
        """Return people with a sure place who agreed to be shown to others who come."""
        return self.filter(state=Registration.State.CONFIRMED, shown_since__isnull=False).exclude(
            person__anonymised_at__isnull=False
        )

    def sharing_places(self, date: EventDate, attendance: str) -> "RegistrationQuerySet":
        """Keep those who draw on the same places of ``date`` as somebody with that answer: all, unless it is hybrid."""
        if not date.is_hybrid:
            return self
        online = models.Q(attendance=Attendance.ONLINE)
        return self.filter(online if date.way_of(attendance) == Attendance.ONLINE else ~online)

    def in_line(self) -> "RegistrationQuerySet":
        """Return the waiting list in order of rank. A hybrid date has one for each way of attending."""
        return self.filter(state=Registration.State.WAITING).order_by("pk")

    def ranks_at(self, date: EventDate) -> dict[int, int]:
        """Return the rank on the waiting list of everybody in line for ``date``, by id; each way of attending apart."""
        lines: dict[str, list[int]] = defaultdict(list)
        for pk, attendance in self.filter(date=date.pk).in_line().values_list("pk", "attendance"):
            lines[date.way_of(attendance)].append(pk)
        return {pk: rank for line in lines.values() for rank, pk in enumerate(line, start=1)}

    def in_line_for_sure(self) -> "RegistrationQuerySet":
        """Return the people on the waiting list who confirmed their address."""
        return self.in_line().filter(confirmed_at__isnull=False)

    def with_ahead(self) -> "RegistrationQuerySet":
        """Annotate with ``ahead``, the number of confirmed people before it on the waiting list.

        Meaningless for other states. The unconfirmed do not count: if they did, somebody in line could see whether a
        submission with another person's address made a row, so whether that person was registered.
        """
        before = Registration.objects.filter(date=OuterRef("date"), pk__lt=OuterRef("pk")).in_line_for_sure()
        before = before.annotate(way=WAY).filter(way=OuterRef("way"))
        number = before.order_by().values("date").annotate(number=Count("pk")).values("number")
        return self.annotate(way=WAY, ahead=Coalesce(Subquery(number), 0))

    def requested(self) -> "RegistrationQuerySet":
        """Return requests that the organiser has to decide on, oldest first. Unconfirmed ones do not count yet."""
        return self.filter(state=Registration.State.REQUESTED, confirmed_at__isnull=False).order_by("pk")

    def update(self, **values) -> int:
        if "state" in values:
            raise ImpossibleTransition("A state is written row by row, so that each step can be checked.")
        return super().update(**values)


class ImpossibleTransition(Exception):  # noqa: N818  never shown to a user: it is a bug
    """A transition between states that is not in ``TRANSITIONS``."""


class Registration(models.Model):
    """Registration of one person for one date. Only ``rule.set_state`` and ``rule.submit`` write ``state``.

    The rank on the waiting list is the order of submission. That equals the order of primary keys, because rows of one
    date are created under the lock on that date.
    """

    class State(models.TextChoices):
        HELD = "held", _("nog niet bevestigd")
        REQUESTED = "requested", _("wacht op goedkeuring")
        CONFIRMED = "confirmed", _("komt")
        WAITING = "waiting", _("wacht")
        OFFERED = "offered", _("plek aangeboden")
        CANCELLED = "cancelled", _("afgemeld")
        DECLINED = "declined", _("niet goedgekeurd")
        EXPIRED = "expired", _("verlopen")

    PLACED = (State.HELD, State.CONFIRMED, State.OFFERED)
    """States that take a place."""
    LIVE = (*PLACED, State.WAITING, State.REQUESTED)

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="registrations")
    date = models.ForeignKey("events.EventDate", models.PROTECT, related_name="registrations")
    state = models.CharField(_("stand"), max_length=10, choices=State)
    created_at = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    """Deadline to confirm a held place, to accept an offered one, or to confirm the address to keep a rank."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(null=True, blank=True)
    has_extra_place = models.BooleanField(default=False)
    """True if the organiser added a place above the capacity, until they cancel. A ``Decision`` has the reason."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_from = models.CharField(max_length=10, blank=True)
    """State before the cancellation, for undoing it; empty if it can't be undone."""
    attendance = models.CharField(
        _("doet mee"), max_length=10, choices=OF_A_PERSON, blank=True, default="", db_default=""
    )
    """Answer to “hier of online?”; kept if the event is no longer hybrid. Empty: not asked, or not answered yet."""
    link_version = models.PositiveSmallIntegerField(default=0)
    network = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    """Keyed digest of the network that it came from, only while the address is unconfirmed. See ``holds``."""
    shown_since = models.DateTimeField(null=True, blank=True)
    """Time of consent to being shown to others who come (``registration.company``); None without it."""
    sequence = models.PositiveIntegerField(default=0)
    """Added to the SEQUENCE of the date in this person's calendar. Keeps rising if they cancel and register again."""

    ahead: int
    """Number of confirmed people before it on the waiting list; set by ``with_ahead``."""

    booked_along: "list[Registration] | None" = None
    """Other registrations of the person by the same booking; None if the caller did not read them."""

    is_repeat = False
    """Set by ``registering`` if the person was registered already, so that the submission changed nothing."""

    is_alone_at_address = False
    """Set by the rule, under its lock, if nobody else at the address has, or had, a registration for the date."""

    link_held: int | None = None
    """Version of the link by which the caller read this registration; None without a link."""

    colleagues, colleagues_in_line = 0, 0
    """Number of colleagues on the same form, and of those without a place. Not stored: only set by ``rule.submit``."""

    stored_state = ""
    """State in the database when this object was last read or saved; empty before the first save."""

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ("pk",)
        indexes = [models.Index(fields=("date", "state"), name="registration_date_state")]
        constraints = [
            models.UniqueConstraint(
                fields=("date", "person"),
                condition=models.Q(state__in=["held", "requested", "confirmed", "waiting", "offered"]),
                name="registration_one_live_per_person_and_date",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "held", "requested", "confirmed", "waiting", "offered", "cancelled", "declined", "expired",
                    ]
                ),
                name="registration_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(attendance__in=["", "in-person", "online"]), name="registration_known_attendance"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["held", "offered"]) | models.Q(held_until__isnull=False),
                name="registration_held_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["confirmed", "offered", "declined"])
                | models.Q(confirmed_at__isnull=False),
                name="registration_confirmed_by_mail",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["requested", "declined"])
                | models.Q(placed_at__isnull=True, has_extra_place=False),
                name="registration_request_has_no_place",
            ),
            models.CheckConstraint(
                condition=models.Q(state="cancelled", cancelled_at__isnull=False)
                | models.Q(~models.Q(state="cancelled"), cancelled_at__isnull=True),
                name="registration_cancelled_has_a_moment",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person}, {self.get_state_display()}"

    def save(self, *args, **kwargs) -> None:
        """Save after checking the transition from the stored state. Raises ImpossibleTransition."""
        self._check_step(self.state)
        super().save(*args, **kwargs)
        self.stored_state = self.state

    def change(self, values: dict[str, Any]) -> None:
        """Set and save these fields only, after the check in ``save``."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _check_step(self, to: str) -> None:
        if to != self.stored_state and to not in TRANSITIONS[self.stored_state]:
            raise ImpossibleTransition(f"{self.pk}: from “{self.stored_state}” to “{to}”")

    @classmethod
    def from_db(cls, db, field_names, values) -> "Registration":
        registration = super().from_db(db, field_names, values)
        registration.stored_state = registration.__dict__.get("state", "")
        return registration

    def refresh_from_db(self, *args, **kwargs) -> None:
        super().refresh_from_db(*args, **kwargs)
        self.stored_state = self.state

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    def place_in_line(self) -> int | None:
        """Return the rank on the waiting list, from 1; None for other states. One query unless read ``with_ahead``."""
        if self.state != self.State.WAITING:
            return None
        if "ahead" in self.__dict__:
            return self.ahead + 1
        ahead = Registration.objects.filter(date=self.date_id, pk__lt=self.pk)
        return ahead.sharing_places(self.date, self.attendance).in_line_for_sure().count() + 1


_State = Registration.State
TRANSITIONS: Mapping[str, frozenset[str]] = {
    "": frozenset({_State.HELD, _State.REQUESTED, _State.CONFIRMED, _State.WAITING}),
    _State.HELD: frozenset({_State.CONFIRMED, _State.CANCELLED, _State.EXPIRED}),
    _State.REQUESTED: frozenset({_State.CONFIRMED, _State.WAITING, _State.DECLINED, _State.CANCELLED, _State.EXPIRED}),
    _State.WAITING: frozenset({_State.CONFIRMED, _State.OFFERED, _State.CANCELLED, _State.EXPIRED}),
    _State.OFFERED: frozenset({_State.CONFIRMED, _State.CANCELLED, _State.EXPIRED}),
    _State.CONFIRMED: frozenset({_State.CANCELLED}),
    _State.CANCELLED: frozenset({_State.CONFIRMED, _State.WAITING, _State.REQUESTED}),
    _State.DECLINED: frozenset({_State.CONFIRMED, _State.WAITING}),
    _State.EXPIRED: frozenset(),
}
"""Allowed transitions by old state; “” is before submitting. See the diagram in docs/ontwikkelaars/registration.md."""
