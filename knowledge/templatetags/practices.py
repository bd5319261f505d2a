from collections.abc import Hashable
from urllib.parse import unquote

from django import template
from django.template.loader import get_template
from django.urls import resolve
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from freshness.versioned_cache import VersionedCache, cached
from knowledge.models import PracticePage
from knowledge.practices.completeness import missing
from knowledge.practices.elsewhere import Lesson, home_lessons, practices_of_page
from knowledge.practices.index import index_content
from knowledge.practices.page import practice_content

register = template.Library()
SECTIONS: VersionedCache[SafeString] = VersionedCache(300, by_the_minute=True)


@register.simple_tag(takes_context=True)
def practice_page(context: dict, page: PracticePage) -> dict:
    """Return the content of the page of a practice, as ``knowledge.practices.page`` describes it."""
    return practice_content(page, context["request"])


@register.simple_tag(takes_context=True)
def practice_index(context: dict) -> dict:
    """Return the content of the list of practices, read once for each request."""
    request = context["request"]
    if not hasattr(request, "practice_index"):
        request.practice_index = index_content(request)
    found: dict = request.practice_index
    return found


@register.simple_tag(takes_context=True)
def section(context: template.RequestContext, name: str) -> SafeString:
    """Return ``knowledge/practice/<name>.html`` rendered, so that the page can leave out what is empty."""
    rendered = get_template(f"knowledge/practice/{name}.html").template.render(context)  # type: ignore[attr-defined]
    return mark_safe(rendered.strip())  # noqa: S308  rendered by a template


@register.simple_tag(takes_context=True)
def cached_section(context: template.RequestContext, name: str, *given: Hashable) -> SafeString:
    """Like ``section``, but cached until content changes. It may depend on the page, the host and ``given`` only."""
    key = ("section of practice", name, context["page"].pk, *given)
    found: SafeString = cached(context["request"], key, lambda: section(context, name), SECTIONS)
    return found


@register.simple_tag(takes_context=True)
def below(context: dict, page: PracticePage, name: str) -> str:
    """Return the address of the view ``name`` below ``page``; empty if the page is unsaved or the site has no such view."""
    url = page.get_url(context["request"]) or ""
    address = f"{url}{name}/"
    return address if url.startswith("/") and resolve(unquote(address)).url_name != "wagtail_serve" else ""


@register.simple_tag
def missing_from(page: PracticePage) -> list[str]:
    """Return what ``page`` does not tell yet, in words for its authors and editors."""
    return missing(page)


@register.simple_tag(takes_context=True)
def page_practices(context: dict, page: Page) -> dict:
    """Return the first cards, the total and the list of the practices of a place, a theme or an organisation."""
    return practices_of_page(page, context["request"])


@register.simple_tag(takes_context=True)
def lessons(context: dict) -> tuple[Lesson, ...]:
    """Return three lessons for the home page, one of them of something that did not work."""
    return home_lessons(context["request"])
