"""HTTP of calendars: conditional requests, headers and compression."""

import gzip
import threading
import time

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.utils.http import http_date, parse_http_date

from events.feeds import views as feeds
from events.pages.models import MeetupPage
from freshness.response_cache import ResponseCache
from tests.calendars import KINDS_OF_PAGE, events_of, fresh, publish, queries, region, titles_of
from tests.factories import (
    MeetupFactory,
    noon,
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
        {"if-none-match": f'"a,b" , ,W/"", {first["ETag"]},"'},
        {"if-modified-since": http_date(time.time() + 86400)},  # RFC 9110 13.1.3: last modified no later than that
        {"if-modified-since": first["Last-Modified"]},
        {"if-none-match": first["ETag"], "if-modified-since": http_date(0)},
    ]
    for ask in asks:
        response = client.get(url, headers={"accept-encoding": encoding, **ask})
        assert (response.status_code, response.content) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
            assert response[name] == first[name]
        assert not response.cookies


CHANGED = {
    "another version": {"if-none-match": '"something else"'},
    "another version wins from the time": {"if-none-match": '"something else"', "if-modified-since": "later"},
    "an earlier time": {"if-modified-since": "earlier"},
    "nonsense": {"if-modified-since": "no date at all"},
    "no time": {"if-modified-since": ""},
    "an impossible time": {"if-modified-since": "Thu, 99 Nov 2099 99:99:99 GMT"},
    "no version": {"if-none-match": ""},
    "nonsense wins from the time": {"if-none-match": "without quotes", "if-modified-since": "later"},
    "a star among others": {"if-none-match": '"x", *'},
    "a version without an end": {"if-none-match": '"' + "x" * 5000},
    "a part": {"range": "bytes=0-9"},
    "a part of another version": {"range": "bytes=0-9", "if-range": '"something else"'},
}


@pytest.mark.parametrize("ask", CHANGED.values(), ids=CHANGED.keys())
def test_feed_changed_since_is_sent_whole(client, ask):
    url = region()["agenda"]
    changed = parse_http_date(client.get(url)["Last-Modified"])
    moments = {"later": http_date(changed + 3600), "earlier": http_date(changed - 1)}

    response = client.get(url, headers={name: moments.get(value, value) for name, value in ask.items()})

    assert (response.status_code, titles_of(response)) == (200, ["Wijklunch"])
    assert not response.has_header("Content-Range")


@pytest.mark.parametrize(("ask", "status"), [({"if-match": '"something else"'}, 412), ({"if-match": "*"}, 200), ({"if-unmodified-since": http_date(1)}, 412)])  # fmt: skip
def test_feed_for_who_wants_one_version_only(client, ask, status):
    response = client.get(region()["agenda"], headers=ask)

    assert (response.status_code, response["Cache-Control"]) == (status, "public, max-age=900")


def test_feed_is_the_same_whatever_a_program_says_of_itself(client):
    """Google sends no Accept header, others send nonsense. None is turned away."""
    url = region()["agenda"]
    first = client.get(url)

    for headers in (
        {"accept": ""}, {"accept": "text/html"}, {"accept": "application/json;q=1"}, {"user-agent": ""}, {"user-agent": "curl/8"},
        {"user-agent": "Google-Calendar-Importer"}, {"user-agent": "x" * 2000}, {"accept-language": "ar, en;q=0.5"}, {"accept-charset": "utf-7"},
        {"cookie": "django_language=en; _ga=1"}, {"referer": "https://elders.example/"}, {"origin": "https://elders.example"},
    ):  # fmt: skip
        response = client.get(url, headers=headers)
        assert (response.status_code, response.content, response.headers) == (200, first.content, first.headers), (
            headers
        )


UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br", "br"), ("br;q=0.5, gzip;q=0.8", "gzip"), ("GZIP", "gzip"), ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"), ("gzip;q=0.2, identity;q=0.5", None), ("br;q=1.0,gzip;q=1.0", "br"), ("identity;q=0, gzip", "gzip"),
        ("", None), ("identity", None), ("gzip;q=0", None), ("gzip; q=0.0", None), ("deflate", None), ("gzip;q=veel", None),
    ],
)  # fmt: skip
def test_feed_is_compressed_as_asked(client, accepts, coding):
    url = region()["agenda"]
    plain = client.get(url)

    response = client.get(url, headers={"accept-encoding": accepts})

    assert response.get("Content-Encoding") == coding
    assert UNPACK[coding](response.content) == plain.content
    assert response["ETag"] == (f'{plain["ETag"][:-1]}-{coding}"' if coding else plain["ETag"])
    assert response["Vary"] == "Accept-Encoding"
    assert client.get(url, headers={"accept-encoding": accepts}).content == response.content


def test_feed_cannot_be_had_in_no_coding_at_all(client):
    url = region()["agenda"]

    assert client.get(url, headers={"accept-encoding": "identity;q=0"}).status_code == 406


def test_feed_of_more_than_fits_is_sent_while_it_is_read(client, monkeypatch):
    url = region()["agenda"]
    whole = client.get(url)
    monkeypatch.setattr(feeds, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(feeds, "AT_A_TIME", 1)

    response = client.get(url)

    assert response.streaming
    assert b"".join(response.streaming_content) == whole.content
    assert client.head(url).content == b""


@pytest.mark.django_db(transaction=True)
def test_feed_is_cached_with_its_headers_and_an_export_has_a_version(
    client, monkeypatch, django_assert_num_queries, stopped_clock
):
    url = region()["agenda"]
    made = client.get(url)
    with django_assert_num_queries(1):
        cached = client.get(url)
    with django_assert_num_queries(1):
        unchanged = client.get(url, headers={"if-none-match": made["ETag"]})

    assert (cached.status_code, cached.content, cached.headers) == (200, made.content, made.headers)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Content-Security-Policy"] == made["Content-Security-Policy"]

    monkeypatch.setattr(feeds, "MOST_AT_ONCE", 0)
    ResponseCache.clear_all()
    export = client.get(url)
    b"".join(export.streaming_content)
    assert client.get(url, headers={"if-none-match": export["ETag"]}).status_code == 304
    MeetupFactory()
    changed = client.get(url, headers={"if-none-match": export["ETag"]})
    assert changed.status_code == 200
    b"".join(changed.streaming_content)


@pytest.mark.django_db(transaction=True)
def test_subscribers_who_ask_at_once_after_a_change_have_it_made_once(monkeypatch, time_machine):
    time_machine.move_to(noon(0), tick=False)
    url = region()["agenda"]
    Client().get(url)
    MeetupFactory(title="Net gepubliceerd")
    made, answers = [], []
    body = feeds.Feed.body

    def slow(feed):
        made.append(feed)
        time.sleep(0.1)
        return body(feed)

    def subscriber() -> None:
        answers.append(Client().get(url).content)
        connection.close()

    monkeypatch.setattr(feeds.Feed, "body", slow)
    threads = [threading.Thread(target=subscriber) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert len(answers) == 12
    assert len(set(answers)) == 1
    assert b"Net gepubliceerd" in answers[0]


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
