"""Mail domains of an organisation, by which its people are known. For functional managers only."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from network.admin.views import OrganisationMixin
from network.mail_domains import checked_domain
from network.models import OrganisationDomain
from network.permissions import may_open_organisations
from web.numbers import row_id

MOST_DOMAINS = 20


class DomainForm(forms.Form):
    domain = forms.CharField(
        label=gettext_lazy("Maildomein"),
        max_length=254,
        help_text=gettext_lazy("Het deel na de @ van de werkadressen. Bijvoorbeeld “organisatie.nl”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Vul het deel na de @ in.")},
    )

    def clean_domain(self) -> str:
        return checked_domain(self.cleaned_data["domain"])


class DomainsView(OrganisationMixin, FormView):
    template_name = "network/admin/domains.html"
    form_class = DomainForm
    page_title = gettext_lazy("Maildomeinen")

    def dispatch(self, request, *args, **kwargs):
        if not may_open_organisations(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            domains=OrganisationDomain.objects.filter(organisation=self.organisation.pk), **kwargs
        )

    def post(self, request, *args, **kwargs):
        if number := row_id(request.POST.get("remove", "")):
            domain = get_object_or_404(OrganisationDomain, organisation=self.organisation.pk, pk=number)
            domain.delete()
            self.note("network.remove_domain", domain.domain)
            messages.success(request, _("%(domain)s hoort niet meer bij deze organisatie.") % {"domain": domain})
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        known = OrganisationDomain.objects.filter(organisation=self.organisation.pk)
        if known.count() >= MOST_DOMAINS:
            form.add_error("domain", _("Meer dan %(most)s kan niet.") % {"most": MOST_DOMAINS})
            return self.form_invalid(form)
        domain = form.cleaned_data["domain"]
        try:
            with transaction.atomic():
                OrganisationDomain.objects.create(
                    organisation=self.organisation, domain=domain, added_by=self.request.user
                )
        except IntegrityError:
            form.add_error("domain", _("Dit maildomein staat er al."))
            return self.form_invalid(form)
        self.note("network.add_domain", domain)
        words = _("Wie een adres bij %(domain)s heeft, hoort nu bij %(organisation)s.")
        messages.success(self.request, words % {"domain": domain, "organisation": self.organisation.title})
        return redirect("network_domains", self.organisation.pk)

    def note(self, action: str, domain: str) -> None:
        log(self.organisation, action, user=self.request.user, data={"domain": domain})

    @property
    def people_url(self) -> str:
        return reverse("network_people", args=[self.organisation.pk])
