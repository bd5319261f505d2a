"""Page cache: public pages are cached, personal ones never."""

import gzip
from itertools import takewhile

import brotli
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from freshness.pages import SELECTIONS
from home.models import SiteSettings
from tests.factories import (
    MeetupFactory,
    UserFactory,
    functional_manager,
    house,
    noon,
)
from tests.freshness import passing
from tests.freshness.region import fresh, region

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def within_a_minute(time_machine):
    """Freeze the clock: every page is made again each minute."""
    time_machine.move_to(noon(0), tick=False)


@pytest.fixture(autouse=True)
def noted(settings) -> None:
    cached_pages = "freshness.pages.cached_pages"
    outer, inner = settings.MIDDLEWARE[: (at := settings.MIDDLEWARE.index(cached_pages))], settings.MIDDLEWARE[at + 1 :]
    settings.MIDDLEWARE = [*outer, cached_pages, "tests.freshness.passing.noted", *inner]


def site() -> None:
    """Create the site and its settings. Otherwise the first page creates them, and that change empties the cache."""
    SiteSettings.for_site(house().site)


def is_cached(address: str, client: Client | None = None, **extra) -> bool:
    """Ask for ``address``, and return whether the response is from the cache. If not, it may be cached now."""
    before = len(passing.passed)
    (client or Client()).get(address, **extra)
    return len(passing.passed) == before


def test_every_kind_of_page_for_everybody_is_cached_with_all_its_headers(django_assert_num_queries):
    here = region()
    paths = ["/", "/agenda/", "/agenda/?gemeente=breda&thema=&voorbij=1", here.url, "/gemeenten/", "/gemeenten/breda/"]
    paths += [
        "/gemeenten/breda/hoge-vucht/",
        "/themas/",
        "/themas/eenzaamheid/",
        "/organisaties/de-linde/",
        "/privacy/",
    ]
    for path in paths:
        made = Client().get(path)
        with django_assert_num_queries(1):
            again = Client().get(path)

        assert (again.status_code, again.content, again.headers) == (200, made.content, made.headers), path
        for name in (
            "Content-Security-Policy",
            "Permissions-Policy",
            "X-Frame-Options",
            "Referrer-Policy",
            "X-Content-Type-Options",
        ):
            assert again[name]
        assert again["Cache-Control"] == "no-cache"
        assert set(again["Vary"].split(", ")) <= {"Cookie", "Accept-Encoding"}
        assert b"csrfmiddlewaretoken" not in again.content


NOT_CACHED = [
        "/agenda/?q=soep", "/agenda/?utm_source=x", "/agenda/?gemeente=" + "a" * 101, "/agenda/?gemeente=%3Cscript%3E",
        "/agenda/?" + "&".join(["thema=x"] * 13), "/agenda/?pagina=0", "/?iets", "/bestaat-niet/", "/agenda", "/mijn/",
        "/aanmelding/", "/account/login/", "/organisaties/de-linde/wijklunch/aanmelden/", "/healthz",
    ]  # fmt: skip


def test_page_with_a_form_or_one_of_endlessly_many_is_not_cached():
    region()

    for path in NOT_CACHED:
        Client().get(path)
        assert not is_cached(path), path


def test_page_is_cached_for_each_of_its_dates_and_for_no_other_parameter(django_assert_num_queries):
    """Visitors can ask for any number, so a cache of all of them would have no end."""
    here = region()
    removed = MeetupFactory(organiser=here.linde, dates=(20, 30)).dates.last()
    removed.status = "removed"
    removed.save()
    wanted = f"datum={here.date.pk}"
    in_vain = [f"{here.url}?{question}" for question in (
        "datum=999999", f"datum=0{here.date.pk}", "datum=", "datum=x", f"DATUM={here.date.pk}", f"{wanted}&{wanted}",
        f"{wanted}&q=soep", f"datum={removed.pk}",
    )]  # fmt: skip
    in_vain += [
        f"{path}?{wanted}" for path in ("/", "/agenda/", "/privacy/", "/organisaties/de-linde/", removed.page.get_url())
    ]
    in_vain.append(f"{removed.page.get_url()}?datum={removed.pk}")

    for address in in_vain:
        assert Client().get(address).status_code == 200, address
        assert not is_cached(address), address
    made = Client().get(f"{here.url}?{wanted}")
    with django_assert_num_queries(1):
        again = Client().get(f"{here.url}?{wanted}")

    assert again.content == made.content
    assert not is_cached(here.url), "another address than that with the date"


MAY_BE_SOMEBODY = [
        {"HTTP_COOKIE": "sessionid=abc"}, {"HTTP_COOKIE": "messages=abc"}, {"HTTP_COOKIE": "iets=anders"},
        {"HTTP_AUTHORIZATION": "Basic x"}, {"HTTP_HOST": "testserver:81"}, {"HTTP_HOST": "TESTSERVER"},
    ]  # fmt: skip


def test_request_that_may_be_personal_bypasses_the_cache():
    site()
    MeetupFactory()  # its places have to be counted on every uncached page
    made = Client().get("/agenda/")

    for headers in MAY_BE_SOMEBODY:
        with CaptureQueriesContext(connection) as queries:
            response = Client().get("/agenda/", **headers)

        assert response.status_code == 200
        assert len(queries) > 1, headers
        assert not is_cached("/agenda/", **headers), headers
        assert is_cached("/agenda/")
        assert Client().get("/agenda/").content == made.content


