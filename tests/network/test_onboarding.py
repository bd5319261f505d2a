"""Onboarding: one form creates an organisation, and its people get access, but nobody else."""

from email import message_from_bytes
from email.policy import default

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Revision
from wagtail.permissions import policy_registry

from accounts.models import User
from network.models import OrganisationPage
from network.onboarding import add_person, open_organisation, people_of, remove_person
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, MunicipalityFactory, UserFactory, editor, functional_manager, organiser_of

pytestmark = pytest.mark.django_db

Kind = OrganisationPage.Kind


@pytest.fixture
def linde(site_tree) -> OrganisationPage:
    return open_organisation(
        site_tree.organisations, name="De Linde", kind=Kind.WELFARE, members=["Noor@Example.org", "sam@example.org"]
    )


@pytest.fixture
def noor(linde) -> User:
    return User.objects.get(email="noor@example.org")


# -- The rule ---------------------------------------------------------------------------------------------------------


def test_organisation_opens_with_page_group_and_collection(site_tree):
    breda = MunicipalityFactory(title="Breda")

    page = open_organisation(
        site_tree.organisations,
        name=" De  Linde ",
        kind=Kind.WELFARE,
        municipality=breda,
        website="https://linde.example",
    )

    assert (page.title, page.slug, page.kind, page.municipality, page.website) == (
        "De Linde",
        "de-linde",
        Kind.WELFARE,
        breda,
        "https://linde.example",
    )
    assert page.live
    assert page.get_parent().specific == site_tree.organisations
    assert page.group.name == page.collection.name == "De Linde"
    assert set(GroupPagePermission.objects.filter(group=page.group).values_list("page", "permission__codename")) == {
        (page.pk, codename) for codename in ("add_page", "change_page", "publish_page")
    }
    assert set(
        GroupCollectionPermission.objects.filter(group=page.group).values_list("collection", "permission__codename")
    ) == {
        (page.collection.pk, f"{action}_{model}")
        for action in ("add", "change", "choose")
        for model in ("image", "document")
    }
    assert set(page.group.permissions.values_list("codename", flat=True)) == {"access_admin"}


def test_organisation_opened_twice_is_one_and_keeps_what_its_people_wrote(site_tree, linde):
    linde.website = "https://linde.example"
    linde.save_revision().publish()

    again = open_organisation(
        site_tree.organisations,
        name="de linde",
        kind=Kind.OTHER,
        website="https://anders.example",
        members=["tim@example.org"],
    )

    assert again.pk == linde.pk
    assert (again.kind, again.website) == (Kind.WELFARE, "https://linde.example")
    assert OrganisationPage.objects.count() == Group.objects.filter(name__startswith="De Linde").count() == 1
    assert Collection.objects.filter(name="De Linde").count() == 1
    assert {person.email for person in people_of(again)} == {"noor@example.org", "sam@example.org", "tim@example.org"}


def test_organisation_with_the_name_of_a_group_does_not_share_its_people(site_tree):
    boss = UserFactory()
    boss.groups.add(Group.objects.create(name="Redactie"))

    page = open_organisation(site_tree.organisations, name="Redactie", kind=Kind.OTHER)

    assert page.group.name == "Redactie (2)"
    assert list(people_of(page)) == []


@pytest.mark.parametrize("name", ["Kalender", "Aanmelden", "!!!", "N" * 120], ids=["ours", "ours too", "signs", "long"])
def test_organisation_whatever_its_name_gets_an_address_that_works(site_tree, name):
    page = open_organisation(site_tree.organisations, name=name, kind=Kind.OTHER)

    page.full_clean()
    assert page.live


def test_unknown_address_gets_an_account_without_password_that_can_sign_in_by_code(linde, noor):
    assert not noor.has_usable_password()
    assert noor.has_perm("wagtailadmin.access_admin")
    assert list(EmailAddress.objects.filter(user=noor).values_list("email", "primary", "verified")) == [
        ("noor@example.org", True, False)
    ]


def test_known_address_whatever_its_case_is_the_same_account(linde):
    tim = UserFactory(email="tim@example.org")

    assert add_person(linde, "TIM@example.org") == tim
    assert EmailAddress.objects.filter(user=tim).count() == 1


def test_person_removed_from_organisation_keeps_account_and_loses_the_admin(linde, noor):
    remove_person(linde, noor)

    noor = User.objects.get(pk=noor.pk)
    assert noor.is_active
    assert not noor.has_perm("wagtailadmin.access_admin")
    assert not linde.permissions_for_user(noor).can_edit()


def test_renamed_organisation_renames_group_and_collection(linde):
    linde.title = "De Eik"
    linde.save_revision().publish()

    linde.refresh_from_db()
    assert linde.group.name == linde.collection.name == "De Eik"
    assert Group.objects.filter(name="De Linde").count() == 0


def test_publishing_an_old_draft_keeps_group_and_collection(site_tree):
    page = site_tree.organisations.add_child(instance=OrganisationPage(title="De Linde", slug="de-linde"))
    draft = page.save_revision()
    opened = open_organisation(site_tree.organisations, name="De Linde", kind=Kind.WELFARE)

    Revision.objects.get(pk=draft.pk).publish()

    page.refresh_from_db()
    assert (page.group, page.collection) == (opened.group, opened.collection)
    assert page.group is not None


