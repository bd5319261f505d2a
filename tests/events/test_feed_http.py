"""Asking for a calendar again: when it says that nothing changed, and how it travels."""

import gzip

import pytest
from django.test import Client
from django.utils.http import http_date, parse_http_date

from events.models import MeetupPage
from tests.calendars import KINDS_OF_PAGE, events_of, fresh, publish, queries, region, titles_of
from tests.factories import (
    planned,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_feed_not_changed_is_a_304_that_repeats_its_headers(client, kind, encoding):
    url = region()[kind]
    first = client.get(url, headers={"accept-encoding": encoding})

    asks = [
        {"if-none-match": first["ETag"]},
        {"if-none-match": f'"other", W/{first["ETag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first["Last-Modified"]},
        {"if-none-match": first["ETag"], "if-modified-since": http_date(0)},
    ]
    for ask in asks:
        response = client.get(url, headers={"accept-encoding": encoding, **ask})
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert response[name] == first[name]
        assert not response.cookies


@pytest.mark.parametrize(
    "ask",
    [
        {"if-none-match": '"something else"'},
        {"if-none-match": '"something else"', "if-modified-since": "later"},
        {"if-modified-since": "earlier"},
        {"if-modified-since": "no date at all"},
    ],
    ids=["another version", "another version wins from the time", "an earlier time", "nonsense"],
)
def test_feed_changed_since_is_sent_whole(client, ask):
    url = region()["agenda"]
    changed = parse_http_date(client.get(url)["Last-Modified"])
    moments = {"later": http_date(changed + 3600), "earlier": http_date(changed - 1)}

    response = client.get(url, headers={name: moments.get(value, value) for name, value in ask.items()})

    assert (response.status_code, titles_of(response)) == (200, ["Wijklunch"])


@pytest.mark.parametrize(
    ("accepts", "is_gzip"),
    [
        ("gzip", True), ("br, gzip;q=0.8", True), ("GZIP", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("gzip; q=0.0", False), ("br", False), ("*", False),
    ],
)  # fmt: skip
def test_feed_is_compressed_only_when_asked(client, accepts, is_gzip):
    url = region()["agenda"]
    plain = client.get(url)

    response = client.get(url, headers={"accept-encoding": accepts})

    assert response.get("Content-Encoding") == ("gzip" if is_gzip else None)
    assert (gzip.decompress(response.content) if is_gzip else response.content) == plain.content
    assert response["ETag"] == (plain["ETag"][:-1] + '-gzip"' if is_gzip else plain["ETag"])
    assert response["Vary"] == "Accept-Encoding"
    assert client.get(url, headers={"accept-encoding": accepts}).content == response.content


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}], ids=["plain", "gzip"])
def test_feed_answers_head_as_get_without_a_body(client, headers):
    url = region()["agenda"]
    got = client.get(url, headers=headers)

    response = client.head(url, headers=headers)

    assert (response.status_code, response.content, response.headers) == (200, b"", got.headers)
    assert client.head(url, headers={**headers, "if-none-match": got["ETag"]}).status_code == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_feed_refuses_other_methods_and_says_which_it_knows(method):
    url = region()["agenda"]

    response = Client(enforce_csrf_checks=True).generic(method, url)

    assert (response.status_code, response["Allow"], dict(response.cookies)) == (405, "GET, HEAD", {})


@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_feed_not_changed_is_answered_without_reading_any_event(client, kind):
    url = region()[kind]
    etag = client.get(url)["ETag"]

    with queries() as asked_again:
        response = client.get(url, headers={"if-none-match": etag})
    with queries() as asked_anew:
        client.get(url)

    assert response.status_code == 304
    assert [query["sql"] for query in asked_again if "vevent" in query["sql"]] == []
    assert len([query["sql"] for query in asked_anew if "vevent" in query["sql"]]) == 1


@pytest.mark.parametrize(("kind", "limit"), [("agenda", 8), ("wijk", 11), ("organisation", 10), ("event", 7)])
def test_feed_asks_as_much_of_the_database_for_30_dates_as_for_1(client, kind, limit):
    url = region(dates=(1,))[kind]
    client.get(url)
    with queries() as with_one:
        client.get(url)
    meetup = fresh(MeetupPage.objects.get())
    publish(meetup, planned_dates=[*meetup.planned_dates.all(), *(planned(days) for days in range(2, 31))])

    with queries() as with_thirty:
        response = client.get(url)

    assert len(events_of(response)) == 30
    assert len(with_thirty) == len(with_one) <= limit
