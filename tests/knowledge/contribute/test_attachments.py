"""Attachments: what may be added, and who may have it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction

from knowledge.contribute import attachments, drafts, links, rule
from knowledge.contribute.inspecting import Refused, inspect
from knowledge.contribute.policy import Actor
from knowledge.models import Attachment, Draft, PracticePage
from tests.factories import editor
from tests.factories_contribute import DraftFactory, holder, submitted
from tests.knowledge.contribute.files import BAD, GOOD, OFFICE, PDF, office, picture
from tests.screen import addresses, parsed, words

pytestmark = pytest.mark.django_db


def upload(client, draft: Draft, *files: tuple[str, bytes]):
    uploads = [SimpleUploadedFile(name, content, content_type="text/html") for name, content in files]
    return client.post(f"{links.draft_path(draft)}bestand/", {"nieuw": uploads})


def published(client, *files: tuple[str, bytes]) -> PracticePage:
    draft = DraftFactory()
    upload(client, draft, *files)
    rule.approve(submitted(draft).pk, editor())
    return PracticePage.objects.get()


def address_of(client, page: PracticePage) -> str:
    [address] = [url for url in addresses(client.get(page.url)) if "/bestand/" in url]
    return address


@pytest.mark.parametrize("name", GOOD)
def test_what_people_share_is_taken(name):
    content = GOOD[name]

    found = inspect(BytesIO(content), name, len(content))

    assert found.extension == name.lower().rpartition(".")[2].replace("jpeg", "jpg")


@pytest.mark.parametrize("case", BAD)
def test_what_may_harm_is_refused_in_words(case):
    name, content = BAD[case]

    with pytest.raises(Refused) as refused:
        inspect(BytesIO(content), name, len(content))

    assert len(str(refused.value)) > 15


def test_refused_file_is_named_and_the_others_are_kept(client, site_tree):
    draft = DraftFactory()

    answer = upload(client, draft, ("kaart.pdf", PDF), BAD["html"])

    assert answer.status_code == 422
    page = words(parsed(answer).main)
    assert "folder.html: Dit soort bestand kan niet." in page
    assert [file.title for file in draft.attachments.all()] == ["kaart"]


def test_place_and_owner_of_a_photo_are_removed(client, site_tree):
    draft = DraftFactory()

    upload(client, draft, ("foto.jpg", picture(with_place=True)))

    stored = draft.attachments.get()
    with stored.file.open("rb") as file:
        content = file.read()
    assert b"Telefoon van Lotte" not in content
    assert not Image.open(BytesIO(content)).getexif()
    assert stored.size == len(content)


def private_files() -> Storage:
    return Attachment._meta.get_field("file").storage  # noqa: SLF001  Django documents it


def test_stored_under_a_name_nobody_typed_outside_the_public_folder(client, site_tree):
    draft = DraftFactory()

    upload(client, draft, ("../../Geheim <script>.pdf", PDF))

    stored = draft.attachments.get()
    assert "eheim" not in stored.file.name
    # Not storages["private"]: another test may have changed the setting since the model was made.
    assert private_files().exists(stored.file.name)
    assert not storages["public"].exists(stored.file.name)
    assert client.get(f"/media/{stored.file.name}").status_code == 404


def test_eleventh_file_and_more_than_forty_megabytes_are_refused(client, site_tree):
    draft = DraftFactory()
    upload(client, draft, *[(f"kaart{number}.pdf", PDF) for number in range(10)])
    eleventh = upload(client, draft, ("kaart.pdf", PDF))
    assert "Er zijn al tien bestanden" in words(parsed(eleventh).main)

    draft.attachments.filter(pk=draft.attachments.first().pk).update(dropped_at=timezone.now())
    draft.attachments.filter(dropped_at__isnull=True).update(size=4_670_000)
    heavy = upload(client, draft, ("kaart.pdf", PDF))

    assert "meer dan 40 MB" in words(parsed(heavy).main)


def test_submission_of_more_than_fits_is_refused_before_it_is_read(client, site_tree):
    draft = DraftFactory()

    answer = client.post(
        f"{links.draft_path(draft)}bestand/", b"x", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50 * 1024 * 1024),
    )  # fmt: skip

    assert answer.status_code == 413
    assert "meer dan 40 MB" in words(parsed(answer).main)


def test_token_is_asked_for(site_tree):
    draft = DraftFactory()

    answer = upload(Client(enforce_csrf_checks=True), draft, ("kaart.pdf", PDF))

    assert answer.status_code == 403
    assert not draft.attachments.exists()


def test_file_of_a_draft_is_for_its_writer_only(client, site_tree):
    draft, other = DraftFactory(), DraftFactory()
    upload(client, draft, ("kaart.pdf", PDF))
    number = draft.attachments.get().pk

    own = client.get(f"{links.draft_path(draft)}bestand/{number}/")

    assert b"".join(own.streaming_content) == PDF
    assert "no-store" in own["Cache-Control"]
    assert client.get(f"{links.draft_path(other)}bestand/{number}/").status_code == 404
    submission = submitted(draft)
    assert client.get(f"/praktijken/{submission.practice.slug}/bestand/{number}/kaart.pdf").status_code == 404


def test_moderator_reads_the_files_of_the_version(client, site_tree):
    editor()
    draft, other = DraftFactory(), DraftFactory()
    upload(client, draft, ("kaart.pdf", PDF))
    upload(client, other, ("ander.pdf", PDF))
    link = submitted(draft).links.get()

    answer = client.get(f"{links.review_path(link)}bestand/{draft.attachments.get().pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert "no-store" in answer["Cache-Control"]
    assert client.get(f"{links.review_path(link)}bestand/{other.attachments.get().pk}/").status_code == 404


@pytest.mark.parametrize("name", ["kaart.pdf", "foto.jpg", "Afspraken.DOCX"])
def test_published_file_is_always_saved_and_never_shown(client, site_tree, name):
    page = published(client, (name, GOOD[name]))

    answer = client.get(address_of(client, page))

    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Type"] != "text/html"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert len(b"".join(answer.streaming_content)) == int(answer["Content-Length"])


def test_published_file_is_revalidated_by_its_content(client, site_tree):
    address = address_of(client, published(client, ("kaart.pdf", PDF)))
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "no-cache"


def test_file_is_closed_with_its_page(client, site_tree):
    page = published(client, ("kaart.pdf", PDF))
    address = address_of(client, page)

    restriction = PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    assert client.get(address).status_code == 200
    page.unpublish()
    assert client.get(address).status_code == 404


def test_file_of_a_change_is_closed_until_it_is_approved(client, site_tree):
    sara = editor()
    draft = DraftFactory()
    rule.approve(submitted(draft).pk, sara)
    page, author = PracticePage.objects.get(), Actor(contributor=draft.contributor)
    change = drafts.open_change(page, author)
    upload(client, change, ("kaart.pdf", PDF))
    address = f"{page.url}bestand/{change.attachments.get().pk}/kaart.pdf"
    submission = rule.submit(change.pk, author)
    assert client.get(address).status_code == 404

    rule.approve(submission.pk, sara)

    assert client.get(address).status_code == 200


def test_dropped_file_stays_on_the_page_until_the_change_is_approved(client, site_tree):
    sara = editor()
    page = published(client, ("kaart.pdf", PDF))
    address = address_of(client, page)
    author = Actor(contributor=page.authorships.get().contributor)
    change = drafts.open_change(page, author)

    client.post(f"{links.draft_path(change)}bestand/{change.attachments.get().pk}/weg/")

    assert client.get(address).status_code == 200
    rule.approve(rule.submit(change.pk, author).pk, sara)
    assert client.get(address).status_code == 404


def test_number_of_another_page_opens_nothing(client, site_tree):
    page = published(client, ("kaart.pdf", PDF))
    other = DraftFactory()
    upload(client, other, ("geheim.pdf", PDF))

    for number in (other.attachments.get().pk, "0", "9" * 19, "1e3"):
        assert client.get(f"{page.url}bestand/{number}/x.pdf").status_code == 404


def test_closed_while_it_is_reviewed(client, site_tree):
    draft = DraftFactory()
    submitted(draft)

    upload(client, draft, ("kaart.pdf", PDF))

    assert not Attachment.objects.exists()


def test_files_that_nothing_holds_go_after_thirty_days(client, site_tree, django_capture_on_commit_callbacks):
    page = published(client, ("kaart.pdf", PDF))
    draft = DraftFactory()
    upload(client, draft, ("weg.pdf", office("docx")), ("brief.docx", office()))
    attachments.drop(draft.pk, holder(draft), draft.attachments.get().pk)
    name = draft.attachments.get().file.name
    now = timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        assert attachments.delete_unused(now + timedelta(days=29)) == 0
        assert attachments.delete_unused(now + timedelta(days=31)) == 1

    assert not private_files().exists(name)
    assert [row.attachment.title for row in page.files.all()] == ["kaart"]
    assert set(OFFICE) == {"docx", "xlsx", "pptx"}
