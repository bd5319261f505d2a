"""Screens on which a municipality enters its policy: its own only. Editors have all of them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from knowledge.models import PolicyEntry
from knowledge.policies.access import municipalities_of
from knowledge.policies.forms import PolicyForm
from network.models import MunicipalityPage, ThemePage
from web.ordering import title_order


def crumb(label: str, url: str = "") -> dict[str, str]:
    return {"url": url, "label": label}


class MunicipalitiesView(WagtailAdminTemplateMixin, TemplateView):
    """List of the municipalities whose policy the user may enter. With one, redirect to it."""

    template_name = "knowledge/admin/policy_municipalities.html"
    page_title = gettext_lazy("Beleid per gemeente")
    header_icon = "list-ul"

    def get(self, request, *args, **kwargs):
        self.municipalities = sorted(municipalities_of(request.user), key=lambda page: title_order(page.title))
        if not self.municipalities:
            raise PermissionDenied
        if len(self.municipalities) == 1:
            return redirect("knowledge_policies", self.municipalities[0].pk)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, crumb(self.get_page_title())]

    def get_context_data(self, **kwargs):
        themes = ThemePage.objects.live().count()
        answered: dict[int, int] = {}
        for pk in PolicyEntry.objects.filter(theme__live=True).values_list("municipality", flat=True):
            answered[pk] = answered.get(pk, 0) + 1
        rows = [{"page": page, "answered": answered.get(page.pk, 0)} for page in self.municipalities]
        return super().get_context_data(rows=rows, themes=themes, **kwargs)


class OfMunicipalityMixin(WagtailAdminTemplateMixin):
    """Mixin for views on one municipality, which must be the user's."""

    header_icon = "list-ul"

    def dispatch(self, request, *args, **kwargs):
        # By ``id``: for a number too large for the database it finds nothing, where ``pk`` raises an error.
        self.municipality = get_object_or_404(MunicipalityPage, id=kwargs["page_id"])
        if not municipalities_of(request.user).filter(id=self.municipality.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.municipality.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            crumb(_("Beleid per gemeente"), reverse("knowledge_policy_municipalities")),
            crumb(self.municipality.title, reverse("knowledge_policies", args=[self.municipality.pk])),
        ]


class PoliciesView(OfMunicipalityMixin, TemplateView):
    """Every theme, with what the municipality said about it, or that it was not asked."""

    template_name = "knowledge/admin/policies.html"
    page_title = gettext_lazy("Beleid")

    def get_context_data(self, **kwargs):
        entries = {entry.theme_id: entry for entry in PolicyEntry.objects.filter(municipality=self.municipality)}
        themes = sorted(ThemePage.objects.live(), key=lambda page: title_order(page.title))
        rows = [{"theme": theme, "entry": entries.get(theme.pk)} for theme in themes]
        return super().get_context_data(rows=rows, municipality=self.municipality, **kwargs)


class PolicyView(OfMunicipalityMixin, FormView):
    """Form about one theme, and a button that takes the answer back: then the municipality was not asked."""

    template_name = "knowledge/admin/policy.html"
    form_class = PolicyForm
    page_title = gettext_lazy("Vul het beleid in")

    @cached_property
    def theme(self) -> ThemePage:
        return get_object_or_404(ThemePage.objects.live(), id=self.kwargs["theme_id"])

    @cached_property
    def entry(self) -> PolicyEntry | None:
        return PolicyEntry.objects.filter(municipality=self.municipality, theme=self.theme).first()

    def get_page_title(self):
        return self.theme.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), crumb(self.theme.title)]

    def get_form_kwargs(self):
        new = PolicyEntry(municipality=self.municipality, theme=self.theme)
        return {**super().get_form_kwargs(), "instance": self.entry or new}

    def get_context_data(self, **kwargs):
        return super().get_context_data(municipality=self.municipality, theme=self.theme, entry=self.entry, **kwargs)

    def post(self, request, *args, **kwargs):
        if "weg" in request.POST:
            return self.take_back()
        return super().post(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        # Colleagues may send the form at the same moment: the last answer stands.
        MunicipalityPage.objects.select_for_update(of=("self",)).get(pk=self.municipality.pk)
        answers = {name: form.cleaned_data[name] for name in form.cleaned_data}
        entry, is_new = PolicyEntry.objects.update_or_create(
            municipality=self.municipality,
            theme=self.theme,
            defaults={**answers, "entered_by": self.request.user, "is_example": False},
        )
        log(entry, "wagtail.create" if is_new else "wagtail.edit", user=self.request.user)
        words = _("“%(theme)s” staat nu op de site, bij %(name)s.")
        messages.success(self.request, words % {"theme": self.theme.title, "name": self.municipality.title})
        return redirect("knowledge_policies", self.municipality.pk)

    def take_back(self):
        if self.entry is not None:
            log(self.entry, "wagtail.delete", user=self.request.user, deleted=True)
            self.entry.delete()
            messages.success(self.request, _("Weggehaald. Op de site staat nu weer “nog niet gevraagd”."))
        return redirect("knowledge_policies", self.municipality.pk)
