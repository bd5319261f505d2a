"""The report of broken links: every kind of link that leads nowhere, where it stands, and who reads it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Site

from home.links.models import OutsideLink
from home.models import SiteSettings
from tests import screen
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    OrganisationFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def report(client) -> list[list[str]]:
    page = screen.parsed(client.get(reverse("broken_links")))
    return [[screen.words(cell) for cell in row.select("td")] for row in page.select("table.listing tbody tr")]


@pytest.fixture
def as_editor(client, site_tree):
    client.force_login(editor())


@pytest.mark.usefixtures("as_editor")
def test_site_whose_links_all_work_has_nothing_to_mend(client):
    target = ContentPageFactory(slug="over")
    ContentPageFactory(
        body=[
            {"type": "text", "value": f'<p><a linktype="page" id="{target.pk}">a</a> <a href="/over/#kop">b</a></p>'},
            {"type": "call_to_action", "value": {"heading": "A", "button": "A", "page": None, "address": "/mijn/"}},
        ]
    )

    assert report(client) == []
    assert "Alle links werken." in client.get(reverse("broken_links")).text


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize("target", ["deleted", "unpublished", "address"])
def test_link_to_a_page_that_is_gone_is_reported(client, target):
    page = ContentPageFactory(title="Doelpagina", slug="doel")
    html = f'<p><a linktype="page" id="{page.pk}">hier</a></p>'
    link = {"page": page.pk, "address": ""}
    if target == "address":
        html, link = '<p><a href="/doel/">hier</a></p>', {"page": None, "address": "/doel/"}
    blocks = {
        "text": {"type": "text", "value": html},
        "button": {"type": "call_to_action", "value": {"heading": "A", "button": "A", **link}},
        "door": {"type": "doors", "value": {"doors": [{"title": "A", **link}]}},
        "step": {"type": "steps", "value": {"steps": [{"title": "A", "text": html}]}},
    }
    for way, block in blocks.items():
        ContentPageFactory(title=way, body=[block])
    MeetupFactory(title="meetup", body=html)
    OrganisationFactory(title="organisation", intro=html)
    if target == "unpublished":
        page.unpublish()
    else:
        page.delete()

    rows = report(client)

    said = {"deleted": "verwijderd", "unpublished": "staat niet op de site", "address": "staat niets op dit adres"}
    assert sorted(row[0] for row in rows) == sorted([*blocks, "meetup", "organisation"])
    assert all(said[target] in row[2] and row[3] for row in rows)


@pytest.mark.usefixtures("as_editor")
def test_link_to_a_deleted_document_is_reported(client):
    document = get_document_model().objects.create(title="Folder", file=ContentFile(b"%PDF-", name="folder.pdf"))
    text = f'<p><a linktype="document" id="{document.pk}">folder</a></p>'
    ContentPageFactory(title="Houder", body=[{"type": "text", "value": text}])
    assert report(client) == []

    document.delete()

    assert [row[0] for row in report(client)] == ["Houder"]


@pytest.mark.usefixtures("as_editor")
def test_draft_is_not_reported(client):
    ContentPageFactory(body=[{"type": "text", "value": '<a href="/niets/">hier</a>'}], live=False)

    assert report(client) == []


@pytest.mark.usefixtures("as_editor")
def test_link_to_another_site_is_reported_when_it_failed_for_long_enough(client, settings):
    settings.CHECK_LINKS = True
    now = timezone.now()
    addresses = {
        "gone": ("https://een.example/", OutsideLink.Problem.GONE, timedelta(0)),
        "once": ("https://twee.example/", OutsideLink.Problem.NO_ANSWER, timedelta(0)),
        "again": ("https://drie.example/", OutsideLink.Problem.NO_ANSWER, timedelta(days=1)),
        "works": ("https://vier.example/", "", timedelta(0)),
    }
    for address, problem, since in addresses.values():
        OutsideLink.objects.create(
            address=address, seen_at=now, checked_at=now, problem=problem,
            failed_since=now - since if problem else None, worked_at=now - timedelta(days=9),
        )  # fmt: skip
    of_the_site = SiteSettings.for_site(Site.objects.get())
    of_the_site.accessibility_statement_url = addresses["again"][0]
    of_the_site.save()
    links = "".join(f'<a href="{address}">x</a>' for address, _problem, _since in addresses.values())
    ContentPageFactory(title="Houder", body=[{"type": "text", "value": links}])

    rows = report(client)

    assert sorted((row[0], row[1]) for row in rows) == [
        ("Houder", "https://drie.example/"),
        ("Houder", "https://een.example/"),
        ("Instellingen van de site", "https://drie.example/"),
    ]
    assert all("werkte hij nog" in row[2] for row in rows)


@pytest.mark.usefixtures("as_editor")
def test_number_of_queries_does_not_grow_with_the_links(client, django_assert_max_num_queries):
    def holder(number: int) -> None:
        text = f'<a href="/niets-{number}/">a</a><a linktype="page" id="{9000 + number}">b</a>'
        ContentPageFactory(title=f"Houder {number}", body=[{"type": "text", "value": text}])

    holder(0)
    report(client)
    counts = []
    for _round in range(2):
        with django_assert_max_num_queries(60) as queries:
            assert report(client)
        counts.append(len(queries))
        for number in range(1, 9):
            holder(number + 10 * len(counts))

    assert counts[0] == counts[1]


def test_who_does_not_edit_the_site_reads_nothing(client, site_tree):
    organisation = OrganisationFactory()
    for user, status in ((UserFactory(), 403), (organiser_of(organisation), 403), (functional_manager(), 200)):
        client.force_login(user)
        assert client.get(reverse("broken_links")).status_code == status
