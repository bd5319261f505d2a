"""The photo at the top of a page: its display, the permission to use it, and the warnings to the editor."""

import gc
import warnings
from io import BytesIO

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from events.pages.models import MeetupPage
from tests.events.pages.test_editor_screens import publish
from tests.factories import MunicipalityFactory, OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db
Image = get_image_model()


@pytest.fixture(autouse=True)
def _drawn_files_are_closed():
    """Collect garbage after each test.

    Wagtail leaves the files of renditions open, and the warning about that must not be raised during another test.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def photo(organisation=None, **kwargs):
    collection = {"collection": organisation.collection} if organisation else {}
    return Image.objects.create(title="Lunch", file=get_test_image_file(size=(1600, 1000)), **collection, **kwargs)


@pytest.fixture
def linde(site_tree, client):
    organisation = OrganisationFactory(title="De Linde")
    client.force_login(organiser_of(organisation))
    organisation.refresh_from_db()
    return organisation


def test_photo_comes_in_light_formats_and_several_sizes_with_its_words(client, site_tree):
    page = MunicipalityFactory(title="Breda", photo=photo(), photo_alt="Een lange tafel met soep")

    text = client.get(page.get_url()).text
    picture = text[text.index("<picture>") : text.index("</picture>")]

    assert picture.index("image/avif") < picture.index("image/webp") < picture.index("<img")
    assert 'alt="Een lange tafel met soep"' in picture
    assert picture.count("480w") == picture.count("1440w") == 3
    assert all(f'{name}="' in picture for name in ("sizes", "width", "height"))


def test_photo_for_the_mood_has_an_empty_alt(client, site_tree):
    page = MunicipalityFactory(title="Breda", photo=photo(), photo_alt="Vergeten", photo_is_decorative=True)

    text = client.get(page.get_url()).text

    assert 'alt=""' in text[text.index("<picture>") : text.index("</picture>")]
    assert "Vergeten" not in text


def test_photo_without_words_is_published_with_a_warning(client, linde):
    response = publish(client, linde, photo=str(photo(linde).pk), follow=True)
    page = MeetupPage.objects.get()

    assert (response.status_code, page.live, page.lacks_photo_words) == (302, True, True)
    assert "wat erop te zien is" in client.get(reverse("wagtailadmin_home")).text
    assert "wat erop te zien is" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


@pytest.mark.parametrize("words", [{"photo_alt": "Een tafel"}, {"photo_is_decorative": "on"}], ids=["words", "mood"])
def test_photo_with_words_brings_no_warning(client, linde, words):
    publish(client, linde, photo=str(photo(linde).pk), **words)

    assert "wat erop te zien is" not in client.get(reverse("wagtailadmin_home")).text


def test_photo_of_another_organisation_is_refused(client, linde):
    eik = OrganisationFactory(title="De Eik")
    organiser_of(eik)
    eik.refresh_from_db()

    response = publish(client, linde, photo=str(photo(eik).pk))

    assert response.status_code == 200
    assert "Deze foto hoort niet bij jouw organisatie" in response.text
    assert not MeetupPage.objects.exists()


def black(*size: int) -> bytes:
    PIL.Image.new("1", size).save(file := BytesIO(), "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: ContentFile(b"GIF89a nee", name="foto.png"), "Geen geldige .png"),
        (lambda: ContentFile(b"<svg/>", name="foto.svg"), "Dit soort bestand kan hier niet"),
        (lambda: ContentFile(black(9000, 7000), name="groot.png"), "te veel pixels"),
    ],
    ids=["not an image", "svg", "too many pixels"],
)
def test_upload_that_cannot_be_is_refused_with_words(client, linde, file, said):
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Foto", "image-chooser-upload-file": file(),
            "image-chooser-upload-collection": str(linde.collection_id),
        },
    )  # fmt: skip

    assert said in response.text
    assert not Image.objects.exists()
