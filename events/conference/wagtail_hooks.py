from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from events.conference.admin.base import conferences_of
from events.conference.admin.board_views import BoardView
from events.conference.admin.desk import ConferenceDesk
from events.conference.admin.release_views import ReleaseView
from events.conference.admin.venue import VenueView
from network.permissions import works_for_organisations_only


@hooks.register("register_admin_urls")
def conference_urls():
    return [
        path("conferentie/", ConferenceDesk.as_view(), name="conference_desk"),
        path("conferentie/<int:page_id>/bord/", BoardView.as_view(), name="conference_board"),
        path("conferentie/<int:page_id>/vrijgeven/", ReleaseView.as_view(), name="conference_release"),
        path("conferentie/<int:page_id>/rondes-en-zalen/", VenueView.as_view(), name="conference_venue"),
    ]


class ConferenceMenuItem(MenuItem):
    """Only for people who may edit a conference."""

    def is_shown(self, request) -> bool:
        # Organisers are asked first, without a query: they edit nothing but what is of their organisation.
        return not works_for_organisations_only(request.user) and bool(conferences_of(request.user))


@hooks.register("register_admin_menu_item")
def conference_menu_item():
    return ConferenceMenuItem(
        _("Conferentie"), reverse("conference_desk"), name="conference", icon_name="group", order=25
    )
