"""People who also come to a date: those who agreed to be shown, for people who have a place there themselves.

Nothing of it is on a page that others can see, not even a number: only on the page behind somebody's own link.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.models import Booking, Registration
from events.models.dates import days_later
from events.registration.rule import State
from network.models import Discipline
from web.ordering import title_order
from web.person_names import first_name

DAYS_AFTER = 7
"""Days after the end in which people who came can look up whom they met."""


@dataclass(frozen=True)
class Companion:
    """One person as others who come see them. ``domain`` is empty if the discipline is not known."""

    first_name: str
    organisation: str
    discipline: str
    domain: str


def may_see_company(registration: Registration, now: datetime | None = None) -> bool:
    """Return whether the owner of ``registration`` may see who else comes: with a sure place, until a week after."""
    date = registration.date
    if registration.state != State.CONFIRMED or date.status != date.Status.SCHEDULED:
        return False
    return (now or timezone.now()) < days_later(date.end, DAYS_AFTER)


def company_of(registration: Registration) -> list[Companion]:
    """Return who else comes to the date of ``registration`` and agreed to be shown; nobody if the owner may not see it."""
    if not may_see_company(registration):
        return []
    others = Registration.objects.filter(date=registration.date_id).shown_to_others()
    others = others.exclude(person=registration.person_id).select_related("person", "booking__discipline")
    found = [
        Companion(
            first_name(one.person.name),
            one.booking.organisation,
            one.booking.discipline.name if one.booking.discipline else "",
            one.booking.discipline.domain if one.booking.discipline else "",
        )
        for one in others
    ]
    return sorted(
        found, key=lambda one: (not one.first_name, title_order(one.first_name), title_order(one.organisation))
    )


def answer_on_confirming(confirmed: Registration, *, discipline: Discipline | None, shown: bool) -> None:
    """Record what somebody answered while confirming, for all dates of the booking.

    ``discipline`` replaces none that was given: a colleague may have left it open.
    """
    if discipline is not None:
        Booking.objects.filter(pk=confirmed.booking_id, discipline=None).update(discipline=discipline)
    for registration in Registration.objects.filter(booking=confirmed.booking_id, person=confirmed.person_id):
        show(registration, shown=shown)


def show(registration: Registration, *, shown: bool) -> None:
    """Record or withdraw the consent to be shown. The time of an earlier consent stays as it is. Idempotent.

    No lock: it changes neither place nor rank.
    """
    own = Registration.objects.filter(pk=registration.pk)
    if shown:
        own.filter(shown_since__isnull=True).update(shown_since=timezone.now())
    else:
        own.update(shown_since=None)
