from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from freshness.versioned_cache import cached, own_copy


class SiteAtHand:
    """Middleware that sets the site and home page of a page request from the cache.

    Wagtail would query both for every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if view is not serve:
            return
        site = cached(request, "site", lambda: site_with_home(request))
        if site is not None:
            # Copies, because serving the home page stores request state on it.
            site, home = own_copy(site), own_copy(site.root_page)
            site.root_page = home
            request._wagtail_site = site  # noqa: SLF001  Wagtail checks this before it queries


def site_with_home(request: HttpRequest) -> Site | None:
    site: Site | None = Site.find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site
