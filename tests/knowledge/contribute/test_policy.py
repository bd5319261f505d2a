"""Matrix: who may do what with a practice, in each state of its draft."""

from itertools import product

import pytest
from django.utils import timezone

from knowledge.contribute import drafts, rule
from knowledge.contribute.policy import Action, Actor, actor_of, may
from knowledge.models import Authorship, Draft, PracticePage
from tests.factories import OrganisationFactory, UserFactory, editor, functional_manager, organiser_of
from tests.factories_contribute import WHOLE, ContributorFactory, DraftFactory, holder, submitted, written_by

State = Draft.State
WRITE, SUBMIT, WITHDRAW, READ = Action.WRITE, Action.SUBMIT, Action.WITHDRAW, Action.READ_DRAFT
REVIEW, CONFIRM, HAND_OVER = Action.REVIEW, Action.CONFIRM, Action.HAND_OVER
PEOPLE = (
    "holder", "author", "co-author", "former author", "thanked", "colleague", "stranger", "organiser elsewhere",
    "editor", "functional manager", "former editor", "nobody",
)  # fmt: skip

# First column: while it is written for the first time there is no page, so there are no co-authors and no colleagues.
OPEN = {READ, WRITE, SUBMIT}
WITHOUT_PAGE = {"holder": OPEN, "author": OPEN}
BACK_WITH_WRITER = {
    "holder": OPEN,
    "author": OPEN | {HAND_OVER},
    "co-author": OPEN | {HAND_OVER},
    "editor": {HAND_OVER},
    "functional manager": {HAND_OVER},
}
UNPUBLISHED = {
    State.SUBMITTED: {
        "holder": {READ, WITHDRAW},
        "author": {READ, WITHDRAW, HAND_OVER},
        "co-author": {READ, WITHDRAW, HAND_OVER},
        "editor": {READ, REVIEW, HAND_OVER},
        "functional manager": {READ, REVIEW, HAND_OVER},
    },
    State.CHANGES_ASKED: BACK_WITH_WRITER,
    State.WITHDRAWN: BACK_WITH_WRITER,
    State.REFUSED: {
        "holder": {READ},
        "author": {READ, HAND_OVER},
        "co-author": {READ, HAND_OVER},
        "editor": {HAND_OVER},
        "functional manager": {HAND_OVER},
    },
}
PUBLISHED = {
    "holder": {READ},
    "author": {READ, CONFIRM, HAND_OVER},
    "co-author": {READ, CONFIRM, HAND_OVER},
    "colleague": {READ, CONFIRM},
    "editor": {CONFIRM, HAND_OVER},
    "functional manager": {CONFIRM, HAND_OVER},
}
EXPECTED = {State.WRITING: WITHOUT_PAGE, **UNPUBLISHED, State.PUBLISHED: PUBLISHED}


def brought_to(state: State, draft: Draft, sara) -> Draft:
    """Bring ``draft`` to ``state`` through the rule."""
    if state != State.WRITING:
        submission = submitted(draft)
        match state:
            case State.PUBLISHED:
                rule.approve(submission.pk, sara)
            case State.CHANGES_ASKED:
                rule.ask_for_changes(submission.pk, sara, "Wat kostte het?")
            case State.REFUSED:
                rule.refuse(submission.pk, sara, "Dit is reclame.")
            case State.WITHDRAWN:
                rule.take_back(draft.pk, holder(draft))
    return Draft.objects.select_related("page", "submission", "contributor").get(pk=draft.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_matrix(site_tree, state):
    sara = editor()
    organisation = OrganisationFactory()
    colleague = organiser_of(organisation)
    organisation.refresh_from_db()
    answers = {**WHOLE, "organisation": [str(organisation.pk)], "is_shared": ["on"]}
    draft = brought_to(state, DraftFactory(data=answers), sara)
    co_author, former, thanked = ContributorFactory(), ContributorFactory(), ContributorFactory()
    if draft.page:
        written_by(co_author, draft.page)
        written_by(former, draft.page, until=timezone.now())
        written_by(thanked, draft.page, role=Authorship.Role.THANKS)
    former_editor = editor()
    former_editor.is_active = False
    former_editor.save()
    actors = dict(
        zip(
            PEOPLE,
            (
                holder(draft), Actor(contributor=draft.contributor), Actor(contributor=co_author),
                Actor(contributor=former), Actor(contributor=thanked), actor_of(colleague),
                Actor(contributor=ContributorFactory(), user=UserFactory()),
                actor_of(organiser_of(OrganisationFactory())), actor_of(sara), actor_of(functional_manager()),
                actor_of(former_editor), Actor(),
            ),
            strict=True,
        )
    )  # fmt: skip

    found = {name: {action for action in Action if may(action, actor, draft=draft)} for name, actor in actors.items()}

    assert found == {name: EXPECTED[state].get(name, set()) for name in PEOPLE}


@pytest.mark.django_db
def test_the_matrix_covers_every_action_and_state():
    covered = {(action, state) for state, rows in EXPECTED.items() for actions in rows.values() for action in actions}

    assert {action for action, _state in covered} == set(Action)
    assert set(EXPECTED) == set(State)
    assert len(list(product(Action, PEOPLE, State))) == 7 * 12 * 6


@pytest.mark.django_db
def test_colleagues_write_only_while_the_practice_on_the_site_says_so(site_tree):
    organisation = OrganisationFactory()
    colleague = organiser_of(organisation)
    answers = {**WHOLE, "organisation": [str(organisation.pk)], "is_shared": ["on"]}
    draft = brought_to(State.PUBLISHED, DraftFactory(data=answers), editor())
    change = drafts.open_change(draft.page, Actor(contributor=draft.contributor))
    assert may(WRITE, actor_of(colleague), draft=change)

    PracticePage.objects.filter(pk=draft.page_id).update(is_shared=False)

    change = Draft.objects.select_related("page").get(pk=change.pk)
    assert not may(WRITE, actor_of(colleague), draft=change)


@pytest.mark.django_db
def test_account_is_the_author_only_with_the_verified_address(site_tree):
    draft = DraftFactory(contributor__email="lotte@example.org")
    owner = UserFactory(email="lotte@example.org")
    assert may(WRITE, actor_of(owner), draft=draft)

    owner.emailaddress_set.update(verified=False)

    assert not may(WRITE, actor_of(owner), draft=draft)


@pytest.mark.django_db
def test_unconfirmed_draft_belongs_to_its_link_only(site_tree):
    """A stranger may have typed the address, so its owner's account does not show what the stranger wrote."""
    draft = DraftFactory(contributor__email="lotte@example.org", confirmed_at=None)

    assert not may(READ, actor_of(UserFactory(email="lotte@example.org")), draft=draft)
    assert may(WRITE, holder(draft), draft=draft)
    assert not may(SUBMIT, holder(draft), draft=draft)
