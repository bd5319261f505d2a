"""Passwords that can be guessed, refused by every form that sets one."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.mailed import code_mailed_to

GUESSABLE = "makkelijk te raden"
NOOR = User(email="noor.jansen@thuiszorg.example", first_name="Noor", last_name="Jansen")
GOOD = "paarse-fiets-onder-de-linde"


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa", "123456789012", "987654321098", "abcdefghijkl", "abcabcabcabc", "112233445566", "qwertyuiop12",
        "asdfghjklzxc", "1q2w3e4r5t6y", "qazwsxedcrfv", "passwordpassword", "wachtwoord123", "wachtwoord1234567",
        "Welkom2026!!", "welkom01welkom", "zomer2026zomer", "gemeentebreda1", "wijkverband", "wijkverband12",
        "Wijkverband2026!", "W1jkverb@nd2026", "wijkverbandwijkverband", "West-Brabant2026", "testserver12",
        "noorjansen12", "NoorJansen2026", "thuiszorg.example", "aaaaaaaaaaaab1", "a" * 4096, "é" * 20, "🙂" * 15, " " * 20,
    ],
)  # fmt: skip
def test_password_that_is_guessed_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, NOOR)


@pytest.mark.parametrize(
    "password",
    [
        GOOD, "koekje stoel regen", "mijn oma bakt taart", "fietsbel regenjas", "hK8$wq2!nB5x", "Kf7!x9qLp2Zw",
        "correcthorsebatterystaple", "Ĝis revido, ŝia ĉapelo", "x7-" + GOOD * 40,
    ],
)  # fmt: skip
def test_password_that_is_hard_to_guess_is_accepted(password):
    validate_password(password, NOOR)


@pytest.mark.django_db
class TestForms:
    def test_new_password_after_a_code(self, client, site_tree):
        user = UserFactory()
        client.post("/account/password/reset/", {"email": user.email})
        client.post("/account/password/reset/confirm/", {"code": code_mailed_to(user.email)})

        response = client.post(
            "/account/password/reset/complete/", {"password1": "wijkverband12", "password2": "wijkverband12"}
        )

        assert GUESSABLE in response.text
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_change(self, client, site_tree):
        user = UserFactory()
        client.force_login(user)

        response = client.post(
            "/account/password/change/",
            {"oldpassword": PASSWORD, "password1": "123456789012", "password2": "123456789012"},
        )

        assert GUESSABLE in response.text
        user.refresh_from_db()
        assert user.check_password(PASSWORD)
