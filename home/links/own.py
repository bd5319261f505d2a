"""Addresses of the site itself: which page an address leads to, and whether it leads anywhere."""

from collections.abc import Iterable
from typing import NamedTuple
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


def page_of(address: str) -> Page | None:
    """Return the page, published or not, at an address of this site.

    Return None for an address with a query or fragment: choosing the page would lose it.
    """
    path = path_of(address)
    if path is None or urlsplit(address).query or urlsplit(address).fragment:
        return None
    return Page.objects.filter(url_path=_url_path(path)).first()


def leads_nowhere(address: str) -> bool:
    """Return True if ``address`` is one of this site that answers 404 to every visitor."""
    return address in leading_nowhere([address])


def leading_nowhere(addresses: Iterable[str]) -> set[str]:
    """Return those of ``addresses`` that are of this site and answer 404 to every visitor, in four queries."""
    needs = {address: _need(path) for address in addresses if (path := path_of(address)) and not path.startswith(FILES)}
    paths = {need.page for need in needs.values() if need.page}
    documents = {need.document for need in needs.values() if need.document}
    live = set(Page.objects.live().filter(url_path__in=map(_url_path, paths)).values_list("url_path", flat=True))
    known = set(get_document_model().objects.filter(pk__in=documents).values_list("pk", flat=True))
    redirected = set(
        Redirect.objects.filter(old_path__in={need.path for need in needs.values()}).values_list("old_path", flat=True)
    )
    return {
        address
        for address, need in needs.items()
        if not (
            need.is_view
            or (need.page and _url_path(need.page) in live)
            or need.document in known
            or need.path in redirected
        )
    }


class _Need(NamedTuple):
    """Condition for an address to lead somewhere: any of these is there."""

    path: str
    """Old path of a redirect."""
    is_view: bool = False
    page: str = ""
    document: int = 0


def _need(path: str) -> _Need:
    old_path = Redirect.normalise_path(path)
    try:
        found = resolve(path if path.endswith("/") or "." in path else f"{path}/")
    except Resolver404:
        return _Need(old_path)
    if "document_id" in found.kwargs:
        return _Need(old_path, document=int(found.kwargs["document_id"]))
    if found.url_name == SERVED_BY_WAGTAIL:
        return _Need(old_path, page=path)
    # Some views answer below the address of a page, such as ``/gemeenten/breda/kalender.ics``.
    above = found.kwargs.get("path")
    return _Need(old_path, page=f"/{above}") if above else _Need(old_path, is_view=True)


def _url_path(path: str) -> str:
    # Wagtail caches the root paths of its sites.
    root = next((root.root_path for root in Site.get_site_root_paths()), "/")
    return f"{root}{path.strip('/')}/".replace("//", "/")
