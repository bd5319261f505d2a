"""From plan to published: brings the EventDates of a page in line with its planned dates."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from events.dates.entry import location_of, new_uid, online_url_of, rewrite
from events.dates.moving import renew_offers, set_time
from events.mail import messages, words
from events.models import ChangeCounter, EventDate, EventPage, PlannedDate
from events.registration.rule import promote

Status = EventDate.Status


@transaction.atomic
def publish_dates(page: EventPage) -> None:
    """Writes, moves, withdraws and restores the dates of ``page``; tells who is registered what changed for them.

    The plan counts while the page is live. A date that left the plan is cancelled when somebody is registered, else removed. A
    date that an organiser cancelled stays cancelled.
    """
    ChangeCounter.hold()
    # Lock the dates, so that a registration and a new plan cannot cross.
    dates = {date.key: date for date in EventDate.objects.select_for_update().filter(page_id=page.pk).order_by("pk")}
    plan = _plan(page) if page.live else {}
    for key, planned in plan.items():
        if key in dates:
            _update(dates[key], planned, page)
        else:
            _create(planned, page, key)
    for key, date in dates.items():
        if key not in plan:
            _withdraw(date, page)


def _plan(page: EventPage) -> dict:
    plan: dict = {}
    for planned in PlannedDate.objects.filter(page_id=page.pk).order_by("sort_order", "pk"):
        if planned.key is None or planned.key in plan:  # two with one key: the first one is the known one
            planned.key = uuid4()
            planned.save(update_fields=["key"])
        plan[planned.key] = planned
    return plan


def _create(planned: PlannedDate, page: EventPage, key) -> None:
    rewrite(
        EventDate(
            page=page,
            key=key,
            uid=new_uid(),
            start=planned.start,
            end=planned.end,
            capacity=page.capacity,
            location=location_of(page),
            online_url=online_url_of(page),
            moves=planned.moves,
        )
    )


def _update(date: EventDate, planned: PlannedDate, page: EventPage) -> None:
    if planned.is_older_than(date):
        planned.follow(date)
        planned.save()
    before, old_status = words.as_told(date), date.status
    date.page = page
    if (planned.start, planned.end) != (date.start, date.end):
        set_time(date, planned.start, planned.end)
    date.location, date.online_url = location_of(page, date.place), online_url_of(page)
    date.capacity = page.capacity
    date.status = date.status_when_live
    changed = words.as_told(date) != before
    rewrite(date, significant=changed or date.status != old_status)
    if date.status != Status.SCHEDULED or date.end <= timezone.now():
        return
    if old_status in {Status.CANCELLED, Status.REMOVED}:
        messages.announce(date, words.Kind.DATE_RESTORED)
    elif changed:
        messages.announce(date, words.kind_of_change(date, before), before=before)
    if date.status != old_status or words.kind_of_change(date, before) == words.Kind.MOVED:
        renew_offers(date)
    promote(date)


def _withdraw(date: EventDate, page: EventPage) -> None:
    old_status = date.status
    date.page = page
    people = date.registrations.live().exists()
    if page.live and (people or date.cancelled_at):
        date.status = Status.CANCELLED
    else:
        date.status = Status.REMOVED
    if date.status == old_status:
        return
    rewrite(date, significant=True)
    was_awaited = old_status == Status.POSTPONED or (old_status == Status.SCHEDULED and date.end > timezone.now())
    if people and was_awaited:
        messages.announce(date, words.Kind.DATE_CANCELLED)
