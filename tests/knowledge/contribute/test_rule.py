"""The way from a draft to the site: what is published is what was read."""

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from wagtail.models import WorkflowState

from knowledge.contribute import drafts, rule
from knowledge.contribute.policy import Actor
from knowledge.models import Authorship, Draft, PracticePage, ReviewLink, Standing, Submission
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, UserFactory, editor, functional_manager, organiser_of
from tests.factories_contribute import WHOLE, DraftFactory, holder, submitted

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def sara(site_tree):
    return editor(first_name="Sara", last_name="Mertens", email="sara@example.org")


def live(submission: Submission) -> PracticePage:
    return PracticePage.objects.get(pk=submission.practice_id)


def changed(draft: Draft, **answers: str) -> None:
    """Change answers of a draft as if they were typed."""
    draft.refresh_from_db()
    draft.data = {**draft.data, **{name: [text] for name, text in answers.items()}}
    draft.save()


def test_what_was_sent_in_is_not_on_the_site_and_waits_for_each_moderator(sara):
    other = editor(email="bob@example.org")
    functional_manager(email="baas@example.org")
    organiser_of(OrganisationFactory(), email="olga@example.org")
    UserFactory(email="noor@example.org")

    submission = submitted()

    assert not live(submission).live
    assert submission.state == State.WAITING
    assert {link.moderator for link in ReviewLink.objects.all()} == {sara, other}
    asked = OutgoingMail.objects.filter(cause__startswith="review:")
    assert set(asked.values_list("recipient", flat=True)) == {"sara@example.org", "bob@example.org"}


def test_the_row_of_an_unpublished_practice_holds_no_text(sara):
    submission = submitted()

    page = live(submission)
    assert (page.title, page.failed_what) == ("Samen aan tafel", "")


def test_approving_publishes_the_revision_that_was_sent_in(sara):
    submission = submitted()
    page = live(submission)
    sneaky = submission.revision.as_object()
    sneaky.failed_what = "Stiekem gewijzigd."
    sneaky.save_revision()

    rule.approve(submission.pk, sara)

    page = live(submission)
    assert (page.live, page.failed_what) == (True, "De eerste keer aten we met acht mensen.")
    assert page.live_revision_id == submission.revision_id
    assert Standing.objects.get(practice=page).confirmed_on == timezone.localdate()


def test_the_author_is_named_as_they_chose_and_hears_of_it(sara):
    draft = DraftFactory()

    rule.approve(submitted(draft).pk, sara)

    author = Authorship.objects.get()
    assert (author.contributor, author.credit_name, author.credit_work, author.is_contact) == (
        draft.contributor,
        "Lotte Bruin",
        "jeugdprofessional",
        True,
    )
    letter = OutgoingMail.objects.get(cause__startswith="submission-published:")
    assert letter.recipient == draft.contributor.email


def test_no_mail_leaves_past_the_outbox(sara):
    functional_manager(email="bob@example.org")

    rule.approve(submitted().pk, sara)

    assert django_mail.outbox == []
    assert not OutgoingMail.objects.filter(cause__startswith="message:").exists()


def test_second_decision_says_who_decided_first(sara):
    bob = functional_manager(first_name="Bob")
    submission = submitted()
    rule.approve(submission.pk, sara)

    with pytest.raises(rule.AlreadyDecided) as refused:
        rule.ask_for_changes(submission.pk, bob, "Kan het korter?")

    assert refused.value.submission.decided_by == sara
    assert Submission.objects.get().words == ""


def test_changes_are_asked_in_words_and_the_new_version_goes_on_in_the_same_workflow(sara):
    draft = DraftFactory()
    first = submitted(draft)

    rule.ask_for_changes(first.pk, sara, "Wat kostte het?")

    letter = OutgoingMail.objects.get(cause__startswith="submission-changes:")
    assert letter.recipient == draft.contributor.email
    draft.refresh_from_db()
    assert draft.state == Draft.State.CHANGES_ASKED
    changed(draft, costs="Veertig euro per keer.")
    second = submitted(draft)
    rule.approve(second.pk, sara)
    assert live(second).costs == "Veertig euro per keer."
    assert [state.status for state in WorkflowState.objects.all()] == [WorkflowState.STATUS_APPROVED]


def test_refused_ends_the_workflow_and_closes_the_draft(sara):
    draft = DraftFactory()
    submission = submitted(draft)

    rule.refuse(submission.pk, sara, "Dit is reclame.")

    draft.refresh_from_db()
    assert (draft.state, live(submission).live) == (Draft.State.REFUSED, False)
    assert live(submission).current_workflow_state is None
    with pytest.raises(rule.NotAllowed):
        rule.submit(draft.pk, holder(draft))
    assert OutgoingMail.objects.filter(cause__startswith="submission-refused:").count() == 1


