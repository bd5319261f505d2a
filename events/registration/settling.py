"""People without a place when publishing ends what they wait for: approval, or registration on this site.

``rule.promote`` lets them stay: open requests join the line, and where everybody can walk in, the line gets its places.
This module tells beforehand who they are, and does what an organiser chose instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.mail import messages
from events.models import Decision, EventDate, EventPage, PlannedDate, Registration
from events.registration import lapsing, rule

State = Registration.State
IN_LINE = (State.WAITING, State.OFFERED)


class Ending(StrEnum):
    """Change that leaves people without anything to wait for."""

    APPROVAL = "approval"
    WALK_IN = "walk-in"
    ELSEWHERE = "elsewhere"


REASONS = {
    Ending.WALK_IN: gettext_lazy("Je hoeft je niet meer aan te melden: iedereen kan binnenlopen."),
    Ending.ELSEWHERE: gettext_lazy("Aanmelden kan nu op de site van de organisator. De link staat op de pagina."),
}


@dataclass(frozen=True)
class Left:
    """People without a place at ``date``, whose request or rank ``ending`` concerns."""

    date: EventDate
    ending: Ending
    requests: int
    in_line: int
    places: int | None
    """Free places for them if they stay; None if there is no limit."""

    @property
    def people(self) -> int:
        return self.requests + self.in_line


def people_left(page: EventPage, plan: Iterable[PlannedDate]) -> list[Left]:
    """Return who would be left without a place by publishing ``page`` with ``plan``, both unsaved, in order of time.

    Writes nothing.
    """
    before, ending = EventPage.objects.filter(pk=page.pk).first(), ending_of(page)
    is_asked_before = ending == Ending.ELSEWHERE and before is not None and before.registration == page.registration
    if before is None or ending is None or is_asked_before:
        return []
    found = []
    rows = {row.key: row for row in plan}
    dates = EventDate.objects.filter(page=page.pk).scheduled().filter(start__gt=timezone.now())
    for date in dates.order_by("start", "pk"):
        states = list(_left(date, ending).values_list("state", flat=True))
        if states:
            requests = states.count(State.REQUESTED)
            date.attendance, date.online_capacity = page.attendance, online_capacity_of(page, rows.get(date.key))
            date.capacity = capacity_of(page, rows.get(date.key))
            free = [rule.free_places(date, way) for way in date.ways]
            places = None if None in free else sum(number or 0 for number in free)
            found.append(Left(date, ending, requests, len(states) - requests, places))
    return found


def capacity_of(page: EventPage, planned: PlannedDate | None = None) -> int | None:
    """Return the number of places of a date planned like this: its own, else the page's; None if everybody can walk in."""
    if page.registration == EventPage.Registration.NONE:
        return None
    return page.capacity if planned is None or planned.capacity is None else planned.capacity


def online_capacity_of(page: EventPage, planned: PlannedDate | None = None) -> int | None:
    """Like ``capacity_of``, of the places online, which only matter while the date is hybrid."""
    if page.registration == EventPage.Registration.NONE:
        return None
    return page.online_capacity if planned is None or planned.online_capacity is None else planned.online_capacity


def ending_of(page: EventPage) -> Ending | None:
    """Return what ``page`` as it is gives nobody to wait for."""
    if page.registration == EventPage.Registration.NONE:
        return Ending.WALK_IN
    if page.registration == EventPage.Registration.ELSEWHERE:
        return Ending.ELSEWHERE
    return None if page.needs_approval else Ending.APPROVAL


def _left(date: EventDate, ending: Ending):
    states = (State.REQUESTED,) if ending == Ending.APPROVAL else (State.REQUESTED, *IN_LINE)
    return date.registrations.filter(state__in=states, confirmed_at__isnull=False).order_by("pk")


def settle(date: EventDate, page: EventPage) -> None:
    """Do with the people left at ``date`` what the answer on ``page`` says; ``promote`` does the rest.

    ``date`` must be locked. OUT: requests are declined, and people in line are cancelled, with a mail. STAY: an open offer
    becomes the place itself where everybody can walk in.
    """
    ending, goes_out = ending_of(page), page.without_place == EventPage.WithoutPlace.OUT
    if ending is None or date.status != EventDate.Status.SCHEDULED or date.start <= timezone.now():
        return
    for known in _left(date, ending).select_related("booking", "person"):
        known.date = date
        if not goes_out:
            if ending == Ending.WALK_IN and known.state == State.OFFERED:
                lapsing.renew_deadline(known, timezone.now())
            continue
        sequence = rule.next_sequence(date, known.person)
        if known.state == State.REQUESTED:
            _log(known, Decision.Kind.DECLINED, str(REASONS.get(ending, "")))
            messages.declined(rule.set_state(known, State.DECLINED, sequence=sequence))
        else:
            _log(known, Decision.Kind.CANCELLED)
            changes = {"cancelled_from": "", "cancelled_at": timezone.now(), "sequence": sequence}
            messages.cancelled(rule.set_state(known, State.CANCELLED, **changes), by="organiser")


def _log(known: Registration, kind: Decision.Kind, reason: str = "") -> None:
    Decision.objects.create(registration=known, kind=kind, by_name=_("De redactie, bij het publiceren"), reason=reason)
