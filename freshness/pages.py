"""Pages that are the same for everybody, served from kept bytes. Everything else passes by."""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from freshness.kept import Answer, Shelf, headers_of
from freshness.version import current

PAGES = Shelf(24 * 1024 * 1024)
SELECTIONS = Shelf(8 * 1024 * 1024)
"""Addresses with a question in them. There is no end to those: a shelf of their own, so that they push out only each other."""

# What the agenda and the home page ask for by their own forms and links, but for free text. The length is bounded too.
_VALUE = r"(?:[a-z0-9-]|/|%2F){0,100}"
_PAIR = rf"(?:(?:gemeente|wijk|thema|organisatie|soort|van|tot)={_VALUE}|q=|voorbij=1|pagina=[1-9][0-9]{{0,3}})"
KNOWN_QUERY = re.compile(rf"{_PAIR}(?:&{_PAIR}){{0,7}}", re.IGNORECASE)

MAY_VARY_ON = {"cookie", "accept-encoding"}
Key = tuple[bool, str, str, str]


def mark(response: HttpResponseBase) -> HttpResponseBase:
    """Says that ``response`` depends on nothing but the address and what is stored: the view answers everybody alike."""
    response.is_for_everybody = True  # type: ignore[attr-defined]
    return response


@lru_cache(maxsize=1)
def _known_hosts(site_url: str, allowed: tuple[str, ...]) -> frozenset[str]:
    """As browsers write them: another spelling of one of ours is answered, but not kept."""
    address = urlsplit(site_url)
    port = f":{address.port}" if address.port else ""
    return frozenset({address.netloc, *allowed, *(f"{host}{port}" for host in allowed)})


def key_of(request: HttpRequest) -> Key | None:
    """None when the answer could be for this visitor only, or the address is one of endlessly many."""
    meta = request.META
    if request.method not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in meta or not request.path_info.endswith("/"):
        return None
    # Any cookie may be a session, a message or a choice, but for the one that only forms use.
    if meta.get("HTTP_COOKIE") and set(request.COOKIES) - {settings.CSRF_COOKIE_NAME}:
        return None
    query = meta.get("QUERY_STRING", "")
    if query and (len(query) > 300 or not KNOWN_QUERY.fullmatch(query)):
        return None
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME", "")
    if host not in _known_hosts(settings.SITE_URL, tuple(settings.ALLOWED_HOSTS)):
        return None
    return (request.is_secure(), host, request.path_info, query)


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the page was made for everybody: the view says so, and nothing in the answer says otherwise."""
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
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # a form's token is in it
        and not ("private" in cache_control or "no-store" in cache_control)
        and vary <= MAY_VARY_ON
        and (session is None or (not session.modified and session.session_key is None))
        and not getattr(request, "is_preview", False)
    )


def kept_pages(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the outermost: keeps answers with every header that the others add, and answers from them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        # Before the page is made: what is written meanwhile makes the next visitor's version another one.
        version = current() if key else None
        if key is None or version is None:
            return get_response(request)
        shelf = SELECTIONS if key[-1] else PAGES
        answer = shelf.get(key, version)
        if answer is None and shelf.last(key) is None:
            return make(request, key, version, shelf)
        if answer is None:  # it is a page that can be kept, and somebody may be making it right now
            with shelf.alone(key):
                answer = shelf.get(key, version)
                if answer is None:
                    return make(request, key, version, shelf)
        return answer.respond(request)

    def make(request: HttpRequest, key: Key, version, shelf: Shelf) -> HttpResponseBase:
        response = get_response(request)
        if not may_be_kept(request, response):
            return response
        assert isinstance(response, HttpResponse)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.headers.setdefault("Cache-Control", "no-cache")  # kept by the browser, but it asks first
        body = response.content
        answer = Answer(body, sha256(body).hexdigest()[:32], headers_of(response))
        shelf.put(key, version, answer)
        return answer.respond(request)

    return middleware
