"""Screen of all uptake for editors: what waits, and for whom; with a button to decide or to delete."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from knowledge.identity import people
from knowledge.identity.roles import editors
from knowledge.models import Contributor, Uptake, UptakeLink
from knowledge.uptake import rule
from knowledge.uptake.links import path_for

PER_PAGE = 50


class UptakeView(WagtailAdminTemplateMixin, TemplateView):
    """List of statements: those that wait, the oldest question first, or all of them."""

    template_name = "knowledge/admin/uptake.html"
    page_title = gettext_lazy("Wie doet dit ook?")
    header_icon = "globe"

    def dispatch(self, request, *args, **kwargs):
        if not editors().filter(pk=request.user.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        rows = Uptake.objects.select_related("practice", "organisation", "municipality")
        shows_all = "alles" in self.request.GET
        found = rows.order_by("-stated_at", "pk") if shows_all else rows.open().order_by("asked_at", "stated_at", "pk")
        page = WagtailPaginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, shows_all=shows_all, **kwargs)

    def post(self, request, *args, **kwargs):
        row = get_object_or_404(Uptake.objects.select_related("practice"), id=kwargs["uptake_id"])
        by = self.contributor()
        if "wissen" in request.POST:
            # The log keeps that it happened, without the text.
            log(row.practice, "knowledge.remove_uptake", user=request.user)
            try:
                rule.remove(row, by=by)
            except rule.NotAllowedError as reason:
                messages.error(request, str(reason))
            else:
                messages.success(request, _("Gewist, met de hele geschiedenis."))
            return redirect("knowledge_uptake")
        return redirect(path_for(row, UptakeLink.Role.EDITOR, by))

    def contributor(self) -> Contributor:
        found = people.of_user(self.request.user)
        if found is None:
            raise PermissionDenied
        return found
