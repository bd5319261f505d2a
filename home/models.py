from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from freshness.versioned_cache import VersionedCache, version_for
from home.blocks import PageBlocks
from home.links.models import OutsideLink
from home.start import home_context
from network.addresses import SitePage, searched
from network.explained_terms import ExplainsTerms
from network.photos import WithPhoto, photo_panel
from network.visibility import seen_by_all

__all__ = ["ContentPage", "HomePage", "OutsideLink", "SiteSettings"]


class HomePage(WithPhoto):
    """The home page at ``/``: what the site is, upcoming meetups nearby and the participating organisations."""

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    headline = models.CharField(_("kop"), max_length=80, default="Leer de mensen kennen die in jouw wijk werken")
    lead = models.CharField(
        _("inleiding"),
        max_length=240,
        default="Vind een bijeenkomst in de wijk waar je werkt, meld je aan in een minuut en zet hem in je eigen agenda.",
    )

    body = StreamField(
        PageBlocks(),
        verbose_name=_("onder aan de voorpagina"),
        blank=True,
        help_text=_("Bijvoorbeeld een wegwijzer voor wie hier nieuw is."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        photo_panel(),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, *searched("headline", "lead", "body")]

    class Meta:
        verbose_name = _("home")

    weave_name = settings.WAGTAIL_SITE_NAME

    def route(self, request, path_components):
        """Find the page by its full path. Every URL below the home page is a page, so there is no tree to walk."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        return RouteResult(SERVED.at(version_for(request), url_path, lambda: read_served_page(url_path)))

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **home_context(request)}


SERVED: VersionedCache[Page] = VersionedCache(200, copies=True)
"""Published pages by ``url_path``, as model instances: reading an event page takes as long as rendering it."""


def read_served_page(url_path: str) -> Page:
    """Read the published page at ``url_path``, with what its template shows from other tables. Raises Http404."""
    pages = Page.objects.live().filter(url_path=url_path).annotate(is_open_to_all=seen_by_all())
    found = pages.values_list("pk", "content_type", "is_open_to_all").first()
    if found is None:
        raise Http404
    pk, content_type, is_open_to_all = found
    model = ContentType.objects.get_for_id(content_type).model_class() or Page
    page = model.objects.select_related(*getattr(model, "served_with", ())).filter(pk=pk).first()
    if page is None:  # deleted in between
        raise Http404
    page.is_open_to_all = is_open_to_all
    if isinstance(page, SitePage):
        page.read_related()
    return page


class ContentPage(ExplainsTerms, SitePage):
    """A page of text, such as privacy or accessibility."""

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    lead = models.CharField(_("inleiding"), max_length=240, blank=True)
    body = StreamField(PageBlocks(), verbose_name=_("inhoud"), blank=True)
    show_in_footer = models.BooleanField(_("toon onder aan elke pagina"), default=False)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("explains_terms")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus"), FieldPanel("show_in_footer")], heading=_("Op de site")
        ),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("Voor zoekmachines")),
    ]
    search_fields = [*Page.search_fields, *searched("lead", "body")]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Texts and contact details that differ from network to network."""

    footer_text = models.CharField(
        _("tekst onder aan elke pagina"),
        max_length=240,
        default="Zorg, welzijn, wonen en bewoners, gemeente voor gemeente. Alle organisaties maken deze site samen.",
    )
    accessibility_statement_url = models.URLField(
        _("toegankelijkheidsverklaring"),
        blank=True,
        help_text=_(
            "Het adres van de verklaring in het register. Leeg: de link gaat naar de pagina over toegankelijkheid."
        ),
    )
    contact_email = models.EmailField(_("e-mailadres voor vragen"), blank=True)
    contact_phone = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    contact_hours = models.CharField(
        _("wanneer ben je te bereiken?"),
        max_length=120,
        blank=True,
        help_text=_("Bijvoorbeeld “Op werkdagen tot 12.00 uur”."),
    )
    contact_address = models.TextField(_("postadres"), max_length=300, blank=True)

    panels = [
        FieldPanel("footer_text"),
        FieldPanel("accessibility_statement_url"),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_hours"),
                FieldPanel("contact_address"),
            ],
            heading=_("Contact"),
            help_text=_("Dit staat op elke pagina met het blok “Contact”. Wat je leeg laat, staat er niet."),
        ),
    ]

    class Meta:
        verbose_name = _("instellingen van de site")


class WorkerHeartbeat(models.Model):
    """Time of the last sign of life of the worker: one row, for the servers that check it."""

    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"at": timezone.now()})
