"""Policies for browsers, and no cookies for anonymous visitors."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    MunicipalityFactory,
    ThemeFactory,
    WijkFactory,
    functional_manager,
)

pytestmark = pytest.mark.django_db

PUBLIC = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: values for name, *values in parts}


def addresses() -> list[str]:
    breda = MunicipalityFactory(title="Breda")
    wijk = WijkFactory(municipality=breda)
    MeetupFactory(wijken=[wijk], themes=[ThemeFactory()])
    ContentPageFactory(title="Privacy")
    pages = [page.get_url() for page in Page.objects.filter(depth__gt=1).specific()]
    feeds = ["/agenda/kalender.ics", f"{wijk.get_url()}kalender.ics"]
    others = [
        "/?gemeente=breda",
        "/agenda/?q=x",
        "/agenda/?voorbij=1",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz",
        "/readyz",
    ]
    return [*pages, *feeds, *others, "/bestaat-niet/", "/aanmelding/onzin/", "/mijn/", "/beheer/"]


def test_visitor_without_a_name_gets_no_cookie():
    cookies = {}
    for url in addresses():
        client = Client()
        client.get(url)
        client.head(url)
        cookies[url] = list(client.cookies)

    assert {url: names for url, names in cookies.items() if names} == {}


def test_form_gets_one_cookie_that_scripts_and_other_sites_cannot_use(client):
    meetup = MeetupFactory()

    cookies = client.get(f"{meetup.get_url()}aanmelden/").cookies

    assert list(cookies) == ["csrftoken"]
    assert (cookies["csrftoken"]["httponly"], cookies["csrftoken"]["samesite"], cookies["csrftoken"]["max-age"]) == (
        True,
        "Lax",
        "",
    )


def test_public_page_may_load_nothing_but_our_own_files():
    for url in addresses():
        response = Client().get(url)
        if url == "/beheer/":
            continue
        found = policy(response)
        assert {name: found.get(name) for name in PUBLIC} == PUBLIC, url
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & {
            each for values in found.values() for each in values
        }
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]


def test_public_page_holds_nothing_that_its_policy_refuses():
    """No inline scripts or styles, no event handlers, nothing from another site."""
    for url in [*addresses(), f"{MeetupFactory().get_url()}aanmelden/", "/account/login/"]:
        response = Client().get(url)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        text = response.text
        scripts = re.findall(r"<script([^>]*)>", text)
        assert [script for script in scripts if "src=" not in script and "json" not in script] == [], url
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text) == [], url
        loaded = re.findall(r"<(?:script|img|iframe|source|video|audio)[^>]*\ssrc=\"([^\"]*)\"", text)
        loaded += re.findall(r"<link[^>]*rel=\"(?:stylesheet|preload|icon|manifest)\"[^>]*href=\"([^\"]*)\"", text)
        assert [address for address in loaded if not re.match(r"/(?!/)|data:", address)] == [], url


@pytest.mark.parametrize("url", ["/beheer/", "/beheer/pages/", "/beheer/bestaat-niet/"])
def test_admin_has_a_policy_of_its_own(client, site_tree, url):
    client.force_login(functional_manager())

    found = policy(client.get(url))

    assert found["script-src"] == found["style-src"] == ["'self'", "'unsafe-inline'"]
    assert found["default-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'self'"]


def test_admin_policy_is_for_the_admin_only(client, site_tree):
    client.force_login(functional_manager())

    policies = {
        url: policy(client.get(url))["script-src"]
        for url in ("/", "/agenda/", "/mijn/", "/beheersing/", "/account/2fa/")
    }

    assert set(map(tuple, policies.values())) == {("'self'",)}


def test_signed_in_page_is_not_for_shared_caches(client, site_tree):
    client.force_login(functional_manager())

    assert "Cookie" in client.get("/")["Vary"]
