"""Screen on which an editor uploads the boundaries of the municipalities."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from knowledge.models import RegionMap
from knowledge.uptake.boundaries import MOST_BYTES, Drawing, read_boundaries
from network.models import MunicipalityPage
from network.permissions import edits_the_whole_site
from web.names import shown_name


class BoundariesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bestand met grenzen"),
        help_text=gettext_lazy(
            "GeoJSON in WGS84, hoogstens 3 MB. Elke gemeente op de site heeft er een vlak in, met haar CBS-code, zoals GM0758."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    credit = forms.CharField(
        label=gettext_lazy("Van wie zijn de grenzen?"),
        max_length=160,
        help_text=gettext_lazy("Komt onder de kaart. Bijvoorbeeld “CBS en Kadaster, 2026”."),
    )

    def clean_file(self) -> Drawing:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Dit bestand is groter dan 3 MB. Kies een versie met minder punten."))
        known = MunicipalityPage.objects.live().values_list("code", "title")
        if missing := [title for code, title in known if not code]:
            words = _("Vul eerst de CBS-code in bij: %(names)s.")
            raise ValidationError(words % {"names": ", ".join(sorted(missing))})
        return read_boundaries(file.read(), dict(known))

    def clean_credit(self) -> str:
        credit = shown_name(self.cleaned_data["credit"])
        if not credit:
            raise ValidationError(_("Vul in van wie de grenzen zijn."))
        return credit


class BoundariesView(WagtailAdminTemplateMixin, FormView):
    """Form with the map as it is now, and a button that goes back to tiles."""

    template_name = "knowledge/admin/boundaries.html"
    form_class = BoundariesForm
    page_title = gettext_lazy("Kaart met grenzen")
    header_icon = "site"

    def dispatch(self, request, *args, **kwargs):
        if not edits_the_whole_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(region_map=RegionMap.objects.first(), **kwargs)

    def post(self, request, *args, **kwargs):
        if "weg" in request.POST:
            if (region_map := RegionMap.objects.first()) is not None:
                log(region_map, "wagtail.delete", user=request.user, deleted=True)
                region_map.delete()
            messages.success(request, _("De kaart heeft weer tegels."))
            return redirect("knowledge_boundaries")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        drawing: Drawing = form.cleaned_data["file"]
        region_map, _made = RegionMap.objects.update_or_create(
            pk=1,
            defaults={
                "width": drawing.width,
                "height": drawing.height,
                "shapes": drawing.shapes,
                "credit": form.cleaned_data["credit"],
            },
        )
        log(region_map, "wagtail.edit", user=self.request.user)
        messages.success(
            self.request,
            _("De grenzen staan op de kaart: %(number)s kB.") % {"number": -(-drawing.size // 1024)},
        )
        return redirect("knowledge_boundaries")
