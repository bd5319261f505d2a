from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def _root(response) -> ET.Element:
    return ET.fromstring(response.content)  # noqa: S314  our own


def entries(response) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in _root(response).iter(f"{ATOM}entry")]


def at(days: int):
    return timezone.now() - timedelta(days=days)


def test_feed_holds_the_selection_the_last_changed_first(client, site_tree):
    breda = MunicipalityFactory(title="Breda")
    PracticeFactory(title="Oud", municipality=breda, last_published_at=at(9))
    PracticeFactory(title="Nieuw", municipality=breda, last_published_at=at(1))
    PracticeFactory(title="Elders", last_published_at=at(2))

    assert entries(client.get("/praktijken/feed.xml")) == ["Nieuw", "Elders", "Oud"]
    assert entries(client.get("/praktijken/feed.xml?gemeente=breda")) == ["Nieuw", "Oud"]
    assert entries(client.get("/praktijken/feed.xml?gemeente=nergens")) == []


def test_entry_tells_the_failure_too(client, site_tree):
    PracticeFactory(
        title="Vier", lesson="Begin met vier.", failed_what="Vijftien <b>mensen</b>.", last_published_at=at(1)
    )

    entry = _root(client.get("/praktijken/feed.xml")).find(f"{ATOM}entry")

    html = entry.findtext(f"{ATOM}content")
    assert "<p><strong>Begin met vier.</strong></p><h2>Wat niet werkte</h2>" in html
    assert "Vijftien &lt;b&gt;mensen" in html
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/praktijken/vier/"
    assert [link.get("type") for link in entry.iter(f"{ATOM}link")] == [None]


def test_unchanged_feed_is_a_304_and_a_changed_one_is_not(client, site_tree):
    practice = PracticeFactory(title="Vier", last_published_at=at(1))
    etag = client.get("/praktijken/feed.xml")["ETag"]

    again = client.get("/praktijken/feed.xml", headers={"If-None-Match": etag})
    practice.title, practice.last_published_at = "Drie", timezone.now()
    practice.save()
    changed = client.get("/praktijken/feed.xml", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert entries(changed) == ["Drie"]


def test_drafts_private_practices_and_hidden_organisations_are_not_in_it(client, site_tree):
    PracticeFactory(title="Concept", live=False)
    private = PracticeFactory(title="Besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    PracticeFactory(title="Open", organisation=OrganisationFactory(title="Stille organisatie", live=False))

    feed = client.get("/praktijken/feed.xml")

    assert entries(feed) == ["Open"]
    assert "Stille organisatie" not in feed.content.decode()


def test_feed_of_a_private_list_is_not_there(client, site_tree):
    PageViewRestriction.objects.create(page=site_tree.practices, restriction_type="login")

    assert client.get("/praktijken/feed.xml").status_code == 404


def test_as_many_queries_for_one_as_for_thirty(client, site_tree):
    PracticeFactory(last_published_at=at(1))
    client.get("/praktijken/feed.xml")
    with CaptureQueriesContext(connection) as one:
        client.get("/praktijken/feed.xml")
    PracticeFactory.create_batch(30, last_published_at=at(1))
    with CaptureQueriesContext(connection) as thirty:
        client.get("/praktijken/feed.xml")

    assert len(one) == len(thirty)
