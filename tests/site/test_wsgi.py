import importlib
import sys

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import clear_url_caches, get_resolver, reverse

from config.wsgi import application


def test_addresses_are_known_before_the_first_request(monkeypatch):
    clear_url_caches()
    sys.modules.pop("config.wsgi", None)

    importlib.import_module("config.wsgi")

    monkeypatch.setattr(get_resolver(), "url_patterns", [])  # nothing is left to be read
    assert reverse("wagtailadmin_home") == "/beheer/"


@pytest.mark.parametrize(
    "content_type",
    ["text/html; charset*=foo''bar", "multipart/form-data; boundary*=nope''x", "a;b*=hex''00"],
)
def test_content_type_in_a_character_set_of_its_own_is_refused(content_type):
    answers = []
    environ = RequestFactory().get("/healthz").environ | {"CONTENT_TYPE": content_type}

    body = application(environ, lambda status, headers: answers.append(status))

    assert (answers, b"".join(body)) == (["415 Unsupported Media Type"], b"UTF-8, please.\n")


@pytest.fixture
def _kept_connection():
    """Keep the connection of the test open, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_kept_connection")
@pytest.mark.parametrize("path", ["/", "/agenda/kalender.ics", "/robots.txt", "/healthz"])
def test_head_has_the_headers_of_get_and_no_body(site_tree, path):
    def ask(method: str) -> tuple[dict, bytes]:
        answers = []
        environ = RequestFactory().generic(method, path).environ
        body = application(environ, lambda status, headers: answers.append({"status": status, **dict(headers)}))
        return answers[0], b"".join(body)

    (got, body), (asked, nothing) = ask("GET"), ask("HEAD")

    assert got["status"] == asked["status"] == "200 OK"
    assert (asked["Content-Length"], nothing) == (got["Content-Length"], b"")
    assert len(body) == int(got["Content-Length"]) > 0
