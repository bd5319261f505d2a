"""Middleware that caches pages which are the same for all visitors. Other requests pass through."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from freshness.response_cache import CachedResponse, ResponseCache, headers_of
from freshness.version import Version
from freshness.versioned_cache import version_for

PAGES = ResponseCache(24 * 1024 * 1024)
FEEDS = ResponseCache(24 * 1024 * 1024)
SELECTIONS = ResponseCache(8 * 1024 * 1024)
"""Pages with a query string. There are endlessly many: in a cache of their own they cannot evict the other pages."""

# Parameters that the agenda, the practices, the programme of a conference and the home page use in their own forms and
# links, without free text. The length is bounded too.
_VALUE = r"(?:[a-z0-9-]|/|%2F){0,100}"
_PAIR = (
    rf"(?:(?:gemeente|wijk|thema|organisatie|soort|meedoen|dagdeel|fase|leefgebied|levensfase|doelgroep|van|tot"
    rf"|spoor|zaal|ronde|plek|toegang|weergave)={_VALUE}"
    r"|q=|voorbij=1|volgorde=nieuw|pagina=[1-9][0-9]{0,3})"
)
_DATE = r"(?-i:datum=[1-9][0-9]{0,18})"
"""Ids as in ``web.numbers``. A page is cached for this parameter only if its view marks the response.

It does so if it has that date.
"""
KNOWN_QUERY = re.compile(rf"{_PAIR}(?:&{_PAIR}){{0,11}}|{_DATE}", re.IGNORECASE)

MAY_VARY_ON = {"cookie", "accept-encoding"}
Key = tuple[bool, str, str, str]


FEED = ("/kalender.ics", "/feed.xml", "/schedule.json", "/schedule.xml")


def mark_public(response: HttpResponseBase) -> HttpResponseBase:
    """Declare that ``response`` depends only on the URL and the database, so that it can be cached for all visitors."""
    response.is_for_everybody = True  # type: ignore[attr-defined]
    return response


@lru_cache(maxsize=1)
def _known_hosts(site_url: str, allowed: tuple[str, ...]) -> frozenset[str]:
    """Return our hosts as browsers spell them. A request with another spelling is answered, but not cached."""
    address = urlsplit(site_url)
    port = f":{address.port}" if address.port else ""
    return frozenset({address.netloc, *allowed, *(f"{host}{port}" for host in allowed)})


def key_of(request: HttpRequest) -> Key | None:
    """Return the cache key, or None if the response may be personal or the URL is one of endlessly many."""
    meta = request.META
    path = request.path_info
    if request.method not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in meta or not path.endswith(("/", *FEED)):
        return None
    # Any cookie can mean a session, a message or a choice, except the CSRF cookie, which only forms use.
    if meta.get("HTTP_COOKIE") and set(request.COOKIES) - {settings.CSRF_COOKIE_NAME}:
        return None
    query = meta.get("QUERY_STRING", "")
    if len(query) > 500 or (query and not path.endswith(FEED) and not KNOWN_QUERY.fullmatch(query)):
        return None
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
    if host not in _known_hosts(settings.SITE_URL, tuple(settings.ALLOWED_HOSTS)):
        return None
    return (request.is_secure(), host, path, query)


def cache_for(key: Key) -> ResponseCache:
    if key[2].endswith(FEED):
        return FEEDS
    return SELECTIONS if key[3] else PAGES


def last_response(request: HttpRequest) -> CachedResponse | None:
    """Return the last response that this process cached for this key, perhaps outdated. Views compare its digest."""
    last: CachedResponse | None = getattr(request, "last_cached_response", None)
    return last


def attach(cached_response: CachedResponse, response: HttpResponseBase) -> HttpResponseBase:
    """Have the middleware cache ``cached_response``, the source of ``response``. It must be equal for all visitors."""
    response.cached_response = cached_response  # type: ignore[attr-defined]
    return response


def may_be_cached(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether the response may be cached for all visitors: the view marked it, and nothing in it is personal."""
    cache_control = response.get("Cache-Control", "")
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    session = getattr(request, "session", None)
    return (
        getattr(response, "is_for_everybody", False)
        and isinstance(response, HttpResponse)
        and request.method == "GET"
        and response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and not response.cookies
        and not response.has_header("Set-Cookie")
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # the page contains a CSRF token
        and not ("private" in cache_control or "no-store" in cache_control)
        and vary <= MAY_VARY_ON
        and (session is None or (not session.modified and session.session_key is None))
        and not getattr(request, "is_preview", False)
    )


def cached_pages(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that answers from the response caches. Must be outermost, to cache the headers of all the others."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        # Read before the page is built: a write during the build then gives the next visitor another version.
        version = version_for(request) if key else None
        if key is None or version is None:
            return get_response(request)
        if (response := from_cache(request, key, version)) is not None:
            return response
        cache = cache_for(key)
        # A page that was not cached before may be uncacheable, and then waiting for another thread would be in vain.
        if cache.last(key) is None and cache is not FEEDS:
            return make(request, key, version)
        # A thousand subscribers can ask in the same minute: only one request builds the feed.
        with cache.build_lock(key):
            if (response := from_cache(request, key, version)) is not None:
                return response
            request.last_cached_response = cache.last(key)  # type: ignore[attr-defined]
            return make(request, key, version)

    def from_cache(request: HttpRequest, key: Key, version: Version) -> HttpResponseBase | None:
        cached_response = cache_for(key).get(key, version)
        return None if cached_response is None else cached_response.respond_fast(request)

    def make(request: HttpRequest, key: Key, version: Version) -> HttpResponseBase:
        response = get_response(request)
        cached_response = getattr(response, "cached_response", None)
        if cached_response is not None:
            added = headers_of(response, without=("Content-Encoding",))
            cache_for(key).put(key, version, replace(cached_response, headers={**added, **cached_response.headers}))
            return response
        if not may_be_cached(request, response):
            return response
        assert isinstance(response, HttpResponse)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.headers.setdefault("Cache-Control", "no-cache")  # browsers may store it, but must revalidate
        body = response.content
        cached_response = CachedResponse(body, sha256(body).hexdigest()[:32], headers_of(response))
        cache_for(key).put(key, version, cached_response)
        return cached_response.respond(request) or response

    return middleware
