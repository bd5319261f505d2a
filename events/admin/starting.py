"""“Nog zo een”: one button from a meetup to the form of the next."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.access import crumbs, page_for
from events.models import EventPage
from events.planning.starting import begin_again


def may_begin_again(user, page: EventPage) -> bool:
    """Return whether ``user`` may add a meetup beside ``page``. Who edits for a co-organiser may not."""
    return page.get_parent().specific.permissions_for_user(user).can_add_subpage()


class BeginAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Create the draft by POST. Without JavaScript the button leads to this page first, which has the same button."""

    template_name = "events/admin/begin_again.html"
    page_title = gettext_lazy("Nog zo een")
    header_icon = "copy"

    def dispatch(self, request, *args, **kwargs):
        self.page = page_for(request.user, kwargs["page_id"])
        if not may_begin_again(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return crumbs((self.page.title, ""), (self.get_page_title(), ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def post(self, request, *args, **kwargs):
        new = begin_again(self.page, by=request.user)
        messages.success(
            request,
            _("Dit is een nieuw concept met dezelfde tekst. Kies de dag. Een foto en een online link vul je zelf in."),
        )
        return redirect("wagtailadmin_pages:edit", new.pk)
