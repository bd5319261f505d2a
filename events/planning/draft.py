"""The plan of a page's draft: read it, and write it back as a new draft. Nothing is published here."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from events.models import EventPage, PlannedDate


def latest(page: EventPage) -> EventPage:
    """Return ``page`` as its last draft has it."""
    draft: EventPage = page.get_latest_revision_as_object()
    return draft


def rows_of(draft: EventPage) -> list[PlannedDate]:
    """Return the rows of the plan in order of time, unfinished ones last."""
    rows = list(draft.planned_dates.all())
    return sorted(rows, key=lambda row: (not row.has_moment, row.start if row.has_moment else row.sort_order))


@transaction.atomic
def add_rows(page: EventPage, new: Iterable[PlannedDate], *, by: User) -> None:
    """Add ``new`` to the draft. Locks the page, so that two who do this at once both have their rows."""
    Page.objects.select_for_update().get(pk=page.pk)
    draft = latest(EventPage.objects.get(pk=page.pk).specific)
    write(draft, [*(row for row in rows_of(draft) if not is_blank(row)), *new], by=by)


def write(draft: EventPage, rows: Iterable[PlannedDate], *, by: User) -> None:
    """Store ``rows`` as the plan of ``draft``, in a new draft."""
    plan = list(rows)
    for number, row in enumerate(plan):
        row.key, row.sort_order = row.key or uuid4(), number
    draft.planned_dates = plan
    draft.save_revision(user=by, log_action=True, clean=False)


def is_blank(row: PlannedDate) -> bool:
    """Return whether the row only has hours, as a new meetup begins with."""
    has_own = row.place or row.capacity is not None or row.online_capacity is not None or row.online_url
    return row.date is None and not has_own
