"""Accounts that a stranger prepared with somebody else's address, and what is left of that once the owner proves it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events.feeds import personal_feed
from network.onboarding import add_person, people_of
from tests import screen
from tests.factories import (
    PASSWORD,
    OrganisationFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)
from tests.mailed import code_mailed_to, mails_to, sign_in_by_code

pytestmark = pytest.mark.django_db
OWNER = "noor@example.org"
CHOSEN = "paarse-fiets-onder-de-linde"
NEW = "groene-tent-achter-het-huis"
GONE = "Je wachtwoord werkt niet meer."
PROVE = "/account/code/"
FACTOR = "/account/2fa/reauthenticate/"


def sign_up(client: Client, email: str = OWNER):
    return client.post("/account/signup/", {"email": email})


def log_in(client: Client, email: str = OWNER, password: str = CHOSEN):
    return client.post("/account/login/", {"login": email, "password": password})


def confirm(client: Client, email: str = OWNER):
    return client.post("/account/confirm-email/", {"code": code_mailed_to(email)}, follow=True)


def is_in(client: Client) -> bool:
    return get_user(client).is_authenticated


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def reset_password(client: Client, email: str = OWNER, password: str = NEW):
    client.post("/account/password/reset/", {"email": email})
    client.post("/account/password/reset/confirm/", {"code": code_mailed_to(email)})
    return client.post("/account/password/reset/complete/", {"password1": password, "password2": password})


@pytest.fixture
def stranger(site_tree, time_machine) -> Client:
    """Return the browser of a stranger who signed up with the owner's address a while ago, and reads none of her mail.

    Signing up asked for a password until it became optional.
    """
    time_machine.move_to(timezone.now())
    browser = Client()
    sign_up(browser)
    user = User.objects.get()
    user.set_password(CHOSEN)
    user.save()
    time_machine.shift(120)
    return browser


@pytest.fixture
def owner() -> Client:
    return Client()


def prepared_account() -> User:
    """Return an account with everything that a stranger could have set before anybody proved the address."""
    user = User.objects.create_user(OWNER, CHOSEN)
    EmailAddress.objects.create(user=user, email=OWNER, primary=True, verified=False)
    EmailAddress.objects.create(user=user, email="vreemd@example.org", verified=False)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    return user


# -- Signing up with somebody else's address ----------------------------------------------------------------------------


def test_password_of_who_signed_up_does_not_open_the_account_after_the_owner_signs_in_by_code(stranger, owner):
    sign_in_by_code(owner, OWNER)
    assert is_in(owner)

    log_in(stranger)

    assert not is_in(stranger)
    assert not User.objects.get().has_usable_password()


def test_owner_is_told_that_the_password_is_gone(stranger, owner):
    sign_in_by_code(owner, OWNER)

    assert GONE in owner.get("/mijn/").text


def test_owner_whose_account_nobody_prepared_is_told_nothing_about_passwords(owner, site_tree):
    linde = OrganisationFactory()
    organiser_of(linde)
    add_person(linde, OWNER)

    sign_in_by_code(owner, OWNER)

    assert is_in(owner)
    assert GONE not in owner.get("/mijn/").text


def test_account_is_made_with_a_mailed_code_alone(owner, site_tree):
    sign_up(owner)

    page = confirm(owner)

    assert is_in(owner)
    assert GONE not in page.text
    assert not User.objects.get().has_usable_password()
    later = Client()
    sign_in_by_code(later, OWNER)
    assert is_in(later)


def test_password_sent_along_while_signing_up_is_none(owner, site_tree):
    owner.post("/account/signup/", {"email": OWNER, "password1": CHOSEN, "password2": CHOSEN})

    log_in(owner)

    assert not is_in(owner)
    assert not User.objects.get().has_usable_password()


def test_password_is_optional_and_chosen_after_the_proof(owner, site_tree):
    sign_up(owner)
    confirm(owner)

    owner.post("/account/password/set/", {"password1": NEW, "password2": NEW})

    later = Client()
    log_in(later, password=NEW)
    assert is_in(later)


def test_password_chosen_in_another_session_goes_even_if_the_proof_is_given_after_signing_in_with_it(stranger, owner):
    """A stranger may have told her which password to use."""
    log_in(owner)
    assert not is_in(owner)

    page = confirm(owner)

    assert is_in(owner)
    assert owner.get("/mijn/").status_code == 200
    assert GONE in page.text
    log_in(stranger)
    assert not is_in(stranger)


def test_password_goes_when_the_owner_comes_later_to_the_computer_that_the_stranger_used(stranger, time_machine):
    time_machine.shift(3600)

    sign_in_by_code(stranger, OWNER)

    assert is_in(stranger)
    assert not User.objects.get().has_usable_password()


def test_password_goes_when_the_owner_asks_for_another_one_at_the_computer_that_the_stranger_used(stranger):
    stranger.post("/account/password/reset/", {"email": OWNER})
    stranger.post("/account/password/reset/confirm/", {"code": code_mailed_to(OWNER)})

    assert not User.objects.get().has_usable_password()


def test_stranger_who_waits_at_the_question_for_a_code_gets_no_further(stranger, owner):
    sign_in_by_code(owner, OWNER)

    for path in ("/account/confirm-email/", "/account/login/", "/account/signup/", "/mijn/", "/account/email/"):
        stranger.get(path, follow=True)
        stranger.post("/account/confirm-email/", {"code": ""})

    assert not is_in(stranger)


def test_password_checked_just_before_the_proof_opens_no_session_after_it(stranger, owner, monkeypatch):
    """The owner proves the address while the stranger's password is being checked."""
    from allauth.account.stages import EmailVerificationStage  # noqa: PLC0415  beside its only use

    handle = EmailVerificationStage.handle

    def slowly(stage):
        monkeypatch.undo()
        sign_in_by_code(owner, OWNER)
        return handle(stage)

    monkeypatch.setattr(EmailVerificationStage, "handle", slowly)
    log_in(stranger)

    assert stranger.get("/mijn/").status_code == 302
    assert not is_in(stranger)


