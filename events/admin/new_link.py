"""Admin view that replaces somebody's secret link: the address was wrong, or the link was passed around."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from events import rate_limits
from events.admin.access import crumbs, date_for
from events.models import Registration
from events.privacy.link_rotation import rotate_link
from events.privacy.reassigning import AddressTaken
from web.fields import SendableEmailField


class NewLinkForm(forms.Form):
    email = SendableEmailField(
        label=gettext_lazy("E-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Klopt het adres niet? Verbeter het hier."),
    )


class NewLinkView(WagtailAdminTemplateMixin, FormView):
    """Form that replaces the secret link of a registration. Requires permission to edit the date's page."""

    template_name = "events/admin/new_link.html"
    form_class = NewLinkForm
    page_title = gettext_lazy("Nieuwe link")
    header_icon = "link"

    def dispatch(self, request, *args, **kwargs):
        found = Registration.objects.filter(person__anonymised_at__isnull=True).select_related("person", "booking")
        self.registration = get_object_or_404(found, pk=kwargs["registration_id"])
        self.registration.date = date_for(request.user, self.registration.date_id)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def list_url(self) -> str:
        return reverse("events_registrations", args=[self.registration.date_id])

    def get_initial(self):
        return {"email": self.registration.person.email}

    def get_page_subtitle(self):
        return self.registration.person.name

    def get_breadcrumbs_items(self):
        page = self.registration.date.page
        return crumbs(
            (page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])),
            (_("Aanmeldingen"), self.list_url),
            (self.get_page_title(), ""),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.registration.person, list_url=self.list_url, **kwargs)

    def form_valid(self, form):
        if not rate_limits.is_allowed("renew", email=f"{self.request.user.pk}:{self.registration.person.email}"):
            form.add_error(None, _("Dit adres kreeg net al een paar nieuwe links. Wacht een uur."))
            return self.form_invalid(form)
        try:
            made = rotate_link(self.registration, email=form.cleaned_data["email"])
        except AddressTaken as reason:
            form.add_error("email", str(reason))
            return self.form_invalid(form)
        log(made.date.page, "events.new_link", user=self.request.user, data={"registration": made.pk})
        messages.success(
            self.request,
            _("%(name)s krijgt een mail met een nieuwe link. De oude werkt niet meer.") % {"name": made.person.name},
        )
        return redirect(self.list_url)
