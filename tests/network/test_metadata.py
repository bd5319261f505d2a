"""Removal of metadata from photos."""

import gc
import warnings
from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from network import cleaning
from network.metadata import picture_only
from tests.factories import OrganisationFactory, organiser_of

LATITUDE, ORIENTATION, GPS, CAMERA = 2, 0x0112, 0x8825, 0x0110
TURNED = 6


@pytest.fixture(autouse=True)
def _drawn_files_are_closed():
    """Close the files of renditions, as in ``test_photos``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def taken_at_home(kind: str = "JPEG", **kwargs) -> bytes:
    exif = Image.Exif()
    exif[CAMERA], exif[ORIENTATION] = "Camera van Noor", TURNED
    exif.get_ifd(GPS).update({1: "N", LATITUDE: (51.0, 29.0, 42.0), 3: "E", 4: (4.0, 17.0, 12.0)})
    file = BytesIO()
    Image.new("RGB", (1200, 800), "#0c6b70").save(file, kind, exif=exif, **kwargs)
    return file.getvalue()


def told_by(raw: bytes) -> dict:
    with Image.open(BytesIO(raw)) as picture:
        exif = picture.getexif()
        return {"where": dict(exif.get_ifd(GPS)), "tags": dict(exif), "camera": b"Noor" in raw}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photo_keeps_which_side_is_up_and_nothing_else(kind):
    before = taken_at_home(kind)
    assert told_by(before)["where"]

    after = picture_only(BytesIO(before))

    assert told_by(after) == {"where": {}, "tags": {ORIENTATION: TURNED}, "camera": False}
    with Image.open(BytesIO(before)) as one, Image.open(BytesIO(after)) as other:
        assert (one.format, one.size, one.mode) == (other.format, other.size, other.mode)
    assert picture_only(BytesIO(after)) is None, "once is enough"


@pytest.mark.parametrize(
    "more", [{"comment": b"Bij Noor thuis"}, {"xmp": b"<x:xmpmeta>Noor</x:xmpmeta>"}], ids=["comment", "XMP"]
)
def test_words_beside_the_picture_are_taken_out(more):
    file = BytesIO()
    Image.new("RGB", (40, 40)).save(file, "JPEG", **more)

    assert b"Noor" not in picture_only(file)


def test_film_keeps_all_its_pictures():
    file = BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(file, "GIF", save_all=True, append_images=[second], duration=[100, 300], loop=0, comment=b"Noor")

    with Image.open(BytesIO(picture_only(file))) as after:
        assert (after.n_frames, after.info["duration"]) == (2, 100)


def test_drawing_without_a_word_stays_as_it_is():
    file = BytesIO()
    Image.new("RGB", (40, 40)).save(file, "PNG")

    assert picture_only(file) is None


@pytest.mark.django_db
def test_uploaded_photo_tells_nobody_where_it_was_taken(client, site_tree):
    organisation = OrganisationFactory(title="De Linde")
    client.force_login(organiser_of(organisation))
    organisation.refresh_from_db()
    file = ContentFile(taken_at_home(), name="lunch.jpg")

    client.post(
        reverse("wagtailimages:add"), {"title": "Lunch", "file": file, "collection": organisation.collection_id}
    )

    photo = get_image_model().objects.get()
    names = [photo.file.name, photo.get_rendition("width-400|format-jpeg").file.name]
    kept, shown = (default_storage.open(name).read() for name in names)
    assert [told_by(kept)["where"], told_by(shown)["where"], b"Noor" in kept + shown] == [{}, {}, False]
    assert photo.file_size == len(kept)
    with Image.open(BytesIO(shown)) as picture:
        assert picture.height > picture.width, "it still stands upright"


# -- Photos uploaded earlier --------------------------------------------------------------------------------------------


def uploaded_before(title: str = "Lunch"):
    """Create a photo, and a rendition of it, as they were stored before metadata was removed from uploads."""
    photo = get_image_model().objects.create(title=title, file=ContentFile(taken_at_home(), name="lunch.jpg"))
    with default_storage.open(photo.file.name, "wb") as file:
        file.write(taken_at_home())
    photo = get_image_model().objects.get(pk=photo.pk)
    photo.get_rendition("width-400|format-jpeg")
    return photo


def run(*args: str) -> str:
    said = StringIO()
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("clean_photos", *args, stdout=said)
    return said.getvalue()


def test_photo_of_before_is_cleaned_once_with_the_sizes_made_of_it(db):
    before = uploaded_before()
    dirty = [before.file.name, before.renditions.get().file.name]
    assert {bool(told_by(default_storage.open(name).read())["where"]) for name in dirty} == {True}

    looked, cleaned, again = run("--look"), run(), run()

    photo = get_image_model().objects.get()
    names = [photo.file.name, photo.get_rendition("width-400|format-jpeg").file.name]
    kept, shown = (default_storage.open(name).read() for name in names)
    assert [told_by(kept)["where"], told_by(shown)["where"], b"Noor" in kept + shown] == [{}, {}, False]
    assert (photo.file_size, photo.width, photo.height) == (len(kept), before.width, before.height)
    assert not default_storage.exists(before.file.name)
    assert [f"{photo.pk}\tfound\tLunch" in looked, f"{photo.pk}\tcleaned\tLunch" in cleaned] == [True, True]
    assert again == "No photo tells more than it shows.\n"


def test_looking_at_photos_of_before_changes_nothing(db):
    before = uploaded_before()
    raw = default_storage.open(before.file.name).read()

    run("--look")

    photo = get_image_model().objects.get()
    assert (photo.file.name, photo.file_hash, photo.renditions.count()) == (before.file.name, before.file_hash, 1)
    assert default_storage.open(photo.file.name).read() == raw


def test_photo_that_cannot_be_read_keeps_nobody_from_cleaning_the_next(db):
    broken, whole = uploaded_before("Stuk"), uploaded_before("Heel")
    with default_storage.open(broken.file.name, "wb") as file:
        file.write(b"not a picture")

    said = run()

    assert f"{broken.pk}\tcan't be read\tStuk" in said
    assert f"{whole.pk}\tcleaned\tHeel" in said
    assert default_storage.open(broken.file.name).read().startswith(b"not a picture")


def test_damaged_avif_keeps_nobody_from_cleaning_the_next(db):
    """The AVIF decoder raises an exception of its own."""
    broken, whole = uploaded_before("Stuk"), uploaded_before("Heel")
    raw = bytearray(taken_at_home("AVIF"))
    raw[-200:] = bytes(200)
    with default_storage.open(broken.file.name, "wb") as file:
        file.write(raw)

    said = run()

    assert f"{broken.pk}\tcan't be read\tStuk" in said
    assert f"{whole.pk}\tcleaned\tHeel" in said


def test_name_of_a_cleaned_photo_fits_where_the_name_of_before_just_did(db):
    """PostgreSQL refuses a longer name, and then none of the following photos would be cleaned."""
    photo = uploaded_before()
    longest = f"original_images/{'lunch' * 15}.jpg"
    default_storage.save(longest, ContentFile(taken_at_home()))
    get_image_model().objects.filter(pk=photo.pk).update(file=longest)

    assert "cleaned" in run()

    name = get_image_model().objects.get().file.name
    assert (len(longest), len(name) <= 100, default_storage.exists(name)) == (95, True, True)


def test_file_of_two_photos_stays_until_both_are_cleaned(db):
    one, other = uploaded_before("Een"), uploaded_before("Twee")
    shared = one.file.name
    get_image_model().objects.filter(pk=other.pk).update(file=shared)

    each = cleaning.clean_photos()
    for _photo in (one, other):
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert next(each).outcome == "cleaned"

    photos = get_image_model().objects.all()
    assert [told_by(default_storage.open(photo.file.name).read())["where"] for photo in photos] == [{}, {}]
    assert not default_storage.exists(shared)


def test_photo_that_was_replaced_meanwhile_stays_as_it_is(db, monkeypatch):
    photo = uploaded_before()
    other = default_storage.save(photo.file.name, ContentFile(taken_at_home()))
    read = cleaning.picture_only

    def replaced_while_it_is_read(file):
        get_image_model().objects.filter(pk=photo.pk).update(file=other)
        return read(file)

    monkeypatch.setattr(cleaning, "picture_only", replaced_while_it_is_read)

    said = run()

    assert "changed meanwhile" in said
    assert get_image_model().objects.get().file.name == other
    assert default_storage.exists(other)


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("PNG", "P")])
def test_big_photo_is_made_smaller_and_keeps_which_side_is_up(kind, mode):
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = TURNED, "Camera van Noor"
    file = BytesIO()
    Image.new(mode, (5200, 3900)).save(file, kind, exif=exif)

    made = picture_only(BytesIO(file.getvalue()))

    with Image.open(BytesIO(made)) as picture:
        assert (picture.size, picture.format) == ((2560, 1920), kind)
        assert dict(picture.getexif()) == {ORIENTATION: TURNED}


@pytest.mark.django_db
def test_stored_photo_knows_its_new_size():
    file = BytesIO()
    Image.new("RGB", (5200, 3900)).save(file, "JPEG")

    photo = get_image_model().objects.create(title="Lunch", file=ContentFile(file.getvalue(), name="lunch.jpg"))

    photo.refresh_from_db()
    assert (photo.width, photo.height) == (2560, 1920)
    assert photo.file_size == photo.file.size