def test_everything_set_before_the_proof_goes(owner, site_tree):
    user = prepared_account()
    session = Client()
    session.force_login(user)

    owner.post("/account/login/code/", {"email": OWNER})
    owner.post("/account/login/code/confirm/", {"code": code_mailed_to(OWNER)})

    assert is_in(owner)
    assert not is_in(session)
    assert not Authenticator.objects.exists()
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(OWNER, True, True)]
    assert not User.objects.get().has_usable_password()


def test_owner_of_an_address_that_a_stranger_added_keeps_nothing_of_the_strangers(owner, site_tree):
    user = User.objects.create_user("vreemd@example.org", CHOSEN)
    EmailAddress.objects.create(user=user, email="vreemd@example.org", primary=True, verified=False)
    EmailAddress.objects.create(user=user, email=OWNER, verified=False)

    sign_in_by_code(owner, OWNER)

    assert is_in(owner)
    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == (OWNER, False)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(OWNER, True, True)]


def test_new_password_by_mailed_code_is_the_only_one_that_works(stranger, owner):
    reset_password(owner)

    log_in(stranger)
    log_in(owner, password=NEW)

    assert not is_in(stranger)
    assert is_in(owner)
    assert EmailAddress.objects.get().verified


def test_new_password_by_mailed_code_takes_what_else_was_prepared(owner, site_tree):
    prepared_account()

    reset_password(owner)
    log_in(owner, password=NEW)

    assert is_in(owner)
    assert not Authenticator.objects.exists()
    assert EmailAddress.objects.count() == 1


def test_new_password_ends_the_sessions_of_the_old_one(client, owner, site_tree):
    user = UserFactory(email=OWNER)
    client.force_login(user)

    reset_password(owner)

    assert not is_in(client)


def test_link_of_before_resetting_was_done_by_code_leads_to_asking_for_one(client):
    response = client.get("/account/password/reset/key/3-d1v5fo-c0ffee/")

    assert (response.status_code, response["Location"]) == (302, "/account/password/reset/")


@pytest.mark.parametrize("email", [OWNER, "onbekend@example.org"], ids=["known", "unknown"])
def test_reset_answers_the_same_for_a_known_and_an_unknown_address(client, site_tree, email):
    UserFactory(email=OWNER)

    asked = client.post("/account/password/reset/", {"email": email})
    wrong = client.post("/account/password/reset/confirm/", {"code": "AAAA-AAAA"})

    assert (asked.status_code, asked["Location"]) == (302, "/account/password/reset/confirm/")
    assert "Deze code klopt niet" in wrong.text
    assert len(mails_to(email)) == 1


