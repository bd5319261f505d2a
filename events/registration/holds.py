"""Bounds on the places held for people who have not confirmed their address, so that nobody can hold a whole date.

``rule.submit`` asks this under the lock on the date. Whoever gets no hold waits in line, and gets a place on confirming
if one is free. See docs/decisions/0015-holds-are-bounded.md.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from events.models import EventDate, Registration

State = Registration.State
IN_ALL, OF_ONE_NETWORK = 2, 3
"""Divisors of the capacity: all holds together take at most half of it, those of one network a third, rounded up."""
GOES_FIRST = timedelta(hours=1)
"""Time that somebody unconfirmed in line goes before others unconfirmed: as long as a hold would have lasted."""


@dataclass(frozen=True)
class Room:
    """Places now, for one way of attending: ``free`` ones, and ``to_hold`` for people from one network. None is no limit."""

    free: int | None
    to_hold: int | None


def most_held(capacity: int, divisor: int) -> int:
    return -(-capacity // divisor)


def room_at(date: EventDate, network: str, now: datetime, attendance: str = "") -> Room:
    """Return the room at ``date`` for people who attend that way, in one query.

    ``network`` is a keyed digest; empty if unknown, and then not bounded.
    """
    capacity = date.capacity_for(attendance)
    if capacity is None:
        return Room(None, None)
    counts = date.registrations.sharing_places(date, attendance).filter(
        Q(state__in=Registration.PLACED, has_extra_place=False)
        | Q(state=State.WAITING, confirmed_at=None, created_at__gt=now - GOES_FIRST)
    )
    taken, held, waiting = 0, Counter[str](), Counter[str]()
    for state, its_network, number in counts.order_by().values_list("state", "network").annotate(number=Count("pk")):
        if state == State.WAITING:
            waiting[its_network] += number
            continue
        taken += number
        if state == State.HELD:
            held[its_network] += number
    free = max(0, capacity - taken)

    def left_for(one: str) -> int:
        return max(0, most_held(capacity, OF_ONE_NETWORK) - held[one]) if one else free

    in_all = min(free, most_held(capacity, IN_ALL) - held.total())
    # Places for those in line whose network may still hold some: a newcomer does not go before them.
    first = {one: min(number, left_for(one)) for one, number in waiting.items()}
    own = left_for(network) - (first.get(network, 0) if network else 0)
    return Room(free, max(0, min(in_all - sum(first.values()), own)))
