"""Failed mails about no registration: welcomes, lost links, personal calendars. For administrators.

Mails about a registration or a date are shown to its organisers (``failed_mails``).
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.admin.failed_mails import WAITS_LONG, why_failed
from network.models import OrganisationPage
from network.permissions import may_open_organisations
from outbox.mail import send_again
from outbox.models import TOO_LATE, OutgoingMail

MOST = 100
WELCOME = "welcome"
WHAT_TO_DO = {
    WELCOME: gettext_lazy(
        "Klopt het adres niet? Haal deze collega weg bij de organisatie, en voeg haar toe met het goede adres. Dan gaat er een"
        " nieuwe mail uit."
    ),
    "links": gettext_lazy(
        "Iemand vroeg om de links naar de eigen aanmeldingen. Klopt het adres niet? Wie de bijeenkomst organiseert, verbetert het"
        " in de lijst met aanmeldingen, met “Nieuwe link”."
    ),
    "personal-feed": gettext_lazy(
        "Iemand vroeg om het adres van de eigen agenda. Klopt het adres niet? Wie de bijeenkomst organiseert, verbetert het in de"
        " lijst met aanmeldingen, met “Nieuwe link”."
    ),
}


@dataclass(frozen=True)
class FailedLetter:
    mail: OutgoingMail
    why: str
    what_to_do: str
    people_url: str = ""
    """For a welcome: the screen with the people of that organisation."""


def failed_letters() -> list[OutgoingMail]:
    """Return failed mails, latest first, without those followed by a mail of the same kind to the same address."""
    letters = OutgoingMail.objects.filter(about="").exclude(error__startswith=TOO_LATE).defer("message")
    failed = list(letters.filter(failed_at__isnull=False).order_by("-pk")[:MOST])
    later = letters.filter(recipient__in={mail.recipient for mail in failed}).order_by("pk")
    last = {(mail_kind(mail), mail.recipient): mail.pk for mail in later}
    return [mail for mail in failed if last[mail_kind(mail), mail.recipient] == mail.pk]


def mail_kind(mail: OutgoingMail) -> str:
    """Return the kind of mail: the first word of its cause."""
    return mail.cause.partition(":")[0]


def people_urls(mails: list[OutgoingMail]) -> dict[int, str]:
    """Return, by id of a welcome mail, the screen with the people of the organisation that it is about."""
    about = {mail.pk: found[1] for mail in mails if (found := re.match(rf"{WELCOME}:(\d{{1,18}}):", mail.cause))}
    there = set(OrganisationPage.objects.filter(pk__in=about.values()).values_list("pk", flat=True))
    return {pk: reverse("network_people", args=[number]) for pk, number in about.items() if int(number) in there}


class FailedLettersView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "events/admin/failed_letters.html"
    page_title = gettext_lazy("Mails die niet aankwamen")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_open_organisations(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.get_page_title()},
        ]

    @cached_property
    def mails(self) -> list[OutgoingMail]:
        return failed_letters()

    def get_context_data(self, **kwargs):
        urls = people_urls(self.mails)
        letters = [
            FailedLetter(mail, why_failed(mail), str(WHAT_TO_DO.get(mail_kind(mail), "")), urls.get(mail.pk, ""))
            for mail in self.mails
        ]
        given_up = OutgoingMail.objects.given_up().count()
        return super().get_context_data(
            letters=letters,
            given_up=given_up,
            waits_since=self.waits_since(),
            waiting=OutgoingMail.objects.waiting().count(),
            **kwargs,
        )

    def waits_since(self) -> datetime | None:
        """Return when the oldest waiting mail was written, if that is long ago."""
        oldest = OutgoingMail.objects.oldest_waiting()
        return oldest if oldest and oldest <= timezone.now() - WAITS_LONG else None

    def post(self, request, *args, **kwargs):
        if "all" in request.POST:
            number = send_again(OutgoingMail.objects.filter(pk__in=OutgoingMail.objects.given_up().values("pk")))
            words = ngettext("1 mail gaat opnieuw de deur uit.", "%(number)s mails gaan opnieuw de deur uit.", number)
            messages.success(request, words % {"number": number})
            return redirect("events_failed_letters")
        mail = next((mail for mail in self.mails if str(mail.pk) == request.POST.get("mail")), None)
        if mail is None:
            messages.info(request, _("Deze mail staat niet meer in de lijst."))
        elif "again" in request.POST:
            send_again(OutgoingMail.objects.filter(pk=mail.pk))
            messages.success(request, _("De mail aan %(email)s gaat opnieuw de deur uit.") % {"email": mail.recipient})
        elif "done" in request.POST:
            OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False).delete()
            messages.success(request, _("De mail aan %(email)s is van de lijst.") % {"email": mail.recipient})
        return redirect("events_failed_letters")
