"""Image and texts of a shared link; never those of a page that is not public."""

from io import BytesIO

import pytest
from django.core.cache import cache, caches
from PIL import Image
from wagtail.models import PageViewRestriction

from events.links import registration_path
from home import share_image
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
)

pytestmark = pytest.mark.django_db


def picture_of(client, page):
    return client.get(share_image.image_url(page))


def test_picture_of_a_meetup_is_drawn_once_and_kept(client, monkeypatch):
    meetup = MeetupFactory(title="Wijklunch", wijken=[WijkFactory()])
    card = share_image.shown_card(meetup, None)
    address = share_image.image_url(meetup, card)

    first = client.get(address)
    monkeypatch.setattr(share_image, "draw", lambda words: pytest.fail("drawn again"))
    again = client.get(address)

    assert Image.open(BytesIO(first.content)).size == (1200, 630)
    assert (first["Content-Type"], first["Cache-Control"]) == ("image/png", "public, max-age=31536000, immutable")
    assert len(first.content) < 100_000
    assert again.content == first.content


def test_pictures_evict_nothing_but_pictures(client):
    cache.set("of-somebody-else", 1)

    for number in range(400):
        caches["images"].set(f"share-image:{number}", b"")

    assert cache.get("of-somebody-else") == 1


def test_old_address_shows_the_present_picture_and_is_kept_shortly(client):
    theme = ThemeFactory()

    response = client.get(f"/deelbeeld/{theme.pk}/oud.png")

    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=300")
    assert caches["images"].get("share-image:oud") is None


def test_address_is_another_one_when_the_words_are():
    meetup = MeetupFactory(title="Wijklunch")
    before = share_image.image_url(meetup, share_image.shown_card(meetup, None))

    meetup.dates.update(reason="De zaal is dicht.")
    same = share_image.image_url(meetup, share_image.shown_card(meetup, None))
    meetup.title = "Wijkdiner"

    assert same == before
    assert share_image.image_url(meetup, share_image.shown_card(meetup, None)) != before


def test_no_picture_of_what_is_not_for_everybody(client):
    draft = MeetupFactory(live=False)
    closed = OrganisationFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    below = MeetupFactory(organiser=closed)

    answers = [picture_of(client, page).status_code for page in (draft, closed, below)]

    assert answers == [404, 404, 404]
    assert client.get("/deelbeeld/999999/abc.png").status_code == 404
    assert client.get("/deelbeeld/1/abc.png").status_code == 404, "the root is no page of the site"


@pytest.mark.parametrize(
    "title",
    ["A", "Multidisciplinaireouderenzorgnetwerkbijeenkomstvoorbereiding " * 4, "😀 <b>&amp;</b> שלום"],
    ids=["short", "very long", "unusual"],
)
def test_every_title_can_be_drawn(title):
    words = share_image.Words(above=title, title=title, below=(title,), day=("do", "11", "mrt"), weave=title)

    assert Image.open(BytesIO(share_image.draw(words))).size == (1200, 630)


def test_public_pages_carry_what_is_needed_to_share_them(client):
    breda = MunicipalityFactory(title="Breda")
    meetup = MeetupFactory(title="Wijk & lunch", municipality=breda, summary="Eet mee.")
    pages = [breda, WijkFactory(municipality=breda), ThemeFactory(), meetup.organisation, ContentPageFactory(), meetup]

    for address in ["/", "/agenda/", "/gemeenten/", "/themas/", "/organisaties/", *(page.url for page in pages)]:
        text = client.get(address).text
        assert text.count('<meta property="og:image" content="http://testserver/deelbeeld/') == 1, address
        assert text.count('<meta property="og:title"') == 1, address
        picture = text.split('og:image" content="http://testserver')[1].split('"')[0]
        assert client.get(picture)["Cache-Control"].endswith("immutable"), address

    text = client.get(meetup.url).text
    assert '<meta property="og:title" content="Wijk &amp; lunch">' in text
    assert '<meta property="og:description" content="Eet mee.">' in text
    assert client.get("/agenda/?gemeente=breda").text.count("in Breda") > 1


def test_pages_of_one_person_carry_nothing_to_share(client):
    registration = RegistrationFactory()
    meetup = registration.date.page

    for address in (
        registration_path(registration),
        f"{meetup.url}aanmelden/",
        "/aanmelding/",
        "/bestaat-niet/",
        "/account/login/",
    ):
        assert 'property="og:' not in client.get(address).text, address
