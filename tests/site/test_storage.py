"""Uploads: what needs a permission has no address, and lies in no folder that a web server serves."""

import gc
import re
import warnings
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from config import settings as production
from tests.factories import UserFactory, functional_manager

pytestmark = pytest.mark.django_db
Restriction = CollectionViewRestriction


@pytest.fixture(autouse=True)
def _files_are_closed():
    """Close the files of renditions and of served documents, as in ``tests.network.test_photos``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture(autouse=True)
def folders(settings, tmp_path) -> Path:
    """Store uploads as in production, in folders of their own."""
    private = production.STORAGES["private"]
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.STORAGES = {
        **settings.STORAGES,
        "public": production.STORAGES["public"],
        "private": {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path / "private"}},
    }
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def document(collection: Collection | None = None):
    collection = collection or Collection.get_first_root_node()
    file = ContentFile(b"Alleen voor de kring", name="notulen.txt")
    return get_document_model().objects.create(title="Notulen", file=file, collection=collection)


def restricted(kind: str) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Kring")
    restriction = Restriction.objects.create(collection=collection, restriction_type=kind, password="sesam")
    if kind == Restriction.GROUPS:
        restriction.groups.add(Group.objects.create(name="Kring"))
    return collection.add_child(name="Daaronder")


def test_document_lies_outside_the_served_folder_and_only_for_the_site_itself(folders):
    kept = document()

    assert files_in(folders) == ["private/documents/notulen.txt"]
    assert (kept.file.url, kept.url) == ("", f"/documenten/{kept.pk}/notulen.txt")
    path = Path(kept.file.path)
    assert [oct(each.stat().st_mode & 0o777) for each in (path, path.parent)] == ["0o600", "0o700"]


@pytest.mark.parametrize("kind", [Restriction.LOGIN, Restriction.PASSWORD, Restriction.GROUPS])
def test_document_of_a_restricted_collection_is_read_by_who_passes_and_nobody_else(kind, client):
    kept = document(restricted(kind))

    refused = Client().get(kept.url)
    if kind == Restriction.PASSWORD:
        restriction = Restriction.objects.get()
        client.post(
            f"/documenten/authenticate_with_password/{restriction.pk}/", {"password": "sesam", "return_url": kept.url}
        )
    else:
        user = UserFactory()
        user.groups.set(Group.objects.filter(name="Kring"))
        client.force_login(user)
    answer = client.get(kept.url)

    assert b"kring" not in b"".join(refused)
    assert (answer.status_code, b"".join(answer)) == (200, b"Alleen voor de kring")


class Bucket(Storage):
    """A storage elsewhere, as of S3: it has addresses and no paths."""

    kept: ClassVar[dict[str, bytes]] = {}

    def _open(self, name, mode="rb"):
        return ContentFile(self.kept[name], name)

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def exists(self, name):
        return name in self.kept

    def size(self, name):
        return len(self.kept[name])

    def url(self, name):
        return f"https://bucket.example/{name}"


def test_document_in_a_bucket_is_read_through_the_site_and_not_redirected_to(settings, client):
    bucket = {"BACKEND": f"{__name__}.Bucket"}
    settings.STORAGES = {**settings.STORAGES, "public": bucket, "private": bucket}
    kept = document()

    answer = client.get(kept.url)

    assert (answer.status_code, b"".join(answer)) == (200, b"Alleen voor de kring")
    assert kept.file.url == ""


def test_file_of_a_document_goes_with_the_document(folders, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    kept = document()

    with django_capture_on_commit_callbacks(execute=True):
        kept.delete()

    assert files_in(folders) == []


def test_original_of_a_photo_is_private_and_the_address_of_a_rendition_cannot_be_guessed(folders):
    photo = get_image_model().objects.create(title="Kring", file=get_test_image_file("kring.png"))

    rendition = photo.get_rendition("width-100|format-webp")

    [original] = files_in(folders / "private")
    assert re.fullmatch(r"original_images/[0-9a-f]{16}-kring\.png", original)
    assert re.fullmatch(r"/media/images/[0-9a-f]{16}-kring\.[\w.-]+", rendition.url)
    assert photo.file.url == ""


def test_two_photos_of_one_name_and_a_name_that_is_too_long_have_their_own_beginnings(folders):
    names = ["kring.png", "kring.png", f"{'kring' * 30}.png"]
    photos = [get_image_model().objects.create(title="x", file=get_test_image_file(name)) for name in names]

    addresses = [photo.get_rendition("width-10").url for photo in photos]

    assert len({re.search(r"/images/([0-9a-f]{16})-kring", address)[1] for address in addresses}) == 3


def test_editor_of_a_photo_and_a_document_opens_without_an_address_of_the_original(client):
    client.force_login(functional_manager())
    photo = get_image_model().objects.create(title="Kring", file=get_test_image_file("kring.png"))
    kept = document()

    pages = [client.get(f"/beheer/images/{photo.pk}/"), client.get(f"/beheer/documents/edit/{kept.pk}/")]

    assert [page.status_code for page in pages] == [200, 200]
    for page in pages:
        assert b"/media/documents" not in page.content
        assert b"/media/original_images" not in page.content


def test_upgrade_moves_the_files_back_and_forth_and_overwrites_nothing(folders):
    migration = import_module("home.migrations.0006_private_files")
    old = folders / "media" / "documents"
    old.mkdir(parents=True)
    (old / "notulen.txt").write_text("oud")
    (folders / "media" / "images").mkdir()
    (folders / "media" / "images" / "foto.webp").write_text("foto")

    migration.to_private(None, None)
    (old / "notulen.txt").write_text("nieuw")
    migration.to_private(None, None)

    assert default_storage.open("documents/notulen.txt").read() == b"oud"
    (old / "notulen.txt").unlink()
    migration.to_media(None, None)
    assert files_in(folders) == ["media/documents/notulen.txt", "media/images/foto.webp"]
