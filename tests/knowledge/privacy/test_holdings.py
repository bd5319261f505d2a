"""Every table of ``knowledge`` that holds something of a person has a term, is in their own data, and is erased."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from events.privacy import retention as all_retention
from knowledge.glossary import suggesting
from knowledge.models import (
    Attachment,
    Authorship,
    Contributor,
    Draft,
    PracticePage,
    Question,
    Reaction,
    ReactionReport,
    ShownReaction,
    Submission,
    TermSuggestion,
    Uptake,
)
from knowledge.privacy import retention
from knowledge.privacy.erasure import erase
from knowledge.privacy.holdings import HOLDINGS
from knowledge.privacy.own_data import about_contributor
from knowledge.reactions import questions, rule
from knowledge.reactions.links import Moderator
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, PracticeFactory, editor
from tests.factories_knowledge import contributor, sent_reaction, shown_reaction

pytestmark = pytest.mark.django_db

NOTHING_OF_A_PERSON = {
    "knowledge.ReviewLink": "the number of an editor's account and of a submission",
    "knowledge.UptakeLink": "numbers of a person and of a statement; goes with either",
    "knowledge.PolicyEntry": "policy of a municipality; the number of the account that typed it over",
    "knowledge.ReviewTask": "the name of a step in the workflow",
    "knowledge.ModeratorLink": "numbers of a moderator and of a reaction; has a term of its own",
    "knowledge.Standing": "points to an authorship; the name is there",
    "knowledge.PracticePartner": "the name of an organisation",
    "knowledge.TermName": "the name of a begrip",
    "knowledge.Category": "the name of a category",
}
"""Models that the walk below finds, although they hold nothing of a person."""
NAME, ADDRESS, WORDS = "Mirza Kowalczyk", "mirza@example.org", "Zilverpapier en paardenbloemen"


def points_to_a_person(field: models.Field) -> bool:
    return bool(field.is_relation and field.concrete and field.related_model in {Contributor, User})


def holds_something_of_a_person(model: type[models.Model]) -> bool:
    fields = [field for field in model._meta.get_fields() if field.concrete]  # noqa: SLF001  Django documents it
    names = {"name", "email", "typed_name", "credit_name", "contact_name"}
    return any(
        isinstance(field, models.EmailField) or points_to_a_person(field) or field.name in names for field in fields
    )


def personal_models() -> list[type[models.Model]]:
    found = [model for model in apps.get_app_config("knowledge").get_models() if not issubclass(model, Page)]
    return [model for model in found if holds_something_of_a_person(model)]


def test_walk_finds_the_tables_that_it_should():
    assert {Contributor, Authorship, Draft, Question, Reaction, ReactionReport} <= set(personal_models())


@pytest.mark.parametrize("model", personal_models(), ids=lambda model: model.__name__)
def test_table_with_something_of_a_person_has_a_term_and_is_in_own_data(model):
    if model._meta.label in NOTHING_OF_A_PERSON or model is Contributor:  # noqa: SLF001  Django documents it
        return

    holding = next((one for one in HOLDINGS if one.model is model), None)

    assert holding is not None, f"{model.__name__} needs a Holding in knowledge/privacy/holdings.py"
    assert holding.kind in {kind.key for kind in retention.KINDS}


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.model.__name__)
def test_holding_has_a_row_in_the_tests_below(holding):
    assert holding.model in ROWS, "add a row of this table to ROWS, so that own data and erasure are tried on it"


def test_terms_are_shown_and_run_with_those_of_registrations():
    assert set(retention.KINDS) <= set(all_retention.KINDS)


# -- A row in every table ----------------------------------------------------------------------------------------------


def authorship(who: Contributor) -> Authorship:
    return Authorship.objects.create(
        practice=PracticeFactory(), contributor=who, credit_name=NAME, credit_work=WORDS, is_contact=True
    )


def draft(who: Contributor) -> Draft:
    return Draft.objects.create(contributor=who, typed_name=NAME, data={"title": [WORDS]})


def attachment(who: Contributor) -> Attachment:
    return Attachment.objects.create(
        draft=draft(who), title=WORDS, extension="pdf", size=3, digest="0" * 64, file=ContentFile(b"abc", "a.pdf")
    )


def submission(who: Contributor) -> Submission:
    practice = PracticeFactory()
    return Submission.objects.create(practice=practice, revision=practice.save_revision(), contributor=who)


def uptake(who: Contributor) -> Uptake:
    return Uptake.objects.create(
        practice=PracticeFactory(), organisation=OrganisationFactory(), state="werkt", since=date(2026, 3, 1),
        contact=who, contact_name=NAME, stated_by=who, typed_name=NAME, proven_at=timezone.now(),
        agreed_at=timezone.now(), confirmed_at=timezone.now(),
    )  # fmt: skip


def question(who: Contributor) -> Question:
    return Question.objects.create(practice=PracticeFactory(), contributor=who, typed_name=NAME, words=WORDS)


def reaction(who: Contributor) -> Reaction:
    return sent_reaction(email=who.email, name=who.name, words=WORDS, work=NAME)


def answer(who: Contributor) -> ShownReaction:
    shown = shown_reaction(email="ander@example.org")
    shown.answer, shown.answer_name, shown.answered_by, shown.answered_at = WORDS, NAME, who, timezone.now()
    shown.save()
    return shown


def report(who: Contributor) -> ReactionReport:
    shown = shown_reaction(email="nog-een@example.org")
    return ReactionReport.objects.create(
        reaction=shown.reaction, practice=shown.practice, reported_name="Bo", reported_words="Ja", reason=WORDS,
        email=who.email,
    )  # fmt: skip


def term_suggestion(who: Contributor) -> TermSuggestion:
    editor()  # gets a letter with the words
    return suggesting.suggest(who, name=NAME, word="ZAT", words=WORDS, about=None, is_proven=True)


ROWS: dict[type[models.Model], Callable[[Contributor], models.Model]] = {
    Authorship: authorship,
    Draft: draft,
    Attachment: attachment,
    Submission: submission,
    Uptake: uptake,
    Question: question,
    Reaction: reaction,
    ShownReaction: answer,
    ReactionReport: report,
    TermSuggestion: term_suggestion,
}


def all_rows() -> str:
    """Return every value in every table of ``knowledge``, and every mail that we keep."""
    found = [str(list(model._default_manager.values())) for model in apps.get_app_config("knowledge").get_models()]  # noqa: SLF001
    mails = [bytes(mail.message).decode() + mail.recipient + mail.subject for mail in OutgoingMail.objects.all()]
    return " ".join(found + mails)


@pytest.fixture
def everything(site_tree, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }
    who = contributor(ADDRESS, NAME)
    editor()  # who gets letters with their words
    for make in ROWS.values():
        make(who)
    questions.send(Question.objects.get())
    mine = Reaction.objects.get(contributor=who)
    rule.decline(mine, Moderator(), words="Nee.")
    ReactionReport.objects.create(
        reaction=mine, practice=mine.practice, reported_name=NAME, reported_words=WORDS, reason="Lelijk"
    )
    return who


def test_own_data_shows_a_row_of_every_table_with_its_words(everything):
    parts = about_contributor(everything)["parts"]

    shown = " ".join(str(part) for part in parts)
    assert len(parts) >= len(HOLDINGS)
    assert (
        shown.count(WORDS) >= len(ROWS) - 2
    )  # a submission has no words of its own yet, and those of an uptake are the party's


@pytest.mark.parametrize("trace", [NAME, ADDRESS, WORDS])
def test_erasure_leaves_no_trace_in_any_table_or_mail(everything, trace):
    assert trace in all_rows()

    erase(everything)

    assert trace not in all_rows()


def test_erasure_twice_is_harmless_and_touches_nobody_else(everything):
    other = contributor("ander@example.org")
    erase(everything)
    erase(everything)

    assert Contributor.objects.filter(pk=other.pk).exists()


def test_file_of_an_unsent_draft_goes_from_storage_too(everything, django_capture_on_commit_callbacks):
    row = Attachment.objects.get()
    storage, name = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erase(everything)

    assert not storage.exists(name)


def test_text_that_was_never_on_the_site_goes_with_its_only_writer_and_a_published_one_stays(site_tree):
    who = contributor(ADDRESS, NAME)
    unseen, seen = PracticeFactory(title="Nooit geplaatst", live=False), PracticeFactory(title="Geplaatst")
    for practice in (unseen, seen):
        Authorship.objects.create(practice=practice, contributor=who, credit_name=NAME)
        Draft.objects.create(contributor=who, typed_name=NAME, page=practice)

    erase(who)

    assert set(PracticePage.objects.values_list("title", flat=True)) == {"Geplaatst"}
    assert not Draft.objects.exists()


def test_unseen_text_of_two_writers_stays_for_the_other(site_tree):
    who, other = contributor(ADDRESS, NAME), contributor("ander@example.org")
    unseen = PracticeFactory(title="Nooit geplaatst", live=False)
    for one in (who, other):
        Authorship.objects.create(practice=unseen, contributor=one)
    Draft.objects.create(contributor=who, typed_name=NAME, page=unseen)

    erase(who)

    assert PracticePage.objects.filter(pk=unseen.pk).exists()


@pytest.mark.parametrize("make", [submission, draft, authorship, uptake], ids=lambda make: make.__name__)
def test_letters_to_others_about_what_is_theirs_go(site_tree, make):
    who = contributor(ADDRESS, NAME)
    row = make(who)
    kind = {"Submission": "submission", "Draft": "draft", "Authorship": "authorship", "Uptake": "uptake"}
    about = f"{kind[type(row).__name__]}:{row.pk}"
    OutgoingMail.objects.create(cause="x", about=about, recipient="sara@example.org", subject=NAME, message=b"")

    erase(who)

    assert not OutgoingMail.objects.exists()
