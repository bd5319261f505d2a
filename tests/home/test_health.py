"""Addresses for machines: health, readiness, search engines, security contact."""

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from events.models.dates import AMSTERDAM
from home.health import OLDEST_MAIL
from outbox.letter import Letter, Mailbox
from outbox.mail import queue
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory


def waiting_mail(**changes) -> OutgoingMail:
    queue(Letter(cause="test", subject="Bevestig je plek", to=Mailbox("", "sanne@example.org"), text="", html=""))
    OutgoingMail.objects.update(**changes)
    return OutgoingMail.objects.get()


# -- Health ------------------------------------------------------------------------------------------------------------


def test_healthz_needs_nothing(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_when_all_is_well(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "problems": []})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("late_by", "changes", "problems"),
    [
        (OLDEST_MAIL + timedelta(seconds=5), {}, ["mail"]),
        (OLDEST_MAIL - timedelta(minutes=1), {}, []),
        (timedelta(days=1), {"sent_at": timezone.now()}, []),
        (timedelta(days=1), {"failed_at": timezone.now()}, []),
    ],
    ids=["late", "not late yet", "sent", "given up"],
)
def test_readyz_says_when_mail_piles_up(client, late_by, changes, problems):
    waiting_mail(created_at=timezone.now() - late_by, **changes)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (
        503 if problems else 200, {"ready": not problems, "problems": problems},
    )  # fmt: skip


@pytest.mark.django_db
def test_readyz_says_when_the_database_is_gone(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", lambda: 1 / 0)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["problems"]) == (503, ["database"])


@pytest.mark.django_db
def test_readyz_says_when_the_cache_is_gone(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["problems"]) == (503, ["cache"])


@pytest.mark.parametrize("url", ["/healthz", "/readyz", "/robots.txt"])
def test_health_refuses_to_be_written_to(client, url):
    response = client.post(url)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


# -- Search engines ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True), ("/agenda/", True), ("/agenda/kalender.ics", True), ("/organisaties/x/y/kalender.ics", True),
        ("/beheer/", False), ("/beheer/pages/3/", False), ("/account/login/", False), ("/aanmelding/abc/", False),
        ("/aanmelding/abc/kalender.ics", False), ("/mijn/", False),
        ("/mijn/kalender/geheim.ics", True), ("/agenda/feed.xml", True),
    ],
)  # fmt: skip
def test_robots_may_fetch_pages_and_feeds_and_nothing_personal(client, path, may):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").text.splitlines())

    assert parser.can_fetch("Google-Calendar-Importer", f"http://testserver{path}") is may
    assert parser.site_maps() == ["http://testserver/sitemap.xml"]


@pytest.mark.django_db
def test_sitemap_has_the_pages(client):
    meetup = MeetupFactory()

    response = client.get("/sitemap.xml")

    assert response.status_code == 200
    assert f"<loc>http://localhost{meetup.get_url()}</loc>" in response.text


# -- Security contact --------------------------------------------------------------------------------------------------


def test_security_txt_is_not_there_while_nobody_is_named(client, db):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt_says_whom_to_tell_and_until_when(client, settings, time_machine):
    settings.SECURITY_CONTACT = "mailto:lek@wijkverband.example"
    time_machine.move_to(datetime(2027, 3, 1, 12, tzinfo=AMSTERDAM), tick=False)

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "Contact: mailto:lek@wijkverband.example",
        "Expires: 2027-08-28T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]
