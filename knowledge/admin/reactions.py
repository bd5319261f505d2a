"""Queue for editors: reactions that wait, and reports of reactions. The same decisions as behind the mailed links."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from knowledge.identity.roles import is_editor
from knowledge.models import Reaction, ReactionReport
from knowledge.reactions import rule
from knowledge.reactions.forms import DeclineForm, OutcomeForm
from knowledge.reactions.links import Moderator
from web.numbers import row_id

MOST = 50
PLACE, DECLINE, KEEP, REMOVE = "plaatsen", "afwijzen", "laten-staan", "weghalen"


def decides_on_reactions(user: User) -> bool:
    return user.is_active and (user.is_superuser or is_editor(user))


@dataclass(frozen=True)
class Waiting:
    """Row of the queue with the form in which its decision is typed."""

    row: Reaction | ReactionReport
    form: forms.Form


class ReactionsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "knowledge/admin/reactions.html"
    page_title = gettext_lazy("Reacties en meldingen")
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if not decides_on_reactions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.get_page_title()},
        ]

    @cached_property
    def reactions(self) -> list[Waiting]:
        found = Reaction.objects.to_decide().select_related("practice", "contributor")[:MOST]
        return [Waiting(row, self._form(DeclineForm, f"reactie-{row.pk}", DECLINE)) for row in found]

    @cached_property
    def reports(self) -> list[Waiting]:
        found = ReactionReport.objects.filter(decided_at__isnull=True).order_by("reported_at", "pk")
        found = found.select_related("practice", "reaction__contributor")[:MOST]
        return [
            Waiting(row, self._form(OutcomeForm, f"melding-{row.pk}", REMOVE, KEEP, removes=self.action == REMOVE))
            for row in found
        ]

    @property
    def action(self) -> str:
        return self.request.POST.get("actie", "")

    def _form(self, kind: type[forms.Form], prefix: str, *actions: str, **kwargs) -> forms.Form:
        """Return the form of one row, filled in if that row was posted with an action that reads it."""
        is_posted = self.request.POST.get("rij") == prefix and self.action in actions
        return kind(self.request.POST if is_posted else None, prefix=prefix, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(reactions=self.reactions, reports=self.reports, **kwargs)

    def post(self, request, *args, **kwargs):
        kind, _dash, number = request.POST.get("rij", "").partition("-")
        rows = self.reactions if kind == "reactie" else self.reports
        waiting = next((one for one in rows if one.row.pk == row_id(number)), None)
        if waiting is None:
            messages.info(request, _("Hierover besloot een ander net. Je hoeft niets te doen."))
            return redirect("knowledge_reactions")
        if waiting.form.is_bound and not waiting.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs), status=422)
        try:
            messages.success(request, self._decide(waiting))
        except rule.DecidedAlready:
            messages.info(request, _("Hierover besloot een ander net. Je hoeft niets te doen."))
        return redirect("knowledge_reactions")

    def _decide(self, waiting: Waiting) -> str:
        row, editor = waiting.row, self.request.user
        if isinstance(row, ReactionReport):
            if self.action not in {KEEP, REMOVE}:
                raise PermissionDenied
            remove = self.action == REMOVE
            words = waiting.form.cleaned_data["uitleg"]
            rule.decide_report(row, editor, remove=remove, words=words)
            return _("De reactie is weggehaald.") if remove else _("De reactie blijft staan.")
        if self.action == DECLINE:
            rule.decline(row, Moderator(editor=editor), words=waiting.form.cleaned_data["reden"])
            return _("De reactie is niet geplaatst. %(name)s krijgt een mail.") % {"name": row.typed_name}
        if self.action != PLACE:
            raise PermissionDenied
        rule.approve(row, Moderator(editor=editor))
        return _("De reactie staat op de site. %(name)s krijgt een mail.") % {"name": row.typed_name}
