"""Previews of the mails that the site sends about a date."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from events.admin.dates import DateMixin
from events.admin.log import MOST_IN_LOG, mailing_line
from events.mail import to_organisers
from events.mail.composing import Preview, preview
from events.mail.words import Kind
from events.models import EventDate, EventPage, Mailing


def mails_of(date: EventDate) -> list[tuple[Kind, str]]:
    """Return the mails that go out for ``date`` as its page is set up, with their timing in words, in order of time."""
    page, has_limit = date.page, any(date.capacity_for(way) is not None for way in date.ways)
    asks, offers = page.needs_approval, page.hand_out == EventPage.HandOut.OFFER
    found = [
        (Kind.CONFIRM, True, _("Meteen na het aanmelden, aan wie niet is ingelogd")),
        (Kind.CONFIRM_REMINDER, True, _("Als iemand door een collega is aangemeld en nog niet heeft bevestigd")),
        (Kind.HOLD_LAPSED, True, _("Als die plek vervalt, aan wie was aangemeld")),
        (Kind.COLLEAGUE_LAPSED, True, _("Als die plek vervalt, aan de collega")),
        (Kind.REQUESTED, asks, _("Als iemand een plek vraagt")),
        (Kind.DECLINED, asks, _("Als je nee zegt")),
        (Kind.REGISTERED, True, _("Als iemands plek vaststaat")),
        (Kind.WAITING, has_limit, _("Als het vol is")),
        (Kind.OFFERED, has_limit and offers, _("Als er een plek vrijkomt, aan de eerste in de rij")),
        (Kind.PLACED, has_limit and not offers, _("Als er een plek vrijkomt, aan de eerste in de rij")),
        (Kind.REMINDER, page.remind_week_before, _("Een week ervoor")),
        (Kind.REMINDER, page.remind_day_before, _("Een dag ervoor")),
        (Kind.NO_PLACE, has_limit or asks, _("Twee uur ervoor, aan wie dan nog geen plek heeft")),
        (Kind.THANKS, page.thank_afterwards, _("De dag erna")),
        (Kind.MOVED, True, _("Als je de dag of tijd verandert")),
        (Kind.CHANGED, True, _("Als je de plek of de online link verandert")),
        (Kind.DATE_POSTPONED, True, _("Als je de datum uitstelt")),
        (Kind.DATE_CANCELLED, True, _("Als je de datum annuleert")),
        (Kind.CANCELLED_BY_YOU, True, _("Als iemand zich afmeldt")),
        (Kind.CHANGED_DATE, page.planned_dates.count() > 1, _("Als iemand naar een andere datum wisselt")),
        (Kind.ATTENDANCE_CHANGED, date.is_hybrid, _("Als iemand toch online meedoet, of toch komt")),
        (Kind.CANCELLED_BY_ORGANISER, True, _("Als jij iemand afmeldt")),
    ]
    return [(kind, when) for kind, is_sent, when in found if is_sent]


def mails_to_organisers(date: EventDate) -> list[tuple[str, Preview]]:
    """Return the timing and preview of each mail to the organisers of ``date``, with the current numbers."""
    page = date.page
    if not page.mail_organiser:
        return []
    found = [
        (
            to_organisers.OrganiserMailKind.REQUESTS,
            page.needs_approval,
            _("Als mensen op je antwoord wachten, aan jou"),
        ),
        (to_organisers.OrganiserMailKind.DAY_BEFORE, True, _("Een dag ervoor, aan jou")),
    ]
    return [(when, to_organisers.preview(kind, date)) for kind, is_sent, when in found if is_sent]


class MailsView(DateMixin, TemplateView):
    template_name = "events/admin/mails.html"
    page_title = gettext_lazy("Mails")
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        page = self.date.page
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        to_guests = [(when, preview(kind, self.date)) for kind, when in mails_of(self.date)]
        return super().get_context_data(
            mails=[{"when": when, "mail": mail} for when, mail in [*to_guests, *mails_to_organisers(self.date)]],
            written=[mailing_line(mailing) for mailing in Mailing.objects.filter(dates=self.date)[:MOST_IN_LOG]],
            edit_url=f"{edit_url}#panel-child-bijeenkomst-wachtlijst_en_mails-section",
            reply_to=page.contact_email,
            **kwargs,
        )
