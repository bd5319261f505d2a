"""``/beheer/reports/zoeken/``: what people looked for in vain, so that editors add a synonym, a begrip or a page."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from knowledge.search import empty
from network.permissions import edits_the_whole_site

MOST = 200


class EmptySearchesView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "knowledge/admin/empty_searches.html"
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not edits_the_whole_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Gezocht en niet gevonden")

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "rows": list(empty.report()[:MOST]),
            "days": empty.KEPT.days,
            "least": empty.SHOWN_FROM,
        }
