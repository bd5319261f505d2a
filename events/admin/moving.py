"""Moving, postponing or cancelling a date: the form, then a preview of the mail before it goes out."""

from copy import copy
from datetime import datetime

from django import forms
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from events.admin.access import date_for
from events.admin.dates import DateMixin
from events.dates.description import location_of
from events.mail.composing import preview
from events.mail.messages import alternatives_for
from events.mail.notified import changes_since, kind_of_change, notified_fields
from events.mail.words import Kind
from events.models import EventDate, EventPage, Registration
from events.models.planned_dates import NEXT_DAY, moment_errors, span
from events.pages.widgets import DateInput, TimeInput
from events.privacy import retention
from events.publishing import move
from web.plain_text import plain


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Deze zin staat in de mail, op de pagina en in agenda’s. Bijvoorbeeld: “De spreker is ziek.”"
        ),
        error_messages={"required": gettext_lazy("Schrijf in één zin waarom. Mensen willen dat weten.")},
    )

    def clean_reason(self) -> str:
        return " ".join(plain(self.cleaned_data["reason"]).split())


class MoveDateForm(ReasonForm):
    date = forms.DateField(
        label=gettext_lazy("Nieuwe dag"),
        widget=DateInput,
        error_messages={
            "required": gettext_lazy("Kies de nieuwe dag."),
            "invalid": gettext_lazy("Schrijf de dag als 2027-07-02."),
        },
    )
    start_time = forms.TimeField(
        label=gettext_lazy("Van"),
        widget=TimeInput,
        error_messages={
            "required": gettext_lazy("Vul in hoe laat het begint."),
            "invalid": gettext_lazy("Schrijf de tijd als 12:00."),
        },
    )
    end_time = forms.TimeField(
        label=gettext_lazy("Tot"),
        widget=TimeInput,
        help_text=NEXT_DAY,
        error_messages={
            "required": gettext_lazy("Vul in tot hoe laat het duurt."),
            "invalid": gettext_lazy("Schrijf de tijd als 13:30."),
        },
    )
    place = forms.CharField(label=gettext_lazy("Andere plek"), max_length=200, required=False)

    field_order = ("date", "start_time", "end_time", "place", "reason")

    def __init__(self, *args, event_date: EventDate, **kwargs) -> None:
        self.event_date, page = event_date, event_date.page
        start, end = event_date.start_local, event_date.end_local
        initial = {"start_time": start.time(), "end_time": end.time(), "place": event_date.place}
        if not event_date.is_postponed:
            initial["date"] = start.date()
        super().__init__(*args, **{**kwargs, "initial": initial})
        if page.attendance == EventPage.Attendance.ONLINE:
            del self.fields["place"]
        else:
            self.fields["place"].help_text = _(
                "Alleen voor deze datum. Laat dit leeg voor de plek van de pagina: %(place)s."
            ) % {"place": location_of(page)}

    def clean_place(self) -> str:
        place = " ".join(plain(self.cleaned_data["place"]).split())
        return "" if place == location_of(self.event_date.page) else place

    def clean(self) -> dict:
        cleaned = super().clean()
        if {"date", "start_time", "end_time"} <= cleaned.keys():
            self.check_moment(*span(*(cleaned[name] for name in ("date", "start_time", "end_time"))))
        return cleaned

    def check_moment(self, start: datetime, end: datetime) -> None:
        date, now = self.event_date, timezone.now()
        cleaned = self.cleaned_data
        cleaned["start"], cleaned["end"] = start, end
        if errors := moment_errors(start.date(), start, end):
            for field, words in errors.items():
                self.add_error(field, words)
        elif start <= now:
            is_today = start.date() == timezone.localdate(now)
            words = (
                _("Deze tijd is al geweest.") if is_today else _("Deze dag is al geweest. Kies een dag die nog komt.")
            )
            self.add_error("start_time" if is_today else "date", words)
        elif (start, end, cleaned.get("place", "")) == (date.start, date.end, date.place) and not date.is_postponed:
            self.add_error("date", _("Dit is de dag en tijd die er al staan. Kies een andere dag, tijd of plek."))
        elif EventDate.objects.filter(page=date.page_id, start=start).scheduled().exclude(pk=date.pk).exists():
            self.add_error("date", _("Op deze dag en tijd is deze bijeenkomst er al een keer. Kies een andere."))


