"""Lapsing of holds and offers, and deadlines that start again. The clock and late mails call this."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.mail import messages
from events.models import EventDate, Registration
from events.registration import parts
from events.registration.deadlines import confirm_until, offer_deadline
from events.registration.rule import lock, next_sequence, promote, promote_where_they_wait, set_state

State = Registration.State


def renew_deadline(registration: Registration, now: datetime) -> None:
    """Let the time to confirm or to accept start again. Give the place if there is no time left to ask.

    The date must be locked, and be on. Deadlines never come earlier by this.
    """
    date = registration.date
    if registration.state == State.OFFERED:
        if until := offer_deadline(date, now):
            set_state(registration, State.OFFERED, held_until=until)
        elif not parts.other_place(date, registration.person):  # nobody gives up a place without saying so
            sequence = next_sequence(date, registration.person)
            messages.placed(set_state(registration, State.CONFIRMED, placed_at=now, sequence=sequence))
    elif registration.is_live and registration.confirmed_at is None:
        until = confirm_until(
            date,
            now,
            has_place=registration.state == State.HELD,
            by_colleague=registration.booking.booked_by_id is not None,
        )
        held_until = max(until, registration.held_until or until)
        set_state(registration, State(registration.state), held_until=held_until)


def run_due(now: datetime | None = None) -> int:
    """Expire holds and offers past their deadline, and hand out their places. Return how many expired.

    Safe to run concurrently. Skips dates that are cancelled or postponed: nobody can confirm there, so nothing expires.
    Nor does anything expire of which the mail could not leave: the deadline counts from when it does (``late_mail``).
    """
    now = now or timezone.now()
    lapsed = 0
    due = Registration.objects.filter(
        state__in=Registration.LIVE, held_until__lte=now, date__status=EventDate.Status.SCHEDULED
    )
    for date_id in due.values_list("date", flat=True).distinct().order_by("date"):
        with transaction.atomic():
            date = lock(date_id)
            overdue = list(due.filter(date=date_id).select_related("booking", "person"))
            unasked = messages.bookings_not_mailed({registration.booking_id for registration in overdue})
            waited_for = []
            for registration in overdue:
                if registration.booking_id in unasked:
                    continue
                was_offered = registration.state == State.OFFERED
                registration.date = date
                messages.lapsed(registration)
                sequence = next_sequence(date, registration.person) if was_offered else registration.sequence
                set_state(registration, State.EXPIRED, sequence=sequence)
                waited_for.append(registration.person)
                if was_offered:
                    messages.offer_lapsed(registration)
                lapsed += 1
            promote(date)
            for person in waited_for:
                promote_where_they_wait(date, person)
    return lapsed
