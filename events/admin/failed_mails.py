"""Failed mails: to registered people, shown with the person, and to organisers, shown with the date.

Each comes with the cause in plain words, and what to do about it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from accounts.models import User
from events.admin.access import crumbs, date_for
from events.admin.dates import DateMixin
from events.mail import to_organisers
from events.mail.composing import ABOUT_REGISTRATIONS, about, registration_id
from events.models import EventDate, Registration
from outbox.mail import send_again
from outbox.models import TOO_LATE, OutgoingMail

WAITS_LONG = timedelta(minutes=15)
"""Time after which organisers see that a mail has not left yet."""
MOST_MISSED = 2000


def failed_mails_of(ids: Iterable[int]) -> dict[int, OutgoingMail]:
    """Return, by registration id, the last mail about it if that failed, or has not left for ``WAITS_LONG``.

    A later mail makes up for a failed one. A mail that was withdrawn because it came too late is not missed.
    """
    key = {about(pk): pk for pk in ids}
    mails = OutgoingMail.objects.filter(about__in=key).exclude(error__startswith=TOO_LATE)
    last = mails.order_by().values("about").annotate(last=Max("pk")).values("last")
    not_there = OutgoingMail.objects.filter(pk__in=last, sent_at__isnull=True).defer("message")
    return {key[mail.about]: mail for mail in not_there.filter(_is_missed())}


def registrations_with_missed_mail(since: datetime) -> set[int]:
    """Return the ids of registrations about which some mail failed after ``since``, or waits for long."""
    missed = OutgoingMail.objects.filter(about__startswith=ABOUT_REGISTRATIONS, sent_at__isnull=True)
    missed = missed.filter(_is_missed()).exclude(failed_at__lte=since).exclude(error__startswith=TOO_LATE)
    recent = missed.order_by("-pk").values_list("about", flat=True)[:MOST_MISSED]
    return {number for name in recent if (number := registration_id(name)) is not None}


def _is_missed() -> Q:
    return Q(failed_at__isnull=False) | Q(created_at__lte=timezone.now() - WAITS_LONG)


def failed_mails_to_organisers(dates: Iterable[EventDate], user: User) -> dict[int, list[OutgoingMail]]:
    """Return, by date id, the last mail to each organiser if that mail failed and ``user`` may see the address.

    A later mail makes up for a failed one, and so does a new contact address. Colleagues' addresses are those of their
    accounts: an editor from a co-organiser sees only the contact's address, which is in the editor's form.

    The dates must have their page loaded, and ``user`` must be allowed to edit it.
    """
    by_id = {date.pk: date for date in dates}
    key = {to_organisers.about(kind, pk): pk for kind in to_organisers.ABOUT_DATES for pk in by_id}
    last: dict[tuple[int, str], OutgoingMail] = {}
    for mail in OutgoingMail.objects.filter(about__in=key).order_by("pk").defer("message"):
        last[key[mail.about], mail.recipient] = mail
    failed: dict[int, list[OutgoingMail]] = {}
    for (date_id, _recipient), mail in last.items():
        if mail.failed_at is not None:
            failed.setdefault(date_id, []).append(mail)
    found = {}
    for date_id, mails in failed.items():
        page = by_id[date_id].page
        if not page.contact_email and page.permissions_for_user(user).is_granted:
            continue
        addresses = {mailbox.email.lower() for _who, mailbox in to_organisers.recipients_of(page)}
        if still := [mail for mail in mails if mail.recipient.lower() in addresses]:
            found[date_id] = still
    return found


def why_failed(mail: OutgoingMail) -> str:
    """Return the error in words that help; the exact error is in the log."""
    if mail.failed_at is None:
        return (
            _("De mailserver van de ontvanger neemt hem nog niet aan. We blijven het een paar dagen proberen.")
            if mail.attempts and mail.error
            else _("De mailserver is niet te bereiken. Zodra dat weer kan, gaat de mail vanzelf.")
        )
    if mail.is_refused:
        return _("De mailserver van de ontvanger kent dit adres niet, of neemt de mail niet aan.")
    if "Connection" in mail.error or "Timeout" in mail.error:
        return _("De mailserver was dagenlang niet te bereiken.")
    return _("Er ging dagenlang iets mis bij het versturen.")


class FailedMailView(WagtailAdminTemplateMixin, TemplateView):
    """Failed mail about one registration. Requires permission to edit the date's page."""

    template_name = "events/admin/failed_mail.html"
    page_title = gettext_lazy("Mail kwam niet aan")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        found = Registration.objects.select_related("person")
        self.registration = get_object_or_404(found, pk=kwargs["registration_id"])
        self.date = date_for(request.user, self.registration.date_id)
        self.mail = failed_mails_of([self.registration.pk]).get(self.registration.pk)
        if self.mail is None:
            messages.info(request, _("Er is geen mail blijven liggen. Alles is verstuurd of onderweg."))
            return redirect(self.list_url)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def list_url(self) -> str:
        return reverse("events_registrations", args=[self.registration.date_id])

    def get_page_subtitle(self):
        return self.registration.person.name

    def get_breadcrumbs_items(self):
        page = self.date.page
        return crumbs(
            (page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])),
            (_("Aanmeldingen"), self.list_url),
            (self.get_page_title(), ""),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.registration.person,
            mail=self.mail,
            why=why_failed(self.mail),
            list_url=self.list_url,
            waits=self.mail.failed_at is None,
            new_link_url=reverse("events_new_link", args=[self.registration.pk]),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        send_again(OutgoingMail.objects.filter(pk=self.mail.pk))
        log(self.date.page, "events.mail_again", user=request.user, data={"registration": self.registration.pk})
        messages.success(
            request, _("De mail aan %(name)s gaat opnieuw de deur uit.") % {"name": self.registration.person.name}
        )
        return redirect(self.list_url)


class FailedOrganiserMailView(DateMixin, TemplateView):
    """Failed mails to the organisers of a date.

    Requires permission to edit its page, so colleagues and administrators see them too.
    """

    template_name = "events/admin/failed_organiser_mail.html"
    page_title = gettext_lazy("Mail kwam niet aan")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        date = date_for(request.user, kwargs["date_id"])
        self.mails = failed_mails_to_organisers([date], request.user).get(date.pk, [])
        if not self.mails:
            messages.info(request, _("Er is geen mail blijven liggen. Alles is verstuurd of onderweg."))
            return redirect("events_registrations", kwargs["date_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = self.date.page
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return super().get_context_data(
            mails=[{"mail": mail, "why": why_failed(mail)} for mail in self.mails],
            has_contact=bool(page.contact_email),
            contact_url=f"{edit_url}#panel-child-bijeenkomst-aanmelden-section",
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        send_again(OutgoingMail.objects.filter(pk__in=[mail.pk for mail in self.mails]))
        log(self.date.page, "events.mail_again", user=request.user, data={"date": self.date.pk})
        messages.success(request, _("De mail gaat opnieuw de deur uit."))
        return redirect(self.list_url)
