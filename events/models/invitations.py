import re
import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.registrations import Registration

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Capitals and digits that nobody mixes up: no I, O, 0 or 1."""
LENGTH, SHORTEST, LONGEST = 8, 6, 20
MOST_USES = 1000
NO_SIGN = re.compile(r"[\s\-–—_.]+")


def canonical(typed: str) -> str:
    """Return ``typed`` as codes are stored: capitals, without spaces and dashes."""
    return NO_SIGN.sub("", typed).upper()[: LONGEST + 1]


def new_code() -> str:
    """Return a random code of 40 bits, which is enough behind a limit on guesses."""
    return "".join(secrets.choice(SIGNS) for _turn in range(LENGTH))


class InvitationCodeQuerySet(models.QuerySet["InvitationCode"]):
    def with_used(self) -> "InvitationCodeQuerySet":
        """Annotate with ``used``, the number of people with a live registration by the code."""
        live = Q(bookings__registrations__state__in=Registration.LIVE)
        return self.annotate(used=Count("bookings__registrations__person", filter=live, distinct=True))


class InvitationCode(models.Model):
    """Code that admits a number of people to an event. It reserves no place: the rule and the waiting list are as ever.

    A use is one person with a live registration, at any number of dates. Who cancels gives the use back.
    """

    page = models.ForeignKey("events.EventPage", models.CASCADE, related_name="invitation_codes")
    code = models.CharField(_("code"), max_length=LONGEST, default=new_code)
    label = models.CharField(_("voor wie"), max_length=80, blank=True)
    most_uses = models.PositiveSmallIntegerField(
        _("voor hoeveel mensen"), validators=[MinValueValidator(1), MaxValueValidator(MOST_USES)]
    )
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    """Time of withdrawing it. People it admitted stay registered."""

    used: int
    """Set by ``with_used``."""

    objects = InvitationCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("code")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=("page", "code"), name="invitation_code_once_per_event")]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """Return a code of ours in two halves, which is easier to copy; another one as it is."""
        return f"{self.code[:4]}-{self.code[4:]}" if len(self.code) == LENGTH else self.code
