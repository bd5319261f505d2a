"""From a meetup that took place to a practice: what was learned becomes a draft that its organiser goes on with."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.access import crumbs, page_for
from events.models import EventPage
from events.publishing.learned import begin_practice, last_past_date
from knowledge.contribute import drafts
from knowledge.contribute.links import draft_path
from knowledge.identity import people
from web.plain_text import plain


def text(label, hint, *, rows: int, most: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": gettext_lazy("Vul dit in. Eén zin is genoeg."),
            "max_length": gettext_lazy("Houd dit korter dan %(most)s tekens.") % {"most": most},
        },
    )


class LearnedForm(forms.Form):
    """Questions whose names are those of the practice, so that the answers go over as they are."""

    title = text(gettext_lazy("Geef het een naam"), "", rows=1, most=100, required=True)
    lesson = text(
        gettext_lazy("Wat leerden jullie?"), gettext_lazy("De les in één zin."), rows=2, most=160, required=True
    )
    results = text(
        gettext_lazy("Verslag: wat leverde het op?"),
        gettext_lazy("Plak gerust het verslag. Noem geen namen van bewoners of patiënten."),
        rows=8,
        most=2000,
    )
    materials = text(
        gettext_lazy("Materialen"),
        gettext_lazy("Links naar een presentatie of werkblad. Bestanden voeg je straks toe."),
        rows=3,
        most=1200,
    )

    def clean(self) -> dict:
        return {name: plain(value).strip() for name, value in (super().clean() or {}).items()}


class ToPracticeView(WagtailAdminTemplateMixin, FormView):
    """Form that begins a practice. Requires permission to edit the meetup, and a date that took place."""

    template_name = "events/admin/to_practice.html"
    form_class = LearnedForm
    page_title = gettext_lazy("Maak er een praktijk van")
    header_icon = "openquote"
    page: EventPage

    def dispatch(self, request, *args, **kwargs):
        self.page = page_for(request.user, kwargs["page_id"])
        self.date = last_past_date(self.page)
        if self.date is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"title": self.page.title[:100]}

    def get_page_subtitle(self):
        return self.page.title

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return crumbs((self.page.title, edit), (self.get_page_title(), ""))

    def get_context_data(self, **kwargs):
        back = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_context_data(page=self.page, back_url=back, **kwargs)

    def form_valid(self, form):
        organiser = people.of_user(self.request.user)
        if organiser is None:
            form.add_error(None, _("Bevestig eerst het adres van je account. Dan weten we van wie de tekst is."))
            return self.form_invalid(form)
        answers = {**form.cleaned_data, "summary": self.page.summary[:240], "occasion": self.occasion}
        try:
            draft = begin_practice(self.page, organiser, answers)
        except drafts.TooMany:
            form.add_error(None, _("Je hebt al %(number)s concepten. Maak er eerst een af, of haal er een weg.")
                           % {"number": drafts.MOST_OPEN})  # fmt: skip
            return self.form_invalid(form)
        return HttpResponseRedirect(draft_path(draft))

    @property
    def occasion(self) -> str:
        assert self.date is not None
        return _("We bespraken dit op %(day)s, tijdens “%(title)s”.") % {
            "day": date_format(self.date.start_local, "j F Y"),
            "title": self.page.title,
        }
