"""The manual in the admin: the one in docs/, for everybody with access to the admin and for nobody else."""

import pytest
from django.urls import reverse

from home import manual
from tests import screen
from tests.factories import MeetupFactory, OrganisationFactory, UserFactory, editor, functional_manager, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(client, site_tree):
    user = organiser_of(OrganisationFactory(title="De Linde"))
    client.force_login(user)
    return user


@pytest.mark.parametrize("slug", [slug for book in manual.FOLDERS for slug in (book, *manual.chapters(book))])
def test_every_chapter_can_be_read_with_its_pictures(client, noor, slug):
    url = reverse("manual", args=[slug])
    response = client.get(url)
    pictures = [
        part.split('"')[0] for part in response.text.split('<img src="')[1:] if part.startswith("/beheer/hulp/")
    ]

    assert response.status_code == 200
    assert pictures
    for picture in pictures:
        answer = client.get(picture)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert len(b"".join(answer)) <= 60_000


def test_organiser_finds_it_in_the_menu_and_beside_the_list(client, noor):
    date = MeetupFactory(organiser=noor.groups.get().organisation_page).dates.get()

    assert '"/beheer/hulp/"' in client.get(reverse("wagtailadmin_home")).text
    assert 'href="/beheer/hulp/aanmeldingen/"' in client.get(reverse("events_registrations", args=[date.pk])).text


def test_editor_begins_in_the_manual_for_editors_and_organiser_in_her_own(client, noor):
    assert screen.texts(client.get("/beheer/hulp/"), ".wv-manual nav b") == ["Voor organisatoren"]
    client.force_login(editor())

    page = client.get("/beheer/hulp/")

    assert screen.texts(page, ".wv-manual nav b") == ["Voor de redactie", "Voor organisatoren"]
    assert screen.texts(page, ".wv-manual [aria-current]") == ["Voor de redactie"]
    assert ("Een bijeenkomst publiceren", "/beheer/hulp/publiceren/") in screen.links(page, ".wv-manual article a")


def test_help_of_wagtail_itself_is_not_in_the_menu(client, site_tree):
    client.force_login(functional_manager())

    text = client.get(reverse("wagtailadmin_home")).text

    assert "guide.wagtail.org" not in text
    assert "Wat is er nieuw in Wagtail" not in text


@pytest.mark.parametrize(
    "url", ["/beheer/hulp/", "/beheer/hulp/redactie/", "/beheer/hulp/mails/", "/beheer/hulp/beelden/bureau.webp"]
)
@pytest.mark.parametrize("who", ["nobody", "professional"])
def test_who_may_not_enter_the_admin_reads_nothing(client, site_tree, url, who):
    if who == "professional":
        client.force_login(UserFactory())

    response = client.get(url)

    assert response.status_code in {302, 403}
    assert b"wachtlijst" not in response.content


@pytest.mark.parametrize(
    "url", ["/beheer/hulp/bestaatniet/", "/beheer/hulp/beelden/geen.webp", "/beheer/hulp/beelden/..%2F..%2Fmanage.webp"]
)
def test_chapter_that_is_not_there_is_a_404(client, noor, url):
    assert client.get(url, follow=True).status_code == 404


def test_markdown_of_the_manual_becomes_html_and_nothing_else():
    source = (
        "## Kop\n\nEen **vette** en *schuine* [link](mails.md).\n\n- een <b>\n- twee\n  verder\n\n1. Begin\n2. Eind"
    )

    assert manual.as_html(source) == (
        '<h2>Kop</h2>\n<p>Een <b>vette</b> en <i>schuine</i> <a href="/beheer/hulp/mails/">link</a>.</p>\n'
        "<ul><li>een &lt;b&gt;</li><li>twee verder</li></ul>\n<ol><li>Begin</li><li>Eind</li></ol>"
    )
