"""A draft, and what waits for review, shows nowhere; saving it drops no cached page."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from freshness import version
from knowledge.contribute import drafts, links, rule, steps
from knowledge.contribute.policy import Actor
from knowledge.models import Draft, PracticePage
from tests.factories import PracticeFactory, editor
from tests.factories_contribute import WHOLE, DraftFactory, holder, submitted

SECRET_WORD = "Zebravink"
PUBLIC = (
    "/", "/praktijken/", "/praktijken/feed.xml", f"/praktijken/?q={SECRET_WORD}", f"/zoeken/?q={SECRET_WORD}",
    f"/zoeken/voorstellen/?q={SECRET_WORD[:4]}", "/sitemap.xml", "/agenda/", "/gemeenten/", "/organisaties/", "/themas/",
    f"/praktijken/insturen/lijkt/?titel={SECRET_WORD}", "/praktijken/zebravink-samen-aan-tafel/",
)  # fmt: skip


def secret_draft() -> Draft:
    return DraftFactory(
        data={**WHOLE, "title": [f"{SECRET_WORD} samen aan tafel"], "goal": [f"Een {SECRET_WORD} in elk huis."]}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["written", "sent in", "changes asked", "taken back", "refused"])
def test_text_of_a_draft_is_in_no_public_answer(client, site_tree, stage):
    sara, draft = editor(), secret_draft()
    if stage != "written":
        submission = submitted(draft)
        if stage == "changes asked":
            rule.ask_for_changes(submission.pk, sara, "Korter.")
        elif stage == "refused":
            rule.refuse(submission.pk, sara, "Reclame.")
        elif stage == "taken back":
            rule.take_back(draft.pk, holder(draft))
    call_command("update_index", verbosity=0)

    for address in PUBLIC:
        answer = client.get(address)
        body = answer.content.decode()
        assert f"{SECRET_WORD.lower()} samen" not in body.lower(), address
        assert f"een {SECRET_WORD.lower()} in" not in body.lower(), address


@pytest.mark.django_db
def test_number_of_practices_does_not_count_what_waits(client, site_tree):
    PracticeFactory()
    before = client.get("/praktijken/").content

    submitted(secret_draft())

    assert client.get("/praktijken/").content == before


@pytest.mark.django_db
def test_share_picture_of_what_waits_does_not_exist(client, site_tree):
    submission = submitted(secret_draft())

    answer = client.get(f"/deelbeeld/{submission.practice_id}/x.png")

    assert answer.status_code == 404


@pytest.mark.django_db
def test_change_to_a_live_practice_is_not_found_by_its_new_word(client, site_tree):
    sara, draft = editor(), DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    practice, author = PracticePage.objects.get(), Actor(contributor=draft.contributor)
    change = drafts.open_change(practice, author)
    change.data = {**change.data, "goal": [f"Een {SECRET_WORD} in elk huis."]}
    change.save()

    rule.submit(change.pk, author)

    call_command("update_index", verbosity=0)
    assert SECRET_WORD not in client.get(practice.url).content.decode()
    assert not Page.objects.live().search(SECRET_WORD)


@pytest.mark.django_db(transaction=True)
def test_writing_and_saving_itself_drop_no_cached_page(client):
    draft = secret_draft()
    client.get("/praktijken/")  # makes what a first visit makes
    before = version.current()

    for number in range(5):
        typed = {"versie": str(draft.version + number), "goal": f"Rust in huis {number}."}
        answer = client.post(f"{links.draft_path(draft)}aanpak/bewaar/", typed)
        assert answer.status_code == 200
    client.post(f"{links.draft_path(draft)}waar/", {"versie": "9", "target_group": "Gezinnen"})
    client.get(f"{links.draft_path(draft)}voorbeeld/")

    assert version.current().changes == before.changes
    assert Draft.objects.get().data["goal"] == ["Rust in huis 4."]
    assert steps.BY_SLUG["waar"].owns("target_group")


@pytest.mark.django_db
def test_each_page_of_a_draft_takes_as_many_queries_for_many_practices(
    client, site_tree, django_assert_max_num_queries
):
    draft = secret_draft()
    PracticeFactory.create_batch(20)

    with django_assert_max_num_queries(20):
        client.get(f"{links.draft_path(draft)}waar/")
