"""Limits on what an organisation's people can do and learn: nothing about other accounts or reserved addresses."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from network.models import OrganisationPage
from tests import screen
from tests.factories import OrganisationFactory, UserFactory, editor, functional_manager, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def linde(site_tree):
    return OrganisationFactory(title="Buurthuis De Linde")


def test_adding_a_colleague_does_not_tell_whether_there_was_an_account(client, linde):
    client.force_login(organiser_of(linde))
    UserFactory(email="known@example.org", first_name="Zwaantje", last_name="Geheim", last_login=timezone.now())
    url = reverse("network_people", args=[linde.pk])

    mentions = []
    for address in ("known@example.org", "nobody@example.org"):
        text = client.post(url, {"email": address}, follow=True).text
        person = User.objects.get(email=address)
        pages = [text, client.get(reverse("network_remove_person", args=[linde.pk, person.pk])).text]
        history = client.get(reverse("wagtailadmin_pages:history", args=[linde.pk]))
        assert "Zwaantje" not in " ".join([*pages, history.text])
        mentions.append(text.count("nog niet ingelogd"))
        client.post(reverse("network_remove_person", args=[linde.pk, person.pk]))

    assert mentions == [1, 1]


def test_colleague_who_signed_in_since_is_shown_by_name(client, linde):
    client.force_login(organiser_of(linde))
    client.post(reverse("network_people", args=[linde.pk]), {"email": "tim@example.org"})
    User.objects.filter(email="tim@example.org").update(first_name="Tim", last_login=timezone.now())

    text = client.get(reverse("network_people", args=[linde.pk])).text

    assert "<strong>Tim</strong>" in text


def fields_of_the_site(client, page) -> set[str]:
    form = screen.parsed(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    # Not by a selector: it passes by a template element, and the dialog with the moments is in one.
    controls = form.find_all(["input", "select", "textarea"], attrs={"name": True})
    return {"slug", "go_live_at", "expire_at", "show_in_menus"} & {control["name"] for control in controls}


def test_address_and_end_of_an_organisation_are_not_for_its_people(client, linde):
    client.force_login(organiser_of(linde))
    url = reverse("wagtailadmin_pages:edit", args=[linde.pk])
    assert fields_of_the_site(client, linde) == set()

    untouched = screen.values(client.get(url), "form[data-edit-form]")
    sent = {**untouched, "slug": "iets-anders", "expire_at": "2026-12-01 12:00", "title": "De Linde", "action-publish": "1"}  # fmt: skip
    client.post(url, sent)

    linde.refresh_from_db()
    assert (linde.title, linde.slug, linde.expire_at) == ("De Linde", "buurthuis-de-linde", None)


@pytest.mark.parametrize("who", [editor, functional_manager])
def test_address_and_end_of_an_organisation_are_for_editors_of_the_site(client, linde, who):
    client.force_login(who())

    assert fields_of_the_site(client, linde) == {"slug", "go_live_at", "expire_at"}


def test_group_goes_with_its_organisation(client, linde):
    user = organiser_of(linde)
    group = Group.objects.get(pk=linde.group_id or OrganisationPage.objects.get().group_id)

    OrganisationPage.objects.get().delete()

    assert not Group.objects.filter(pk=group.pk).exists()
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def test_account_made_in_the_admin_needs_no_name(client, site_tree):
    client.force_login(functional_manager())

    client.post(reverse("wagtailusers_users:add"), {"email": "tim@example.org"})
    tim = User.objects.get(email="tim@example.org")
    client.post(reverse("wagtailusers_users:edit", args=[tim.pk]), {"email": "t@example.org", "is_active": "on"})

    assert (User.objects.get(pk=tim.pk).email, tim.get_full_name()) == ("t@example.org", "")
