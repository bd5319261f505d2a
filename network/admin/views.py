from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from network import onboarding
from network.admin.forms import AddPersonForm, OpenOrganisationForm
from network.models import OrganisationIndexPage, OrganisationPage
from network.permissions import may_manage_people, may_open_organisations
from network.welcome import welcome
from web.ordering import person_order, title_order


def crumb(label: str, url: str = "") -> dict[str, str]:
    return {"url": url, "label": label}


def in_order(people: Iterable[User]) -> list[User]:
    """Return people by surname, and those who have no name yet by address."""
    return sorted(people, key=lambda person: (person_order(person.get_full_name()), person.email))


class OrganisationsView(WagtailAdminTemplateMixin, TemplateView):
    """List of the organisations that the user works for; the functional manager gets all of them.

    A user with a single organisation is redirected to it.
    """

    template_name = "network/admin/organisations.html"
    page_title = gettext_lazy("Organisaties")
    header_icon = "group"

    @cached_property
    def organisations(self):
        if may_open_organisations(self.request.user):
            found = OrganisationPage.objects.all()
        else:
            found = OrganisationPage.objects.filter(group__in=self.request.user.groups.all())
        people = Count("group__user", filter=Q(group__user__is_active=True))
        found = found.annotate(people=people).select_related("municipality")
        return sorted(found, key=lambda page: title_order(page.title))

    def get(self, request, *args, **kwargs):
        self.can_open = may_open_organisations(request.user)
        if not self.organisations and not self.can_open:
            raise PermissionDenied
        if len(self.organisations) == 1 and not self.can_open:
            return redirect("network_people", self.organisations[0].pk)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, crumb(self.get_page_title())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(organisations=self.organisations, can_open=self.can_open, **kwargs)


class OpenOrganisationView(WagtailAdminTemplateMixin, FormView):
    """Form that creates an organisation."""

    template_name = "network/admin/open_organisation.html"
    form_class = OpenOrganisationForm
    page_title = gettext_lazy("Nieuwe organisatie")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not may_open_organisations(request.user):
            raise PermissionDenied
        self.index_page = get_object_or_404(OrganisationIndexPage.objects.order_by("path")[:1])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            crumb(_("Organisaties"), reverse("network_organisations")),
            crumb(self.get_page_title()),
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "index_page": self.index_page}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            action_url=self.request.path,
            submit_button_label=_("Zet de organisatie op de site"),
            submit_button_active_label=_("Bezig…"),
            **kwargs,
        )

    def form_valid(self, form):
        with transaction.atomic():
            organisation = onboarding.open_organisation(self.index_page, by=self.request.user, **form.cleaned_data)
            for person in onboarding.people_of(organisation):
                welcome(person, organisation, by=self.request.user)
        messages.success(
            self.request,
            _("%(name)s staat op de site. De mensen hieronder kunnen inloggen; ze krijgen daar een mail over.")
            % {"name": organisation.title},
        )
        return redirect("network_people", organisation.pk)


class OrganisationMixin(WagtailAdminTemplateMixin):
    """Mixin for views on one organisation, open to its own people and to the functional manager."""

    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        # Look up by ``id``: an id too large for the database finds nothing, where ``pk`` follows the foreign key and
        # raises.
        self.organisation = get_object_or_404(OrganisationPage.objects.select_related("group"), id=kwargs["page_id"])
        if not may_manage_people(request.user, self.organisation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.organisation.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            crumb(_("Organisaties"), reverse("network_organisations")),
            crumb(self.organisation.title, reverse("network_people", args=[self.organisation.pk])),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            organisation=self.organisation,
            can_edit_page=self.organisation.permissions_for_user(self.request.user).can_edit(),
            **kwargs,
        )


class PeopleView(OrganisationMixin, FormView):
    """List of the people in an organisation, with a form to add a colleague."""

    template_name = "network/admin/people.html"
    form_class = AddPersonForm
    page_title = gettext_lazy("Mensen")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            people=in_order(onboarding.people_of(self.organisation)),
            invited=onboarding.invited_to(self.organisation),
            can_set_domains=may_open_organisations(self.request.user),
            **kwargs,
        )

    def form_valid(self, form):
        if self.organisation.group is None:
            onboarding.let_group_work(self.organisation)
        with transaction.atomic():
            user = onboarding.add_person(self.organisation, form.cleaned_data["email"], by=self.request.user)
            welcome(user, self.organisation, by=self.request.user)
        messages.success(
            self.request,
            _("%(person)s hoort er nu bij, en krijgt een mail met hoe je inlogt.") % {"person": user.email},
        )
        return redirect("network_people", self.organisation.pk)


class RemovePersonView(OrganisationMixin, TemplateView):
    template_name = "network/admin/remove_person.html"
    page_title = gettext_lazy("Haal weg uit de organisatie")

    @cached_property
    def person(self) -> User:
        return get_object_or_404(onboarding.people_of(self.organisation), pk=self.kwargs["user_id"])

    @cached_property
    def shown_name(self) -> str:
        return self.person.email if self.person.pk in onboarding.invited_to(self.organisation) else str(self.person)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.person, shown_name=self.shown_name, is_self=self.person == self.request.user, **kwargs
        )

    def post(self, request, *args, **kwargs):
        name = self.shown_name
        try:
            onboarding.remove_person(self.organisation, self.person, by=request.user)
        except onboarding.LastPerson:
            words = _("Dan is er niemand meer die de bijeenkomsten kan bewerken. Voeg eerst een collega toe.")
            messages.error(request, words)
            return redirect("network_people", self.organisation.pk)
        messages.success(
            request,
            _("%(person)s hoort niet meer bij %(organisation)s.")
            % {"person": name, "organisation": self.organisation.title},
        )
        if may_manage_people(request.user, self.organisation):
            return redirect("network_people", self.organisation.pk)
        return redirect("wagtailadmin_home")
