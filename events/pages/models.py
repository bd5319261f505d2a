"""Leaf classes of ``EventPage``, and the agenda page.

Only ``events.admin``, ``events.wagtail_hooks`` and ``home`` may import them (import-linter).
"""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface

from events.agenda.context import agenda_context, event_context
from events.dates.selection import Selection
from events.models import EventPage
from events.pages.editor import EventPageForm, event_panels
from events.registration.own_here import own_at
from freshness.pages import mark_public
from network.addresses import SitePage
from web.responses import private


class AgendaPage(SitePage):
    """``/agenda/``: all coming dates, and any selection of them."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    has_news = True
    """True for a page whose selections are served as Atom, too."""

    class Meta:
        app_label = "events"
        verbose_name = _("agenda")

    def selection(self, request) -> Selection:
        return Selection.from_query(request.GET)

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **agenda_context(request)}

    def serve(self, request, *args, **kwargs):
        """Redirect a selection that uses an old slug to the same selection by the current slug."""
        response = super().serve(request, *args, **kwargs)
        moved_to = (getattr(response, "context_data", None) or {}).get("moved_to")
        return redirect(moved_to, permanent=True) if moved_to else response


class ServedEvent(EventPage):
    """Serving and form, shared by all event types."""

    base_form_class = EventPageForm

    class Meta:
        abstract = True
        app_label = "events"

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if response.context_data["own"]:
            return private(response)
        return mark_public(response) if response.context_data["is_asked_for"] else response

    def get_context(self, request, *args, **kwargs):
        request.shown_under = "/agenda/"
        context = {**super().get_context(request, *args, **kwargs), **event_context(self, request)}
        return context | {"own": own_at(self.pk, request)}


class MeetupPage(ServedEvent):
    """Meetup of one organisation, below that organisation's page."""

    parent_page_types = ["network.OrganisationPage"]
    subpage_types: list[str] = []
    is_creatable = True

    edit_handler = TabbedInterface(
        # No schedule: its expiry date would take a meetup with registrations off the site without a word.
        [ObjectList(event_panels(), heading=_("Bijeenkomst"))],
        base_form_class=EventPageForm,
    )

    class Meta:
        app_label = "events"
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
