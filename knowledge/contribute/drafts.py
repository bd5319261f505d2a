"""Drafts: begin one, save a step, and let old ones go. Only the table of drafts is written, so no cached page is dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge.contribute import filling, letters, policy
from knowledge.contribute.fields import cleaned_values
from knowledge.contribute.policy import Action, Actor
from knowledge.contribute.steps import Step
from knowledge.identity import people
from knowledge.models import Attachment, Contributor, Draft, PracticePage, Submission

KEEP = timedelta(days=30)
"""Term after the last save."""
WARN_AFTER = timedelta(days=20)
BATCH = 200
MOST_OPEN = 5
"""Drafts that one person may have under way."""
LARGEST = 200_000
"""Characters in one draft, all questions together."""

Typed = Mapping[str, list[str]]


class Closed(Exception):  # noqa: N818  an answer, not an error
    """Refusal to save, because the draft is being reviewed or belongs to others."""


class TooLarge(Exception):  # noqa: N818  an answer, not an error
    """Refusal to save more than ``LARGEST``."""


class TooMany(Exception):  # noqa: N818  an answer, not an error
    """Refusal of one more draft. Told only to somebody who proved the address."""


class Clash(Exception):  # noqa: N818  an answer, not an error
    """Refusal to overwrite what was saved elsewhere since the form was opened. ``draft`` holds that."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.version)
        self.draft = draft


@dataclass(frozen=True)
class Saved:
    draft: Draft
    has_changed: bool


def locked(pk: int) -> Draft:
    """Lock a draft, then read it with what belongs to it: a join in the locking statement would show older rows."""
    Draft.objects.select_for_update().filter(pk=pk).first()
    return Draft.objects.select_related("contributor", "page", "submission").get(pk=pk)


@transaction.atomic
def begin(contributor: Contributor, *, name: str, data: Typed, is_proven: bool) -> Draft:
    """Create a draft. With a proven address it is confirmed at once, else the link to do so is mailed."""
    if is_proven:
        make_room(contributor)
    draft = Draft.objects.create(
        contributor=contributor,
        typed_name=name,
        confirmed_at=timezone.now() if is_proven else None,
        data=within_bounds({key: cleaned_values(values) for key, values in data.items()}),
    )
    letters.go_on(draft)
    return draft


def make_room(contributor: Contributor) -> None:
    """Raise TooMany if the person has as many drafts as they may have. Locks the person, so that two cannot both fit."""
    Contributor.objects.select_for_update().filter(pk=contributor.pk).first()
    under_way = Draft.objects.filter(contributor=contributor, confirmed_at__isnull=False, page__isnull=True)
    if under_way.count() >= MOST_OPEN:
        raise TooMany


@transaction.atomic
def confirm(draft_id: int) -> Draft:
    """Record that the mailed link was used, which proves the address. Idempotent. Raise TooMany."""
    draft = locked(draft_id)
    if draft.confirmed_at is None:
        make_room(draft.contributor)
        people.confirm(draft.contributor, name=draft.typed_name)
        draft.confirmed_at = timezone.now()
        draft.save(update_fields=["confirmed_at"])
    return draft


@transaction.atomic
def save_step(draft_id: int, actor: Actor, step: Step, typed: Typed, *, version: int) -> Saved:
    """Replace the answers of one step. ``version`` is the one that the form was made from.

    Raise Clash if this step was saved differently since, Closed if it may not be changed now, TooLarge.
    """
    draft = locked(draft_id)
    if not policy.may(Action.WRITE, actor, draft=draft):
        raise Closed
    answers = {key: cleaned_values(values) for key, values in typed.items() if step.owns(key)}
    stored = {key: values for key, values in draft.data.items() if step.owns(key)}
    if without_blanks(answers) == without_blanks(stored):
        Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now(), warned_at=None)
        return Saved(draft, has_changed=False)
    if draft.step_versions.get(step.slug, 0) > version:
        raise Clash(draft)
    kept = {key: values for key, values in draft.data.items() if not step.owns(key)}
    draft.data = within_bounds({**kept, **answers})
    draft.version += 1
    draft.step_versions = {**draft.step_versions, step.slug: draft.version}
    draft.saved_at, draft.warned_at = timezone.now(), None
    draft.save(update_fields=["data", "version", "step_versions", "saved_at", "warned_at"])
    return Saved(draft, has_changed=True)


def within_bounds(data: dict[str, list[str]]) -> dict[str, list[str]]:
    if sum(len(key) + sum(map(len, values)) for key, values in data.items()) > LARGEST:
        raise TooLarge
    return data


