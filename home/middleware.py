from collections.abc import Callable
from copy import copy

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from freshness.versioned_cache import VersionedCache, cached

SITES: VersionedCache[Site | None] = VersionedCache(50, copies=True)


class CachedSite:
    """Middleware that gives a page request its site with the home page from the cache. Wagtail would read both for each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if view is serve and (site := cached(request, "site", lambda: site_with_home(request), SITES)):
            site.root_page = copy(site.root_page)  # it may be the page that is served
            request._wagtail_site = site  # noqa: SLF001  where Wagtail looks first


def site_with_home(request: HttpRequest) -> Site | None:
    site: Site | None = Site.find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site
