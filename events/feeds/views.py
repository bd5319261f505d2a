"""Calendars over HTTP: every page with dates has one. Served from finished bytes; unchanged ones cost a 304."""

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
from wagtail.models import Page, Site

from events import calendar
from events.feeds.ended import AGENDA, ended_at, is_told, notice
from events.feeds.moved import new_address, renamed
from events.models import AgendaPage, Departure, EndedCalendar, EventDate, EventPage
from events.selection import Selection, midnight, names_of, sentence
from freshness import pages
from freshness.kept import Answer
from freshness.version import current
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import seen_by_all

FORMAT = 1
"""Part of every version: raise it when ``calendar.vcalendar`` writes something else for the same dates."""
MAX_AGE = 15 * 60
MOST_AT_ONCE = 5_000
AT_A_TIME = 1_000


def page_at(request: HttpRequest, path: str) -> Page:
    """The page that a visitor sees at ``path`` (without leading slash); Http404 for drafts and for pages they may not see.

    Its ``is_open_to_all`` says whether that goes for every visitor, and ``was_away`` when it last went out of sight, and how often
    it did.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    pages = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}")
    away = EndedCalendar.objects.filter(page_number=OuterRef("pk"))[:1]
    pages = pages.annotate(went_at=Subquery(away.values("ended_at")), went=Subquery(away.values("times")))
    page = pages.annotate(is_open_to_all=seen_by_all()).first()
    if page is None:
        raise Http404
    if not page.is_open_to_all and not all(
        restriction.accept_request(request) for restriction in page.get_view_restrictions()
    ):
        raise Http404
    specific: Page = page.specific
    specific.is_open_to_all = page.is_open_to_all
    specific.was_away = (page.went_at, page.went) if page.went_at else None
    return specific


def selection_for_page(page: Page, request: HttpRequest) -> Selection | None:
    """What the feed and the agenda of ``page`` hold; None when it has none."""
    match page:
        case AgendaPage():
            return Selection.from_query(request.GET)
        case MunicipalityPage():
            return Selection(municipalities=(page.slug,), of_page=True)
        case WijkPage():
            return Selection(wijken=(page.selection_slug,), of_page=True)
        case ThemePage():
            return Selection(themes=(page.slug,), of_page=True)
        case OrganisationPage():
            return Selection(organisations=(page.slug,), of_page=True)
    return None


class Moved(Exception):  # noqa: N818  an answer, not a mistake
    """What was asked for has another address now; ``str()`` is where."""


class Feed:
    """One calendar, ready to be asked for its version or its bytes."""

    content_type = "text/calendar; charset=utf-8"
    file_name = "kalender.ics"
    """Of what is no download."""

    notice = b""
    """An entry that is no date, and ``noted_at``, when it came."""
    noted_at: datetime | None = None

    def __init__(self, title: str, dates, *, url: str, download: str = "", departures=None) -> None:
        self.title = title
        self.dates = dates
        self.departures = departures
        self.url = url
        self.download = download

    @classmethod
    def of(cls, page: Page, request: HttpRequest) -> "Feed":
        url = page.get_full_url(request) or ""
        if isinstance(page, EventPage):
            dates = EventDate.objects.filter(page=page.pk)
            wanted = request.GET.get("datum", "")
            if wanted:
                known = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
                dates = dates.filter(pk=int(wanted)) if known else dates.none()
                if not dates.exists():
                    raise Http404
            else:  # who downloads all of them now has none to take away
                dates = dates.exclude(status=EventDate.Status.REMOVED)
            return cls(page.title, dates, url=url, download=f"{page.slug}.ics")
        selection = selection_for_page(page, request)
        if selection is None:
            raise Http404
        named = names_of(selection)
        if named.problems and (now_called := renamed(selection, named)):
            raise Moved(f"{request.path}{now_called.query_string}")
        title = f"Wijkverband · {sentence(selection, named)}"
        feed = cls(title, selection.in_feed(), url=url, departures=selection.left_feed())
        if page.was_away and is_told(page.was_away[0]):
            # Who was told that it ended may keep that entry, as any other that is just not there any more.
            feed.noted_at, times = page.was_away
            back_at = page.last_published_at or feed.noted_at
            feed.notice = notice(page.pk, feed.noted_at, times, back_at=back_at)
        return feed

    @cached_property
    def _versions(self) -> list[tuple[int, int]]:
        return list(self.dates.order_by("pk").values_list("pk", "version")[: MOST_AT_ONCE + 1])

    @property
    def is_export(self) -> bool:
        """Whether it is too large to be kept; only who asks for years gets that much."""
        return len(self._versions) > MOST_AT_ONCE

    def version(self) -> tuple[str, datetime]:
        """A strong version of the bytes and when they last changed, without reading the bytes.

        It names every date with its own version: the highest version and the number of dates stay the same when one date leaves
        the selection and another enters it.
        """
        dates = self._versions
        gone = self.gone({pk for pk, _version in dates})
        parts = (FORMAT, self.title, self.url, dates, gone, *filter(None, [self.notice]))
        digest = sha256(repr(parts).encode()).hexdigest()[:32]
        return digest, max(last_change(), self.noted_at or datetime.min.replace(tzinfo=UTC))

    @cached_property
    def _departures(self) -> list[tuple[int, int]]:
        return [] if self.departures is None else list(self.departures.values_list("date", "pk"))

    def gone(self, held: set[int]) -> list[int]:
        """The last departure of each date that is not back among those ``held``."""
        last = {date: departure for date, departure in self._departures if date not in held}
        return sorted(last.values())

    def body(self) -> bytes:
        dates = list(self.dates.order_by("start", "pk").values_list("pk", "vevent"))
        vevents = [*filter(None, [self.notice]), *(vevent for _pk, vevent in dates)]
        if gone := self.gone({pk for pk, _vevent in dates}):
            vevents += Departure.objects.filter(pk__in=gone).order_by("pk").values_list("vevent", flat=True)
        return calendar.vcalendar(self.title, map(bytes, vevents), url=self.url, subscribable=not self.download)

    def stream(self) -> Iterator[bytes]:
        """The same, a thousand dates at a time, as they were at one moment."""
        empty = calendar.vcalendar(self.title, [], url=self.url, subscribable=not self.download)
        yield empty.removesuffix(calendar.END) + self.notice
        # PostgreSQL would write the whole result down first to keep a cursor open outside of a transaction; on SQLite a
        # transaction would keep everybody from writing, and needs none: a statement sees one moment.
        with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
            vevents = self.dates.order_by("start", "pk").values_list("vevent", flat=True)
            for some in batched(vevents.iterator(chunk_size=AT_A_TIME), AT_A_TIME):
                yield b"".join(some)
            if self.departures is not None:
                left = self.departures.exclude(date__in=self.dates.order_by().values("pk"))
                last = dict(left.values_list("date", "pk"))
                yield from (
                    Departure.objects.filter(pk__in=last.values()).order_by("pk").values_list("vevent", flat=True)
                )
        yield calendar.END


def batched(rows: Iterable[bytes], number: int) -> Iterator[list[bytes]]:
    rows = iter(rows)
    while batch := list(islice(rows, number)):
        yield batch


def last_change() -> datetime:
    """When any feed can last have changed: with a date, with a page (whose names and choices decide what is selected), at midnight.

    Not that of the feed's own dates: a date that leaves a selection would take its moment along, and the feed would seem older.
    """
    newest = EventDate.objects.order_by("-version").values_list("changed_at", flat=True)[:1]
    published = Page.objects.aggregate(last=Max("last_published_at"))["last"]
    return max(filter(None, [*newest, published, midnight(timezone.localdate())]))


@csrf_exempt  # it only answers; a calendar program that tries another method hears which ones there are
@require_safe
def page_calendar(request: HttpRequest, path: str) -> HttpResponseBase:
    """``kalender.ics`` below any page with dates: an event's is a download, the others are to subscribe to."""
    try:
        page = page_at(request, path)
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
    """For who subscribed to what nobody sees any more: for a while a calendar that says so, then 410. Http404 for what never was."""
    if (ended := ended_at(path)) is None:
        raise Http404
    if address := ended.new_address(request):
        return moved_to(f"{address}kalender.ics")
    if ended.is_forgotten:
        return HttpResponse(
            status=410,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": f"public, max-age={MAX_AGE}", "Access-Control-Allow-Origin": "*"},
        )
    feed = Feed(ended.title, EventDate.objects.none(), url=AGENDA, departures=ended.departures())
    feed.notice, feed.noted_at = ended.notice(), ended.last.ended_at
    return serve(request, feed, for_all=ended.page is None)


def moved_to(address: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def serve(request: HttpRequest, feed: Feed, *, for_all: bool) -> HttpResponseBase:
    """The calendar, from the bytes that this process keeps when they are still right. ``for_all``: every visitor may see it."""
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
    last = pages.last_answer(request)
    answer = last if last is not None and last.digest == digest else Answer(None, digest, headers)
    answer = replace(answer, headers=headers, changed=int(changed.timestamp()))
    response = answer.respond(request)
    if response is None:
        answer = replace(answer, body=feed.body())
        response = answer.respond(request)
    assert response is not None
    return pages.keep(answer, response) if for_all else response


def export(request: HttpRequest, feed: Feed, headers: dict[str, str]) -> HttpResponseBase:
    """Sent while it is read, and never kept. Its version is that of everything: exact, and no list of many thousands."""
    version = current()
    parts = (FORMAT, feed.title, request.get_full_path(), version and version.changes, timezone.localdate())
    etag = f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'
    if version:
        headers = {**headers, "ETag": etag}
    answer: HttpResponseBase = HttpResponse(headers=headers)
    if request.method == "GET":
        answer = StreamingHttpResponse(feed.stream(), headers=headers)
    return get_conditional_response(request, etag if version else None, None, answer)
