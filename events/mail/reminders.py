"""Scheduled mails to attendees, before and after a date. Idempotent: one mail per person and cause."""

from datetime import datetime, timedelta

from django.utils import timezone

from events.mail import messages
from events.mail.words import Kind
from events.models import EventDate, Registration
from events.models.dates import days_later

LATEST = timedelta(hours=12)
"""Maximum delay. After a night without a worker, mails that are later than this are not sent."""


def run_due(now: datetime | None = None) -> int:
    """Queue the reminders and thank-you mails that are due. Return how many are new."""
    now = now or timezone.now()
    sent = 0
    for setting, name, ahead in (("remind_week_before", "week", 7), ("remind_day_before", "day", 1)):
        dates = EventDate.objects.scheduled().filter(
            start__gt=days_later(now, ahead) - LATEST,
            start__lte=days_later(now, ahead),
            **{f"page__{setting}": True, "page__live": True},
        )
        # People placed after the reminder was due have just had a mail with all the facts.
        sent += _send(dates, Kind.REMINDER, name=name, registered_before=ahead)
    ended = EventDate.objects.scheduled().filter(
        end__gt=days_later(now, -1) - LATEST, end__lte=days_later(now, -1), page__thank_afterwards=True, page__live=True
    )
    return sent + _send(ended, Kind.THANKS)


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
