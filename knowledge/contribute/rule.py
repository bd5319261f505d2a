"""The one way from a draft to the site: send in, take back, approve, ask for changes, refuse.

Every function locks the practice, then decides. Publishing happens nowhere else in this app, and publishes the revision
that the moderator read, however many there are by then.
"""

from collections.abc import Iterable
from functools import partial
from itertools import chain, count

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, TaskState

from accounts.models import User
from knowledge.contribute import drafts, filling, letters, policy, workflow
from knowledge.contribute.policy import Action, Actor
from knowledge.identity import roles
from knowledge.models import (
    Draft,
    PracticeIndexPage,
    PracticePage,
    PublishedChange,
    ReviewLink,
    Standing,
    Submission,
)
from knowledge.models.locks import lock_practice
from network.addresses import is_reserved

State = Submission.State


class NotAllowed(Exception):  # noqa: N818  an answer, not an error
    """Refusal by the policy."""


class NotComplete(Exception):  # noqa: N818  an answer, not an error
    """Refusal, because something is missing or too long. ``problems`` maps labels to words."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class AlreadyDecided(Exception):  # noqa: N818  an answer, not an error
    """Refusal, because somebody decided before. ``submission`` says who and when."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(submission.state)
        self.submission = submission


def lock_page(practice_id: int) -> None:
    Page.objects.select_for_update().filter(pk=practice_id).first()


@transaction.atomic
def submit(draft_id: int, actor: Actor) -> Submission:
    """Make a revision of the draft and put it before the moderators. Raise NotAllowed or NotComplete."""
    draft = drafts.locked(draft_id)
    if not policy.may(Action.SUBMIT, actor, draft=draft):
        raise NotAllowed
    if problems := filling.problems(draft):
        raise NotComplete(problems)
    if draft.page is None:
        draft.page = _new_page(draft)
    lock_page(draft.page.pk)
    if draft.page.submissions.filter(state=State.WAITING).exists():
        raise NotAllowed
    version = filling.filled(filling.base_of(draft), draft)
    revision = version.save_revision(changed=True)
    submission = Submission.objects.create(
        practice=draft.page,
        revision=revision,
        task_state=workflow.start(PracticePage.objects.get(pk=draft.page.pk)),
        contributor=draft.contributor,
    )
    draft.submission, draft.warned_at = submission, None
    draft.save(update_fields=["page", "submission", "warned_at"])
    filling.name_author(draft)
    for authorship in filling.add_authors(draft):
        letters.invite(authorship, by=draft.contributor.name)
    ask_moderators(submission, roles.editors())
    return submission


def _new_page(draft: Draft) -> PracticePage:
    """Create the page with the name only. The text is in the revision, so that no query of pages can show it."""
    lock_page(PracticeIndexPage.objects.get().pk)  # two new pages at once would get the same place in the tree
    index = PracticeIndexPage.objects.get()
    title = draft.title
    page = PracticePage(title=title, draft_title=title, slug=free_slug(title, index), summary=title[:240], live=False)
    index.add_child(instance=page)
    return page


