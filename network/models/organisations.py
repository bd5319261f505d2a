from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Collection, Page

from network.addresses import SitePage, SitePageForm, searched
from network.editing import SortedSelect
from network.explained_terms import ExplainsTerms
from network.models.page_permissions import OrganisationPagePermissionTester
from network.models.places import TEXT_FEATURES, MunicipalityPage
from network.photos import WithPhoto, photo_panel
from network.visibility import open_to_all
from web.ordering import title_order


def display_name(title: str, *, is_example: bool) -> str:
    """Return the title, followed by “(voorbeeld)” if the organisation is fictitious."""
    return f"{title} (voorbeeld)" if is_example else title


def in_order(pages: "Iterable[OrganisationPage]") -> "list[OrganisationPage]":
    """Return organisations in Dutch order, examples last."""
    return sorted(pages, key=lambda page: (page.is_example, title_order(page.title)))


class OrganisationIndexPage(SitePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.OrganisationPage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("organisaties")

    def get_context(self, request, *args, **kwargs):
        pages = in_order(open_to_all(OrganisationPage.objects.child_of(self)))
        children = [
            {
                "title": page.display_name,
                "url": page.get_url(request),
                "summary": page.summary,
                "kind": page.get_kind_display(),
            }
            for page in pages
        ]
        return {**super().get_context(request, *args, **kwargs), "children": children}


class OrganisationForm(SitePageForm):
    """Page form without the fields that decide where and how long the page is on the site.

    Only editors of the whole site get those fields; the people of the organisation edit its content. Nor do they make
    it a municipality, or stop it from being one: the people of a municipality speak for it.
    """

    OF_THE_SITE = ("slug", "go_live_at", "expire_at")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user and not self.instance.permissions_for_user(self.for_user).is_editor_above:
            for name in self.OF_THE_SITE:
                self.fields.pop(name, None)
            self.keep_who_is_a_municipality()

    def keep_who_is_a_municipality(self) -> None:
        """Leave the kind of a municipality and its place as they are on the site, whatever an older version says."""
        stored = OrganisationPage.objects.filter(pk=self.instance.pk).first()
        kinds = OrganisationPage.Kind
        if stored is not None and stored.kind == kinds.MUNICIPALITY:
            self.instance.kind, self.instance.municipality_id = stored.kind, stored.municipality_id
            self.fields.pop("kind", None)
            self.fields.pop("municipality", None)
        elif "kind" in self.fields:
            if self.instance.kind == kinds.MUNICIPALITY:
                self.instance.kind = self.initial["kind"] = stored.kind if stored else kinds.OTHER
            self.fields["kind"].choices = [one for one in self.fields["kind"].choices if one[0] != kinds.MUNICIPALITY]


class OrganisationPage(ExplainsTerms, WithPhoto):
    """An organisation. Its meetups are the pages below it, so Wagtail's tree permissions let its people edit them.

    Only ``network.onboarding`` creates one, together with its group and its collection.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "gemeente", _("gemeente")
        PRIMARY_CARE = "eerste-lijn", _("eerste lijn")
        HOME_CARE = "thuiszorg", _("thuiszorg")
        MENTAL_HEALTH = "ggz", _("geestelijke gezondheidszorg")
        DISABILITY_CARE = "gehandicaptenzorg", _("zorg bij een beperking")
        WELFARE = "welzijn", _("welzijn")
        HOUSING = "wonen", _("wonen")
        INSURER = "zorgverzekeraar", _("zorgverzekeraar")
        RESIDENTS = "bewoners", _("bewoners")
        PARTNERSHIP = "samenwerking", _("samenwerkingsverband")
        OTHER = "overig", _("overig")

    parent_page_types = ["network.OrganisationIndexPage"]
    is_creatable = False
    base_form_class = OrganisationForm

    kind = models.CharField(_("soort organisatie"), max_length=20, choices=Kind, default=Kind.OTHER)
    municipality = models.ForeignKey(
        MunicipalityPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("gemeente"),
        help_text=_("Laat dit leeg als de organisatie in de hele regio werkt."),
    )
    summary = models.CharField(_("in één zin"), max_length=200, blank=True)
    intro = RichTextField(_("over de organisatie"), features=TEXT_FEATURES, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_example = models.BooleanField(
        _("voorbeeld"), default=False, help_text=_("De organisatie is verzonnen. Dat staat er dan overal bij.")
    )
    group = models.OneToOneField(
        Group, models.SET_NULL, null=True, blank=True, editable=False, related_name="organisation_page"
    )
    collection = models.OneToOneField(
        Collection, models.SET_NULL, null=True, blank=True, editable=False, related_name="organisation_page"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("intro"),
        FieldPanel("explains_terms"),
        photo_panel(),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("municipality", widget=SortedSelect), FieldPanel("website")],
            heading=_("Feiten"),
        ),
        FieldPanel("is_example", permission="superuser"),
    ]
    search_fields = [*Page.search_fields, *searched("summary", "intro")]

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    @property
    def display_name(self) -> str:
        return display_name(self.title, is_example=self.is_example)

    def with_content_json(self, content):
        """Restore the content of a draft, but keep the current group and collection.

        A draft must not change who has access.
        """
        page = super().with_content_json(content)
        page.group_id, page.collection_id = self.group_id, self.collection_id
        return page

    def selection(self, request: HttpRequest) -> dict[str, tuple[str, ...]]:
        """Return the part of the agenda that is about this page, as ``events.dates.selection`` names it."""
        return {"organisations": (self.slug,)}

    def get_context(self, request, *args, **kwargs):
        municipality = open_to_all(MunicipalityPage.objects.filter(pk=self.municipality_id)).first()
        return {**super().get_context(request, *args, **kwargs), "municipality": municipality}

    def permissions_for_user(self, user) -> OrganisationPagePermissionTester:
        return OrganisationPagePermissionTester(user, self)


IS_MUNICIPALITY = models.Q(kind=OrganisationPage.Kind.MUNICIPALITY, municipality__isnull=False)
"""Condition that an organisation is the administration of a municipality, and so speaks for it."""
