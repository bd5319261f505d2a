"""Many at once, with real transactions, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import TaskState

from knowledge.contribute import drafts, rule, steps
from knowledge.contribute.policy import Actor
from knowledge.models import Draft, PracticePage, Submission
from outbox.models import OutgoingMail
from tests.factories import editor
from tests.factories_contribute import DraftFactory, holder, submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
State = Submission.State
WHAT = steps.BY_SLUG["wat"]
APPROACH = steps.BY_SLUG["aanpak"]
REFUSALS = (rule.AlreadyDecided, rule.NotAllowed, drafts.Clash, drafts.Closed, drafts.TooMany)


def at_once(*jobs) -> list:
    """Start all jobs in the same moment. Return each result, or the refusal that it met."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait()
            return job()
        except (*REFUSALS, PermissionDenied) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_of_two_moderators_one_decides_and_the_other_hears_who():
    sara, bob = editor(email="sara@example.org"), editor(email="bob@example.org")
    for _round in range(3):
        submission = submitted()

        results = at_once(
            lambda pk=submission.pk: rule.approve(pk, sara),
            lambda pk=submission.pk: rule.ask_for_changes(pk, bob, "Wat kostte het?"),
        )

        refused = [result for result in results if isinstance(result, rule.AlreadyDecided)]
        submission.refresh_from_db()
        assert len(refused) == 1
        assert refused[0].submission.decided_by == submission.decided_by
        assert PracticePage.objects.get(pk=submission.practice_id).live == (submission.state == State.APPROVED)
        letters = OutgoingMail.objects.filter(about=f"submission:{submission.pk}").exclude(cause__startswith="review:")
        assert letters.count() == 1


def test_what_the_author_types_while_it_is_approved_does_not_come_along():
    sara = editor()
    draft = DraftFactory()
    submission = submitted(draft)
    typed = {**draft.data, "title": ["Iets heel anders"]}

    results = at_once(
        lambda: rule.approve(submission.pk, sara),
        lambda: drafts.save_step(draft.pk, holder(draft), WHAT, typed, version=1),
    )

    assert isinstance(results[1], drafts.Closed)
    assert PracticePage.objects.get().title == "Samen aan tafel"


def test_taking_back_and_approving_exclude_each_other():
    sara = editor()
    for _round in range(3):
        draft = DraftFactory()
        submission = submitted(draft)

        results = at_once(
            lambda pk=submission.pk: rule.approve(pk, sara),
            lambda draft=draft: rule.take_back(draft.pk, holder(draft)),
        )

        submission.refresh_from_db()
        assert sum(isinstance(result, REFUSALS) for result in results) == 1
        assert PracticePage.objects.get(pk=submission.practice_id).live == (submission.state == State.APPROVED)


def test_of_two_tabs_with_one_step_the_second_is_asked():
    draft = DraftFactory()

    results = at_once(
        *(
            lambda text=text: drafts.save_step(
                draft.pk, holder(draft), WHAT, {**draft.data, "title": [text]}, version=1
            )
            for text in ("Links", "Rechts")
        )
    )

    clashes = [result for result in results if isinstance(result, drafts.Clash)]
    assert len(clashes) == 1
    assert Draft.objects.get().data["title"] == clashes[0].draft.data["title"]


def test_two_tabs_with_different_steps_both_save():
    draft = DraftFactory()

    at_once(
        lambda: drafts.save_step(draft.pk, holder(draft), WHAT, {**draft.data, "title": ["Nieuw"]}, version=1),
        lambda: drafts.save_step(draft.pk, holder(draft), APPROACH, {"goal": ["Rust in huis."]}, version=1),
    )

    data = Draft.objects.get().data
    assert (data["title"], data["goal"]) == (["Nieuw"], ["Rust in huis."])


def test_sending_in_twice_makes_one_submission():
    editor()
    draft = DraftFactory()

    at_once(*[lambda: rule.submit(draft.pk, holder(draft))] * 3)

    assert Submission.objects.count() == PracticePage.objects.count() == 1


def test_two_authors_open_one_change():
    sara = editor()
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    practice = PracticePage.objects.get()
    author = Actor(contributor=draft.contributor)

    results = at_once(*[lambda: drafts.open_change(practice, author)] * 2)

    assert {result.pk for result in results} == {draft.pk}


def by_button(submission: Submission, moderator, action: str):
    """Return a job that does what Wagtail's own button does, on the state that the editor's page showed."""
    state = TaskState.objects.get(pk=submission.task_state_id)
    return lambda: state.task.specific.on_action(state, moderator, action)


@pytest.mark.parametrize("action", ["approve", "reject", "cancel"])
def test_the_admins_own_button_and_taking_back_exclude_each_other(action):
    """They took their locks in opposite order, which PostgreSQL ends with an error for one of them."""
    sara = editor()
    for _round in range(6):
        draft = DraftFactory()
        submission = submitted(draft)
        workflow_state = submission.task_state.workflow_state
        button = by_button(submission, sara, action) if action != "cancel" else partial(workflow_state.cancel, sara)

        results = at_once(button, lambda draft=draft: rule.take_back(draft.pk, holder(draft)))

        submission.refresh_from_db()
        assert sum(isinstance(result, (*REFUSALS, PermissionDenied)) for result in results) in {
            1,
            0 if action == "cancel" else 1,
        }
        assert PracticePage.objects.get(pk=submission.practice_id).live == (submission.state == State.APPROVED)
        assert submission.state != State.WAITING
