"""Privacy of copies, moves and aliases: nobody sees a page in another place who could not see it before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from tests import screen
from tests.calendars import fresh
from tests.factories import ContentPageFactory, MeetupFactory, OrganisationFactory, functional_manager

pytestmark = pytest.mark.django_db
Restriction = PageViewRestriction
KINDS = [Restriction.LOGIN, Restriction.PASSWORD, Restriction.GROUPS]
SECRET = "Zilvervos"


def restrict(page: Page, kind: str) -> None:
    made = Restriction.objects.create(page=page, restriction_type=kind, password="sesam")
    if kind == Restriction.GROUPS:
        made.groups.add(Group.objects.create(name="Kring"))


@pytest.fixture
def section() -> ContentPage:
    return ContentPageFactory(title="Besloten", show_in_menus=True)


@pytest.fixture
def leaf(section) -> ContentPage:
    return ContentPageFactory(title=SECRET, slug="verhaal", parent=section, show_in_footer=True)


@pytest.fixture
def open_section() -> ContentPage:
    return ContentPageFactory(title="Open")


@pytest.fixture
def boss(client):
    client.force_login(functional_manager())


def seen() -> set[str]:
    """Return the addresses where an anonymous visitor finds the secret."""
    visitor = Client()
    pages = [found.get_url() for found in Page.objects.filter(depth__gt=1).specific()]
    return {url for url in [*pages, "/sitemap.xml"] if SECRET.lower() in visitor.get(url).content.decode().lower()}


WAYS = {
    "copy": lambda page, to: fresh(page).copy(to=to, keep_live=True),
    "copy of a plain page": lambda page, to: Page.objects.get(pk=page.pk).copy(to=to, keep_live=True),
    "copy of the section": lambda page, to: fresh(page.get_parent()).copy(
        to=to, recursive=True, keep_live=True, update_attrs={"slug": "elders"}
    ),
    "move": lambda page, to: fresh(page).move(to, pos="last-child"),
    "move of a plain page": lambda page, to: Page.objects.get(pk=page.pk).move(to, pos="last-child"),
    "move of the section": lambda page, to: fresh(page.get_parent()).move(to, pos="last-child"),
}
ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())


@ways
def test_public_page_is_seen_wherever_it_goes(way, leaf, open_section):
    way(leaf, open_section)

    assert any(url.startswith("/open/") for url in seen())


@ways
@pytest.mark.parametrize("kind", KINDS)
def test_page_of_a_private_section_is_private_wherever_it_goes(way, kind, section, leaf, open_section):
    restrict(section, kind)

    way(leaf, open_section)

    assert seen() == set()


@ways
def test_page_of_a_group_stays_so_in_a_section_for_everybody_with_an_account(way, section, leaf, open_section):
    restrict(leaf, Restriction.GROUPS)
    restrict(open_section, Restriction.LOGIN)

    way(leaf, open_section)

    for found in ContentPage.objects.filter(title=SECRET):
        kinds = {one.restriction_type for one in found.get_view_restrictions()}
        assert Restriction.GROUPS in kinds
        assert [group.name for one in found.get_view_restrictions() for group in one.groups.all()][:1] == ["Kring"]


def test_move_within_a_private_section_adds_nothing(section, leaf):
    restrict(section, Restriction.LOGIN)
    below = ContentPageFactory(title="Daaronder", parent=section)

    fresh(leaf).move(below, pos="last-child")

    assert Restriction.objects.count() == 1


def test_editor_is_told_that_a_moved_or_copied_page_stays_private(client, boss, section, leaf, open_section):
    restrict(section, Restriction.LOGIN)

    copied = client.post(
        reverse("wagtailadmin_pages:copy", args=[leaf.pk]),
        {"new_title": SECRET, "new_slug": "kopie", "new_parent_page": open_section.pk},
        follow=True,
    )
    moved = client.post(reverse("wagtailadmin_pages:move_confirm", args=[leaf.pk, open_section.pk]), follow=True)

    for answer in (copied, moved):
        assert "is niet voor iedereen, net als hiervoor" in answer.content.decode()
    assert seen() == set()


def test_copy_of_a_private_page_is_not_published_at_once(client, boss, section, leaf, open_section):
    restrict(section, Restriction.LOGIN)
    data = {"new_title": SECRET, "new_slug": "kopie", "new_parent_page": open_section.pk, "publish_copies": "on"}

    answer = client.post(reverse("wagtailadmin_pages:copy", args=[leaf.pk]), data)

    assert "Maak eerst een concept" in screen.errors(answer)["publish_copies"]
    assert not Page.objects.filter(slug="kopie").exists()


# -- Aliases -----------------------------------------------------------------------------------------------------------


def test_copy_form_offers_no_alias_and_makes_none(client, boss, leaf, open_section):
    address = reverse("wagtailadmin_pages:copy", args=[leaf.pk])
    data = {"new_title": SECRET, "new_slug": "kopie", "new_parent_page": open_section.pk, "alias": "on"}

    assert "alias" not in screen.names(client.get(address))
    client.post(address, data)

    assert Page.objects.get(slug="kopie").alias_of is None


@pytest.mark.parametrize("factory", [ContentPageFactory, MeetupFactory])
def test_no_program_makes_an_alias(factory, open_section):
    page = factory()

    with pytest.raises(ValidationError, match="geen aliassen"):
        CreatePageAliasAction(page, parent=page.get_parent(), update_slug="alias").execute(skip_permission_checks=True)

    assert not Page.objects.filter(slug="alias").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_upgrade_turns_an_alias_into_a_page_as_private_as_its_original(kind, section, leaf, open_section):
    migration = import_module("home.migrations.0010_no_aliases")
    alias = ContentPageFactory(title=SECRET, slug="verhaal", parent=open_section)
    second = ContentPageFactory(title=SECRET, slug="nog-een", parent=ContentPageFactory(title="Aan het begin"))
    Page.objects.filter(pk=alias.pk).update(alias_of=leaf.pk)
    Page.objects.filter(pk=second.pk).update(alias_of=alias.pk)
    restrict(section, kind)

    for _ in range(2):
        migration.to_pages(apps, None)

    assert seen() == set()
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert Restriction.objects.count() == 3
    fresh(alias).save_revision().publish()


# -- Addresses of the site ---------------------------------------------------------------------------------------------


def test_page_moves_onto_no_address_of_the_site_at_any_door(client, boss, site_tree):
    page = ContentPageFactory(slug="media", parent=ContentPageFactory())
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}"

    client.post(bulk, {"chooser": site_tree.home.pk, "move_applicable": "on"})
    with pytest.raises(PermissionDenied, match="gebruikt de site zelf al"):
        fresh(page).move(fresh(site_tree.home), pos="last-child")

    assert fresh(page).depth == 4


def test_meetup_that_moves_to_a_private_organisation_and_back_is_as_private_as_there():
    meetup, private = MeetupFactory(title=SECRET, slug="verhaal"), OrganisationFactory(title="Kring")
    organiser = meetup.get_parent()
    restrict(private, Restriction.LOGIN)

    fresh(meetup).move(private, pos="last-child")
    fresh(meetup).move(fresh(organiser), pos="last-child")

    assert seen() == set()
