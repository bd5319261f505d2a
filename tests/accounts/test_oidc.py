"""Signing in at a provider of OpenID Connect: over HTTP, with signed tokens, and never past the second factor."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth import get_user
from django.test import Client

from accounts.models import User
from events.registration import rule
from events.registration.registering import register
from tests import screen
from tests.factories import OrganisationFactory, UserFactory, date_of_a_meetup, functional_manager, organiser_of
from tests.mailed import code_mailed_to, mails_to, sign_in_by_code
from tests.oidc_provider import CLIENT_ID, SECRET, LocalProvider

pytestmark = pytest.mark.django_db
NOOR = "noor@breda.example"
LOGIN = "/account/oidc/werk/login/"
PROVEN = {"email": NOOR, "email_verified": True, "given_name": "Noor", "family_name": "van den Berg"}


@pytest.fixture
def provider(settings, site_tree):
    found = LocalProvider(claims=dict(PROVEN))
    settings.OIDC_ISSUER = found.url
    app = {"provider_id": "werk", "name": "je gemeente", "client_id": CLIENT_ID, "secret": SECRET}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": found.url}}]}
    }
    yield found
    found.close()


def go_there(client: Client, **query: str) -> dict[str, str]:
    """Press the button, and return what the provider is asked."""
    answer = client.post(LOGIN, query_params=query) if query else client.post(LOGIN)
    assert answer.status_code == 302, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def come_back(client: Client, asked: dict[str, str], **changes: str):
    return client.get(f"{LOGIN}callback/", {"code": "abc", "state": asked["state"], **changes}, follow=True)


def sign_in(client: Client, **query: str):
    return come_back(client, go_there(client, **query))


def is_in(client: Client) -> bool:
    return get_user(client).is_authenticated


# -- The setting -------------------------------------------------------------------------------------------------------


def test_without_the_setting_there_is_no_button_and_no_address(client, site_tree):
    assert "oidc" not in client.get("/account/login/").text
    assert client.post(LOGIN).status_code == 404
    assert client.get(f"{LOGIN}callback/?code=x&state=y").status_code == 404


def test_button_leads_to_the_provider_and_the_browser_may_go_there(client, provider):
    page = client.get("/account/login/")
    asked = go_there(client)

    assert "Log in met je gemeente" in screen.text(page, "main")
    assert f"form-action 'self' {provider.url};" in page["Content-Security-Policy"]
    assert "form-action 'self';" in client.get("/agenda/")["Content-Security-Policy"]
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT_ID, "code", "S256")


def test_link_alone_asks_first(client, provider):
    """Another site could send somebody to the address."""
    page = client.get(LOGIN)

    assert page.status_code == 200
    assert "Ga verder" in page.text


# -- Accounts ----------------------------------------------------------------------------------------------------------


def test_new_account_at_a_proven_address_needs_no_code(client, provider):
    page = sign_in(client)

    user = User.objects.get()
    assert is_in(client)
    assert page.request["PATH_INFO"] == "/mijn/"
    assert (user.email, user.get_full_name(), user.has_usable_password()) == (NOOR, "Noor van den Berg", False)
    assert EmailAddress.objects.get().verified
    assert mails_to(NOOR) == []


def test_who_comes_from_a_page_goes_on_there(client, provider):
    assert sign_in(client, next="/agenda/").request["PATH_INFO"] == "/agenda/"


def test_same_person_comes_back_to_the_same_account(client, provider):
    sign_in(client)
    client.post("/account/logout/")
    provider.claims["email"] = "anders@breda.example"

    sign_in(client)

    assert get_user(client) == User.objects.get()


def test_existing_account_at_a_proven_address_is_used(client, provider):
    user = UserFactory(email=NOOR)

    sign_in(client)

    assert get_user(client) == user
    user.refresh_from_db()
    assert user.has_usable_password()


def test_registrations_from_before_show_at_once(client, provider):
    rule.confirm(register(date_of_a_meetup(title="Wijklunch"), name="Noor", email=NOOR))

    page = sign_in(client)

    assert screen.titles(page) == ["Wijklunch"]


NOT_PROVEN = [False, None, "true", "false", 1, "missing"]


@pytest.mark.parametrize("claim", NOT_PROVEN)
def test_address_counts_as_proven_only_if_the_provider_says_so(client, provider, claim):
    provider.claims["email_verified"] = claim
    if claim == "missing":
        del provider.claims["email_verified"]

    sign_in(client)

    assert not is_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()
    client.post("/account/confirm-email/", {"code": code_mailed_to(NOOR)})
    assert is_in(client)


@pytest.mark.parametrize("claim", NOT_PROVEN)
def test_existing_account_is_not_opened_by_an_address_that_is_not_proven(client, provider, claim):
    UserFactory(email=NOOR)
    provider.claims["email_verified"] = claim

    sign_in(client)

    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_provider_proves_no_address_outside_its_domains(client, provider, settings):
    settings.OIDC_DOMAINS = ["elders.example"]
    UserFactory(email=NOOR)

    sign_in(client)

    assert not is_in(client)


def test_first_proof_by_the_provider_wipes_what_a_stranger_prepared(client, provider):
    user = User.objects.create_user(NOOR, "paarse-fiets-onder-de-linde")
    EmailAddress.objects.create(user=user, email=NOOR, primary=True, verified=False)
    TOTP.activate(user, generate_totp_secret())
    stranger = Client()
    stranger.force_login(user)

    sign_in(client)

    user.refresh_from_db()
    assert get_user(client) == user
    assert not user.has_usable_password()
    assert not is_in(stranger)


def test_provider_without_an_address_leads_to_a_question_for_one(client, provider):
    del provider.claims["email"]

    page = sign_in(client)
    assert "Welk e-mailadres mogen we gebruiken?" in page.text
    client.post("/account/3rdparty/signup/", {"email": NOOR})
    client.post("/account/confirm-email/", {"code": code_mailed_to(NOOR)})

    assert is_in(client)


def test_nothing_of_what_the_provider_tells_is_kept(client, provider):
    provider.userinfo = {"birthdate": "1970-01-01", "picture": "https://elders.example/x.png"}

    sign_in(client)

    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


@pytest.mark.parametrize("name", ["www.evil.example", "x" * 400, "\x00", "<b>Noor</b>", {"a": 1}])
def test_odd_names_do_no_harm(client, provider, name):
    provider.claims |= {"given_name": name, "family_name": name}

    assert sign_in(client).status_code == 200
    assert is_in(client)
    assert "evil" not in User.objects.get().get_full_name()


# -- Faults ------------------------------------------------------------------------------------------------------------

FAULTS = [
    "signed by another", "unsigned", "for another", "from another", "expired",
    "/.well-known/openid-configuration", "/keys", "/token", "/userinfo",
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_token_that_is_not_good_and_provider_that_fails_sign_nobody_in(client, provider, fault):
    asked = go_there(client)
    provider.fault = fault

    page = come_back(client, asked)

    assert not is_in(client)
    assert not User.objects.exists()
    assert "Inloggen lukte niet" in page.text


def test_provider_that_is_away_gives_a_page(client, provider):
    provider.fault = "/.well-known/openid-configuration"

    page = client.post(LOGIN)

    assert "Inloggen lukte niet" in page.text


def test_information_about_another_user_is_refused(client, provider):
    provider.userinfo = {"sub": "somebody else"}

    sign_in(client)

    assert not is_in(client)


def test_answer_to_another_browser_is_refused(client, provider):
    asked = go_there(Client())

    come_back(client, asked)

    assert not is_in(client)


def test_who_stops_there_is_told_what_else_can_be_done(client, provider):
    page = come_back(client, go_there(client), error="access_denied")

    assert "Je bent niet ingelogd" in page.text


# -- Roles and the second factor ---------------------------------------------------------------------------------------


def test_provider_grants_no_role(client, provider, settings):
    settings.REQUIRE_STAFF_MFA = True
    provider.userinfo = {
        "is_superuser": True, "is_staff": True, "roles": ["admin"], "groups": ["Moderators", "Editors"],
        "permissions": ["wagtailadmin.access_admin"], "username": "beheer",
    }  # fmt: skip

    sign_in(client)

    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.groups.count(), user.user_permissions.count()) == (
        False,
        False,
        0,
        0,
    )
    assert client.get("/beheer/").status_code == 403


STAFF = {
    "manager": lambda: functional_manager(email=NOOR),
    "organiser": lambda: organiser_of(OrganisationFactory(), email=NOOR),
}
DOORS = [
    "/beheer/",
    "/beheer/pages/",
    "/beheer/users/",
    "/beheer/account/",
    "/beheer/reports/locked/",
    "/beheer/images/",
]


def by_provider(client: Client) -> None:
    sign_in(client)


def by_code(client: Client) -> None:
    sign_in_by_code(client, NOOR)


def by_password(client: Client) -> None:
    client.post("/account/login/", {"login": NOOR, "password": "een-lang-wachtwoord"})


@pytest.mark.parametrize("way", [by_provider, by_code, by_password])
@pytest.mark.parametrize("made", STAFF.values(), ids=STAFF.keys())
@pytest.mark.parametrize("path", DOORS)
def test_staff_without_a_second_factor_set_one_up_first_however_they_sign_in(
    client, provider, settings, way, made, path
):
    settings.REQUIRE_STAFF_MFA = True
    made()
    way(client)
    assert is_in(client)

    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert client.post(path).status_code == 302


@pytest.mark.parametrize("way", [by_provider, by_code, by_password])
@pytest.mark.parametrize("made", STAFF.values(), ids=STAFF.keys())
def test_staff_with_a_second_factor_are_asked_for_it_however_they_sign_in(client, provider, settings, way, made):
    settings.REQUIRE_STAFF_MFA = True
    TOTP.activate(made(), generate_totp_secret())

    way(client)

    assert not is_in(client)
    assert client.get("/beheer/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", ["/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/email/", "/account/3rdparty/", LOGIN])  # fmt: skip
def test_provider_alone_opens_no_new_way_in(client, provider, path):
    """Whoever runs the provider could otherwise set up the first factor of an organiser."""
    organiser_of(OrganisationFactory(), email=NOOR)
    sign_in(client)

    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, f"/account/code/?next={path.replace('/', '%2F')}")


def test_manager_who_changes_the_address_ends_the_tie_with_the_provider(client, provider):
    from accounts.proof import forget_ways_in  # noqa: PLC0415  beside its only use

    sign_in(client)
    forget_ways_in(User.objects.get())

    assert not SocialAccount.objects.exists()
    assert not is_in(client)