def free_slug(title: str, index: PracticeIndexPage) -> str:
    """Return an address for a new practice, without accents: those are unreadable in a mail."""
    base = slugify(title)[:100].strip("-") or "praktijk"
    taken = set(index.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    for slug in chain([base], (f"{base}-{number}" for number in count(2))):
        if slug not in taken and not is_reserved(slug, depth=index.depth + 1):
            return slug
    raise AssertionError


def ask_moderators(
    submission: Submission, moderators: Iterable[User], *, note: str = "", by: User | None = None
) -> int:
    """Make a link and a letter for each moderator who has none for this submission. Return how many."""
    number = 0
    for moderator in moderators:
        link, is_new = ReviewLink.objects.get_or_create(submission=submission, moderator=moderator)
        if is_new:
            letters.ask_for_review(link, note=note, by=by)
            number += 1
    return number


@transaction.atomic
def take_back(draft_id: int, actor: Actor) -> None:
    """End the review at the author's wish, so that they can go on writing. Raise NotAllowed."""
    draft = drafts.locked(draft_id)
    if draft.page_id:
        lock_practice(draft.page_id)
        draft = drafts.locked(draft_id)
    if not policy.may(Action.WITHDRAW, actor, draft=draft):
        raise NotAllowed
    submission = draft.submission
    assert submission is not None
    close(submission, State.WITHDRAWN)
    if submission.task_state:
        workflow.stop(submission.task_state)


@transaction.atomic
def approve(submission_id: int, moderator: User) -> Submission:
    """Publish exactly the revision of this submission. Raise NotAllowed or AlreadyDecided."""
    submission = _to_decide(submission_id, moderator)
    close(submission, State.APPROVED, by=moderator)
    # The end of the workflow publishes: `config.workflows.finish`.
    _task_state(submission).approve(user=moderator)
    approved(submission)
    return submission


@transaction.atomic
def ask_for_changes(submission_id: int, moderator: User, words: str) -> Submission:
    submission = _to_decide(submission_id, moderator)
    close(submission, State.CHANGES_ASKED, by=moderator, words=words)
    _task_state(submission).reject(user=moderator, comment=words)
    letters.changes_asked(submission)
    return submission


@transaction.atomic
def refuse(submission_id: int, moderator: User, words: str) -> Submission:
    submission = _to_decide(submission_id, moderator)
    close(submission, State.REFUSED, by=moderator, words=words)
    _task_state(submission).reject(user=moderator, comment=words)
    workflow.stop(_task_state(submission), user=moderator)
    letters.refused(submission)
    return submission


@transaction.atomic
def hand_on(submission_id: int, to: User, *, by: User, note: str = "") -> None:
    """Ask another moderator to look, who then has a letter more. Both may decide; the first decision counts."""
    submission = _to_decide(submission_id, by)
    link, _is_new = ReviewLink.objects.get_or_create(submission=submission, moderator=to)
    letters.ask_for_review(link, note=note, by=by)


def _to_decide(submission_id: int, moderator: User) -> Submission:
    practice_id = Submission.objects.values_list("practice", flat=True).get(pk=submission_id)
    lock_practice(practice_id)
    submission = Submission.objects.select_related(
        "practice", "revision", "task_state", "contributor", "decided_by"
    ).get(pk=submission_id)
    if not policy.is_editor(Actor(user=User.objects.get(pk=moderator.pk)), submission.practice):
        raise NotAllowed
    if not submission.is_waiting:
        raise AlreadyDecided(submission)
    return submission


def _task_state(submission: Submission) -> TaskState:
    assert submission.task_state is not None
    return TaskState.objects.select_related("workflow_state").get(pk=submission.task_state.pk)


def close(
    submission: Submission,
    state: Submission.State,
    *,
    by: User | None = None,
    words: str = "",
    holds_locks: bool = True,
) -> None:
    """Record a decision. Without ``holds_locks`` on the practice its draft follows after the transaction."""
    submission.state, submission.decided_by, submission.words = state, by, words
    submission.decided_at = timezone.now()
    submission.save(update_fields=["state", "decided_by", "decided_at", "words"])
    # Its writer has the full term again.
    drafts_of = Draft.objects.filter(submission=submission)
    give_full_term = partial(drafts_of.update, saved_at=timezone.now(), warned_at=None)
    if holds_locks:
        give_full_term()
    else:
        transaction.on_commit(give_full_term)


def approved(submission: Submission) -> None:
    """Record what follows from the publication, and tell the authors."""
    practice = PracticePage.objects.get(pk=submission.practice_id)
    author = policy.authors_of(practice).filter(contributor=submission.contributor).first()
    _standing, is_first = Standing.objects.get_or_create(practice=practice, defaults={"confirmed_by": author})
    if practice.change_note and not is_first:
        PublishedChange.objects.create(practice=practice, words=practice.change_note)
    letters.published(submission, practice, is_first=is_first)
