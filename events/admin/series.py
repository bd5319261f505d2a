"""Making a series of dates by a rule, and changing many dates at once. Both write a draft; publishing stays a button."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.access import crumbs, page_for
from events.admin.series_forms import ChangeDatesForm, SeriesForm
from events.models import EventPage
from events.planning import changing, days_off, draft, series
from events.recurrence import MOST


class PlanMixin(WagtailAdminTemplateMixin):
    """Mixin of views that write the plan of a draft. Requires permission to edit the page, and a page that is not locked."""

    header_icon = "calendar"
    page: EventPage

    def dispatch(self, request, *args, **kwargs):
        self.page = page_for(request.user, kwargs["page_id"])
        lock = self.page.get_lock()
        if lock is not None and lock.for_user(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> EventPage:
        return draft.latest(self.page.specific)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        return crumbs((self.draft.title, self.edit_url), (self.get_page_title(), ""))

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, draft=self.draft, back_url=self.edit_url, **kwargs)

    def back_to_the_form(self, words: str):
        messages.success(self.request, words)
        return redirect(f"{self.edit_url}#panel-child-bijeenkomst-wanneer-section")


class SeriesView(PlanMixin, FormView):
    """Form with the rule, then the dates that it makes with a tick each, and only then the draft."""

    template_name = "events/admin/series.html"
    form_class = SeriesForm
    page_title = gettext_lazy("Maak een reeks")

    def get_initial(self):
        rows = draft.rows_of(self.draft)
        last = next((row for row in reversed(rows) if row.start_time), None)
        days = [row.date for row in rows if row.date]
        return {
            "first": days[0] if len(days) == 1 and days[0] > timezone.localdate() else None,
            "start_time": last and last.start_time,
            "end_time": last and last.end_time,
            "often": "week-1",
            "without_school_holidays": True,
            "without_public_holidays": True,
        }

    def form_valid(self, form):
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        proposal = series.propose(form.wish, taken=draft.rows_of(self.draft))
        if "sure" not in self.request.POST:
            return self.show(form, proposal, ticked={row.day for row in proposal.made})
        possible = {row.day for row in proposal.rows if row.is_possible}
        days = possible & {day for text in self.request.POST.getlist("dag") if (day := _day(text))}
        if not days or len(days) > MOST:
            words = (
                _("Vink minstens één datum aan.") if not days else _("Vink er hooguit %(most)s aan.") % {"most": MOST}
            )
            return self.show(form, proposal, ticked=days, wrong=words)
        draft.add_rows(self.page, series.planned(form.wish, days), by=self.request.user)
        words = ngettext(
            "Er staat 1 datum bij in het concept. Druk op Publiceer om hem op de site te zetten.",
            "Er staan %(number)s datums bij in het concept. Druk op Publiceer om ze op de site te zetten.",
            len(days),
        )
        return self.back_to_the_form(words % {"number": len(days)})

    def show(self, form: SeriesForm, proposal: series.Proposal, *, ticked: set[date], wrong: str = ""):
        known, wish = days_off.known_until(), form.wish
        last = max((row.day for row in proposal.rows), default=wish.rule.first)
        is_beyond = wish.without_school_holidays and (known is None or last > known)
        context = self.get_context_data(
            form=form,
            sentence=series.sentence(wish),
            proposal=proposal,
            rows=[{"row": row, "is_ticked": row.day in ticked} for row in proposal.rows],
            most=MOST,
            wrong=wrong,
            unknown_from=known + timedelta(days=1) if is_beyond and known else None,
            knows_nothing=is_beyond and known is None,
        )
        self.template_name = "events/admin/series_preview.html"
        return self.render_to_response(context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class ChangeDatesView(PlanMixin, FormView):
    template_name = "events/admin/change_dates.html"
    form_class = ChangeDatesForm
    page_title = gettext_lazy("Verander meer datums tegelijk")

    def dispatch(self, request, *args, **kwargs):
        self.page = page_for(request.user, kwargs["page_id"])
        if not changing.to_come(draft.rows_of(self.draft)):
            messages.warning(request, _("Er zijn geen datums die nog komen."))
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": draft.rows_of(self.draft), "is_online": self.draft.is_online}

    def get_initial(self):
        return {"start": self.request.GET.get("vanaf", ""), "scope": changing.Scope.LATER.value}

    def form_valid(self, form):
        number = changing.change_rows(self.page, [row.key for row in form.chosen], form.change, by=self.request.user)
        if not number:
            form.add_error(None, _("Zo staat het er al. Er is niets veranderd."))
            return self.form_invalid(form)
        words = ngettext(
            "1 datum is veranderd in het concept. Druk op Publiceer om het op de site te zetten. Mailt dat mensen, dan vragen we het je eerst.",
            "%(number)s datums zijn veranderd in het concept. Druk op Publiceer om het op de site te zetten. Mailt dat mensen, dan vragen we het je eerst.",
            number,
        )
        return self.back_to_the_form(words % {"number": number})
