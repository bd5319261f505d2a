"""Links in the published content: of pages, settings and redirects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.models import SiteSettings

SECRET = {"online_url"}
"""Fields that are mailed to attendees, and must not be asked for by anybody else."""


@dataclass(frozen=True)
class Link:
    """A link to ``page``, ``document`` or ``address``; one of the three is set."""

    page: int | None = None
    document: int | None = None
    address: str = ""


@dataclass(frozen=True)
class FoundLink:
    link: Link
    holder: str
    """Title of what holds the link."""
    edit_url: str


def links_on_site() -> Iterator[FoundLink]:
    for model in apps.get_models():
        if not issubclass(model, Page) or model is Page:
            continue
        fields = [field for field in model._meta.fields if field.name not in SECRET and _may_link(field)]  # noqa: SLF001  documented
        if not fields:
            continue
        for page in model.objects.live().iterator():
            if page.specific_class is not model:
                continue
            edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            for field in fields:
                for link in in_field(field, page):
                    yield FoundLink(link, page.get_admin_display_title(), edit_url)
    for settings in SiteSettings.objects.all():
        if settings.accessibility_statement_url:
            edit_url = reverse("wagtailsettings:edit", args=["home", "sitesettings", settings.site_id])
            yield FoundLink(Link(address=settings.accessibility_statement_url), _("Instellingen van de site"), edit_url)
    for redirect in Redirect.objects.all():
        link = Link(page=redirect.redirect_page_id, address=redirect.redirect_link)
        if link.page or link.address:
            edit_url = reverse("wagtailredirects:edit", args=[redirect.pk])
            yield FoundLink(link, _("Doorverwijzing van %(path)s") % {"path": redirect.old_path}, edit_url)


def _may_link(field: models.Field) -> bool:
    return isinstance(field, RichTextField | StreamField | models.URLField)


def in_field(field: models.Field, page: Page) -> Iterator[Link]:
    value = getattr(page, field.attname)
    if isinstance(field, RichTextField):
        yield from in_html(value)
    elif isinstance(field, StreamField):
        yield from in_block(field.stream_block, list(value.raw_data))
    elif value:
        yield Link(address=value)


def in_html(html: str) -> Iterator[Link]:
    for element in BeautifulSoup(html or "", "html.parser").find_all("a"):
        number = str(element.get("id", ""))
        if element.get("linktype") == "page" and number.isdecimal():
            yield Link(page=int(number))
        elif element.get("linktype") == "document" and number.isdecimal():
            yield Link(document=int(number))
        elif element.get("href"):
            yield Link(address=str(element["href"]).strip())


def in_block(block: blocks.Block, raw: Any, name: str = "") -> Iterator[Link]:
    """Return the links in a raw value. The value that Wagtail makes of it no longer tells which page is gone."""
    if not raw:
        return
    for child, value, child_name in children(block, raw):
        yield from in_block(child, value, child_name)
    if isinstance(block, blocks.PageChooserBlock):
        yield Link(page=raw)
    elif isinstance(block, blocks.RichTextBlock):
        yield from in_html(raw)
    elif isinstance(block, blocks.URLBlock) or name == "address":
        yield Link(address=raw)


def children(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any, str]]:
    """Return the blocks within ``block``, each with its raw value and its name in a structure."""
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            if child := block.child_blocks.get(item["type"]):
                yield child, item["value"], ""
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            in_new_form = isinstance(item, dict) and item.get("type") == "item"
            yield block.child_block, item["value"] if in_new_form else item, ""
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name), name
