"""Addresses of the site itself: which page an address leads to, and whether it leads anywhere."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

SERVED_BY_WAGTAIL = "wagtail_serve"
FILES = (settings.STATIC_URL, settings.MEDIA_URL)


def path_of(address: str) -> str | None:
    """Return the path of an address of this site, such as ``/agenda/``; None if it is of another site."""
    try:
        parts, own = urlsplit(address.strip()), urlsplit(settings.SITE_URL)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        if parts.scheme not in {"http", "https"} or parts.netloc.lower() != own.netloc.lower():
            return None
        return unquote(parts.path) or "/"
    return unquote(parts.path) if parts.path.startswith("/") else None


def page_of(address: str, *, site: Site | None = None) -> Page | None:
    """Return the page, published or not, at an address of this site.

    Return None for an address with a query or fragment: choosing the page would lose it.
    """
    path = path_of(address)
    if path is None or urlsplit(address).query or urlsplit(address).fragment:
        return None
    return _page_at(path, site)


def leads_nowhere(address: str) -> bool:
    """Return True if ``address`` is one of this site that answers 404 to every visitor."""
    path = path_of(address)
    if path is None or path.startswith(FILES):
        return False
    try:
        found = resolve(path)
    except Resolver404:
        return not _is_redirected(path)
    if "document_id" in found.kwargs:
        return not get_document_model().objects.filter(pk=found.kwargs["document_id"]).exists()
    if found.url_name == SERVED_BY_WAGTAIL:
        return not (_is_live(_page_at(path)) or _is_redirected(path))
    # Below the address of a page, such as ``/gemeenten/breda/kalender.ics``.
    above = found.kwargs.get("path")
    return above is not None and not _is_live(_page_at(f"/{above}"))


def _page_at(path: str, site: Site | None = None) -> Page | None:
    site = site or Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    url_path = f"{site.root_page.url_path}{path.strip('/')}/".replace("//", "/")
    return Page.objects.filter(url_path=url_path).first()


def _is_live(page: Page | None) -> bool:
    return page is not None and page.live


def _is_redirected(path: str) -> bool:
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()
