"""Addresses for machines: health, readiness, search engines, security contact."""

from datetime import datetime
from urllib.robotparser import RobotFileParser

import pytest

from events.models.dates import AMSTERDAM
from tests.factories import MeetupFactory

# -- Health ------------------------------------------------------------------------------------------------------------


def test_healthz_needs_nothing(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "127.0.0.1", "[2001:db8::1]", "lb-check.internal"])
def test_probes_may_use_any_name_of_the_machine(client, settings, host):
    settings.ALLOWED_HOSTS = ["wijkverband.example"]

    assert client.get("/healthz", headers={"host": host}).status_code == 200
    assert client.get("/readyz", headers={"host": host}).json().keys() == {"ready", "problems", "warnings"}
    for path in ("/robots.txt", "/healthz/", "/readyz/x", "/healthz/../agenda/"):
        assert client.get(path, headers={"host": host}).status_code == 400, path


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
