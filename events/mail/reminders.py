"""Scheduled mails to attendees, before and after a date. Idempotent: one mail per person and cause."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from events.mail import messages
from events.mail.words import Kind
from events.models import EventDate, Registration
from events.models.dates import days_later

BEFORE_LAPSE, SHORTEST = timedelta(hours=4), timedelta(hours=2)
"""Time before a deadline at which somebody registered by a colleague is reminded, and deadlines too short for that."""
LAST_WORD = timedelta(hours=2)
"""Time before the start at which people without a place are told so. Places are given without asking from then on."""
LATEST = timedelta(hours=12)
"""Maximum delay. After a night without a worker, mails that are later than this are not sent."""


def run_due(now: datetime | None = None) -> int:
    """Queue the reminders and thank-you mails that are due. Return how many are new."""
    now = now or timezone.now()
    sent = 0
    for setting, name, ahead in (("remind_week_before", "week", 7), ("remind_day_before", "day", 1)):
        dates = (
            EventDate.objects.standalone()
            .scheduled()
            .filter(
                start__gt=days_later(now, ahead) - LATEST,
                start__lte=days_later(now, ahead),
                **{f"page__{setting}": True, "page__live": True},
            )
        )
        # People placed after the reminder was due have just had a mail with all the facts.
        sent += _send(dates, Kind.REMINDER, name=name, registered_before=ahead)
    ended = (
        EventDate.objects.standalone()
        .scheduled()
        .filter(
            end__gt=days_later(now, -1) - LATEST,
            end__lte=days_later(now, -1),
            page__thank_afterwards=True,
            page__live=True,
        )
    )
    return sent + _send(ended, Kind.THANKS) + _remind_colleagues(now) + _say_there_is_no_place(now)


def _remind_colleagues(now: datetime) -> int:
    """Remind people whom a colleague registered that their deadline to confirm is near, once a submission."""
    near = Registration.objects.live().filter(
        confirmed_at=None, held_until__gt=now, held_until__lte=now + BEFORE_LAPSE, booking__booked_by__isnull=False
    )
    near = near.filter(date__status=EventDate.Status.SCHEDULED, date__page__live=True)
    of_bookings: dict[int, list[Registration]] = defaultdict(list)
    for registration in near.select_related("booking__booked_by", "person").order_by("pk"):
        had = registration.held_until - registration.created_at
        # A short time needs no reminder, and one of some hours gets it halfway.
        if had > SHORTEST and registration.held_until <= now + had / 2:
            of_bookings[registration.booking_id].append(registration)
    for booking_id in messages.bookings_not_mailed(set(of_bookings)):
        del of_bookings[booking_id]
    ids = {one.date_id for registrations in of_bookings.values() for one in registrations}
    dates = {date.pk: date for date in EventDate.objects.filter(pk__in=ids).with_pages()}
    sent = 0
    for registrations in of_bookings.values():
        for one in registrations:
            one.date = dates[one.date_id]
        sent += messages.remind_to_confirm(registrations)
    return sent


def _say_there_is_no_place(now: datetime) -> int:
    """Tell people in line, and those whose request has no answer, that they should not count on a place."""
    dates = (
        EventDate.objects.standalone().scheduled().filter(start__gt=now, start__lte=now + LAST_WORD, page__live=True)
    )
    sent = 0
    for date in dates.with_pages():
        without = date.registrations.filter(
            state__in=[Registration.State.WAITING, Registration.State.REQUESTED],
            confirmed_at__lte=date.start - LAST_WORD,  # later ones have just had a mail that says how it is
        )
        for registration in without.select_related("booking", "person"):
            registration.date = date
            sent += messages.send(Kind.NO_PLACE, registration, again=f"{date.start_local:%Y%m%d}", only_new=True)
    return sent


def _send(dates, kind: Kind, *, name: str = "", registered_before: int = 0) -> int:
    sent = 0
    for date in dates.with_pages():
        coming = date.registrations.filter(state=Registration.State.CONFIRMED).select_related("booking", "person")
        if registered_before:
            coming = coming.filter(placed_at__lte=days_later(date.start, -registered_before))
        for registration in coming:
            registration.date = date
            # The day is part of the cause: a date that moves to another day after its reminder gets another one.
            again = f"{name}-{date.start_local:%Y%m%d}" if name else ""
            sent += messages.send(kind, registration, again=again, only_new=True)
    return sent