# -- Permissions of its people -----------------------------------------------------------------------------------------


def test_people_edit_each_others_meetups_and_nothing_of_others(linde, noor, site_tree):
    theirs = MeetupFactory(organiser=linde, owner=User.objects.get(email="sam@example.org"))
    others = MeetupFactory()

    assert theirs.permissions_for_user(noor).can_edit()
    assert theirs.permissions_for_user(noor).can_publish()
    assert theirs.permissions_for_user(noor).can_delete()
    assert theirs.permissions_for_user(noor).can_unpublish()
    for page in (others, others.organisation, site_tree.home, site_tree.organisations, site_tree.agenda):
        permissions = page.permissions_for_user(noor)
        assert not permissions.can_edit()
        assert not permissions.can_publish()
        assert not permissions.can_delete()
        assert not permissions.can_add_subpage()


def test_people_cannot_take_their_organisation_off_the_site(linde, noor):
    permissions = linde.permissions_for_user(noor)

    assert permissions.can_edit()
    assert permissions.can_add_subpage()
    assert not permissions.can_delete()
    assert not permissions.can_unpublish()
    assert not permissions.can_move()
    assert not permissions.can_copy()
    assert not permissions.can_set_view_restrictions()


def test_editor_of_the_site_can_take_an_organisation_off(linde):
    permissions = linde.permissions_for_user(editor())

    assert permissions.can_unpublish()
    assert permissions.can_delete()


@pytest.mark.parametrize("model", [get_image_model(), get_document_model()], ids=["images", "documents"])
def test_people_add_images_and_documents_to_their_own_collection_only(linde, noor, model):
    policy = policy_registry.get_by_type(model)

    for action in ("add", "change", "choose"):
        assert list(policy.collections_user_has_permission_for(noor, action)) == [linde.collection]


def test_organisation_page_cannot_be_made_by_the_ordinary_route(client, site_tree):
    client.force_login(functional_manager())

    response = client.get(
        reverse("wagtailadmin_pages:add", args=["network", "organisationpage", site_tree.organisations.pk])
    )

    assert response.status_code in {302, 403}


# -- The form ----------------------------------------------------------------------------------------------------------


def new_organisation(**changed) -> dict:
    return {"name": "De Linde", "kind": "welzijn", "municipality": "", "website": "", "members": "", **changed}


def test_one_form_opens_an_organisation_and_lets_its_first_people_in(client, site_tree):
    breda = MunicipalityFactory(title="Breda")
    client.force_login(functional_manager())
    people = "noor@example.org\r\nSam@Example.org, noor@example.org\r\n"

    response = client.post(
        reverse("network_open_organisation"),
        new_organisation(municipality=breda.pk, website="linde.example", members=people),
        follow=True,
    )

    page = OrganisationPage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("network_people", args=[page.pk])
    assert (page.title, page.municipality, page.website) == ("De Linde", breda, "https://linde.example")
    assert {person.email for person in people_of(page)} == {"noor@example.org", "sam@example.org"}
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"noor@example.org", "sam@example.org"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "verplicht"),
        ({"name": "n" * 121}, "120"),
        ({"kind": "onzin"}, "onzin"),
        ({"municipality": "999"}, ""),
        ({"website": "geen adres"}, "URL"),
        ({"members": "noor@example.org geen-adres"}, "geen-adres"),
        ({"members": "x" * 10_000}, "geen e-mailadres"),
        ({"members": "\n".join(f"p{number}@example.org" for number in range(60))}, "hooguit 50"),
    ],
    ids=[
        "no name",
        "long name",
        "unknown kind",
        "unknown municipality",
        "bad site",
        "bad address",
        "10 kB",
        "too many",
    ],
)
def test_bad_input_is_answered_and_nothing_is_made(client, site_tree, changed, said):
    client.force_login(functional_manager())

    response = client.post(reverse("network_open_organisation"), new_organisation(**changed))

    assert response.status_code == 200
    assert said in response.content.decode()
    assert not OrganisationPage.objects.exists()
    assert User.objects.count() == 1


def test_name_that_is_taken_is_refused_by_the_form(client, site_tree, linde):
    client.force_login(functional_manager())

    response = client.post(reverse("network_open_organisation"), new_organisation(name="DE LINDE"))

    assert "Deze organisatie is er al" in response.content.decode()
    assert OrganisationPage.objects.count() == 1


def test_name_with_script_is_shown_as_text(client, site_tree):
    client.force_login(functional_manager())

    response = client.post(
        reverse("network_open_organisation"), new_organisation(name="<script>alert(1)</script>"), follow=True
    )

    assert "<script>alert(1)</script>" not in response.content.decode()
    assert "&lt;script&gt;alert(1)" in response.content.decode()


# -- People -------------------------------------------------------------------------------------------------------------


