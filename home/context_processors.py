from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from home.models import SiteSettings
from network.visibility import open_to_all


def site(request: HttpRequest) -> dict:
    """What stands around every page. Lazy: a page that does not show it pays nothing."""
    links = SimpleLazyObject(lambda: site_links(request))
    return {
        "is_demo": settings.DEMO,
        "navigation": SimpleLazyObject(lambda: links["navigation"]),
        "footer_links": SimpleLazyObject(lambda: links["footer"]),
        "site_settings": SimpleLazyObject(lambda: SiteSettings.for_request(request)),
    }


def site_links(request: HttpRequest) -> dict[str, list[dict]]:
    """The pages below the home page that an editor shows in the menu, and those at the foot of every page; in one query."""
    found = Site.find_for_request(request)
    links: dict[str, list[dict]] = {"navigation": [], "footer": []}
    if found is None:
        return links
    # A meetup lives below its organisation, but people come to it from the agenda.
    shown_under = getattr(request, "shown_under", request.path)
    shown = Q(show_in_menus=True, depth=found.root_page.depth + 1) | Q(contentpage__show_in_footer=True)
    pages = open_to_all(Page.objects.descendant_of(found.root_page).filter(shown)).order_by("path")
    for page in pages.annotate(at_foot=F("contentpage__show_in_footer")):
        url = page.get_url(request)
        if page.show_in_menus and page.depth == found.root_page.depth + 1:
            links["navigation"].append({"title": page.title, "url": url, "current": shown_under.startswith(url)})
        if page.at_foot:
            links["footer"].append({"title": page.title, "url": url})
    return links
