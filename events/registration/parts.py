"""Places at dates that are part of another, such as the sessions of a conference.

A place at a part needs a place at the whole, and nobody has places at two parts at the same time. All dates of one
whole share a lock (``locks.lock_dates``), so answers stay true until the transaction of the caller ends. ``rule`` asks
and writes; nothing here changes a state.
"""

from django.db.models import Q

from events.models import EventDate, Person, Registration
from events.models.registrations import RegistrationQuerySet

State = Registration.State
SURE = (State.CONFIRMED, State.HELD)
"""States in which two parts must not overlap. People wait for one part, or are offered it, while they sit in another."""


def has_place_at_whole(date: EventDate, person: Person) -> bool:
    """Return whether ``person`` has a place at the date that ``date`` is part of. True if it is part of none."""
    if date.part_of_id is None:
        return True
    whole = EventDate.objects.filter(pk=date.part_of_id, status=EventDate.Status.SCHEDULED, page__live=True)
    return Registration.objects.placed().filter(date__in=whole, person=person).exists()


def in_the_way(date: EventDate) -> RegistrationQuerySet:
    """Return sure places at other parts of the same whole during ``date``, of anybody. Ends that meet do not overlap.

    A part that is off is in nobody's way.
    """
    elsewhere = Registration.objects.filter(
        date__part_of=date.part_of_id,
        date__status=EventDate.Status.SCHEDULED,
        date__start__lt=date.end,
        date__end__gt=date.start,
        state__in=SURE,
    )
    return elsewhere.exclude(date=date.pk) if date.part_of_id is not None else elsewhere.none()


def people_elsewhere(date: EventDate) -> dict[int, bool]:
    """Return the ids of people who can't just be given a place at ``date``: they have a place at another part.

    True if that is an offer of another run of the same page, which they have to answer first.
    """
    if date.part_of_id is None:
        return {}
    found = dict.fromkeys(in_the_way(date).values_list("person", flat=True), False)
    for person, state in _again(date).values_list("person", "state"):
        found[person] = found.get(person, False) or state == State.OFFERED
    return found


def _again(date: EventDate) -> RegistrationQuerySet:
    """Return places at other runs of the same page."""
    runs = Registration.objects.placed().filter(
        date__part_of=date.part_of_id, date__page=date.page_id, date__status=EventDate.Status.SCHEDULED
    )
    return runs.exclude(date=date.pk)


def other_place(date: EventDate, person: Person) -> Registration | None:
    """Return the sure place of ``person`` at another part during ``date``, or at another run of the same page."""
    if date.part_of_id is None:
        return None
    of_person = Registration.objects.filter(person=person).select_related("date__page", "person", "booking")
    either = Q(pk__in=in_the_way(date).values("pk")) | Q(pk__in=_again(date).values("pk"))
    return of_person.filter(either).order_by("date__start", "pk").first()


def at_parts(registration: Registration) -> RegistrationQuerySet:
    """Return the live registrations of the same person at parts of the date of ``registration``, in order of lock."""
    of_person = Registration.objects.live().filter(person=registration.person_id, date__part_of=registration.date_id)
    return of_person.select_related("date", "person", "booking").order_by("date", "pk")


def left_along(registration: Registration) -> RegistrationQuerySet:
    """Return the registrations at parts that were cancelled together with ``registration``, at the same moment."""
    of_person = Registration.objects.filter(
        person=registration.person_id,
        date__part_of=registration.date_id,
        state=State.CANCELLED,
        cancelled_at=registration.cancelled_at,
    )
    return of_person.select_related("date", "person", "booking").order_by("date", "pk")
