"""Reactions that wait: reminders to the moderators."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import ModeratorLink, Reaction
from knowledge.reactions import reminders, rule
from knowledge.reactions.links import Moderator
from tests.factories import editor
from tests.factories_knowledge import sent_reaction
from tests.mailed import mails_to

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def sara(site_tree):
    return editor(email="sara@example.org")


def test_moderator_hears_again_after_a_week_and_then_every_three_weeks(sara):
    reaction = sent_reaction(email="sem@example.org")
    sent = reaction.confirmed_at

    told = [reminders.run_due(sent + days * DAY) for days in (6, 7, 8, 27, 28)]

    assert told == [0, 1, 0, 0, 1]
    subjects = [str(mail["Subject"]) for mail in mails_to("sara@example.org")]
    assert [subject.startswith("Deze reactie wacht nog") for subject in subjects] == [False, True, True]
    assert not mails_to("sem@example.org")[1:], "the writer hears nothing of it"


def test_reminder_gives_the_link_its_full_term_again(sara):
    sent_reaction(email="sem@example.org")
    ModeratorLink.objects.update(made_at=timezone.now() - 29 * DAY)
    Reaction.objects.update(confirmed_at=timezone.now() - 29 * DAY)

    reminders.run_due()

    assert ModeratorLink.objects.get().made_at > timezone.now() - DAY


def test_no_reminder_of_what_is_decided_or_off_the_site(sara):
    decided, hidden = sent_reaction(email="a@example.org"), sent_reaction(email="b@example.org")
    rule.decline(decided, Moderator(editor=sara), words="Nee.")
    hidden.practice.unpublish()

    assert reminders.run_due(timezone.now() + 60 * DAY) == 0
