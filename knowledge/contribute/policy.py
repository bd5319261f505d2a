"""Permissions around a practice and its draft. Views, templates and the rule all ask here.

Nothing follows from Wagtail's page owner: that is one user, and most authors have no account.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from knowledge.identity import people, roles
from knowledge.models import Authorship, Contributor, Draft, PracticeIndexPage, PracticePage
from knowledge.models.review import may_publish

State = Draft.State
OPEN = frozenset({State.WRITING, State.CHANGES_ASKED, State.WITHDRAWN})
"""States in which the text may be changed."""


class Action(StrEnum):
    READ_DRAFT = "read_draft"
    WRITE = "write"
    SUBMIT = "submit"
    REVIEW = "review"
    CONFIRM = "confirm"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Actor:
    """Somebody who asks for something: by an account, or by a secret link to a draft or to their authorship."""

    user: User | None = None
    contributor: Contributor | None = None
    draft_id: int | None = None
    """Draft whose link they hold. Ended by ``Draft.link_version``, also when its writer leaves the practice."""


def actor_of(user: User | AnonymousUser) -> Actor:
    """Return the actor for an account. Reads only; a contributor with the account's verified address is its own."""
    if not isinstance(user, User):
        return Actor()
    address = people.verified_address(user)
    own = Contributor.objects.filter(Q(user=user) | (Q(email=address) if address else Q(pk__in=[])))
    return Actor(user=user, contributor=own.order_by("-user").first())


def may(action: Action, actor: Actor, *, draft: Draft | None = None, practice: PracticePage | None = None) -> bool:
    """Return whether ``actor`` may do this with ``draft``, or with ``practice`` as it is on the site."""
    practice = practice or (draft.page if draft else None)
    state = draft.state if draft else State.PUBLISHED
    match action:
        case Action.READ_DRAFT:
            return is_writer(actor, draft, practice) or (state == State.SUBMITTED and is_editor(actor, practice))
        case Action.WRITE:
            return state in OPEN and is_writer(actor, draft, practice)
        case Action.SUBMIT:
            return state in OPEN and is_writer(actor, draft, practice) and bool(draft and draft.confirmed_at)
        case Action.WITHDRAW:
            return state == State.SUBMITTED and is_writer(actor, draft, practice)
        case Action.REVIEW:
            return state == State.SUBMITTED and is_editor(actor, practice)
        case Action.CONFIRM:
            is_theirs = is_author(actor, practice) or is_colleague(actor, practice) or is_editor(actor, practice)
            return practice is not None and practice.live and is_theirs
        case Action.HAND_OVER:
            return practice is not None and (is_author(actor, practice) or is_editor(actor, practice))


def is_writer(actor: Actor, draft: Draft | None, practice: PracticePage | None) -> bool:
    if draft is not None and draft.pk is not None and actor.draft_id == draft.pk:
        return True
    if draft is not None and draft.page_id is None:
        own = actor.contributor
        return own is not None and draft.confirmed_at is not None and draft.contributor_id == own.pk
    return is_author(actor, practice) or is_colleague(actor, practice)


def is_author(actor: Actor, practice: PracticePage | None) -> bool:
    if practice is None or practice.pk is None or actor.contributor is None:
        return False
    return roles.is_maker(actor.contributor, practice.pk)


def authors_of(practice: PracticePage) -> QuerySet[Authorship]:
    return roles.makers().filter(practice=practice)


def is_colleague(actor: Actor, practice: PracticePage | None) -> bool:
    """Return whether the actor works for the organisation of a practice that shares with it."""
    if practice is None or actor.user is None or not actor.user.is_active or not practice.is_shared:
        return False
    organisation = practice.organisation
    return bool(organisation and organisation.group_id and actor.user.groups.filter(pk=organisation.group_id).exists())


def is_editor(actor: Actor, practice: PracticePage | None) -> bool:
    """Return whether the actor may publish the practice, or practices as such while it has no page."""
    if actor.user is None or not actor.user.is_active:
        return False
    page = practice if practice is not None and practice.pk else PracticeIndexPage.objects.first()
    return page is not None and may_publish(actor.user, page)
