"""Poster of a meetup on one A4, with a QR code that leads to its page. It holds only what everybody may know."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from events.admin.access import date_for
from events.dates.availability import unavailable_reason
from events.dates.cards import card_for, day_words, time_words
from events.dates.description import access_of
from events.models import EventDate, EventPage
from web.excerpts import shortened

MOST_TITLE, MOST_SUMMARY, MOST_LINE, MOST_ACCESS = 140, 200, 100, 130
"""Budgets of text, in characters, that fit on the sheet together."""
TITLE_SIZES = ((45, "l"), (90, "m"))
"""Longest title for each size; a longer one is small."""
MOST_DATES = 6


class PosterView(TemplateView):
    template_name = "events/admin/paper/poster.html"

    def dispatch(self, request, *args, **kwargs):
        self.date = date_for(request.user, kwargs["date_id"])
        if gone := unavailable_reason(self.date, timezone.now()):
            messages.warning(request, _("%(why)s Er is dus geen poster.") % {"why": gone})
            return redirect("events_registrations", self.date.pk)
        return super().dispatch(request, *args, **kwargs)

    def other_dates(self) -> list[dict[str, str]]:
        """Return the coming dates of the meetup besides this one, in words."""
        dates = EventDate.objects.filter(page=self.date.page_id).scheduled().upcoming().exclude(pk=self.date.pk)
        return [
            {"day": day_words(date.start_local.date())[3], "time": time_words(date.start_local, date.end_local)}
            for date in dates.order_by("start")[:MOST_DATES]
        ]

    def where(self) -> list[str]:
        page = self.date.page
        if page.attendance == EventPage.Attendance.ONLINE:
            return [_("Online")]
        lines = (
            [self.date.place]
            if self.date.place
            else [page.venue_name, page.street, f"{page.postcode} {page.town}".strip()]
        )
        also = [_("Je kunt ook online meedoen.")] if page.attendance == EventPage.Attendance.HYBRID else []
        return [shortened(line, MOST_LINE) for line in [*lines, *also] if line]

    def access(self) -> str:
        """Return how to get in, as far as there is room. A fact is left out rather than cut."""
        words = ""
        for fact in access_of(self.date.page, self.date):
            longer = " · ".join(filter(None, [words, f"{fact['label']}: {fact['value']}"]))
            words = longer if len(longer) <= MOST_ACCESS else words
        return words

    def get_context_data(self, **kwargs):
        page = self.date.page
        others = self.other_dates()
        address = page.get_full_url()
        return super().get_context_data(
            date=self.date,
            card=card_for(self.date),
            event=page,
            title=shortened(page.title, MOST_TITLE),
            title_size=next((size for most, size in TITLE_SIZES if len(page.title) <= most), "s"),
            summary=shortened(page.summary, MOST_SUMMARY),
            where=self.where(),
            others=others,
            access=self.access(),
            audience=shortened(page.audience, MOST_LINE),
            code_url=f"{page.get_url(self.request)}qr.svg" + (f"?datum={self.date.pk}" if others else ""),
            address=address.partition("://")[2].rstrip("/"),
            does_register=page.registration != EventPage.Registration.NONE,
            **kwargs,
        )