def test_member_lets_a_colleague_in_and_out(client, linde, noor):
    client.force_login(noor)

    client.post(reverse("network_people", args=[linde.pk]), {"email": "TIM@example.org"})
    client.post(reverse("network_people", args=[linde.pk]), {"email": "tim@example.org"})
    tim = User.objects.get(email="tim@example.org")
    assert tim in people_of(linde)
    [mail] = OutgoingMail.objects.all()
    assert (mail.recipient, mail.subject) == ("tim@example.org", "Welkom bij De Linde")
    message = message_from_bytes(bytes(mail.message), policy=default)
    for part in ("plain", "html"):
        text = message.get_body((part,)).get_content()
        assert "noor@example.org heeft je toegevoegd aan De Linde" in text
        assert "http://testserver/account/login/code/?next=/beheer/" in text

    client.get(reverse("network_remove_person", args=[linde.pk, tim.pk]))
    assert tim in people_of(linde)
    client.post(reverse("network_remove_person", args=[linde.pk, tim.pk]))
    assert tim not in people_of(linde)


def test_last_one_does_not_leave_the_organisation_empty(client, linde, noor):
    for other in people_of(linde).exclude(pk=noor.pk):
        remove_person(linde, other)
    client.force_login(noor)
    url = reverse("network_remove_person", args=[linde.pk, noor.pk])

    page = client.post(url, follow=True)
    assert "Voeg eerst een collega toe." in page.text
    assert noor in people_of(linde)

    client.force_login(functional_manager())
    client.post(url)
    assert not people_of(linde).exists()


def test_member_who_leaves_lands_outside_without_an_error(client, linde, noor):
    client.force_login(noor)

    response = client.post(reverse("network_remove_person", args=[linde.pk, noor.pk]))

    assert response.status_code == 302
    assert noor not in people_of(linde)


def test_closed_account_is_not_let_in(client, linde, noor):
    UserFactory(email="tim@example.org", is_active=False)
    client.force_login(noor)

    response = client.post(reverse("network_people", args=[linde.pk]), {"email": "tim@example.org"})

    assert "kunnen we niet toevoegen" in response.content.decode()
    assert people_of(linde).count() == 2


def test_second_address_of_an_account_is_not_let_in_and_does_not_tell_the_first(client, linde, noor):
    tim = UserFactory(email="tim@thuis.example")
    EmailAddress.objects.create(user=tim, email="tim@example.org", verified=True)
    client.force_login(noor)

    response = client.post(reverse("network_people", args=[linde.pk]), {"email": "tim@example.org"}, follow=True)

    assert "tim@example.org kunnen we niet toevoegen" in response.text
    assert "tim@thuis.example" not in response.text
    assert tim not in people_of(linde)


def test_only_people_of_this_organisation_are_removed_or_shown(client, linde, noor):
    stranger = UserFactory(email="vreemd@example.org")
    client.force_login(noor)

    assert client.get(reverse("network_remove_person", args=[linde.pk, stranger.pk])).status_code == 404
    assert client.post(reverse("network_remove_person", args=[linde.pk, stranger.pk])).status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "professional", "organiser of another", "editor"])
def test_outsider_sees_and_does_nothing(client, linde, noor, who):
    outsider = {
        "professional": UserFactory,
        "organiser of another": lambda: organiser_of(MeetupFactory().organisation),
        "editor": editor,
    }.get(who)
    if outsider:
        client.force_login(outsider())
    people = reverse("network_people", args=[linde.pk])
    remove = reverse("network_remove_person", args=[linde.pk, noor.pk])
    new = reverse("network_open_organisation")

    answers = [
        client.get(people),
        client.post(people, {"email": "indringer@example.org"}),
        client.get(remove),
        client.post(remove),
        client.get(new),
        client.post(new, new_organisation(name="Indringers")),
    ]

    assert {answer.status_code for answer in answers} == {403 if who == "professional" else 302}
    assert all("noor@example.org" not in answer.content.decode() for answer in answers)
    if who == "anonymous":
        assert all(answer["Location"].startswith("/account/login/") for answer in answers)
    assert people_of(linde).count() == 2
    assert not User.objects.filter(email="indringer@example.org").exists()
    assert not OrganisationPage.objects.filter(title="Indringers").exists()


def test_list_of_organisations_shows_ones_own(client, linde, noor):
    others, strangers = MeetupFactory().organisation, MeetupFactory().organisation
    organiser_of(others)
    client.force_login(noor)
    assert client.get(reverse("network_organisations"))["Location"] == reverse("network_people", args=[linde.pk])

    add_person(others, noor)
    shown = client.get(reverse("network_organisations")).content.decode()
    assert linde.title in shown
    assert others.title in shown
    assert strangers.title not in shown
    assert "Nieuwe organisatie" not in shown


def test_list_of_organisations_takes_as_many_queries_for_one_as_for_thirty(client, site_tree, linde):
    client.force_login(functional_manager())
    url = reverse("network_organisations")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(30):
        open_organisation(site_tree.organisations, name=f"Organisatie {number}", kind=Kind.OTHER)

    with CaptureQueriesContext(connection) as many:
        assert "Organisatie 29" in client.get(url).content.decode()

    assert len(many) == len(few)