class MailConfirmationView(DateMixin, FormView):
    """View that asks, shows the mail and the number of recipients, and only then makes the change."""

    done_words: str
    hidden_when = gettext_lazy("Deze datum gaat al niet door.")
    preview_template_name = "events/admin/preview_date.html"
    sure_words: str = ""
    """Label of the button that makes the change, if it is a serious one."""

    def dispatch(self, request, *args, **kwargs):
        date = date_for(request.user, kwargs["date_id"])
        if date.status not in move.CAN_MOVE or date.is_over or not self.fits(date):
            messages.warning(request, _("Deze datum is al geweest.") if date.is_over else self.hidden_when)
            return redirect("events_registrations", date.pk)
        return super().dispatch(request, *args, **kwargs)

    def fits(self, date: EventDate) -> bool:
        return True

    def form_valid(self, form):
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "sure" not in self.request.POST:
            return self.show(form)
        told = self.told_words()
        self.carry_out(form.cleaned_data)
        messages.success(self.request, f"{self.done_words} {told}".strip())
        return redirect(self.list_url)

    def show(self, form):
        after = self.after(form.cleaned_data)
        before = notified_fields(self.date)
        kind = self.kind(after, before)
        changes = changes_since(before, after) if kind in {Kind.MOVED, Kind.CHANGED} else []
        context = self.get_context_data(
            form=form,
            mail=preview(kind, after, changes=changes, alternatives=alternatives_for(kind, after)),
            changes=changes,
            sure_words=self.sure_words,
            waiting=self.date.registrations.notifiable().filter(state=Registration.State.WAITING).count(),
        )
        self.template_name = self.preview_template_name
        return self.render_to_response(context)

    def after(self, answers: dict) -> EventDate:
        """Return an unsaved copy of the date as it would become."""
        raise NotImplementedError

    def kind(self, after: EventDate, before: dict[str, str]) -> Kind:
        raise NotImplementedError

    def carry_out(self, answers: dict) -> None:
        raise NotImplementedError


class MoveDateView(MailConfirmationView):
    template_name = "events/admin/move_date.html"
    form_class = MoveDateForm
    page_title = gettext_lazy("Verplaats deze datum")
    done_words = gettext_lazy("De datum is verplaatst.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "event_date": self.date}

    def after(self, answers: dict) -> EventDate:
        after = copy(self.date)
        after.status = EventDate.Status.SCHEDULED
        move.set_time(after, answers["start"], answers["end"])
        after.place, after.reason = answers.get("place", ""), answers["reason"]
        after.location = location_of(after.page, after.place)
        return after

    def kind(self, after: EventDate, before: dict[str, str]) -> Kind:
        return kind_of_change(after, before) if notified_fields(after) != before else Kind.DATE_RESTORED

    def carry_out(self, answers: dict) -> None:
        move.move_date(
            self.date,
            start=answers["start"],
            end=answers["end"],
            place=answers.get("place", ""),
            reason=answers["reason"],
            by=self.request.user,
        )


class PostponeDateView(MailConfirmationView):
    template_name = "events/admin/postpone_date.html"
    form_class = ReasonForm
    page_title = gettext_lazy("Stel deze datum uit")
    done_words = gettext_lazy("De datum is uitgesteld.")
    hidden_when = gettext_lazy("Deze datum gaat al niet door, of is al uitgesteld.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(kept=retention.words(retention.KEEP_POSTPONED), **kwargs)

    def fits(self, date: EventDate) -> bool:
        return not date.is_postponed

    def after(self, answers: dict) -> EventDate:
        after = copy(self.date)
        after.status, after.reason = EventDate.Status.POSTPONED, answers["reason"]
        return after

    def kind(self, after: EventDate, before: dict[str, str]) -> Kind:
        return Kind.DATE_POSTPONED

    def carry_out(self, answers: dict) -> None:
        move.postpone_date(self.date, reason=answers["reason"], by=self.request.user)


class CancelDateForm(ReasonForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label = _("Waarom gaat het niet door?")
        reason.help_text = _("Deze zin staat in de mail en op de pagina. Bijvoorbeeld: “De spreker is ziek.”")


class CancelDateView(MailConfirmationView):
    template_name = "events/admin/cancel_date.html"
    form_class = CancelDateForm
    page_title = gettext_lazy("Annuleer deze datum")
    done_words = gettext_lazy("De datum is geannuleerd.")
    sure_words = gettext_lazy("Annuleer deze datum")

    def after(self, answers: dict) -> EventDate:
        after = copy(self.date)
        after.status, after.reason = EventDate.Status.CANCELLED, answers["reason"]
        return after

    def kind(self, after: EventDate, before: dict[str, str]) -> Kind:
        return Kind.DATE_CANCELLED

    def carry_out(self, answers: dict) -> None:
        move.cancel_date(self.date, reason=answers["reason"], by=self.request.user)
