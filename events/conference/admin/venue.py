"""Screen of the rounds, rooms and tracks of one conference, in one form."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from events.conference.admin.base import ConferenceMixin
from events.conference.models import ConferencePage, Room, Round, Track

MOST_ROUNDS, MOST_ROOMS, MOST_TRACKS = 40, 40, 20


class RoundForm(forms.ModelForm):
    class Meta:
        model = Round
        fields = ("day", "start_time", "end_time", "name")
        widgets = {
            "start_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "end_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        if start and end and end <= start:
            self.add_error("end_time", _("Een ronde eindigt later dan hij begint."))
        return cleaned


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = (
            "name",
            "floor",
            "capacity",
            "wheelchair",
            "ring_line",
            "has_projector",
            "has_open_floor",
            "holds_several",
            "order",
        )


class TrackForm(forms.ModelForm):
    class Meta:
        model = Track
        fields = ("name", "order")

    def save(self, commit: bool = True) -> Track:
        """Keep the slug of a renamed track: addresses and feeds have it."""
        if not self.instance.slug:
            taken = set(Track.objects.filter(conference=self.instance.conference_id).values_list("slug", flat=True))
            stem = slugify(self.instance.name)[:50] or "spoor"
            self.instance.slug = next(
                slug
                for number in range(1, len(taken) + 2)
                if (slug := stem if number == 1 else f"{stem}-{number}") not in taken
            )
        return super().save(commit)


def formset(model, form, most: int):
    return forms.inlineformset_factory(
        ConferencePage, model, form=form, extra=2, max_num=most, absolute_max=most + 10, validate_max=True
    )


SETS = {
    "rondes": formset(Round, RoundForm, MOST_ROUNDS),
    "zalen": formset(Room, RoomForm, MOST_ROOMS),
    "sporen": formset(Track, TrackForm, MOST_TRACKS),
}


class VenueView(ConferenceMixin, TemplateView):
    template_name = "conference/admin/venue.html"
    page_title = gettext_lazy("Rondes en zalen")

    def post(self, request, *args, **kwargs):
        sets = self.sets(request.POST)
        if forms.all_valid(sets.values()):  # looks at every row, so that all messages are there at once
            with transaction.atomic():
                for one in sets.values():
                    one.save()
            messages.success(request, _("Bewaard. Op de site verandert het bij de volgende versie van het programma."))
            return HttpResponseRedirect(self.url("venue"))
        return self.render_to_response(self.get_context_data(sets=sets), status=422)

    def sets(self, data=None) -> dict[str, forms.BaseInlineFormSet]:
        return {name: one(data, instance=self.conference, prefix=name) for name, one in SETS.items()}

    def get_context_data(self, **kwargs):
        sets = kwargs.pop("sets", None) or self.sets()
        titles = {"rondes": _("Rondes"), "zalen": _("Zalen"), "sporen": _("Sporen")}
        helps = {
            "rondes": _("Een ronde is een stuk van de dag. Een pauze of een deel voor iedereen is ook een ronde."),
            "zalen": _("Ook buiten of een marktplein is een zaal."),
            "sporen": _("Een spoor is een lijn door het programma, zoals “Ouderen”. Het hoeft niet."),
        }
        parts = [{"title": titles[name], "help": helps[name], "set": one} for name, one in sets.items()]
        return super().get_context_data(
            parts=parts, has_errors=any(one.is_bound and not one.is_valid() for one in sets.values()), **kwargs
        )
