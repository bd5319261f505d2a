"""Data of other organisations in Wagtail's own admin views: their drafts, their images, the lists of editors."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from network.models import Discipline, OrganisationPage
from network.onboarding import open_organisation
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    OrganisationFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def linde(site_tree) -> OrganisationPage:
    return open_organisation(site_tree.organisations, name="De Linde", kind=OrganisationPage.Kind.WELFARE)


@pytest.fixture
def eik(site_tree) -> OrganisationPage:
    return open_organisation(site_tree.organisations, name="De Eik", kind=OrganisationPage.Kind.WELFARE)


@pytest.fixture
def noor(client, linde):
    user = organiser_of(linde)
    client.force_login(user)
    return user


def shown(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_page_chooser_shows_what_everybody_sees_and_ones_own_drafts(client, linde, eik, noor):
    MeetupFactory(organiser=eik, title="Open bij de Eik")
    MeetupFactory(organiser=eik, title="Kladje van de Eik", live=False, dates=())
    hidden = MeetupFactory(organiser=eik, title="Besloten bij de Eik")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    MeetupFactory(organiser=linde, title="Kladje van de Linde", live=False, dates=())

    eiks = shown(client, reverse("wagtailadmin_choose_page_child", args=[eik.pk]))
    own = shown(client, reverse("wagtailadmin_choose_page_child", args=[linde.pk]))
    found = shown(client, reverse("wagtailadmin_choose_page_search") + "?q=eik")

    assert "Open bij de Eik" in eiks
    assert "Kladje van de Linde" in own
    for page in (eiks, found):
        assert "Kladje van de Eik" not in page
        assert "Besloten bij de Eik" not in page


def test_explorer_search_and_api_show_nothing_of_others(client, linde, eik, noor):
    secret = MeetupFactory(organiser=eik, title="Kladje van de Eik", live=False, dates=())

    for url in (
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[eik.pk]),
        reverse("wagtailadmin_pages:search") + "?q=kladje",
        reverse("wagtailadmin_pages:type_use", args=["events", "meetuppage"]),
        "/beheer/api/main/pages/?for_explorer=1",
        f"/beheer/api/main/pages/?child_of={eik.pk}",
        f"/beheer/api/main/pages/{secret.pk}/",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
    ):
        response = client.get(url, follow=True)
        assert "Kladje van de Eik" not in response.content.decode(), url


@pytest.mark.parametrize(
    ("model", "app"), [(get_image_model(), "wagtailimages"), (get_document_model(), "wagtaildocs")]
)
def test_images_and_documents_of_others_are_not_hers(client, linde, eik, noor, model, app):
    file = get_test_image_file() if app == "wagtailimages" else ContentFile(b"tekst", name="plan.txt")
    theirs = model.objects.create(title="Van de Eik", file=file, collection=eik.collection)
    kind = "image" if app == "wagtailimages" else "document"

    assert "Van de Eik" not in shown(client, reverse(f"{app}:index"))
    assert "Van de Eik" not in shown(client, reverse(f"{app}_chooser:choose"))
    for name in ("edit", "delete"):
        assert client.get(reverse(f"{app}:{name}", args=[theirs.pk])).status_code == 302
        assert client.post(reverse(f"{app}:{name}", args=[theirs.pk]), {"title": "Van mij"}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.title == "Van de Eik", kind


def test_co_organisers_are_chosen_from_all_organisations_by_name(client, linde, eik, noor):
    OrganisationFactory(title="Aan de Dijk")

    page = shown(client, reverse("wagtailadmin_pages:add", args=["events", "meetuppage", linde.pk]))

    names = [page.index(f">{name}</option>") for name in ("Aan de Dijk", "De Eik", "De Linde")]
    assert names == sorted(names)


def test_organiser_makes_nothing_below_another_organisation(client, eik, noor):
    url = reverse("wagtailadmin_pages:add", args=["events", "meetuppage", eik.pk])

    assert client.get(url).status_code == 302
    assert client.post(url, {"title": "Indringer"}).status_code == 302
    assert eik.get_children().count() == 0


@pytest.mark.parametrize("action", ["move", "copy"])
def test_organiser_puts_no_page_below_another_organisation(client, linde, eik, noor, action):
    meetup = MeetupFactory(organiser=linde)
    if action == "move":
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[meetup.pk, eik.pk]))
    else:
        client.post(
            reverse("wagtailadmin_pages:copy", args=[meetup.pk]),
            {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": eik.pk},
        )

    assert eik.get_children().count() == 0


def test_copy_for_the_next_time_is_a_draft_with_dates_of_its_own(client, linde, noor):
    meetup = MeetupFactory(organiser=linde)

    client.post(
        reverse("wagtailadmin_pages:copy", args=[meetup.pk]),
        {"new_title": "Nog eens", "new_slug": "nog-eens", "new_parent_page": linde.pk, "alias": "on"},
    )

    copy = linde.get_children().get(slug="nog-eens").specific
    assert (copy.title, copy.live, copy.alias_of, copy.dates.count()) == ("Nog eens", False, None, 0)
    assert copy.planned_dates.count() == 1


# -- Disciplines ---------------------------------------------------------------------------------------------------------


def discipline_views(discipline) -> list[str]:
    return [
        reverse("disciplines:index"),
        reverse("disciplines:index_results"),
        reverse("disciplines:add"),
        *(reverse(f"disciplines:{name}", args=[discipline.pk]) for name in ("edit", "delete", "history", "usage")),
    ]


@pytest.mark.parametrize("who", ["anonymous", "professional", "organiser"])
def test_disciplines_are_not_for_outsiders(client, linde, who):
    discipline = DisciplineFactory(name="Ergotherapeut", slug="ergotherapeut")
    if who != "anonymous":
        client.force_login(organiser_of(linde) if who == "organiser" else UserFactory())

    for url in discipline_views(discipline):
        for response in (
            client.get(url),
            client.post(url, {"name": "x", "slug": "x", "domain": "medisch", "sort_order": 0}),
        ):
            assert response.status_code in {302, 403, 405}, url
            assert "Ergotherapeut" not in response.content.decode(), url
    assert list(Discipline.objects.values_list("name", flat=True)) == ["Ergotherapeut"]


@pytest.mark.parametrize("who", ["editor", "functional manager"])
def test_editors_keep_the_list_of_disciplines(client, site_tree, who):
    discipline = DisciplineFactory(name="Ergotherapeut", slug="ergotherapeut")
    user = functional_manager() if who == "functional manager" else editor()
    user.groups.get_or_create(name="Redactie")[0].permissions.add(
        *Permission.objects.filter(content_type__app_label="network", content_type__model="discipline")
    )
    client.force_login(user)

    for url in discipline_views(discipline):
        assert client.get(url).status_code == 200, url
    client.post(
        reverse("disciplines:edit", args=[discipline.pk]),
        {"name": "Ergotherapie", "slug": "ergotherapie", "domain": "medisch", "sort_order": 3},
    )

    discipline.refresh_from_db()
    assert (discipline.name, discipline.domain) == ("Ergotherapie", "medisch")
