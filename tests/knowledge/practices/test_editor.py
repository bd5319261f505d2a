"""The editor's form of a practice, and the people who have none."""

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Authorship, Category, Contributor, PracticePage, PublishedChange, Standing
from tests import screen
from tests.factories import (
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ThemeFactory,
    UserFactory,
    WijkFactory,
    editor,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(site_tree) -> str:
    return reverse("wagtailadmin_pages:add", args=["knowledge", "practicepage", site_tree.practices.pk])


def posted(client, url, **changed):
    """Post the untouched form at ``url`` with what is ``changed``."""
    form = screen.values(client.get(url), "[data-edit-form]")
    return client.post(url, {**form, **changed})


def test_editor_writes_and_publishes_a_practice(client, site_tree):
    client.force_login(editor())
    breda = MunicipalityFactory(title="Breda")
    wijk, theme = WijkFactory(municipality=breda), ThemeFactory()
    money = Category.objects.create(kind="leefgebied", name="Geld", slug="geld")
    first = PracticeFactory(title="Eerste")

    response = posted(
        client,
        add_url(site_tree),
        **{
            "title": "Vier aan tafel",
            "slug": "vier-aan-tafel",
            "summary": "Vier mensen om een gezin.",
            "phase": "proeftuin",
            "failed_what": "Vijftien mensen.",
            "municipality": breda.pk,
            "wijken": [wijk.pk],
            "themes": [theme.pk],
            "categories": [money.pk],
            "inspired_by": "https://voorbeeld.example/praktijken/eerste/",
            "phase_changes-TOTAL_FORMS": "1",
            "phase_changes-0-phase": "proeftuin",
            "phase_changes-0-month": "2025-09-17",
            "phase_changes-0-ORDER": "1",
            "partners-TOTAL_FORMS": "1",
            "partners-0-name": "Bewonersgroep",
            "partners-0-ORDER": "1",
            "action-publish": "1",
        },
    )

    assert response.status_code == 302, screen.errors(response)
    practice = PracticePage.objects.get(slug="vier-aan-tafel")
    assert (practice.live, list(practice.inspired_by.all())) == (True, [first])
    assert (list(practice.themes.all()), list(practice.categories.all())) == ([theme], [money])
    assert Standing.objects.filter(practice=practice).exists()
    page = client.get("/praktijken/vier-aan-tafel/")
    assert screen.texts(page, ".wv-glance dd")[0] == "Proeftuin sinds september 2025"
    assert screen.texts(page, ".wv-partners tbody th") == ["Bewonersgroep"]


def test_what_changed_is_written_once_in_the_editors_words(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")
    changed = {"change_note": "Kosten ingevuld.", "action-publish": "1"}

    for _ in range(3):
        posted(client, edit_url(practice), **changed)

    assert [change.words for change in PublishedChange.objects.all()] == ["Kosten ingevuld."]


def test_editor_hears_in_words_what_is_missing(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier", lesson="Begin met vier.", failed_how="Niemand kwam.")

    missing = screen.texts(client.get(edit_url(practice)), ".help-info li")

    assert "De rol van inwoners." in missing
    assert not [words for words in missing if words.startswith(("De les", "Wat niet werkte"))]


def test_contact_is_missing_until_somebody_answers(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")
    assert "Wie vragen beantwoordt." in screen.texts(client.get(edit_url(practice)), ".help-info li")

    noor = Contributor.objects.create(name="Noor", email="noor@voorbeeld.example")
    Authorship.objects.create(practice=practice, contributor=noor, is_contact=True)
    assert "Wie vragen beantwoordt." in screen.texts(client.get(edit_url(practice)), ".help-info li"), "not proven"
    Contributor.objects.update(confirmed_at=timezone.now())

    assert "Wie vragen beantwoordt." not in screen.texts(client.get(edit_url(practice)), ".help-info li")


@pytest.mark.parametrize("typed", ["/praktijken/nergens/", "\x00", "https://voorbeeld.example/\n" + "x" * 3000])
def test_unknown_inspiration_is_refused_at_the_field(client, site_tree, typed):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")

    page = posted(client, edit_url(practice), inspired_by=typed)

    assert list(screen.errors(page)) == ["inspired_by"]


def test_partner_without_a_name_is_refused_at_the_field(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")
    row = {"partners-TOTAL_FORMS": "1", "partners-0-role": "helpt", "partners-0-ORDER": "1"}

    page = posted(client, edit_url(practice), **row)

    assert list(screen.errors(page)) == ["partners-0-organisation"]


def test_editor_sees_the_draft_in_the_preview(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[practice.pk])
    form = screen.values(client.get(edit_url(practice)), "[data-edit-form]")

    client.post(url, {**form, "occasion": "Nog niet gepubliceerd."})

    assert "Nog niet gepubliceerd." in client.get(url).content.decode()


WITHOUT = {"professional": UserFactory, "organiser": lambda: organiser_of(OrganisationFactory())}


@pytest.mark.parametrize("who", WITHOUT)
@pytest.mark.parametrize("address", ["edit", "view_draft", "history", "delete", "copy", "move", "preview_on_edit"])
def test_only_editors_open_a_practice_in_the_admin(client, site_tree, who, address):
    draft = PracticeFactory(title="Geheim plan", live=False)
    client.force_login(WITHOUT[who]())
    url = reverse(f"wagtailadmin_pages:{address}", args=[draft.pk])

    response = client.get(url)

    assert response.status_code in {302, 403}
    assert "Geheim plan" not in client.get(url, follow=True).content.decode()


def test_organiser_can_neither_add_a_practice_nor_choose_a_draft(client, site_tree):
    PracticeFactory(title="Geheim plan", live=False)
    client.force_login(organiser_of(OrganisationFactory()))

    add = client.get(add_url(site_tree))
    chooser = client.get(reverse("wagtailadmin_choose_page_child", args=[site_tree.practices.pk]))
    search = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Geheim"})

    assert add.status_code in {302, 403}
    assert "Geheim plan" not in chooser.content.decode()
    assert "Geheim plan" not in search.content.decode()


def test_editor_goes_from_the_form_to_the_people_of_a_practice(client, site_tree):
    client.force_login(editor())
    practice = PracticeFactory(title="Vier")

    [(_words, address)] = screen.links(client.get(edit_url(practice)), ".wv-practice-people a")

    assert client.get(address).status_code == 200
    assert "Wie horen erbij?" in screen.texts(client.get(address), "h2")
