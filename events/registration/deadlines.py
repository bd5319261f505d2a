"""Deadlines to confirm an address and to accept an offered place. They count from when the mail about it leaves.

A deadline is set when somebody registers, together with the mail, which normally leaves at once. If it leaves late, the
deadline is set again (``late_mail``), and while it can't leave, ``lapsing.run_due`` lets nothing lapse.
"""

from datetime import datetime, timedelta

from events.dates.availability import closes_at
from events.models import EventDate, EventPage

HOLD = timedelta(minutes=60)
"""Time that a place is held for an address that is not confirmed yet."""
COLLEAGUE_HOLD = timedelta(hours=24)
"""Time that a place is held for somebody who was registered by a colleague, and does not know of it yet."""
UNCONFIRMED_WAITS = timedelta(hours=24)
"""Time that a rank on the waiting list is kept for an address that is not confirmed yet."""
OFFER_AT_MOST = timedelta(hours=24)
"""Time to accept an offered place, or half of the time until the start if that is shorter."""
AT_ONCE_BEFORE = timedelta(hours=2)
"""Time before the start from which places are no longer offered, but given without asking."""


def confirm_until(date: EventDate, now: datetime, *, has_place: bool, by_colleague: bool) -> datetime:
    """Return the deadline to confirm an address that is asked for now.

    The longer time for a colleague ends when registration closes: from then on the organiser counts on the list.
    """
    if not has_place:
        return now + UNCONFIRMED_WAITS
    if not by_colleague or date.page is None:
        return now + HOLD
    return max(now + HOLD, min(now + COLLEAGUE_HOLD, closes_at(date)))


def offer_deadline(date: EventDate, now: datetime) -> datetime | None:
    """Return the deadline to accept a place that becomes free now; None if it is given without asking."""
    left, page = date.start - now, date.page
    if page is None or page.hand_out == EventPage.HandOut.AT_ONCE or left < AT_ONCE_BEFORE:
        return None
    if page.registration == EventPage.Registration.NONE:  # nobody loses a place to somebody who did not answer
        return None
    return now + min(OFFER_AT_MOST, left / 2)


def swap_deadline(date: EventDate, now: datetime) -> datetime | None:
    """Return the deadline to exchange a place at another part for one here; None if there is no time left to ask."""
    left = date.start - now
    return None if left < AT_ONCE_BEFORE else now + min(OFFER_AT_MOST, left / 2)
