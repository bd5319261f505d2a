"""A new meetup from an earlier one: its words are kept, its dates are empty, and nothing of people comes along."""

from itertools import chain, count
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from accounts.models import User
from events.models import EventPage, PlannedDate, PlannedQuestion
from events.planning import draft
from network.addresses import is_reserved

KEPT = (
    "title", "kind", "summary", "body", "attendance", "venue_name", "street", "postcode", "town", "latitude", "longitude",
    "wheelchair", "ring_line", "parking", "public_transport", "access_note", "audience", "municipality", "registration",
    "registration_url", "capacity", "online_capacity", "closes_days_before", "admission", "opens_days_before", "needs_approval",
    "hand_out", "remind_week_before", "remind_day_before", "reminder_words", "thank_afterwards", "thanks_words",
    "mail_organiser", "asks_diet", "asks_access", "costs", "explains_terms",
)  # fmt: skip
"""Fields that go along. Not the photo, on which people may be who agreed to one use; not the online link, which the people
of the earlier meetup know; not its contact: that is who begins."""
QUESTION = ("kind", "label", "choices", "help", "required", "asked_of", "sort_order")
KEPT_RELATIONS = ("wijken", "themes", "admitted_organisations")


@transaction.atomic
def begin_again(page: EventPage, *, by: User) -> EventPage:
    """Create a draft with the words of ``page`` next to it, and return it. The hours of its last date go along."""
    Page.objects.select_for_update().get(pk=page.get_parent().pk)  # two new pages at once would get the same place
    source, parent = page.specific, page.get_parent()
    if not source.live:
        source = draft.latest(source)
    new = type(source)(live=False, owner=by, contact_name=by.get_full_name(), contact_email=by.email)
    for name in KEPT:
        setattr(new, name, getattr(source, name))
    for name in KEPT_RELATIONS:
        setattr(new, name, list(getattr(source, name).all()))
    new.planned_questions = [question_again(row) for row in source.planned_questions.all()]
    last = next((row for row in reversed(draft.rows_of(source)) if row.has_moment), None)
    new.planned_dates = [PlannedDate(start_time=last.start_time, end_time=last.end_time)] if last else []
    new.slug = free_slug(source.title, parent)
    parent.add_child(instance=new)
    new.save_revision(user=by, log_action=True, clean=False)
    return new


def question_again(row: PlannedQuestion) -> PlannedQuestion:
    return PlannedQuestion(**{name: getattr(row, name) for name in QUESTION}, key=uuid4())


def free_slug(title: str, parent: Page) -> str:
    base = slugify(title)[:200] or "bijeenkomst"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    found = (slug for slug in chain([base], (f"{base}-{number}" for number in count(2))))
    return next(slug for slug in found if slug not in taken and not is_reserved(slug, depth=parent.depth + 1))
