"""Limits on signing in: per address and network, on a mailbox by all routes, and out of reach of the caches."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tests.mailed import mails_to
from web.rate_limits import HOUR, MAILS, MAILS_FROM_NETWORK

pytestmark = pytest.mark.django_db
TOO_MANY = "Te vaak geprobeerd"


def sign_in(client, user, password: str = PASSWORD, network: int = 1):
    login = {"login": user.email, "password": password}
    return client.post("/account/login/", login, REMOTE_ADDR=f"192.0.2.{network}")


def ask_code(email: str, network: int = 1):
    return Client().post(reverse("account_request_login_code"), {"email": email}, REMOTE_ADDR=f"192.0.2.{network}")


def test_clearing_the_cache_gives_no_new_chances_to_guess(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user, "onzin")

    cache.clear()

    assert TOO_MANY in sign_in(client, user).text


def test_wrong_passwords_keep_nobody_out_who_is_on_another_network(client):
    user = UserFactory()
    for _ in range(20):
        sign_in(client, user, "onzin", network=1)

    assert TOO_MANY in sign_in(client, user, network=1).text
    assert sign_in(client, user, network=2).status_code == 302


def test_wrong_passwords_from_everywhere_end_guessing_and_leave_the_code_open(client):
    user = UserFactory()
    for network in range(12):
        for _ in range(5):
            sign_in(client, user, "onzin", network=network)

    assert TOO_MANY in sign_in(client, user, network=100).text
    assert ask_code(user.email, network=100).status_code == 302
    assert len(mails_to(user.email)) == 1


def test_right_passwords_are_no_attempts_to_guess(client):
    user = UserFactory()

    statuses = []
    for _ in range(8):
        statuses.append(sign_in(client, user).status_code)
        client.logout()

    assert statuses == [302] * 8


@pytest.mark.parametrize("known", [True, False])
def test_address_gets_so_many_codes_in_an_hour_whether_it_has_an_account_or_not(time_machine, known):
    email = UserFactory(email="kim@example.org").email if known else "niemand@example.org"
    time_machine.move_to("2026-11-30T12:00:00+01:00", tick=False)

    statuses = []
    for _ in range(3 * MAILS_FROM_NETWORK.number):
        statuses.append(ask_code(email).status_code)
        time_machine.shift(30)

    assert len(mails_to(email)) == MAILS_FROM_NETWORK.number
    assert statuses == [302] * MAILS_FROM_NETWORK.number + [429] * 2 * MAILS_FROM_NETWORK.number
    time_machine.shift(HOUR)
    assert ask_code(email).status_code == 302


def test_routes_and_networks_share_what_an_address_gets():
    email = UserFactory().email
    routes = [
        (reverse("account_request_login_code"), {"email": email}),
        (reverse("account_reset_password"), {"email": email}),
        (reverse("account_signup"), {"email": email, "password1": "een lang en eigen wachtwoord"}),
    ]

    for network in range(20):
        for path, form in routes:
            Client().post(path, form, REMOTE_ADDR=f"192.0.2.{network}")

    assert len(mails_to(email)) == MAILS[0].number
