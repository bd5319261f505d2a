"""``/stijlgids/``: it shows every component and every mail, writes nothing, and does not exist in production."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.template import Context
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.test.utils import CaptureQueriesContext
from django.urls import path

from config.urls import urlpatterns as production
from home.style_guide import mails, views

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

urlpatterns = [
    path("stijlgids/", views.style_guide, name="style_guide"),
    path("stijlgids/fouten/<slug:name>/", views.error, name="style_guide_error"),
    path("stijlgids/mails/", views.all_mails, name="style_guide_mails"),
    path("stijlgids/mails/<slug:name>/<slug:look>/", views.mail, name="style_guide_mail"),
    *production,
]

pytestmark = pytest.mark.django_db
in_demo = pytest.mark.urls(__name__)

AROUND = {
    "account_nav", "calendar_link", "demo_banner", "messages", "share_meta", "site_footer", "site_header", "wordmark",
    # These need a whole page with its agenda, photo or print.
    "action_words", "agenda_section", "programme", "photo", "poster",
}  # fmt: skip
"""Components that surround every page, and so the style guide itself, or that need a whole page."""


@pytest.mark.parametrize("url", ["/stijlgids/", "/stijlgids/mails/", "/stijlgids/mails/registered/licht/"])
def test_style_guide_is_not_there_outside_demo_and_debug(client, site_tree, url):
    assert client.get(url).status_code == 404


@in_demo
@pytest.mark.parametrize("url", ["/stijlgids/", "/stijlgids/mails/"])
def test_style_guide_writes_nothing_and_no_id_stands_there_twice(client, site_tree, url):
    client.get("/")  # the first request creates the settings of the site
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)

    ids = Counter(re.findall(r'\sid="([^"]+)"', response.text))
    assert response.status_code == 200
    assert [query["sql"] for query in captured if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert [name for name, number in ids.items() if number > 1] == []


@in_demo
def test_every_component_is_shown(client, site_tree):
    shown = {template.name for template in client.get("/stijlgids/").templates}

    there = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert there - shown <= {f"components/{name}.html" for name in AROUND}


def parts_of(name: str) -> set[str]:
    """Return the names of the templates that template ``name`` includes."""
    nodes = get_template(name).template.nodelist.get_nodes_by_type(IncludeNode)
    return {str(node.template.resolve(Context())) for node in nodes}


def test_every_mail_is_shown():
    written = {f"mail/{path.name}" for path in (TEMPLATES / "mail").glob("*.txt")}
    account = {path.stem for path in (TEMPLATES / "account/email").glob("*_message.txt")}

    ours = written.difference({"mail/base.txt"}, *map(parts_of, written))

    # One template can make several mails: what follows a dash tells them apart.
    shown = {name.partition("-")[0] for name in mails.WRITERS if not name.startswith("account-")}
    assert shown == {Path(name).stem for name in ours}
    assert {name for name in mails.WRITERS if name.startswith("account-")} == {
        f"account-{stem.removesuffix('_message')}" for stem in account - {"base_message"}
    }


@pytest.mark.parametrize("name", mails.WRITERS)
def test_mail_reads_in_every_client(name):
    written = mails.example_mail(name)

    assert written.subject
    assert "{" not in written.text
    assert "West-Brabant" in written.text
    if written.html:
        check_html(written.html)


@pytest.mark.parametrize("name", mails.WRITERS)
def test_links_of_a_mail_can_be_read_in_the_dark_and_its_text_has_no_gaps(name):
    written = mails.example_mail(name)

    links = re.findall(r"<a\b[^>]*>", written.html)
    assert [link for link in links if not re.search(r'class="(link|button)"', link)] == []
    assert "\n\n\n" not in written.text.replace("\r", "")
    shown_in_the_list = re.search(r"mso-hide:all;\">(.*?)</div>", written.html, re.DOTALL)
    assert shown_in_the_list is not None
    assert len(shown_in_the_list[1].strip()) > 20


def test_only_who_can_cancel_by_a_mail_is_told_to_keep_it():
    mentioning = {name for name in mails.WRITERS if "kan je plek afzeggen" in mails.example_mail(name).text}

    assert {"registered", "several", "offered"} <= mentioning
    assert not mentioning & {"welcome", "thanks", "organiser_requests", "organiser_day_before", "personal_feed"}


@pytest.mark.parametrize(("name", "label"), [("moved", "Wanneer"), ("changed", "Waar")])
def test_mail_about_a_change_shows_the_change_that_it_is_about(name, label):
    lines = mails.example_mail(name).text.splitlines()

    changes = [line.partition(" (was: ")[0].partition(": ") for line in lines if " (was: " in line]
    assert [(what, bool(now)) for what, _, now in changes] == [(label, True)]


def check_html(html: str) -> None:
    """Check the HTML of a mail: tables for layout only and marked so, no images, inline colours, a dark mode."""
    assert "<img" not in html
    assert "url(" not in html
    assert re.findall(r'<table(?! role="presentation")', html) == []
    assert "@media (prefers-color-scheme: dark)" in html
    body = html.split("</head>")[1]
    assert re.findall(r"light-dark|var\(|display: ?(?:flex|grid)", body) == []
    texts = re.findall(r'<(?:p|h1|h2|td|a)\b[^>]*class="[^"]*\b(ink|soft|link)\b[^"]*"[^>]*>', body)
    assert texts
    assert html.count("<h1") == 1
    assert len(html.encode()) < 90_000, "Gmail cuts off a mail above 102 kB"


@in_demo
@pytest.mark.parametrize("name", [path.stem for path in TEMPLATES.glob("[45]*.html")])
def test_every_error_page_is_shown(client, site_tree, name):
    shown = client.get(f"/stijlgids/fouten/{name}/")

    assert shown.status_code == 200
    assert "<h1>" in shown.text


@in_demo
def test_mail_in_dark_is_dark_in_every_browser(client, site_tree):
    dark = client.get("/stijlgids/mails/registered/donker/")

    assert "prefers-color-scheme: dark" not in dark.text
    assert "sandbox" in dark["Content-Security-Policy"]
    assert client.get("/stijlgids/mails/registered/tekst/")["Content-Type"] == "text/plain; charset=utf-8"


@in_demo
@pytest.mark.parametrize(
    "url",
    [
        "/stijlgids/mails/onzin/licht/",
        "/stijlgids/mails/registered/paars/",
    ],
)
def test_mail_that_is_not_there_is_not_found(client, site_tree, url):
    assert client.get(url).status_code == 404
