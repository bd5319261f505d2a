"""Publishing: bringing the EventDates of a page in line with its planned dates."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from events.dates.description import location_of, online_url_of
from events.mail import messages, words
from events.mail.notified import changes_since, kind_of_change, notified_fields
from events.models import ChangeCounter, EventDate, EventPage, PlannedDate
from events.publishing.move import renew_deadlines, set_place, set_time
from events.publishing.rewrite import new_uid, rewrite
from events.registration.attendance import keep_attendance
from events.registration.rule import promote
from events.registration.settling import capacity_of, online_capacity_of, settle

Status = EventDate.Status
CHANGES = {words.Kind.MOVED, words.Kind.CHANGED}


@dataclass(frozen=True)
class Announcement:
    """Announcement about ``date``, for a number of registered ``people``."""

    date: EventDate
    """Date as it would be; not saved."""
    was: datetime
    """Start until then, in local time."""
    kind: words.Kind
    changes: list[dict[str, str]]
    people: int


def announcements_of(page: EventPage, plan: Iterable[PlannedDate]) -> list[Announcement]:
    """Return what publishing ``page`` with ``plan`` would announce, and to how many, in order of time. Writes nothing.

    Follows the rule of ``publish_dates``.
    """
    rows = {row.key: row for row in reversed(list(plan))}
    found = []
    for date in EventDate.objects.filter(page_id=page.pk).order_by("start", "pk"):
        before, was, old_status = notified_fields(date), date.start_local, date.status
        if date.key in rows:
            row = copy(rows[date.key])
            if row.is_older_than(date) or not row.is_finished:
                row.follow(date)
            _take_over(date, row, page)
            kind = _kind_of_announcement(date, old_status, before)
        else:
            kind = words.Kind.DATE_CANCELLED if _is_awaited(date, old_status) else None
        if kind is None:
            continue
        changes = changes_since(before, date) if kind in CHANGES else []
        if people := messages.notifiable_registrations(date, changes).count():
            found.append(Announcement(date, was, kind, changes, people))
    return found


@transaction.atomic
def publish_dates(page: EventPage, *, tell: bool = True) -> None:
    """Create, move, withdraw and restore the dates of ``page``; mail registered people about changes.

    Without ``tell`` the caller mails them, such as a release of a programme: one mail about all sessions.

    The plan counts only while the page is live, and only its finished rows: what is half typed neither appears nor moves a
    date that is on the site. A date that left the plan is cancelled if somebody is registered, else
    removed. A date that an organiser cancelled stays cancelled.
    """
    ChangeCounter.hold()
    # Lock the dates, so that a registration and a new plan cannot interleave.
    dates = {date.key: date for date in EventDate.objects.filter(page_id=page.pk).lock()}
    plan = _plan(page, dates) if page.live else {}
    for key, planned in plan.items():
        if key in dates:
            _update(dates[key], planned, page, tell=tell)
        else:
            _create(planned, page, key)
    for key, date in dates.items():
        if key not in plan:
            _withdraw(date, page, tell=tell)
    if page.live and page.without_place != EventPage.WithoutPlace.STAY:  # done, and not to be done again
        page.without_place = EventPage.WithoutPlace.STAY
        EventPage.objects.filter(pk=page.pk).update(without_place=page.without_place)


def _plan(page: EventPage, dates: dict) -> dict:
    plan: dict = {}
    for planned in PlannedDate.objects.filter(page_id=page.pk).order_by("sort_order", "pk"):
        if planned.key is None or planned.key in plan:  # duplicate key: the first row keeps it
            planned.key = uuid4()
            planned.save(update_fields=["key"])
        if not planned.is_finished:
            if planned.key not in dates:
                continue
            planned.follow(dates[planned.key])
            planned.save()
        plan[planned.key] = planned
    return plan


def _create(planned: PlannedDate, page: EventPage, key) -> None:
    rewrite(
        EventDate(
            page=page,
            part_of=page.specific.whole_for(planned),
            key=key,
            uid=new_uid(),
            start=planned.start,
            end=planned.end,
            place=planned.place,
            attendance=page.attendance,
            capacity=capacity_of(page, planned),
            online_capacity=online_capacity_of(page, planned),
            location=location_of(page, planned.place),
            online_url=online_url_of(page, planned.online_url),
            moves=planned.moves,
        )
    )


def _update(date: EventDate, planned: PlannedDate, page: EventPage, *, tell: bool) -> None:
    if planned.is_older_than(date):
        planned.follow(date)
        planned.save()
    before, old_status, old_attendance = notified_fields(date), date.status, date.attendance
    _take_over(date, planned, page)
    keep_attendance(date, old_attendance)
    is_moved = kind_of_change(date, before) == words.Kind.MOVED
    # A date that is over keeps its SEQUENCE when the page gets another place: nobody has to be told.
    is_told = notified_fields(date) != before and not date.is_over
    rewrite(date, significant=is_moved or is_told or date.status != old_status)
    if date.status != Status.SCHEDULED or date.end <= timezone.now():
        return
    if tell and (kind := _kind_of_announcement(date, old_status, before)):
        messages.announce(date, kind, before=before if kind in CHANGES else None)
    if date.status != old_status or is_moved:
        renew_deadlines(date)
    settle(date, page)
    promote(date)


def _take_over(date: EventDate, planned: PlannedDate, page: EventPage) -> None:
    """Copy ``planned`` and ``page`` to ``date`` without saving it."""
    date.page = page
    stays_over = date.is_over and planned.end <= timezone.now()
    if (planned.start, planned.end) != (date.start, date.end):
        set_time(date, planned.start, planned.end)
    if planned.place != date.place:
        set_place(date, planned.place)
    date.location = location_of(page, date.place)
    if not stays_over:  # whoever was there had the link of that day
        date.online_url, date.attendance = online_url_of(page, planned.online_url), page.attendance
    date.capacity, date.online_capacity = capacity_of(page, planned), online_capacity_of(page, planned)
    date.status = date.status_when_live


def _kind_of_announcement(date: EventDate, old_status: str, before: dict[str, str]) -> words.Kind | None:
    """Return the kind of announcement due for ``date``; None if nothing changed, or if it is over or not on."""
    if date.status != Status.SCHEDULED or date.end <= timezone.now():
        return None
    if old_status in {Status.CANCELLED, Status.REMOVED}:
        return words.Kind.DATE_RESTORED
    return kind_of_change(date, before) if notified_fields(date) != before else None


def _is_awaited(date: EventDate, status: str) -> bool:
    """Return whether people counted on ``date`` while it had ``status``."""
    return status == Status.POSTPONED or (status == Status.SCHEDULED and date.end > timezone.now())


def _withdraw(date: EventDate, page: EventPage, *, tell: bool) -> None:
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
    if tell and people and _is_awaited(date, old_status):
        messages.announce(date, words.Kind.DATE_CANCELLED)
