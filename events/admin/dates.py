"""Base of the screens about one date, and restoring a date."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.access import crumbs, date_for
from events.dates.cards import card_for
from events.models import EventDate
from events.publishing import move


def names_without_address(date: EventDate) -> list[str]:
    """Return the names of the people at ``date`` without an address; nobody any more once names are erased."""
    silent = date.registrations.live().filter(person__email="", person__anonymised_at__isnull=True)
    return list(silent.order_by("person__name_order", "pk").values_list("person__name", flat=True))


class DateMixin(WagtailAdminTemplateMixin):
    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        self.date = date_for(request.user, kwargs["date_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.date.page.title

    def get_breadcrumbs_items(self):
        page = self.date.page
        return crumbs(
            (page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])),
            (_("Aanmeldingen"), self.list_url),
            (self.get_page_title(), ""),
        )

    @property
    def list_url(self) -> str:
        return reverse("events_registrations", args=[self.date.pk])

    def people(self) -> int:
        """Count the people who get a mail: those with a place, in line or with a request, at a confirmed address."""
        return self.date.registrations.notifiable().count()

    def without_address(self) -> list[str]:
        """Return the names of the people whom no mail reaches, because they gave no address."""
        return names_without_address(self.date)

    def told_words(self) -> str:
        """Return how many people get a mail, and how many the organiser has to tell. Ask before the change."""
        people, silent = self.people(), self.without_address()
        mailed = ngettext("1 persoon krijgt een mail.", "%(number)s mensen krijgen een mail.", people)
        by_hand = _("Zonder e-mailadres, dus laat het zelf even weten: %(names)s.") % {"names": ", ".join(silent)}
        return " ".join([*([mailed % {"number": people}] if people else []), *([by_hand] if silent else [])])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            date=self.date,
            card=card_for(self.date),
            people=self.people(),
            without_address=self.without_address(),
            list_url=self.list_url,
            **kwargs,
        )


class RestoreDateView(DateMixin, TemplateView):
    template_name = "events/admin/restore_date.html"
    page_title = gettext_lazy("Toch door laten gaan")

    def dispatch(self, request, *args, **kwargs):
        date = date_for(request.user, kwargs["date_id"])
        if date.status != EventDate.Status.CANCELLED or date.is_over:
            words = _("Deze datum is al geweest.") if date.is_over else _("Deze datum gaat gewoon door.")
            messages.warning(request, words)
            return redirect("events_registrations", date.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        told = self.told_words()
        date = move.restore_date(self.date, by=request.user)
        if date.is_cancelled:
            messages.error(
                request,
                _(
                    "Deze datum staat niet meer in het plan. Voeg hem eerst weer toe bij “Wanneer”, en publiceer de pagina."
                ),
            )
            return redirect("wagtailadmin_pages:edit", self.date.page_id)
        messages.success(request, f"{_('De datum gaat door.')} {told}".strip())
        return redirect(self.list_url)