# -- Invitations --------------------------------------------------------------------------------------------------------


def test_invited_colleague_shares_nothing_with_who_prepared_the_account(stranger, owner):
    linde = OrganisationFactory()
    colleague = organiser_of(linde)
    browser = Client()
    browser.force_login(colleague)

    browser.post(reverse("network_people", args=[linde.pk]), {"email": OWNER})
    log_in(stranger)
    sign_in_by_code(owner, OWNER)
    log_in(stranger)

    assert not is_in(stranger)
    assert owner.get("/beheer/").status_code == 200


def test_invitation_goes_to_the_account_whose_owner_proved_the_address(site_tree):
    linde = OrganisationFactory()
    organiser_of(linde)
    user = UserFactory(email="noor@thuis.example")
    EmailAddress.objects.create(user=user, email=OWNER, verified=True)

    assert add_person(linde, OWNER) == user
    assert user in people_of(linde)


def test_invitation_to_an_address_proven_by_nobody_wipes_the_account_whatever_else_it_proved(site_tree):
    linde = OrganisationFactory()
    organiser_of(linde)
    user = User.objects.create_user(OWNER, CHOSEN)
    EmailAddress.objects.create(user=user, email=OWNER, primary=True, verified=False)
    EmailAddress.objects.create(user=user, email="vreemd@example.org", verified=True)

    add_person(linde, OWNER)

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) == [OWNER]


# -- Addresses changed by the functional manager ------------------------------------------------------------------------


def change_address(manager: Client, user: User, email: str):
    data = {"email": email, "first_name": "", "last_name": "", "is_active": "on"}
    if user.is_superuser:
        data["is_superuser"] = "on"
    return manager.post(reverse("wagtailusers_users:edit", args=[user.pk]), data)


def test_address_changed_by_the_manager_ends_what_opened_the_account(client, site_tree):
    client.force_login(functional_manager())
    tim = UserFactory(email="tim@example.org")
    TOTP.activate(tim, generate_totp_secret())
    feed = personal_feed.open_feed(tim)
    session = Client()
    session.force_login(tim)

    change_address(client, tim, "tim@elders.example")

    feed.refresh_from_db()
    assert not is_in(session)
    log_in(session, email="tim@elders.example", password=PASSWORD)
    assert not is_in(session)
    assert not Authenticator.objects.filter(user=tim).exists()
    assert feed.ended_at is not None
    sign_in_by_code(session, "tim@elders.example")
    assert is_in(session)


def test_manager_who_changes_the_own_address_stays_in_until_it_is_proven(client, site_tree):
    manager = functional_manager()
    client.force_login(manager)

    change_address(client, manager, "nieuw@example.org")

    assert client.get("/beheer/").status_code == 200
    other = Client()
    sign_in_by_code(other, "nieuw@example.org")
    assert is_in(other)
    assert not is_in(client)


def test_address_that_the_owner_of_another_account_proved_is_refused(client, site_tree):
    client.force_login(functional_manager())
    EmailAddress.objects.create(user=UserFactory(), email=OWNER, verified=True)
    tim = UserFactory(email="tim@example.org")

    response = change_address(client, tim, OWNER.upper())

    assert "Dit adres heeft al een account." in response.text
    tim.refresh_from_db()
    assert tim.email == "tim@example.org"


# -- The first factor, and other new ways in ----------------------------------------------------------------------------

NEW_WAYS_IN = ["/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/email/", "/account/password/set/"]
WITH_FACTOR = [
    "/account/2fa/totp/deactivate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/recovery-codes/download/",
    "/account/email/",
]


@pytest.mark.parametrize("path", NEW_WAYS_IN)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("made", [UserFactory, lambda: organiser_of(OrganisationFactory()), editor])
def test_password_alone_opens_no_new_way_in(client, site_tree, path, method, made):
    user = made()
    log_in(client, user.email, PASSWORD)
    assert is_in(client)

    response = getattr(client, method)(path, {"email": "vreemd@example.org", "action_add": ""})

    assert (response.status_code, response["Location"]) == (302, f"{PROVE}?next={path.replace('/', '%2F')}")
    assert mails_to("vreemd@example.org") == []


