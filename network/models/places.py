from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from network.addresses import SitePage, SitePageForm, searched
from network.explained_terms import ExplainsTerms
from network.photos import WithPhoto, photo_panel
from network.visibility import open_to_all
from web.ordering import title_order

MAP_SIZE = 5
"""Number of rows and of columns of the map of the region; ``region.css`` has a class for each tile."""
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class MunicipalityIndexPage(SitePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.MunicipalityPage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("gemeenten")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "municipalities": municipality_tiles(request)}


class MunicipalityForm(SitePageForm):
    """Page form that refuses a place on the map where nobody would see the tile."""

    def clean(self) -> dict:
        cleaned = super().clean()
        place = {name: cleaned.get(name) for name in ("tile_row", "tile_column")}
        for name, number in place.items():
            if number is not None and not 1 <= number <= MAP_SIZE:
                self.add_error(name, _("Kies een getal van 1 tot en met 5."))
            elif number is None and any(place.values()) and name not in self.errors:
                self.add_error(name, _("Vul de rij en de kolom allebei in, of laat ze allebei leeg."))
        if all(place.values()):
            other = MunicipalityPage.objects.filter(**place).exclude(pk=self.instance.pk).first()
            if other:
                words = _("Op deze plek staat %(name)s al. Kies een andere tegel.")
                self.add_error("tile_row", words % {"name": other.title})
        return cleaned


class MunicipalityPage(ExplainsTerms, WithPhoto):
    """A gemeente. Its wijken are the pages below it."""

    base_form_class = MunicipalityForm
    parent_page_types = ["network.MunicipalityIndexPage"]
    subpage_types = ["network.WijkPage"]

    code = models.CharField(
        _("CBS-code"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^GM[0-9A-Z]{4}$", _("Bijvoorbeeld GM0758."))],
    )
    intro = RichTextField(_("over deze gemeente"), features=TEXT_FEATURES, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("rij op de tegelkaart"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("kolom op de tegelkaart"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("explains_terms"),
        photo_panel(),
        FieldPanel("code"),
        MultiFieldPanel(
            [FieldPanel("tile_row"), FieldPanel("tile_column")],
            heading=_("Op de kaart van de regio"),
            help_text=_(
                "De kaart heeft 5 rijen van 5 tegels. Rij 1 is boven, kolom 1 is links. Laat je dit leeg, dan staat de gemeente niet op"
                " de kaart, maar wel in de lijsten."
            ),
        ),
    ]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")

    @property
    def is_on_map(self) -> bool:
        return bool(self.tile_row and self.tile_column)

    def selection(self, request: HttpRequest) -> dict[str, tuple[str, ...]]:
        """Return the part of the agenda that is about this page, as ``events.dates.selection`` names it."""
        return {"municipalities": (self.slug,)}

    def get_context(self, request, *args, **kwargs):
        wijken = sorted(open_to_all(WijkPage.objects.child_of(self)), key=lambda page: title_order(page.title))
        organisations = sorted(
            open_to_all(self.organisations.all()), key=lambda page: (page.is_example, title_order(page.title))
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "wijken": [
                {
                    "title": page.title,
                    "url": page.get_url(request),
                    "weave_name": f"{page.title}, {self.title}",
                }
                for page in wijken
            ],
            "organisations": [
                {"title": page.display_name, "kind": page.get_kind_display(), "url": page.get_url(request)}
                for page in organisations
            ],
        }


class WijkPage(ExplainsTerms, SitePage):
    """A wijk. Municipalities may have wijken of the same name: show it with its municipality (``full_name``)."""

    parent_page_types = ["network.MunicipalityPage"]
    subpage_types: list[str] = []

    municipality = models.ForeignKey(
        MunicipalityPage, models.SET_NULL, null=True, related_name="wijken", editable=False
    )
    code = models.CharField(
        _("CBS-code"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^WK[0-9A-Z]{6}$", _("Bijvoorbeeld WK167400."))],
    )
    intro = RichTextField(_("over deze wijk"), features=TEXT_FEATURES, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("explains_terms"), FieldPanel("code")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")

    @property
    def full_name(self) -> str:
        return f"{self.title}, {self.municipality.title}"

    @property
    def weave_name(self) -> str:
        return self.full_name

    @property
    def selection_slug(self) -> str:
        """Name of the wijk in addresses: ``<gemeente>/<wijk>``."""
        return f"{self.municipality.slug}/{self.slug}"

    def selection(self, request: HttpRequest) -> dict[str, tuple[str, ...]]:
        """Return the part of the agenda that is about this page, as ``events.dates.selection`` names it."""
        return {"wijken": (self.selection_slug,)}

    def full_clean(self, *args, **kwargs) -> None:
        if self.path:
            self.municipality_id = self.get_parent().pk
        super().full_clean(*args, **kwargs)


def municipality_tiles(request: HttpRequest, chosen: str = "") -> list[dict]:
    """Return the municipalities with their position on the tile map of the region."""
    return [
        {
            "title": page.title,
            "slug": page.slug,
            "url": page.get_url(request),
            "row": page.tile_row,
            "column": page.tile_column,
            "current": page.slug == chosen,
        }
        for page in sorted(open_to_all(MunicipalityPage.objects.all()), key=lambda page: title_order(page.title))
    ]
