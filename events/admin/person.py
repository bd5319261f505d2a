"""One person on the list: what they filled in, what can be done, and what was decided."""

from django import forms
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from events.admin.dates import DateMixin
from events.admin.decisions import can_decide, ways_for
from events.admin.failed_mails import failed_mails_of
from events.admin.log import log_line
from events.admin.registration_columns import discipline_words, registered_at_words
from events.admin.sharing import secret_address
from events.admin.state_labels import detailed_state_label
from events.models import Registration
from events.privacy import correcting
from events.privacy.reassigning import AddressTaken
from events.registration.replies import answers_of
from web.fields import NameField
from web.names import shown_name


class PersonMixin(DateMixin):
    header_icon = "user"

    @cached_property
    def known(self) -> Registration:
        """Return the registration. Raises Http404 once it is nameless."""
        found = Registration.objects.filter(date=self.date.pk, pk=self.kwargs["registration_id"])
        known = found.filter(person__anonymised_at__isnull=True).select_related("person", "booking__discipline").first()
        if known is None:
            raise Http404
        known.date = self.date
        return known

    @property
    def person_url(self) -> str:
        return reverse("events_person", args=[self.date.pk, self.known.pk])


class PersonView(PersonMixin, TemplateView):
    """Person on the list. Shows the secret link only of people without an address: others get it by mail, and only there."""

    template_name = "events/admin/person.html"
    page_title = gettext_lazy("Aanmelding")

    def get_context_data(self, **kwargs):
        known = self.known
        known.position = known.place_in_line()
        facts = [
            (_("Stand"), detailed_state_label(known, self.date)),
            (_("Organisatie"), known.booking.organisation),
            (_("Discipline"), discipline_words(known)),
            (_("E-mail"), known.person.email or _("geen e-mailadres")),
            (_("Aangemeld"), registered_at_words(known)),
            (_("Schreef erbij"), known.booking.remark),
            *((answer.question.label, answer.words) for answer in answers_of(known)),
        ]
        return super().get_context_data(
            known=known,
            facts=[{"label": label, "value": value} for label, value in facts if value],
            shared=None if known.person.email else secret_address(known),
            ways=ways_for(known) if can_decide(self.date) else [],
            can_cancel=known.is_live and can_decide(self.date),
            failed_mail=failed_mails_of([known.pk]).get(known.pk),
            log=[log_line(one) for one in known.decisions.select_related("registration__person").order_by("-pk")],
            **kwargs,
        )


class CorrectForm(forms.Form):
    name = NameField(
        label=gettext_lazy("Naam"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul een naam in.")},
    )
    organisation = forms.CharField(label=gettext_lazy("Organisatie"), required=False, max_length=120)

    def clean_organisation(self) -> str:
        return shown_name(self.cleaned_data["organisation"])


class CorrectPersonView(PersonMixin, FormView):
    """Form that corrects a name or an organisation. The log says by whom, and what it was."""

    template_name = "events/admin/correct_person.html"
    form_class = CorrectForm
    page_title = gettext_lazy("Verbeter naam of organisatie")

    def get_initial(self):
        return {"name": self.known.person.name, "organisation": self.known.booking.organisation}

    def get_context_data(self, **kwargs):
        return super().get_context_data(known=self.known, person_url=self.person_url, **kwargs)

    def form_valid(self, form):
        try:
            with transaction.atomic():
                changed = correcting.correct(self.known, by=self.request.user, **form.cleaned_data)
        except AddressTaken as reason:
            form.add_error("name", str(reason))
            return self.form_invalid(form)
        if changed:
            messages.success(self.request, _("Verbeterd. Het staat in het logboek."))
        return redirect(self.person_url)