def without_blanks(data: Typed) -> dict[str, list[str]]:
    return {key: [value.strip() for value in values] for key, values in data.items() if any(map(str.strip, values))}


@transaction.atomic
def open_change(practice: PracticePage, actor: Actor) -> Draft:
    """Return the draft for a change to a live practice, begun from what is on the site unless one is under way.

    Raise Closed if the actor may not write it.
    """
    known = Draft.objects.select_for_update().filter(page=practice.pk).first()  # before the page, as in the rule
    Page.objects.select_for_update().filter(pk=practice.pk).first()
    page = PracticePage.objects.get(pk=practice.pk)
    draft = Draft.objects.select_related("contributor", "page", "submission").filter(page=page).first()
    writer = actor.contributor
    if writer is None or not page.live or not policy.is_writer(actor, draft, page):
        raise Closed
    if draft is not None and (known is None or draft.state not in {Draft.State.PUBLISHED, Draft.State.REFUSED}):
        return draft
    draft = draft or Draft(page=page)
    draft.contributor, draft.typed_name, draft.confirmed_at = writer, writer.name, timezone.now()
    draft.submission, draft.data, draft.step_versions = None, dict(filling.data_of(page)), {}
    draft.version, draft.saved_at, draft.warned_at = draft.version + 1, timezone.now(), None
    draft.save()
    shown = Attachment.objects.filter(shown_on__practice=page)
    draft.attachments.exclude(pk__in=shown).filter(dropped_at__isnull=True).update(dropped_at=timezone.now())
    shown.update(draft=draft, dropped_at=None)
    return draft


@transaction.atomic
def tell_stopped(draft_id: int, actor: Actor, *, reason: str, month: str) -> None:
    """Write down that the practice stopped, as its phase and as a row of its course. Raise Closed."""
    draft = locked(draft_id)
    if not policy.may(Action.WRITE, actor, draft=draft):
        raise Closed
    rows = [int(key.split("-")[1]) for key in draft.data if key.startswith("phase_changes-")]
    row, stopped = f"phase_changes-{max(rows, default=-1) + 1}", PracticePage.Phase.STOPPED.value
    course = {f"{row}-phase": [stopped], f"{row}-month": [month], f"{row}-reason": [reason]}
    draft.data = {**draft.data, **course, "phase": [stopped], "change_note": [str(_("We zijn hiermee gestopt."))]}
    draft.version += 1
    draft.save(update_fields=["data", "version"])


def mail_link(draft: Draft) -> None:
    """Mail the link once more, at most once a minute."""
    with transaction.atomic():
        letters.go_on(draft, again=f"{timezone.now():%Y%m%d%H%M}")


@transaction.atomic
def throw_away(draft_id: int, actor: Actor) -> None:
    """Delete a draft at the writer's wish. What was sent in before stays with its page until that is deleted too."""
    draft = locked(draft_id)
    if not policy.may(Action.WRITE, actor, draft=draft):
        raise Closed
    delete(draft)


def delete(draft: Draft) -> None:
    """Delete a draft, and its page if that never was on the site. Files that no page shows go within thirty days."""
    page = draft.page
    draft.attachments.filter(dropped_at__isnull=True).update(dropped_at=timezone.now())
    draft.delete()
    if page is not None and not page.live and page.first_published_at is None:
        page.delete()


def run_due(now: datetime | None = None) -> int:
    """Warn the writers of drafts that will go in ten days. Return how many. Safe to run concurrently."""
    now = now or timezone.now()
    due = Draft.objects.filter(
        confirmed_at__isnull=False, warned_at__isnull=True, saved_at__lte=now - WARN_AFTER, saved_at__gt=now - KEEP
    )
    warned = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            draft = due.filter(pk=pk).select_for_update().first() and locked(pk)
            if draft and draft.state in policy.OPEN:
                letters.goes_soon(draft, on=timezone.localdate(draft.saved_at + KEEP))
                Draft.objects.filter(pk=pk).update(warned_at=now)
                warned += 1
    return warned


def delete_old(now: datetime) -> int:
    """Delete drafts past their term, but none that waits for a moderator. Return how many."""
    old = Draft.objects.filter(saved_at__lte=now - KEEP).exclude(submission__state=Submission.State.WAITING)
    deleted = 0
    for pk in list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            if Draft.objects.select_for_update().filter(pk=pk, saved_at__lte=now - KEEP).exists():
                draft = locked(pk)
                if draft.state != Draft.State.SUBMITTED:
                    delete(draft)
                    deleted += 1
    return deleted
