"""Redirects from the former address of a page, and of everything below it: its form, its calendar, its QR code.

Wagtail writes a redirect for each page that gets another address. Its own middleware loses the query (``?datum=``), turns a
sent form into a GET, and tells anybody the new address of a page that they may not see.
"""

from urllib.parse import urlsplit

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from network.addresses import page_at

BELOW = ("aanmelden/verstuurd/", "aanmelden/", "kalender.ics", "feed.xml", "qr.svg", "abonneer.svg")
"""Addresses below a page that move with it."""
DEEPEST = 8
"""Longest path, in slugs, that is looked up: more than any page has."""
READS = {"GET", "HEAD"}


class MovedPagesMiddleware(RedirectMiddleware):
    """Middleware that redirects a 404 to the present address, with its query; a sent form keeps its answers (308)."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        exact = get_redirect(request, path)
        by_hand = exact if urlsplit(path).query else None  # Wagtail itself writes none with a query
        address = _target(request, by_hand) if by_hand is not None else address_of_moved(request)
        if address is None:
            return response
        return redirect_to(address, request, is_permanent=exact is None or exact.is_permanent)


def redirect_to(address: str, request: HttpRequest, *, is_permanent: bool = True) -> HttpResponse:
    """Redirect with the method and the answers of ``request``.

    Browsers ask again each time: a page may get its former address back, and a remembered redirect would then be a loop.
    """
    made = (HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect)(address)
    if request.method not in READS:
        made.status_code = 308 if is_permanent else 307
    made["Cache-Control"] = "private, no-cache"
    return made


def address_of_moved(request: HttpRequest) -> str | None:
    """Return the present address of what was at the path of ``request``, with its query; None if nothing was."""
    path = request.path_info.removeprefix("/")
    below = next((end for end in BELOW if path.endswith(f"/{end}")), "")
    page_path = path.removesuffix(below)
    if not below and not page_path.endswith("/"):
        page_path += "/"
    found = moved_page(request, page_path)
    if found is not None:
        query = request.META.get("QUERY_STRING", "")
        return f"{found.get_url(request)}{below}{'?' if query else ''}{query}"
    by_hand = None if below else get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False))
    return by_hand.redirect_link or None if by_hand is not None else None


def moved_page(request: HttpRequest, path: str) -> Page | None:
    """Return the page that was at ``path`` (without leading slash), if this visitor may see it where it is now.

    A page that moved with a page above it may have no redirect of its own: it was a draft then. A path with a live page is
    never a former address, else two pages that swapped addresses would redirect to each other.
    """
    site = Site.find_for_request(request)
    slugs = path.removesuffix("/").split("/")
    if site is None or len(slugs) > DEEPEST or "" in slugs or "\0" in path:
        return None
    root = site.root_page.url_path
    paths = [f"{'/'.join(slugs[:end])}/" for end in range(len(slugs), 0, -1)]
    live = set(
        Page.objects.live().filter(url_path__in=[f"{root}{one}" for one in paths]).values_list("url_path", flat=True)
    )
    for one in paths:
        if f"{root}{one}" in live:
            return None
        redirect = get_redirect(request, Redirect.normalise_path(f"/{one}", decode_unicode=False))
        if redirect is not None:
            return _visible(request, site, redirect.redirect_page, path.removeprefix(one))
    return None


def _visible(request: HttpRequest, site: Site, page: Page | None, rest: str) -> Page | None:
    """Return the page at ``rest`` below ``page``; None if this visitor may not see it."""
    if page is None or not page.url_path.startswith(site.root_page.url_path):
        return None
    try:
        return page_at(request, f"{page.url_path.removeprefix(site.root_page.url_path)}{rest}")
    except Http404:
        return None


def _target(request: HttpRequest, redirect: Redirect) -> str | None:
    """Return the address that ``redirect`` leads to; None if this visitor may not see the page."""
    site = Site.find_for_request(request)
    if redirect.redirect_page is None or site is None:
        return redirect.redirect_link or None
    page = _visible(request, site, redirect.redirect_page, "")
    return page.get_url(request) if page is not None else None
