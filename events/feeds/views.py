"""Calendars over HTTP: every page with dates has one. Joins finished VEVENTs; an unchanged feed costs a 304."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from events import ics
from events.dates.renamed import renamed
from events.dates.selection import midnight, selection_of
from events.dates.selection_words import names_of, sentence
from events.feeds.moved import new_address
from events.feeds.retired import AGENDA, notice, retired_feeds_at, serves_notice
from events.models import EventDate, EventPage, FeedTombstone, RetiredFeed
from freshness import pages
from freshness.response_cache import CachedResponse
from freshness.version import current
from network.addresses import asked_date, page_at

FORMAT = 2
"""Part of every ETag: raise it when ``ics`` writes different bytes for the same dates."""
MAX_AGE = 15 * 60
MOST_AT_ONCE = 5_000
AT_A_TIME = 1_000


class Moved(Exception):  # noqa: N818  an answer, not an error
    """Redirect of a calendar to another address, given by ``str()``."""


class Feed:
    """One calendar, able to give its version without reading its bytes."""

    content_type = "text/calendar; charset=utf-8"
    file_name = "kalender.ics"
    """File name of a feed that is not a download."""

    notice = b""
    """VEVENT that is not a date but a notice; ``noted_at`` is the time that it appeared."""
    noted_at: datetime | None = None

    def __init__(self, title: str, dates, *, url: str, download: str = "", tombstones=None) -> None:
        self.title = title
        self.dates = dates
        self.tombstones = tombstones
        self.url = url
        self.download = download

    @classmethod
    def of(cls, page: Page, request: HttpRequest) -> "Feed":
        url = page.get_full_url(request) or ""
        if isinstance(page, EventPage):
            dates = EventDate.objects.filter(page=page.pk)
            if request.GET.get("datum"):
                dates = dates.filter(pk=asked_date(request))
                if not dates.exists():
                    raise Http404
            else:  # a fresh download has no entries to cancel
                dates = dates.exclude(status=EventDate.Status.REMOVED)
            return cls(page.title, dates, url=url, download=f"{page.slug}.ics")
        selection = selection_of(page, request)
        if selection is None:
            raise Http404
        named = names_of(selection)
        if named.problems and (now_called := renamed(selection, named)):
            raise Moved(f"{request.path}{now_called.query_string}")
        title = f"Wijkverband · {sentence(selection, named)}"
        feed = cls(title, selection.in_feed(), url=url, tombstones=selection.left_feed())
        if page.retired_at and serves_notice(page.retired_at):
            # Cancel the notice: a program may keep an entry that just disappears from the feed.
            feed.noted_at = page.retired_at
            back_at = page.last_published_at or feed.noted_at
            feed.notice = notice(page.pk, feed.noted_at, page.retired_times, back_at=back_at)
        return feed

    @cached_property
    def _versions(self) -> list[tuple[int, int]]:
        return list(self.dates.order_by("pk").values_list("pk", "version")[: MOST_AT_ONCE + 1])

    @property
    def is_export(self) -> bool:
        """True if it is too large to cache; only a selection of years gets that large."""
        return len(self._versions) > MOST_AT_ONCE

    def version(self) -> tuple[str, datetime]:
        """Return a digest for a strong ETag and the time of the last change, without reading the bytes.

        The digest covers the version of every date: the highest version and the number of dates would stay the same
        when one date leaves the selection and another enters it.
        """
        dates = self._versions
        gone = self.gone({pk for pk, _version in dates})
        parts = (FORMAT, self.title, self.url, dates, gone, *filter(None, [self.notice]))
        digest = sha256(repr(parts).encode()).hexdigest()[:32]
        return digest, max(last_change(), self.noted_at or datetime.min.replace(tzinfo=UTC))

    @cached_property
    def _tombstones(self) -> list[tuple[int, int]]:
        return [] if self.tombstones is None else list(self.tombstones.values_list("date", "pk"))

    def gone(self, current_ids: set[int]) -> list[int]:
        """Return the ids of the tombstones to show: the last one of each date that is not in ``current_ids``, sorted."""
        last = {date: tombstone for date, tombstone in self._tombstones if date not in current_ids}
        return sorted(last.values())

    def body(self) -> bytes:
        dates = list(self.dates.order_by("start", "pk").values_list("pk", "vevent"))
        vevents = [*filter(None, [self.notice]), *(vevent for _pk, vevent in dates)]
        if gone := self.gone({pk for pk, _vevent in dates}):
            vevents += FeedTombstone.objects.filter(pk__in=gone).order_by("pk").values_list("vevent", flat=True)
        if self.download:
            return ics.download(map(bytes, vevents))
        return ics.vcalendar(self.title, map(bytes, vevents), url=self.url)

    def stream(self) -> Iterator[bytes]:
        """Yield the bytes of ``body``, a thousand dates at a time, from one snapshot."""
        empty = ics.vcalendar(self.title, [], url=self.url)
        yield empty.removesuffix(ics.END) + self.notice
        # Outside a transaction, PostgreSQL would first materialise the whole result to keep the cursor open. On SQLite,
        # a transaction would block all writers, and is not needed: a statement reads one snapshot.
        with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
            vevents = self.dates.order_by("start", "pk").values_list("vevent", flat=True)
            for some in batched(vevents.iterator(chunk_size=AT_A_TIME), AT_A_TIME):
                yield b"".join(some)
            if self.tombstones is not None:
                left = self.tombstones.exclude(date__in=self.dates.order_by().values("pk"))
                last = dict(left.values_list("date", "pk"))
                yield from (
                    FeedTombstone.objects.filter(pk__in=last.values()).order_by("pk").values_list("vevent", flat=True)
                )
        yield ics.END


def batched(rows: Iterable[bytes], number: int) -> Iterator[list[bytes]]:
    rows = iter(rows)
    while batch := list(islice(rows, number)):
        yield batch


def last_change() -> datetime:
    """Return the time at which any feed may last have changed.

    That is when a date changed, when a page was published (names and choices decide what is selected), or at midnight.
    It is not the last change of the feed's own dates: a date that leaves a selection would take its timestamp along,
    and the feed would seem older.
    """
    newest = EventDate.objects.order_by("-version").values_list("changed_at", flat=True)[:1]
    published = Page.objects.aggregate(last=Max("last_published_at"))["last"]
    return max(filter(None, [*newest, published, midnight(timezone.localdate())]))


@csrf_exempt  # read-only; a calendar program that tries another method gets a 405 with the allowed ones
@require_safe
def page_calendar(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve ``kalender.ics`` below any page with dates: a download for an event, a subscription for others."""
    away = RetiredFeed.objects.filter(page_number=OuterRef("pk"))[:1]
    try:
        page = page_at(
            request, path, retired_at=Subquery(away.values("ended_at")), retired_times=Subquery(away.values("times"))
        )
        response = serve(request, Feed.of(page, request), for_all=page.is_open_to_all)
    except Moved as moved:
        return moved_to(str(moved))
    except Http404:
        if (address := new_address(request, path)) is None:
            return no_longer(request, path)
        query = request.META.get("QUERY_STRING", "")
        return moved_to(f"{address}kalender.ics{'?' if query else ''}{query}")
    return response


