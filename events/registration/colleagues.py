"""Number of colleagues who got no place, as shown to the person who registered them."""

from collections.abc import Sequence
from datetime import datetime

from events.models import EventDate, Registration
from events.models.people import name_key
from events.registration.registering import Colleague
from events.registration.rule import free_places


def most_in_line(
    dates: Sequence[EventDate], colleagues: Sequence[Colleague], *, booked_by: int, since: datetime
) -> int:
    """Return how many of ``colleagues`` are on the waiting list, at the date where most of them are.

    ``booked_by`` is the id of the person who registered them after ``since``. The number must not reveal that one of
    them was registered before: such people count as newcomers, after the others.
    """
    keys = {(one.email.strip().lower(), name_key(one.name)) for one in colleagues}
    made = Registration.objects.live().filter(date__in=dates, booking__booked_by=booked_by, created_at__gt=since)
    states: dict[int, list[str]] = {date.pk: [] for date in dates}
    for date_id, state, *key in made.values_list("date", "state", "person__email", "person__name_key"):
        if tuple(key) in keys:
            states[date_id].append(state)
    return max(_in_line(date, states[date.pk], of=len(keys)) for date in dates)


def _in_line(date: EventDate, states: list[str], *, of: int) -> int:
    waiting = states.count(Registration.State.WAITING)
    known_before = of - len(states)
    free = free_places(date) if known_before else None
    if free is None or (date.page is not None and date.page.needs_approval):
        return waiting
    return waiting + max(0, known_before - free)
