from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve

from freshness.versioned_cache import cached, own_copy


class SiteAtHand:
    """Gives a request for a page its site and home page without asking the database: Wagtail would ask for each, each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if view is not serve:
            return
        site = cached(request, "site", lambda: site_with_home(request))
        if site is not None:
            # A copy: somebody may be shown the home page itself, which takes notes of the request.
            site, home = own_copy(site), own_copy(site.root_page)
            site.root_page = home
            request._wagtail_site = site  # noqa: SLF001  where Wagtail looks before it asks


def site_with_home(request: HttpRequest) -> Site | None:
    site: Site | None = Site.find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site