def test_cookie_of_a_form_does_not_bypass_the_cache(django_assert_num_queries):
    here = region()
    client = Client()
    client.get(f"{here.url}aanmelden/")
    assert "csrftoken" in client.cookies
    token = client.cookies["csrftoken"].value

    first = client.get(here.url)
    with django_assert_num_queries(1):
        second = client.get(here.url)

    assert first.content == second.content
    assert token.encode() not in second.content
    assert not second.cookies


@pytest.mark.parametrize("who", [UserFactory, functional_manager], ids=["a professional", "a functional manager"])
def test_signed_in_visitor_neither_fills_the_cache_nor_reads_it(who):
    """The userbar and the name of the user appear only on their own pages."""
    site()
    client = Client()
    client.force_login(who())
    theirs = client.get("/agenda/")
    assert not is_cached("/agenda/")

    visitors = Client().get("/agenda/")

    assert visitors["Cache-Control"] == "no-cache"
    assert "ETag" not in client.get("/agenda/").headers
    assert "ETag" not in theirs.headers
    assert ("wagtail-userbar" in theirs.content.decode()) == (who is functional_manager)
    assert "wagtail-userbar" not in visitors.content.decode()
    assert not is_cached("/agenda/", client)
    assert is_cached("/agenda/")


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS])
def test_private_page_is_never_cached(kind):
    here = region()
    made = PageViewRestriction.objects.create(page=here.meetup, restriction_type=kind, password="sesam")
    group = Group.objects.create(name="Kring")
    made.groups.add(group)
    user = UserFactory()
    user.groups.add(group)
    member = Client()
    member.force_login(user)
    if kind == PageViewRestriction.PASSWORD:
        member.post(
            f"/_util/authenticate_with_password/{made.pk}/{here.meetup.pk}/", {"password": "sesam", "return_url": "/"}
        )
    assert "Buurthuis De Linde" in member.get(here.url).content.decode()

    response = Client().get(here.url)

    assert "Buurthuis De Linde" not in response.content.decode()
    assert not is_cached(here.url)
    assert not is_cached(here.url, member)


def test_preview_of_a_draft_is_never_cached():
    here = region()
    page = fresh(here.meetup)
    page.title = "Nog geheim"
    page.save_revision()
    client = Client()
    client.force_login(functional_manager())

    draft = f"/beheer/pages/{page.pk}/view_draft/"

    seen = client.get(draft)

    assert "Nog geheim" in seen.content.decode()
    assert not is_cached(draft, client)
    assert not is_cached(draft)
    assert not is_cached(here.url)
    assert "Nog geheim" not in Client().get(here.url).content.decode()


def test_other_methods_bypass_the_cache():
    site()
    Client().get("/agenda/")

    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        before = len(passing.passed)
        assert "ETag" not in Client().generic(method, "/agenda/").headers
        assert len(passing.passed) == before + 1, method
        assert is_cached("/agenda/")


def test_unsafe_scheme_has_an_answer_of_its_own(settings):
    site()
    settings.SECURE_SSL_REDIRECT = True
    Client().get("/agenda/", secure=True)

    assert is_cached("/agenda/", secure=True)
    assert Client().get("/agenda/").status_code == 301


# -- Responses ---------------------------------------------------------------------------------------------------------


def test_page_comes_compressed_and_is_not_sent_twice():
    site()
    plain = Client().get("/agenda/")

    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)):
        response = Client().get("/agenda/", headers={"accept-encoding": coding})
        again = Client().get("/agenda/", headers={"accept-encoding": coding, "if-none-match": response["ETag"]})
        head = Client().head("/agenda/", headers={"accept-encoding": coding})

        assert unpack(response.content) == plain.content
        assert response.get("Content-Encoding", "identity") == coding
        assert (response["ETag"] == plain["ETag"]) == (coding == "identity")
        assert (again.status_code, again.content) == (304, b"")
        assert again["Content-Security-Policy"] == plain["Content-Security-Policy"]
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", response["ETag"])
        assert head["Content-Length"] == str(len(response.content))


def test_cache_is_bounded_and_pages_with_a_query_evict_only_each_other(monkeypatch):
    here = region()
    bound = 200_000
    monkeypatch.setattr(SELECTIONS, "most_bytes", bound)
    with_a_date = f"{here.url}?datum={here.date.pk}"
    questions = [with_a_date, *(f"/agenda/?gemeente=verzonnen-{number}" for number in range(20))]
    Client().get("/agenda/")
    Client().get(here.url)

    sizes = [len(Client().get(question).content) for question in questions]

    # The newest first: asking for one that is not cached evicts another.
    still_cached = list(takewhile(is_cached, reversed(questions)))
    assert 2 <= len(still_cached) < len(questions) - 1
    assert sum(sizes[-len(still_cached) :]) <= bound
    assert not is_cached(with_a_date)
    assert is_cached("/agenda/")
    assert is_cached(here.url)
