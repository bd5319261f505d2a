from datetime import timedelta

import pytest
from django.utils import timezone

from events.privacy import retention as all_retention
from knowledge.glossary import suggesting
from knowledge.identity import people
from knowledge.models import Authorship, Contributor, Question, Reaction, ReactionReport, TermSuggestion
from knowledge.reactions import questions, rule
from tests.factories import PracticeFactory, UserFactory, editor
from tests.factories_knowledge import contributor, sent_reaction, shown_reaction

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def later(term: timedelta) -> None:
    all_retention.run_due(timezone.now() + term)


def test_unconfirmed_question_and_reaction_go_after_a_week_and_the_person_with_them(site_tree):
    practice, guest = PracticeFactory(), people.at_address("wie@example.org", name="Wie")
    questions.ask(practice, guest, name="Wie", words="Vraag")
    rule.send_in(practice, guest, name="Wie", work="", words="Reactie")

    later(WEEK - timedelta(hours=1))
    assert (Question.objects.count(), Reaction.objects.count(), Contributor.objects.count()) == (1, 1, 1)

    later(WEEK)
    later(WEEK)
    assert (Question.objects.count(), Reaction.objects.count(), Contributor.objects.count()) == (0, 0, 0)


def test_question_goes_four_weeks_after_it_was_sent(site_tree):
    asked = questions.ask(PracticeFactory(), contributor(), name="Noor", words="Vraag")
    questions.send(asked)

    later(4 * WEEK - timedelta(hours=1))
    assert Question.objects.exists()
    later(4 * WEEK)
    assert not Question.objects.exists()


def test_reaction_stays_while_it_is_shown_and_goes_four_weeks_after_it_ended(site_tree):
    stays, waits, gone = (
        shown_reaction(email="a@example.org").reaction,
        sent_reaction(email="b@example.org"),
        shown_reaction(email="c@example.org").reaction,
    )
    rule.withdraw(gone)

    later(52 * WEEK)

    assert set(Reaction.objects.all()) == {stays, waits}


def test_address_of_a_reporter_goes_with_the_decision_and_the_report_half_a_year_later(site_tree):
    shown = shown_reaction()
    made = rule.report(shown, [], reason="Lelijk", email="sem@example.org")
    rule.decide_report(made, editor(), remove=False, words="")

    assert ReactionReport.objects.get().email == ""
    later(26 * WEEK)
    assert not ReactionReport.objects.exists()


def test_suggestion_goes_a_week_unconfirmed_four_weeks_after_the_answer_or_half_a_year_without(site_tree):
    guest = people.at_address("wie@example.org", name="Wie")
    for word in ("onbevestigd", "wacht", "beantwoord"):
        asked = {"name": "Wie", "word": word, "words": "Tekst", "about": None, "is_proven": word != "onbevestigd"}
        made = suggesting.suggest(guest, **asked)
    suggesting.decline(made.pk, by=editor(), words="Staat er al.")

    left = []
    for term in (WEEK - timedelta(hours=1), WEEK, 4 * WEEK, 26 * WEEK):
        later(term)
        left.append(sorted(TermSuggestion.objects.values_list("word", flat=True)))

    assert left == [["beantwoord", "onbevestigd", "wacht"], ["beantwoord", "wacht"], ["wacht"], []]


def test_contributor_stays_while_anything_is_theirs(site_tree):
    author, alone = contributor("a@example.org"), contributor("b@example.org")
    Authorship.objects.create(practice=PracticeFactory(), contributor=author)

    later(4 * WEEK - timedelta(hours=1))
    assert set(Contributor.objects.all()) == {author, alone}
    later(4 * WEEK)
    assert set(Contributor.objects.all()) == {author}


def test_account_gets_a_new_contributor_after_the_old_one_went(site_tree):
    user = UserFactory()
    first = people.of_user(user)
    later(4 * WEEK)

    assert not Contributor.objects.filter(pk=first.pk).exists()
    assert people.of_user(user).user == user
