"""The yearly question, and what happens when nobody answers it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.contribute import confirming, drafts, links, rule
from knowledge.contribute.steps import BY_SLUG
from knowledge.models import Authorship, Draft, PracticePage, Standing
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, PracticeFactory, editor, organiser_of
from tests.factories_contribute import ContributorFactory, DraftFactory, submitted, written_by
from tests.mailed import mails_to, text_of
from tests.screen import parsed, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sara(site_tree):
    return editor(email="sara@example.org")


def asked_of(email: str) -> int:
    return OutgoingMail.objects.filter(recipient=email, cause__startswith="yearly").count()


def practice(title: str = "Samen aan tafel", *, author=None, **kwargs) -> PracticePage:
    page = PracticeFactory(title=title, **kwargs)
    Standing.objects.create(practice=page)
    written_by(author or ContributorFactory(email="lotte@example.org"), page)
    return page


def later(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_one_letter_a_year_about_all_practices_of_an_author():
    lotte = ContributorFactory(email="lotte@example.org")
    practice(author=lotte)
    practice("Vier aan tafel", author=lotte)

    assert confirming.run_due(later(364)) == 0
    assert confirming.run_due(later(365)) == 2
    assert confirming.run_due(later(366)) == 0

    [message] = mails_to("lotte@example.org")
    text = text_of(message)
    assert "Samen aan tafel" in text
    assert "Vier aan tafel" in text


def test_reminder_then_the_organisation_and_the_editors_then_the_page(client):
    organisation = OrganisationFactory()
    member = organiser_of(organisation, email="olga@example.org")
    organisation.refresh_from_db()
    page = practice(organisation=organisation, is_shared=True)
    asked = later(365)
    confirming.run_due(asked)

    confirming.run_due(asked + timedelta(days=20))
    assert asked_of("lotte@example.org") == 1
    confirming.run_due(asked + timedelta(days=21))
    assert asked_of("lotte@example.org") == 2
    assert asked_of(member.email) == 0
    confirming.run_due(asked + timedelta(days=45))
    assert (asked_of(member.email), asked_of("sara@example.org")) == (1, 1)
    assert Standing.objects.get(practice=page).overdue_since is None
    confirming.run_due(asked + timedelta(days=60))
    assert Standing.objects.get(practice=page).overdue_since == timezone.localdate(asked + timedelta(days=60))


def test_answering_starts_the_year_again(client):
    page = practice()
    asked = later(365)
    confirming.run_due(asked)
    confirming.run_due(asked + timedelta(days=60))
    own = Authorship.objects.select_related("contributor").get(practice=page)

    Standing.objects.update(is_confirmed=False)

    client.post(links.author_path(own), {"doe": "bevestig"})

    standing = Standing.objects.get(practice=page)
    assert (standing.confirmed_on, standing.confirmed_by, standing.overdue_since) == (timezone.localdate(), own, None)
    assert standing.is_confirmed
    assert not confirming.is_asked(page)
    assert confirming.run_due(later(300)) == 0


def test_change_of_a_comma_confirms_nothing(sara):
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    page = PracticePage.objects.get()
    Standing.objects.update(confirmed_on=timezone.localdate() - timedelta(days=100))
    change = drafts.open_change(page, confirming.Actor(contributor=draft.contributor))
    change.data = {**change.data, "goal": ["Rust, in huis."]}
    change.save()

    rule.approve(submitted(change).pk, sara)

    assert Standing.objects.get().confirmed_on == timezone.localdate() - timedelta(days=100)


def test_stopped_and_unpublished_practices_are_not_asked_about():
    practice(phase=PracticePage.Phase.STOPPED)
    practice("Van de site", live=False, author=ContributorFactory())

    assert confirming.run_due(later(500)) == 0


def test_practice_published_in_the_admin_is_asked_about_too():
    page = PracticeFactory(first_published_at=timezone.now())

    confirming.run_due(later(1))

    standing = Standing.objects.get(practice=page)
    assert (standing.confirmed_on, standing.is_confirmed) == (timezone.localdate(), False)


def test_author_who_left_is_not_asked():
    page = practice()
    Authorship.objects.filter(practice=page).update(until=timezone.now())

    confirming.run_due(later(365))

    assert asked_of("lotte@example.org") == 0


def test_own_page_asks(client):
    page = practice()
    confirming.run_due(later(365))
    own = Authorship.objects.select_related("contributor").get(practice=page)

    assert "Klopt het nog?" in words(parsed(client.get(links.author_path(own))).main)


# -- Old drafts ---------------------------------------------------------------------------------------------------------


def test_writer_is_warned_after_twenty_days_once():
    DraftFactory(contributor__email="lotte@example.org")

    assert drafts.run_due(later(19)) == 0
    assert drafts.run_due(later(21)) == 1
    assert drafts.run_due(later(22)) == 0
    assert len(mails_to("lotte@example.org")) == 1


def test_unproven_address_is_not_warned():
    DraftFactory(confirmed_at=None)

    assert drafts.run_due(later(21)) == 0


def test_draft_goes_after_thirty_days_with_the_page_that_never_was_published(sara):
    kept = DraftFactory()
    rule.approve(submitted(kept).pk, sara)
    waiting = DraftFactory()
    submitted(waiting)
    gone = DraftFactory()
    rule.ask_for_changes(submitted(gone).pk, sara, "Korter.")

    assert drafts.delete_old(later(29)) == 0
    assert drafts.delete_old(later(31)) == 2

    assert list(Draft.objects.all()) == [waiting]
    assert {page.pk for page in PracticePage.objects.filter(live=True)} == {PracticePage.objects.get(live=True).pk}
    assert PracticePage.objects.count() == 2, "the published one and the one that waits"


def test_saving_again_starts_the_term_again():
    draft = DraftFactory()
    Draft.objects.update(saved_at=later(-25), warned_at=later(-5))

    drafts.save_step(draft.pk, confirming.Actor(draft_id=draft.pk), BY_SLUG["wat"], dict(draft.data), version=1)

    assert drafts.delete_old(later(10)) == 0
    draft.refresh_from_db()
    assert draft.warned_at is None
