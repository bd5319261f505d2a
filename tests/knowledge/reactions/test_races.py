"""Two moderators at the same moment, and a writer who withdraws meanwhile: one outcome, and the page agrees with it."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from knowledge.models import Question, Reaction, ShownReaction
from knowledge.reactions import questions, rule
from knowledge.reactions.links import Moderator
from tests.factories import PracticeFactory, editor
from tests.factories_knowledge import contributor, maker_of, sent_reaction
from tests.mailed import mails_to

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
State = Reaction.State


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run ``acts`` in threads that start together. Return what each ended in: “done”, or the name of the exception."""
    start, ended = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
            ended.append("done")
        except Exception as error:  # noqa: BLE001  every outcome is judged by the test
            ended.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def test_two_moderators_at_once_make_one_decision(site_tree):
    sara, practice = editor(email="sara@example.org"), PracticeFactory()
    noor = maker_of(practice)
    reaction = sent_reaction(practice)

    ended = at_once(
        lambda: rule.approve(reaction, Moderator(contact=noor)),
        lambda: rule.decline(reaction, Moderator(editor=sara), words="Nee."),
    )

    reaction.refresh_from_db()
    assert ended == ["DecidedAlready", "done"]
    assert ShownReaction.objects.exists() == (reaction.state == State.APPROVED)
    assert len(mails_to("mees@example.org")) == 1


def test_withdrawn_while_it_is_approved_is_not_shown(site_tree):
    reaction = sent_reaction()

    at_once(lambda: rule.approve(reaction, Moderator()), lambda: rule.withdraw(reaction))

    reaction.refresh_from_db()
    assert (reaction.state, ShownReaction.objects.exists()) == (State.WITHDRAWN, False)


def test_confirming_a_question_twice_at_once_mails_it_once(site_tree):
    practice = PracticeFactory()
    noor = maker_of(practice)
    asked = questions.ask(practice, contributor("fatima@example.org"), name="Fatima", words="Vraag")

    at_once(*[lambda: questions.send(Question.objects.get(pk=asked.pk))] * 3)

    assert len(mails_to(noor.email)) == 1
