"""Mailing that an organiser wrote: its text, the people who got it, and the mails that did not arrive."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from events.admin.access import crumbs, date_that_matters, page_for
from events.admin.failed_mails import why_failed
from events.dates.cards import card_for
from events.mail import mailing as mailings
from events.models import EventDate, Mailing, Registration
from outbox.models import OutgoingMail


@dataclass(frozen=True)
class Recipient:
    registration: Registration
    mail: OutgoingMail | None
    """None once our copy of the mail is deleted."""
    state: str
    why: str = ""
    """Reason that it did not arrive."""


class MailingView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "events/admin/mailing.html"
    page_title = gettext_lazy("Verstuurde mail")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        self.mailing = get_object_or_404(Mailing.objects.prefetch_related("dates"), pk=kwargs["mailing_id"])
        self.page = page_for(request.user, self.mailing.page_id)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def date(self) -> EventDate | None:
        """Date whose list leads here: the first that the mailing was about."""
        dates = sorted(self.mailing.dates.all(), key=lambda date: date.start)
        return dates[0] if dates else date_that_matters(self.page)

    @cached_property
    def list_url(self) -> str:
        if self.date is None:
            return reverse("meetups:index")
        return reverse("events_registrations", args=[self.date.pk])

    def get_page_subtitle(self):
        return self.mailing.subject

    def get_breadcrumbs_items(self):
        return crumbs(
            (self.page.title, reverse("wagtailadmin_pages:edit", args=[self.page.pk])),
            (_("Aanmeldingen"), self.list_url),
            (self.get_page_title(), ""),
        )

    @cached_property
    def recipients(self) -> list[Recipient]:
        """Return who got it, in order of name: one row for each person, those who did not get it first."""
        theirs = self.mailing.recipients.select_related("person").order_by("person__name_order", "pk")
        registrations = {one.pk: one for one in theirs}
        known = mailings.outgoing_of(self.mailing, registrations)
        has_copies = bool(known)
        found, people = [], set()
        for pk, one in registrations.items():
            outgoing = known.get(pk)
            if one.person_id in people or (has_copies and outgoing is None):
                continue  # a further date of somebody who has one mail
            people.add(one.person_id)
            found.append(recipient_of(one, outgoing))
        return sorted(found, key=lambda row: not row.why)

    @cached_property
    def failed(self) -> list[Recipient]:
        return [row for row in self.recipients if row.mail is not None and row.mail.failed_at and row.why]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            mailing=self.mailing,
            event=self.page,
            date=self.date,
            card=card_for(self.date) if self.date else None,
            several=self.mailing.dates.count() > 1,
            recipients=self.recipients,
            failed=len(self.failed),
            list_url=self.list_url,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        number = mailings.send_failed_again(self.mailing)
        if number:
            log(self.page, "events.mail_again", user=request.user, data={"mailing": self.mailing.pk})
        words = ngettext("1 mail gaat opnieuw de deur uit.", "%(number)s mails gaan opnieuw de deur uit.", number)
        messages.success(request, words % {"number": number})
        return redirect("events_mailing", self.mailing.pk)


def recipient_of(registration: Registration, outgoing: OutgoingMail | None) -> Recipient:
    if outgoing is None or outgoing.sent_at:
        return Recipient(registration, outgoing, _("verstuurd"))
    if outgoing.was_too_late:
        return Recipient(registration, outgoing, _("niet verstuurd: was al afgemeld, of het was voorbij"))
    if outgoing.failed_at:
        return Recipient(registration, outgoing, _("kwam niet aan"), why_failed(outgoing))
    return Recipient(registration, outgoing, _("onderweg"))
