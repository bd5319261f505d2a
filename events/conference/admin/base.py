"""Base of the team's screens about one conference."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.conference.models import ConferencePage


def may_manage(user, conference: ConferencePage) -> bool:
    """Return whether ``user`` is of the team: somebody who may edit the page of the conference."""
    return conference.permissions_for_user(user).can_edit()


def conferences_of(user) -> list[ConferencePage]:
    """Return the conferences that ``user`` may manage, the newest first."""
    return [page for page in ConferencePage.objects.order_by("-slug") if may_manage(user, page)]


class ConferenceMixin(WagtailAdminTemplateMixin):
    """Mixin of the views about one conference. Raises Http404 and PermissionDenied."""

    header_icon = "calendar"
    conference: ConferencePage

    def dispatch(self, request, *args, **kwargs):
        # By ``id``: for a number too large for the database, the key behind ``pk`` raises an error.
        self.conference = get_object_or_404(ConferencePage, id=kwargs["page_id"])
        if not may_manage(request.user, self.conference):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def url(self, name: str) -> str:
        return reverse(f"conference_{name}", args=[self.conference.pk])

    def get_page_subtitle(self):
        return self.conference.title

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("conference_desk"), "label": _("Conferentie")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        links = {f"{name}_url": self.url(name) for name in ("board", "release", "venue")}
        return super().get_context_data(conference=self.conference, **links, **kwargs)
