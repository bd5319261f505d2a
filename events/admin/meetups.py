"""Admin views of meetups: the list of those that the user may edit, and the choice of organisation for a new one."""

import django_filters
from django import forms
from django.db.models import F, OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import HeaderButton

from events.access import editable_pages
from events.admin.access import crumbs
from events.models import EventDate
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from network.permissions import organisations_of
from web.ordering import title_order
from web.plain_text import search_key


class MeetupFilterSet(WagtailFilterSet):
    moment = django_filters.ChoiceFilter(
        label=gettext_lazy("Wanneer"),
        choices=[
            ("komt", gettext_lazy("Komt nog")),
            ("geweest", gettext_lazy("Geweest")),
            ("concept", gettext_lazy("Concept")),
        ],
        empty_label=gettext_lazy("Alles"),
        method="filter_moment",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = MeetupPage
        fields: list[str] = []

    def filter_moment(self, queryset, name, value):
        if value == "komt":
            return queryset.filter(next_start__isnull=False)
        if value == "geweest":
            return queryset.filter(next_start__isnull=True, live=True, dates__end__lte=timezone.now()).distinct()
        return queryset.filter(live=False)


class MomentColumn(Column):
    """Next date, in Amsterdam time."""

    def get_value(self, instance):
        if instance.next_start is None:
            return _("nog geen datum") if not instance.live else _("niets gepland")
        return date_format(instance.next_start.astimezone(AMSTERDAM), "D j M Y, G.i").lower()


class StandColumn(Column):
    """Publication state in Dutch words; Wagtail's own status tag says “live”."""

    def get_value(self, instance):
        if not instance.live:
            return _("Concept, gepland") if instance.approved_schedule else _("Concept")
        return _("Op de site, met wijzigingen in concept") if instance.has_unpublished_changes else _("Op de site")


class TitleColumn(PageTitleColumn):
    """Wagtail's title column, without the number of items in its heading."""

    header_template_name = "wagtailadmin/tables/column_header.html"


class RegistrationsColumn(Column):
    cell_template_name = "events/admin/registrations_cell.html"

    def get_value(self, instance):
        return reverse("events_page_registrations", args=[instance.pk])


class MeetupsView(IndexView):
    page_title = gettext_lazy("Bijeenkomsten")
    filterset_class = MeetupFilterSet
    default_ordering = None
    table_classname = "listing full-width wv-cards"
    any_permission_required = None  # ``dispatch`` checks: co-organisers have no permission in the tree

    def dispatch(self, request, *args, **kwargs):
        if not editable_pages(request.user).exists() and not organisations_of(request.user).exists():
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        next_date = EventDate.objects.filter(page=OuterRef("pk")).scheduled().upcoming().order_by("start")
        pages = MeetupPage.objects.filter(pk__in=editable_pages(self.request.user).values("pk"))
        pages = pages.annotate(next_start=Subquery(next_date.values("start")[:1]))
        return self.annotate_queryset(pages.select_related("organisation"))

    def annotate_queryset(self, pages):
        """Annotate as Wagtail does, but without fetching specific pages: these already are."""
        pages = pages.prefetch_related("content_type", "sites_rooted_here").prefetch_workflow_states()
        return pages.annotate_site_root_state().annotate_approved_schedule()

    def order_queryset(self, queryset):
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.order_by(F("next_start").asc(nulls_last=True), "-latest_revision_created_at", "pk")

    def search_queryset(self, queryset):
        """Search without the index: a meetup created a second ago has to be found. Accents make no difference."""
        if not self.is_searching:
            return queryset
        words = search_key(self.search_query).split()
        titles = editable_pages(self.request.user).values_list("pk", "draft_title")
        found = [pk for pk, title in titles if all(word in search_key(title) for word in words)]
        return queryset.filter(pk__in=found)

    @cached_property
    def columns(self):
        columns = [
            TitleColumn("title", label=gettext_lazy("Bijeenkomst"), sort_key="title", classname="title"),
            MomentColumn("next_start", label=gettext_lazy("Eerstvolgende datum"), width="18%"),
            RegistrationsColumn("registrations", label=gettext_lazy("Aanmeldingen"), width="12%"),
            StandColumn("live", label=gettext_lazy("Stand"), sort_key="live", width="12%"),
        ]
        if len({page.pk for page in organisations_of(self.request.user)[:2]}) != 1:
            columns.insert(1, Column("organisation.title", label=gettext_lazy("Organisatie"), width="18%"))
        return columns

    @cached_property
    def add_button(self):
        return HeaderButton(_("Nieuwe bijeenkomst"), url=self.add_url, icon_name="plus")

    def get_add_url(self):
        return reverse("meetups:choose_parent") if organisations_of(self.request.user).exists() else None

    @cached_property
    def header_more_buttons(self):
        return []


class ChooseOrganisationView(WagtailAdminTemplateMixin, TemplateView):
    """Choice of organisation for a new meetup; redirects to the form if there is only one."""

    template_name = "events/admin/choose_organisation.html"
    page_title = gettext_lazy("Nieuwe bijeenkomst")
    header_icon = "calendar"
    model = MeetupPage

    def get_breadcrumbs_items(self):
        return crumbs((_("Nieuwe bijeenkomst"), ""))

    def get(self, request, *args, **kwargs):
        self.organisations = sorted(organisations_of(request.user), key=lambda page: title_order(page.title))
        if len(self.organisations) == 1:
            return redirect(add_url(self.organisations[0]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        choices = [{"organisation": page, "url": add_url(page)} for page in self.organisations]
        return super().get_context_data(choices=choices, **kwargs)


def add_url(organisation) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "meetuppage", organisation.pk])


class MeetupViewSet(PageListingViewSet):
    model = MeetupPage
    icon = "calendar"
    menu_label = gettext_lazy("Bijeenkomsten")
    menu_order = 50
    add_to_admin_menu = True
    index_view_class = MeetupsView
    choose_parent_view_class = ChooseOrganisationView

    @property
    def columns(self):
        return self.UNDEFINED

    @property
    def filterset_class(self):
        return self.UNDEFINED

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("lijst/", self.index_results_view, name="index_results"),
            path("nieuw/", self.choose_parent_view, name="choose_parent"),
        ]
