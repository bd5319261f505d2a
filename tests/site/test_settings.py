"""Settings from the environment: the database in ``DATABASE_URL``, the mail server in ``EMAIL_URL``, the site's address."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from config.environment import mail_server


def run(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate an expression with the settings in a process of its own."""
    return subprocess.run(  # noqa: S603  our own expressions
        [sys.executable, "-c", f"import json; from config import settings; print(json.dumps({expression}))"],
        env=os.environ | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("question", "expected"), [("", 5), ("?prepare_threshold=false", None), ("?prepare_threshold=2", 2)]
)
def test_plans_are_kept_unless_the_address_says_otherwise(question, expected):
    said = run("settings.DATABASES['default']['OPTIONS']", DATABASE_URL=f"postgres://anna@127.0.0.1/wijk{question}")

    assert json.loads(said.stdout)["prepare_threshold"] == expected


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "tls", "ssl"),
    [
        ("smtp://localhost", "localhost", 25, "", "", False, False),
        ("smtp://localhost:1025/", "localhost", 1025, "", "", False, False),
        ("smtp+tls://naam:wachtwoord@mail.example:2587", "mail.example", 2587, "naam", "wachtwoord", True, False),
        ("smtp+tls://mail.example", "mail.example", 587, "", "", True, False),
        ("smtp+ssl://a%40b.example:%2F%3A%23%40@mail.example", "mail.example", 465, "a@b.example", "/:#@", False, True),
        ("SMTP+SSL://mail.example:1465", "mail.example", 1465, "", "", False, True),
        (" smtp://[::1]:25 ", "::1", 25, "", "", False, False),
    ],
)
def test_mail_server_is_read_from_its_address(url, host, port, user, password, tls, ssl):
    read = mail_server(url)
    options = {key.removeprefix("EMAIL_").lower(): value for key, value in read.items()}

    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        username=options.pop("host_user"), password=options.pop("host_password"), **options,
    )  # fmt: skip

    assert (connection.host, connection.port, connection.username, connection.password) == (host, port, user, password)
    assert (connection.use_tls, connection.use_ssl) == (tls, ssl)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "mail.example:587",
        "smtps://naam:geheim@mail.example",
        "smtp+starttls://naam:geheim@mail.example",
        "onzin",
        "smtp+tls://",
        "smtp+tls://:587",
        "smtp+tls://naam:geheim@mail.example:poort",
        "smtp+tls://naam:geheim@mail.example:99999",
        "smtp+tls://naam:ge#heim@mail.example:587",
        "smtp+tls://naam:ge/heim@mail.example:587",
        "smtp+tls://naam:ge?heim@mail.example:587",
        "smtp+tls://mail.example?geheim=true",
        "smtp://[geheim",
    ],
)
def test_mail_server_that_cannot_be_read_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be") as refusal:
        mail_server(url)

    assert "heim" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMAIL_URL", "smtps://naam:geheim@mail.example"),
        ("SITE_URL", "wijkverband.example"),
        ("SITE_URL", "https://wijkverband.example/pad"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "http://[onzin"),
    ],
)
def test_setting_that_cannot_be_used_stops_the_start_with_its_name(name, value):
    said = run("settings.HTTPS", **{name: value})

    assert said.returncode
    assert said.stderr.strip().splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: {name} must")


def test_mail_server_left_empty_is_the_one_on_the_machine():
    assert json.loads(run("[settings.EMAIL_HOST, settings.EMAIL_PORT]", EMAIL_URL="").stdout) == ["localhost", 25]


def test_demo_names_somebody_to_report_a_vulnerability_to():
    assert json.loads(run("settings.SECURITY_CONTACT", DEMO="true").stdout) == "mailto:beheer@example.org"
    assert json.loads(run("settings.SECURITY_CONTACT", DEMO="false").stdout) == ""


@pytest.mark.parametrize(
    "url", ["http://kaart.example/{address}", "https://kaart.example/", "javascript:alert('{address}')"]
)
def test_map_site_without_a_place_for_the_address_is_refused(url):
    said = run("settings.ROUTE_URL", ROUTE_URL=url)

    assert "ROUTE_URL must begin with https://" in said.stderr


def test_map_site_may_be_left_out():
    assert json.loads(run("settings.ROUTE_URL", ROUTE_URL="").stdout) == ""
