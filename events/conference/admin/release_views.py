"""Screen of a release: what changes, for how many, and one button with the number of mails on it."""

from django import forms
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from events.conference.admin.base import ConferenceMixin
from events.conference.board import BoardState
from events.conference.models import Release
from events.conference.release import BoardChanged, NothingToRelease, Preview, is_the_day, preview, release


class ReleaseForm(forms.Form):
    woorden = forms.CharField(
        label=gettext_lazy("Toelichting"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Eén of twee zinnen. Ze staan in de mail en bij de wijzigingen. Leeg laten mag."),
    )
    akkoord = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class ReleaseView(ConferenceMixin, FormView):
    template_name = "conference/admin/release.html"
    page_title = gettext_lazy("Programma vrijgeven")
    form_class = ReleaseForm

    @cached_property
    def preview(self) -> Preview:
        return preview(self.conference, on_the_day=is_the_day(self.conference))

    def form_valid(self, form):
        try:
            made = release(
                self.conference,
                user=self.request.user,
                words=form.cleaned_data["woorden"],
                on_the_day=is_the_day(self.conference),
                agreed=form.cleaned_data["akkoord"] or "-",
            )
        except BoardChanged:
            form.add_error(None, _("Het bord is net veranderd. Kijk de wijzigingen hieronder nog eens na."))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        except NothingToRelease:
            messages.warning(self.request, _("Er is niets nieuws om vrij te geven."))
            return HttpResponseRedirect(self.url("release"))
        messages.success(self.request, _("Programma %(number)s staat op de site.") % {"number": made.number})
        return HttpResponseRedirect(self.url("release"))

    def get_context_data(self, **kwargs):
        found = self.preview
        button = _("Geef %(number)s vrij") % {"number": found.number}
        if found.mails:
            button = ngettext(
                "Geef %(number)s vrij en stuur %(mails)s mail",
                "Geef %(number)s vrij en stuur %(mails)s mails",
                found.mails,
            ) % {"number": found.number, "mails": found.mails}
        titles = found.programme.slot_of
        return super().get_context_data(
            preview=found,
            button=button,
            changes=[{"words": change.words, "people": found.places.get(change.key, 0)} for change in found.changes],
            over=[{"title": titles[key].title, "people": number} for key, number in found.over.items()],
            clashes=BoardState(self.conference).clashes,
            versions=Release.objects.filter(conference=self.conference).select_related("made_by").order_by("-pk"),
            **kwargs,
        )
