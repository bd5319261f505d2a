"""Accounts created by the functional manager in the admin, and what they give access to."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from network.models import OrganisationPage
from network.onboarding import open_organisation
from tests import screen
from tests.factories import UserFactory, editor, functional_manager, organiser_of
from tests.mailed import sign_in_by_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, site_tree):
    user = functional_manager()
    client.force_login(user)
    return user


def account(**changed) -> dict:
    return {"email": "Tim@Example.org", "first_name": "Tim", "last_name": "de Boer", **changed}


def test_account_made_in_the_admin_signs_in_by_code(client, manager):
    group = Group.objects.create(name="Redactie")

    response = client.post(reverse("wagtailusers_users:add"), account(groups=[group.pk]))

    user = User.objects.get(email="tim@example.org")
    assert response["Location"] == reverse("wagtailusers_users:index")
    assert (str(user), user.is_active, user.is_superuser) == ("Tim de Boer", True, False)
    assert list(user.groups.all()) == [group]
    assert not user.has_usable_password()
    client.logout()
    assert sign_in_by_code(client, "tim@example.org").status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_address_changed_in_the_admin_is_the_one_to_sign_in_with(client, manager):
    tim = UserFactory(email="tim@example.org")
    url = reverse("wagtailusers_users:edit", args=[tim.pk])
    assert client.get(url).status_code == 200

    client.post(url, account(email="Tim.de.Boer@example.org", is_active="on"))

    tim.refresh_from_db()
    assert tim.email == "tim.de.boer@example.org"
    assert list(EmailAddress.objects.filter(user=tim).values_list("email", "primary")) == [
        ("tim.de.boer@example.org", True)
    ]
    client.logout()
    sign_in_by_code(client, "tim.de.boer@example.org")
    assert client.session["_auth_user_id"] == str(tim.pk)


@pytest.mark.parametrize("typed", ["tim@example.org", "TIM@example.org"])
def test_second_account_at_an_address_is_refused_in_our_words_whatever_the_capitals(client, manager, typed):
    UserFactory(email="Tim@example.org")

    response = client.post(reverse("wagtailusers_users:add"), account(email=typed))

    assert "Dit adres heeft al een account." in response.text
    assert "user_email_unique" not in response.text
    assert User.objects.filter(email__iexact=typed).count() == 1


def test_account_saved_without_a_change_keeps_its_address_verified_and_its_password(client, manager):
    tim = UserFactory(email="tim@example.org")
    password = tim.password

    client.post(reverse("wagtailusers_users:edit", args=[tim.pk]), account(email="tim@example.org", is_active="on"))

    tim.refresh_from_db()
    assert tim.password == password
    assert EmailAddress.objects.get(user=tim).verified


@pytest.mark.parametrize("email", ["tim@example.org", "TIM@example.org", "", "geen adres", "x" * 300 + "@example.org"])
def test_address_that_is_taken_or_none_is_refused(client, manager, email):
    UserFactory(email="tim@example.org")
    before = User.objects.count()

    response = client.post(reverse("wagtailusers_users:add"), account(email=email))

    assert response.status_code == 200
    assert "kon niet worden aangemaakt vanwege fouten" in screen.texts(response, ".messages li")[0]
    assert User.objects.count() == before


@pytest.mark.parametrize("who", ["organiser", "editor"])
def test_only_the_functional_manager_manages_accounts(client, site_tree, who):
    linde = open_organisation(site_tree.organisations, name="De Linde", kind=OrganisationPage.Kind.WELFARE)
    tim = UserFactory(email="tim@example.org")
    client.force_login(organiser_of(linde) if who == "organiser" else editor())

    urls = [
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:index_results"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[tim.pk]),
        reverse("wagtailusers_users:delete", args=[tim.pk]),
        reverse("wagtailusers_users:history", args=[tim.pk]),
        reverse("wagtailusers_users:usage", args=[tim.pk]),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailusers_groups:edit", args=[linde.group.pk]),
    ]

    for url in urls:
        response = client.get(url)
        assert response.status_code == 302, url
        assert "tim@example.org" not in response.content.decode(), url


def test_first_person_of_a_new_organisation_gets_in_by_code_alone(client, site_tree):
    open_organisation(
        site_tree.organisations, name="De Linde", kind=OrganisationPage.Kind.WELFARE, members=["noor@example.org"]
    )

    response = sign_in_by_code(client, "noor@example.org")

    assert response["Location"] == "/beheer/"
    assert "De Linde" in client.get("/beheer/").content.decode()
