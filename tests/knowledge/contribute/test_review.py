"""The moderator's page behind the link in the mail."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from knowledge.contribute import drafts, links, rule
from knowledge.contribute.policy import Actor
from knowledge.models import Draft, PracticePage, ReviewLink, Submission
from outbox.models import OutgoingMail
from tests.factories import PracticeFactory, editor
from tests.factories_contribute import WHOLE, DraftFactory, submitted
from tests.mailed import mails_to, text_of
from tests.screen import errors, parsed, words

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def sara(site_tree):
    return editor(first_name="Sara", last_name="Mertens", email="sara@example.org")


@pytest.fixture
def bob(site_tree):
    return editor(first_name="Bob", last_name="Smit", email="bob@example.org")


def shown(answer) -> str:
    return words(parsed(answer).main)


def mailed_link(email: str) -> str:
    return re.search(r"http://testserver(\S*nakijken\S*)", text_of(mails_to(email)[-1]))[1]


def test_letter_tells_who_wants_what_and_what_looks_alike(sara):
    PracticeFactory(title="Aan tafel met vier")

    draft = DraftFactory(contributor__name="Lotte Bruin", contributor__email="lotte@example.org")
    submitted(draft)

    [message] = mails_to("sara@example.org")
    text = text_of(message)
    for part in ("Lotte Bruin", "Samen aan tafel", "eerste inzending", "Aan tafel met vier"):
        assert part in text
    assert "lotte@example.org" in message["Reply-To"]


def test_opening_ten_times_changes_nothing(client, sara):
    submission = submitted()
    path = mailed_link("sara@example.org")
    mails = OutgoingMail.objects.count()

    for _time in range(10):
        assert client.get(path).status_code == 200
        client.head(path)
        client.get(f"{path}voorbeeld/")

    submission.refresh_from_db()
    assert submission.state == State.WAITING
    assert ReviewLink.objects.get().used_at is None
    assert OutgoingMail.objects.count() == mails


def test_button_publishes_what_was_read_whatever_was_saved_since(client, sara):
    submission = submitted()
    path = mailed_link("sara@example.org")
    assert "De eerste keer aten we met acht mensen." in shown(client.get(path))
    sneaky = submission.revision.as_object()
    sneaky.title = "Stiekem gewijzigd"
    sneaky.save_revision()

    answer = client.post(path, {"besluit": "goedkeuren"})

    assert "Het staat op de site" in shown(answer)
    page = PracticePage.objects.get()
    assert (page.live, page.title) == (True, "Samen aan tafel")
    assert "Samen aan tafel" in client.get("/praktijken/").content.decode()


@pytest.mark.parametrize(("decision", "field"), [("vragen", "comment"), ("afwijzen", "comment")])
def test_asking_for_changes_and_refusing_need_words(client, sara, decision, field):
    submission = submitted()

    answer = client.post(mailed_link("sara@example.org"), {"besluit": decision, field: " \x00 "})

    assert answer.status_code == 422
    assert field in errors(answer)
    submission.refresh_from_db()
    assert submission.state == State.WAITING


def test_words_reach_the_author_by_mail_and_behind_the_link(client, sara):
    draft = DraftFactory(contributor__email="lotte@example.org")
    submitted(draft)

    client.post(mailed_link("sara@example.org"), {"besluit": "vragen", "comment": "Wat kostte het?"})

    message = mails_to("lotte@example.org")[-1]
    assert "Wat kostte het?" in text_of(message)
    assert "sara@example.org" in message["Reply-To"]
    page = shown(client.get(links.draft_path(draft)))
    assert "Sara Mertens schreef op" in page
    assert "Wat kostte het?" in page


def test_second_decision_says_who_and_when(client, sara, bob):
    submitted()
    first, second = mailed_link("sara@example.org"), mailed_link("bob@example.org")
    client.post(first, {"besluit": "goedkeuren"})

    for answer in (client.post(second, {"besluit": "vragen", "comment": "Nee"}), client.get(second), client.get(first)):
        assert answer.status_code == 409
        assert "Dit is al goedgekeurd" in shown(answer)
        assert "Sara Mertens besliste op" in shown(answer)


def test_taken_back_is_told(client, sara):
    draft = DraftFactory()
    submitted(draft)
    rule.take_back(draft.pk, Actor(draft_id=draft.pk))

    assert "De schrijver haalde dit terug" in shown(client.get(mailed_link("sara@example.org")))


def test_link_is_dead_after_thirty_days(client, sara, time_machine):
    submission = submitted()
    path = mailed_link("sara@example.org")

    time_machine.move_to(timezone.now() + links.REVIEW_FOR)

    assert client.get(path).status_code == 410
    assert client.post(path, {"besluit": "goedkeuren"}).status_code == 410
    submission.refresh_from_db()
    assert submission.state == State.WAITING


@pytest.mark.parametrize("ended", ["inactive", "no longer editor"])
def test_link_is_dead_for_somebody_who_stopped(client, sara, ended):
    submitted()
    path = mailed_link("sara@example.org")
    if ended == "inactive":
        sara.is_active = False
        sara.save()
    else:
        sara.groups.clear()

    assert client.get(path).status_code == 410
    assert client.get(f"{path}voorbeeld/").status_code == 410
    assert client.post(path, {"besluit": "goedkeuren"}).status_code == 410
    assert not PracticePage.objects.get().live


def test_link_signs_nobody_in(client, sara):
    submitted()

    client.post(mailed_link("sara@example.org"), {"besluit": "goedkeuren"})

    assert "_auth_user_id" not in client.session


def test_without_a_token_nothing_is_decided_and_words_come_back(sara):
    submission = submitted()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(mailed_link("sara@example.org"), {"besluit": "vragen", "comment": "Wat kostte het?"})

    assert answer.status_code == 403
    assert "Wat kostte het?" in answer.content.decode()
    submission.refresh_from_db()
    assert submission.state == State.WAITING


@pytest.mark.parametrize("decision", ["", "wissen", "\x00", "goedkeuren "])
def test_unknown_decision_does_nothing(client, sara, decision):
    submission = submitted()

    assert client.post(mailed_link("sara@example.org"), {"besluit": decision}).status_code == 422
    submission.refresh_from_db()
    assert submission.state == State.WAITING


def test_handed_on_to_a_colleague_who_gets_an_own_link(client, sara, bob):
    submission = submitted()
    ReviewLink.objects.filter(moderator=bob).delete()
    OutgoingMail.objects.filter(recipient="bob@example.org").delete()
    path = mailed_link("sara@example.org")

    client.post(path, {"besluit": "doorgeven", "to": str(bob.pk), "note": "Jij kent de wijk."})

    message = text_of(mails_to("bob@example.org")[-1])
    assert "Jij kent de wijk." in message
    client.post(mailed_link("bob@example.org"), {"besluit": "goedkeuren"})
    submission.refresh_from_db()
    assert submission.decided_by == bob


@pytest.mark.parametrize("to", ["", "9" * 30, "x"])
def test_handed_on_to_nobody_is_refused(client, sara, to):
    submitted()

    assert client.post(mailed_link("sara@example.org"), {"besluit": "doorgeven", "to": to}).status_code == 422


def test_change_shows_what_differs(client, sara):
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    author = Actor(contributor=draft.contributor)
    change = drafts.open_change(PracticePage.objects.get(), author)
    change.data = {**change.data, "failed_what": [f"{WHOLE['failed_what'][0]} Nu zijn we met drie."]}
    change.save()
    rule.submit(change.pk, author)

    page = parsed(client.get(mailed_link("sara@example.org")))

    assert [words(one) for one in page.select("ins")] == ["Nu zijn we met drie."]
    assert page.select("del") == []


def test_second_version_shows_what_differs_from_the_first(client, sara):
    draft = DraftFactory()
    rule.ask_for_changes(submitted(draft).pk, sara, "Wat kostte het?")
    draft = Draft.objects.get()
    draft.data = {**draft.data, "costs": ["Veertig euro."]}
    draft.save()
    submitted(draft)

    page = parsed(client.get(mailed_link("sara@example.org")))

    assert [words(one) for one in page.select("ins")] == ["Veertig euro."]


@pytest.mark.parametrize("secret", ["A" * 40, "-" * 40])
def test_forged_link_opens_nothing(client, sara, secret):
    submitted()

    assert client.get(f"/praktijken/insturen/nakijken/{secret}/").status_code == 404


def test_link_to_write_is_no_link_to_review(client, sara):
    draft = DraftFactory()
    submitted(draft)

    assert client.get(f"/praktijken/insturen/nakijken/{links.draft_secret(draft)}/").status_code == 404


def test_html_in_a_text_is_shown_as_typed(client, sara):
    submitted(DraftFactory(data={**WHOLE, "title": ["<b>Vet</b>"], "goal": ["<script>alert(1)</script>"]}))

    body = client.get(mailed_link("sara@example.org")).content.decode()

    assert "<script>alert" not in body
    assert "<b>Vet</b>" not in body
