"""Calendars over HTTP: every page with dates has one. Served from finished bytes; unchanged ones cost a 304."""

import gzip
from datetime import datetime
from hashlib import sha256

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page, Site

from events import calendar
from events.models import AgendaPage, Departure, EventDate, EventPage
from events.moved import new_address, renamed
from events.selection import Selection, midnight, names_of, sentence
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import seen_by_all

FORMAT = 1
"""Part of every version: raise it when ``calendar.vcalendar`` writes something else for the same dates."""
MAX_AGE = 15 * 60


def page_at(request: HttpRequest, path: str) -> Page:
    """The page that a visitor sees at ``path`` (without leading slash); Http404 for drafts and for pages they may not see.

    Its ``is_open_to_all`` says whether that goes for every visitor.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    pages = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}")
    page = pages.annotate(is_open_to_all=seen_by_all()).first()
    if page is None:
        raise Http404
    if not page.is_open_to_all and not all(
        restriction.accept_request(request) for restriction in page.get_view_restrictions()
    ):
        raise Http404
    specific: Page = page.specific
    specific.is_open_to_all = page.is_open_to_all
    return specific


def selection_for_page(page: Page, request: HttpRequest) -> Selection | None:
    """What the feed and the agenda of ``page`` hold; None when it has none."""
    match page:
        case AgendaPage():
            return Selection.from_query(request.GET)
        case MunicipalityPage():
            return Selection(municipalities=(page.slug,))
        case WijkPage():
            return Selection(wijken=(page.selection_slug,))
        case ThemePage():
            return Selection(themes=(page.slug,))
        case OrganisationPage():
            return Selection(organisations=(page.slug,))
    return None


class Moved(Exception):  # noqa: N818  an answer, not a mistake
    """What was asked for has another address now; ``str()`` is where."""


class Feed:
    """One calendar, ready to be asked for its version or its bytes."""

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
        return cls(title, selection.in_feed(), url=url, departures=selection.left_feed())

    def version(self) -> tuple[str, datetime]:
        """A strong version of the bytes and when they last changed, without reading the bytes.

        It names every date with its own version: the highest version and the number of dates stay the same when one date leaves
        the selection and another enters it.
        """
        dates = list(self.dates.order_by("pk").values_list("pk", "version"))
        gone = self.gone({pk for pk, _version in dates})
        digest = sha256(repr((FORMAT, self.title, self.url, dates, gone)).encode()).hexdigest()[:32]
        return digest, last_change()

    @cached_property
    def _departures(self) -> list[tuple[int, int]]:
        return [] if self.departures is None else list(self.departures.values_list("date", "pk"))

    def gone(self, held: set[int]) -> list[int]:
        """The last departure of each date that is not back among those ``held``."""
        last = {date: departure for date, departure in self._departures if date not in held}
        return sorted(last.values())

    def body(self) -> bytes:
        dates = list(self.dates.order_by("start", "pk").values_list("pk", "vevent"))
        vevents = [vevent for _pk, vevent in dates]
        if gone := self.gone({pk for pk, _vevent in dates}):
            vevents += Departure.objects.filter(pk__in=gone).order_by("pk").values_list("vevent", flat=True)
        return calendar.vcalendar(self.title, map(bytes, vevents), url=self.url, subscribable=not self.download)


def last_change() -> datetime:
    """When any feed can last have changed: with a date, with a page (whose names and choices decide what is selected), at midnight.

    Not that of the feed's own dates: a date that leaves a selection would take its moment along, and the feed would seem older.
    """
    newest = EventDate.objects.order_by("-version").values_list("changed_at", flat=True)[:1]
    published = Page.objects.aggregate(last=Max("last_published_at"))["last"]
    return max(filter(None, [*newest, published, midnight(timezone.localdate())]))


def wants_gzip(request: HttpRequest) -> bool:
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, parameters = part.strip().partition(";")
        if name.strip().lower() == "gzip":
            return parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


@csrf_exempt  # it only answers; a calendar program that tries another method hears which ones there are
@require_safe
def page_calendar(request: HttpRequest, path: str) -> HttpResponseBase:
    """``kalender.ics`` below any page with dates: an event's is a download, the others are to subscribe to."""
    try:
        page = page_at(request, path)
        response = serve(request, Feed.of(page, request))
    except Moved as moved:
        return moved_to(str(moved))
    except Http404:
        if (address := new_address(request, path)) is None:
            raise
        query = request.META.get("QUERY_STRING", "")
        return moved_to(f"{address}kalender.ics{'?' if query else ''}{query}")
    if not page.is_open_to_all:
        response["Cache-Control"] = f"private, max-age={MAX_AGE}"
        patch_vary_headers(response, ["Cookie"])
    return response


def moved_to(address: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def serve(request: HttpRequest, feed: Feed) -> HttpResponseBase:
    digest, changed = feed.version()
    compress = wants_gzip(request)
    etag = f'"{digest}-gzip"' if compress else f'"{digest}"'

    @condition(etag_func=lambda _request: etag, last_modified_func=lambda _request: changed)
    def respond(request: HttpRequest) -> HttpResponse:
        body = feed.body()
        response = HttpResponse(
            gzip.compress(body, compresslevel=6, mtime=0) if compress else body,
            content_type="text/calendar; charset=utf-8",
        )
        if compress:
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        disposition = content_disposition_header(bool(feed.download), feed.download or "kalender.ics")
        response["Content-Disposition"] = disposition
        return response

    response: HttpResponseBase = respond(request)
    # Outside of the condition, so that a 304 says the same.
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
