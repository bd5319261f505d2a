from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from network.addresses import SitePage, searched
from network.explained_terms import ExplainsTerms
from network.models.places import TEXT_FEATURES
from network.photos import WithPhoto, photo_panel
from network.visibility import open_to_all
from web.ordering import title_order


class ThemeIndexPage(SitePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.ThemePage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("thema's")

    def get_context(self, request, *args, **kwargs):
        pages = sorted(open_to_all(ThemePage.objects.child_of(self)), key=lambda page: title_order(page.title))
        children = [{"title": page.title, "url": page.get_url(request), "summary": page.summary} for page in pages]
        return {**super().get_context(request, *args, **kwargs), "children": children}


class ThemePage(ExplainsTerms, WithPhoto):
    parent_page_types = ["network.ThemeIndexPage"]
    subpage_types: list[str] = []

    summary = models.CharField(_("in één zin"), max_length=200, blank=True)
    intro = RichTextField(_("over dit thema"), features=TEXT_FEATURES, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("intro"),
        FieldPanel("explains_terms"),
        photo_panel(),
    ]
    search_fields = [*Page.search_fields, *searched("summary", "intro")]

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")

    def selection(self, request: HttpRequest) -> dict[str, tuple[str, ...]]:
        """Return the part of the agenda that is about this page, as ``events.dates.selection`` names it."""
        return {"themes": (self.slug,)}