def no_longer(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer subscribers of a calendar whose page nobody can see any more.

    Redirects if the page has a new address; else serves a calendar with a notice for a while, then 410. Raises Http404
    for an address that never had a calendar.
    """
    if (retired := retired_feeds_at(path)) is None:
        raise Http404
    if address := retired.new_address(request):
        return moved_to(f"{address}kalender.ics")
    if retired.is_forgotten:
        return HttpResponse(
            status=410,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": f"public, max-age={MAX_AGE}", "Access-Control-Allow-Origin": "*"},
        )
    feed = Feed(retired.title, EventDate.objects.none(), url=AGENDA, tombstones=retired.tombstones())
    feed.notice, feed.noted_at = retired.notice(), retired.last.ended_at
    return serve(request, feed, for_all=retired.page is None)


def moved_to(address: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def serve(request: HttpRequest, feed: Feed, *, for_all: bool) -> HttpResponseBase:
    """Serve the calendar, from this process's cache if that is current.

    ``for_all``: every visitor may see it, so it may be cached.
    """
    headers = {
        "Content-Type": feed.content_type,
        "Content-Disposition": content_disposition_header(bool(feed.download), feed.download or feed.file_name) or "",
        "Cache-Control": f"{'public' if for_all else 'private'}, max-age={MAX_AGE}",
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept-Encoding" if for_all else "Accept-Encoding, Cookie",
    }
    if feed.is_export:
        return export(request, feed, headers)
    digest, changed = feed.version()
    last = pages.last_response(request)
    cached_response = last if last is not None and last.digest == digest else CachedResponse(None, digest, headers)
    cached_response = replace(cached_response, headers=headers, changed=int(changed.timestamp()))
    response = cached_response.respond(request)
    if response is None:
        cached_response = replace(cached_response, body=feed.body())
        response = cached_response.respond(request)
    assert response is not None
    return pages.attach(cached_response, response) if for_all else response


def export(request: HttpRequest, feed: Feed, headers: dict[str, str]) -> HttpResponseBase:
    """Stream the calendar while it is read, and never cache it.

    Its ETag is made of the version of the whole database: exact, and without a list of many thousands of dates.
    """
    version = current()
    parts = (FORMAT, feed.title, request.get_full_path(), version and version.changes, timezone.localdate())
    etag = f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'
    if version:
        headers = {**headers, "ETag": etag}
    response: HttpResponseBase = HttpResponse(headers=headers)
    if request.method == "GET":
        response = StreamingHttpResponse(feed.stream(), headers=headers)
    return get_conditional_response(request, etag if version else None, None, response)
