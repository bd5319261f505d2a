"""Needs of the people who come: totals for the caterer and the venue, and by name for the organisation itself."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from events.admin.dates import DateMixin
from events.models import EventDate
from events.models.needs import OF_OTHERS, Access, Diet
from events.registration.needs import Needs, totals, with_needs


def may_read_by_name(user, date: EventDate) -> bool:
    """Return whether ``user`` may read who needs what: only for the organisation itself, not for one it lets edit."""
    return date.page is not None and not date.page.permissions_for_user(user).is_granted


def asks_needs(date: EventDate) -> bool:
    return date.page is not None and (date.page.asks_diet or date.page.asks_access)


class NeedsView(DateMixin, TemplateView):
    """Numbers by kind, without names and without what people wrote."""

    template_name = "events/admin/needs.html"
    page_title = gettext_lazy("Eten en toegang")
    header_icon = "help"

    def get(self, request, *args, **kwargs):
        if not asks_needs(self.date):
            raise Http404
        return super().get(request, *args, **kwargs)

    @cached_property
    def in_need(self) -> list:
        return with_needs(self.date)

    def get_context_data(self, **kwargs):
        found = totals(self.in_need)
        return super().get_context_data(
            totals=found,
            parts=[
                {"title": gettext_lazy("Eten"), "rows": rows(Diet, found.diet), "is_asked": self.date.page.asks_diet},
                {
                    "title": gettext_lazy("Toegang"),
                    "rows": rows(Access, found.access),
                    "is_asked": self.date.page.asks_access,
                },
            ],
            by_name_url=reverse("events_needs_by_name", args=[self.date.pk])
            if may_read_by_name(self.request.user, self.date)
            else "",
            **kwargs,
        )


def rows(kinds, counts: Counter[str]) -> list[dict]:
    return [{"label": words_for(kind), "number": counts[kind.value]} for kind in kinds if counts[kind.value]]


def words_for(kind: Diet | Access) -> str:
    """Return a kind as organisers read it."""
    return str(OF_OTHERS.get(kind, kind.label))


class NeedsByNameView(NeedsView):
    """Names with what they need, and their words. The log of the page says who looked."""

    template_name = "events/admin/needs_by_name.html"
    page_title = gettext_lazy("Wie heeft wat nodig?")

    def get(self, request, *args, **kwargs):
        if not may_read_by_name(request.user, self.date):
            raise PermissionDenied
        response = super().get(request, *args, **kwargs)
        log(instance=self.date.page, action="events.needs_read", user=request.user)
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=[line(one.person.name, needs) for one, needs in self.in_need], **kwargs)


def line(name: str, needs: Needs) -> dict:
    kinds = [kind for kind in Diet if kind in needs.diet] + [kind for kind in Access if kind in needs.access]
    return {"name": name, "kinds": ", ".join(map(words_for, kinds)), "words": needs.words}
