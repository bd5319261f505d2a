"""Start of the team: its conferences, with what there is to do."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.conference.admin.base import conferences_of
from events.conference.models import ConferencePage, Release, SessionPage


class ConferenceDesk(WagtailAdminTemplateMixin, TemplateView):
    """Only the conferences that somebody may edit. Raises PermissionDenied if there is none."""

    template_name = "conference/admin/desk.html"
    page_title = gettext_lazy("Conferentie")
    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        self.conferences = conferences_of(request.user)
        if not self.conferences:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Conferentie")},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=[_row(page) for page in self.conferences], **kwargs)


def _row(page: ConferencePage) -> dict:
    last = Release.objects.filter(conference=page).order_by("-pk").first()
    return {
        "page": page,
        "sessions": SessionPage.objects.child_of(page).count(),
        "version": last.number if last else "",
        "board_url": reverse("conference_board", args=[page.pk]),
        "release_url": reverse("conference_release", args=[page.pk]),
        "venue_url": reverse("conference_venue", args=[page.pk]),
        "add_url": reverse("wagtailadmin_pages:add", args=["conference", "sessionpage", page.pk]),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "list_url": reverse("wagtailadmin_explore", args=[page.pk]),
    }
