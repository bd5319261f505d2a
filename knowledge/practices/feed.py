"""Practices for feed readers: any selection of the list as Atom, the last changed first."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from freshness import pages
from freshness.response_cache import CachedResponse
from knowledge.models import PracticeIndexPage, PracticePage
from knowledge.practices.facets import facets, found, places_by
from knowledge.practices.linked import LinkedPage
from knowledge.practices.selection import Selection
from network.addresses import page_at
from web.atom import Entry, atom
from web.prose import to_html

FORMAT = 1
"""Part of every ETag: raise it when the same practices give different bytes."""
MOST_ENTRIES = 100
MAX_AGE = 15 * 60


def chosen(selection: Selection, request: HttpRequest) -> list[int]:
    """Return the practices of a feed, the last published first, at most ``MOST_ENTRIES``."""
    every = facets(request)
    mask = every.matching(selection, found(request, selection.words))
    return every.listed(mask, 0, MOST_ENTRIES, places_by("last_published_at", request))


@csrf_exempt  # read-only, like calendars
@require_safe
def practice_news(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve ``feed.xml`` below the list of practices. An unchanged feed costs a 304, without reading the texts."""
    index = page_at(request, path)
    if not isinstance(index, PracticeIndexPage):
        raise Http404
    selection = Selection.from_query(request.GET)
    title = f"{settings.WAGTAIL_SITE_NAME} · {selection.sentence(facets(request).titles)}"
    url = f"{settings.SITE_URL}{selection.url(f'/{path}feed.xml')}"
    page_url = f"{settings.SITE_URL}{selection.url(f'/{path}')}"
    pks = chosen(selection, request)
    practices = PracticePage.objects.filter(pk__in=pks)
    state = sorted(practices.values_list("pk", "last_published_at", "url_path", "organisation__title"))
    digest = sha256(repr((FORMAT, title, url, page_url, pks, state)).encode()).hexdigest()[:32]
    headers = {
        "Content-Type": "application/atom+xml; charset=utf-8",
        "Content-Disposition": "inline",
        "Cache-Control": f"{'public' if index.is_open_to_all else 'private'}, max-age={MAX_AGE}",
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept-Encoding" if index.is_open_to_all else "Accept-Encoding, Cookie",
    }
    last = pages.last_response(request)
    body = last.body if last is not None and last.digest == digest else None
    answer = CachedResponse(body, digest, headers)
    response = answer.respond(request)
    if response is None:
        answer = CachedResponse(_body(practices, pks, facets(request).pages, title, url, page_url), digest, headers)
        response = answer.respond(request)
    assert response is not None
    return pages.attach(answer, response) if index.is_open_to_all else response


def _body(practices, pks: list[int], public: dict[int, LinkedPage], title: str, url: str, page_url: str) -> bytes:
    by_pk = {page.pk: page for page in practices.select_related("standing")}
    entries = [entry_of(by_pk[pk], public) for pk in pks if pk in by_pk]
    return atom(
        title,
        entries,
        url=url,
        page_url=page_url,
        author=settings.WAGTAIL_SITE_NAME,
        changed_at=max((entry.changed_at for entry in entries), default=_midnight()),
    )


def _midnight() -> datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def entry_of(page: PracticePage, public: dict[int, LinkedPage]) -> Entry:
    organisation = public.get(page.organisation_id or 0)
    url = f"{settings.SITE_URL}{page.get_url() or ''}"
    return Entry(
        uid=f"practice-{page.pk}",
        title=page.title,
        url=url,
        author=organisation.title if organisation else settings.WAGTAIL_SITE_NAME,
        summary=page.summary,
        html=_story(page),
        changed_at=page.last_published_at or page.first_published_at or _midnight(),
        categories=(str(page.get_phase_display()),),
    )


def _story(page: PracticePage) -> SafeString:
    """Return what a reader sees without opening the page: the lesson, what they do and what did not work."""
    parts = [format_html("<p><strong>{}</strong></p>", page.lesson or page.summary)]
    if page.approach.strip():
        parts.append(format_html("<h2>{}</h2>{}", _("Zo doen we het"), to_html(page.approach)))
    if page.failure:
        rows = format_html_join(
            "", "<p><strong>{}</strong></p>{}", ((question, to_html(answer)) for question, answer in page.failure)
        )
        parts.append(format_html("<h2>{}</h2>{}", _("Wat niet werkte"), rows))
    if standing := getattr(page, "standing", None):
        parts.append(format_html("<p>{}.</p>", standing.words))
    return format_html_join("", "{}", ((part,) for part in parts))