@pytest.mark.django_db(transaction=True)  # allauth announces a new factor when the transaction commits
def test_who_proves_the_address_goes_on_and_sets_up_a_factor(client, site_tree, settings):
    settings.REQUIRE_STAFF_MFA = True
    user = organiser_of(OrganisationFactory())
    log_in(client, user.email, PASSWORD)
    assert client.get("/beheer/")["Location"] == "/account/2fa/"
    page = client.get("/account/2fa/totp/activate/", follow=True)
    form = screen.values(page)

    client.post(PROVE, {name: values[0] for name, values in form.items()})
    assert not is_in(client)
    answer = client.post("/account/login/code/confirm/", {"code": code_mailed_to(user.email), "next": form["next"][0]})
    assert answer["Location"] == "/account/2fa/totp/activate/"
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    answer = client.post("/account/2fa/totp/activate/", {"code": totp_code(secret)})

    assert answer["Location"] == "/account/2fa/recovery-codes/"
    assert client.get("/account/2fa/recovery-codes/").status_code == 200
    assert client.get("/beheer/").status_code == 200


def test_proof_of_an_hour_ago_is_not_fresh(client, site_tree, time_machine):
    time_machine.move_to(timezone.now())
    user = UserFactory()
    sign_in_by_code(client, user.email)
    assert client.get("/account/2fa/totp/activate/").status_code == 200

    time_machine.shift(3600)

    assert client.get("/account/2fa/totp/activate/")["Location"].startswith(PROVE)


def test_proof_for_one_account_is_none_for_another(client, site_tree):
    sign_in_by_code(client, UserFactory().email)
    client.post("/account/logout/")
    other = UserFactory()

    log_in(client, other.email, PASSWORD)

    assert client.get("/account/2fa/totp/activate/")["Location"].startswith(PROVE)


@pytest.mark.parametrize("path", WITH_FACTOR)
@pytest.mark.parametrize("method", ["get", "post"])
def test_session_of_before_the_factor_changes_nothing_with_the_password(client, site_tree, path, method):
    """Somebody who knows the password signed in before the owner set up a second factor."""
    user = UserFactory()
    log_in(client, user.email, PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)

    response = getattr(client, method)(path, {})
    by_password = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": path})

    assert (response.status_code, response["Location"]) == (302, f"{FACTOR}?next={path.replace('/', '%2F')}")
    assert by_password["Location"].startswith(FACTOR)
    assert getattr(client, method)(path, {})["Location"].startswith(FACTOR)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_session_that_used_the_factor_changes_them(client, site_tree):
    user = UserFactory()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    log_in(client, user.email, PASSWORD)
    client.post("/account/2fa/authenticate/", {"code": totp_code(secret)})

    assert client.get("/account/email/").status_code == 200
    assert client.get("/account/2fa/webauthn/").status_code == 200


@pytest.mark.parametrize("path", ["/account/2fa/", "/account/password/change/", "/mijn/"])
def test_what_changes_no_way_in_asks_for_no_code(client, site_tree, path):
    user = UserFactory()
    log_in(client, user.email, PASSWORD)

    assert client.get(path).status_code == 200


def test_who_is_not_signed_in_proves_nothing(client):
    assert client.get(PROVE)["Location"].startswith("/account/login/")
    assert client.post(PROVE, {"email": OWNER})["Location"].startswith("/account/login/")
    assert mails_to(OWNER) == []


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_proof_goes_on_within_the_site_only(client, site_tree, wanted):
    client.force_login(UserFactory())

    assert wanted not in client.get(PROVE, {"next": wanted}).text


def test_second_address_is_stored_only_once_it_is_proven(client, site_tree):
    user = UserFactory()
    sign_in_by_code(client, user.email)

    client.post("/account/email/", {"email": OWNER, "action_add": ""})
    assert not EmailAddress.objects.filter(email=OWNER).exists()
    client.post("/account/confirm-email/", {"code": code_mailed_to(OWNER)})

    assert EmailAddress.objects.get(email=OWNER).verified
    assert User.objects.get(pk=user.pk).has_usable_password()
