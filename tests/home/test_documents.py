"""Documents whose file was replaced: old addresses lead to the new file, and to nothing else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import functional_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(client, site_tree):
    """Return a document whose file ``oud.pdf`` was replaced by ``nieuw.pdf`` in the admin, and its first address."""
    document = get_document_model().objects.create(title="Folder", file=ContentFile(b"%PDF-oud", name="oud.pdf"))
    old_url, old_name = document.url, document.file.name
    client.force_login(functional_manager())
    sent = {
        "title": "Folder",
        "file": SimpleUploadedFile("nieuw.pdf", b"%PDF-nieuw"),
        "collection": document.collection_id,
    }
    assert client.post(reverse("wagtaildocs:edit", args=[document.pk]), sent).status_code == 302
    client.logout()
    document.refresh_from_db()
    document.old_url, document.old_name = old_url, old_name
    return document


def test_old_address_leads_to_the_new_file_and_the_old_one_is_gone(client, folder):
    answer = client.get(folder.old_url)

    assert (answer.status_code, answer.url) == (302, folder.url)
    assert folder.file.read() == b"%PDF-nieuw"
    assert not folder.file.storage.exists(folder.old_name)


def test_old_address_of_a_restricted_document_tells_nothing(client, folder):
    restricted = Collection.get_first_root_node().add_child(name="Afgeschermd")
    folder.collection = restricted
    folder.save()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")

    answer = client.get(folder.old_url)

    assert answer.status_code == 302
    assert "/account/login/" in answer.url
    assert "nieuw" not in answer.url


def test_document_that_is_not_there_is_a_404(client, folder):
    folder.delete()

    assert client.get(folder.old_url).status_code == 404