def test_taken_back_cancels_the_review_and_opens_the_draft(sara):
    draft = DraftFactory()
    submission = submitted(draft)

    rule.take_back(draft.pk, holder(draft))

    draft.refresh_from_db()
    assert draft.state == Draft.State.WITHDRAWN
    assert live(submission).current_workflow_state is None
    with pytest.raises(rule.AlreadyDecided):
        rule.approve(submission.pk, sara)
    assert submitted(draft).state == State.WAITING


def test_unconfirmed_address_cannot_send_in(sara):
    draft = DraftFactory(confirmed_at=None)

    with pytest.raises(rule.NotAllowed):
        rule.submit(draft.pk, holder(draft))

    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({"title": [""]}, "Geef het een naam"),
        ({"summary": ["x" * 241]}, "Vertel het in één zin"),
        ({"phase": ["wonder"]}, "Hoe ver zijn jullie?"),
        ({"municipality": ["99999999999999999999"]}, "In welke gemeente?"),
        ({"themes": ["9" * 40]}, "Bij welke thema’s hoort het?"),
        ({"steps-0-month": ["maart"], "steps-0-title": ["Begonnen"]}, "Maand"),
    ],
)
def test_incomplete_or_wrong_answers_are_told_and_nothing_is_sent_in(sara, answers, question):
    draft = DraftFactory(data={**WHOLE, **answers})

    with pytest.raises(rule.NotComplete) as refused:
        rule.submit(draft.pk, holder(draft))

    assert list(refused.value.problems) == [question]
    assert not PracticePage.objects.exists()


def test_change_to_a_live_practice_takes_the_same_way_while_the_old_text_stays(sara):
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    author = Actor(contributor=draft.contributor)
    practice = PracticePage.objects.get()

    change = drafts.open_change(practice, author)
    changed(change, failed_what="Nu zijn we met drie.", change_note="Aangevuld wat niet werkte.")
    submission = rule.submit(change.pk, author)

    assert live(submission).failed_what == "De eerste keer aten we met acht mensen."
    rule.approve(submission.pk, sara)
    assert live(submission).failed_what == "Nu zijn we met drie."
    assert [change.words for change in practice.published_changes.all()] == ["Aangevuld wat niet werkte."]


def test_change_under_way_is_opened_again_and_not_begun_afresh(sara):
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    practice = PracticePage.objects.get()
    author = Actor(contributor=draft.contributor)
    changed(drafts.open_change(practice, author), costs="Twee uur.")

    again = drafts.open_change(practice, author)

    assert again.data["costs"] == ["Twee uur."]
    assert Draft.objects.count() == 1


def test_no_longer_editor_cannot_decide(sara):
    submission = submitted()
    sara.groups.clear()

    with pytest.raises(rule.NotAllowed):
        rule.approve(submission.pk, sara)


def test_inactive_moderator_cannot_decide_and_gets_no_letter(sara):
    boss = editor(is_active=False, email="weg@example.org")

    submission = submitted()

    with pytest.raises(rule.NotAllowed):
        rule.approve(submission.pk, boss)
    assert not OutgoingMail.objects.filter(recipient="weg@example.org").exists()


def test_publishing_by_hand_ends_the_review_and_tells_the_writer(sara):
    submission = submitted()
    page = live(submission)

    page.get_latest_revision().publish(user=sara)

    submission.refresh_from_db()
    assert submission.state == State.OVERTAKEN
    assert OutgoingMail.objects.filter(cause__startswith="submission-overtaken:").count() == 1


def test_approval_with_the_buttons_of_the_admin_is_recorded_and_mailed(sara):
    submission = submitted()
    task_state = submission.task_state

    task_state.task.specific.on_action(task_state, sara, "approve")

    submission.refresh_from_db()
    assert (submission.state, submission.decided_by) == (State.APPROVED, sara)
    assert live(submission).live
    assert OutgoingMail.objects.filter(cause__startswith="submission-published:").count() == 1


@pytest.mark.parametrize(
    ("titles", "slugs"),
    [
        (["Eén gezin", "Een gezin"], ["een-gezin", "een-gezin-2"]),
        (["Insturen"], ["insturen-2"]),
        (["???"], ["praktijk"]),
    ],
)
def test_address_is_plain_free_and_leads_to_the_page(client, sara, titles, slugs):
    for title in titles:
        rule.approve(submitted(DraftFactory(data={**WHOLE, "title": [title]})).pk, sara)

    pages = PracticePage.objects.order_by("pk")
    assert [page.slug for page in pages] == slugs
    assert [client.get(page.url).status_code for page in pages] == [200] * len(titles)
