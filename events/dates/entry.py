"""The public face of a date: where it is in words, its calendar bytes and its version. Called by what changes a date."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags, urlize
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import calendar
from events.dates.departures import has_left, listed_under, note_departure, tombstone
from events.models import ChangeCounter, EventDate, EventPage
from events.models.dates import AMSTERDAM
from network.models import ThemePage
from network.visibility import open_to_all

MOST_OF_REASON = 60
WHEELCHAIR = {
    "yes": gettext_lazy("Overal toegankelijk"),
    "partly": gettext_lazy("Deels toegankelijk"),
    "no": gettext_lazy("Niet toegankelijk"),
}
HOST = settings.SITE_URL.split("://")[-1].split(":")[0]


def new_uid() -> str:
    return f"{uuid4()}@{HOST}"


def location_of(page: EventPage, place: str = "") -> str:
    """“Naam, straat, postcode plaats”, or that it is online. ``place`` is a date's own, when that is not the page's."""
    if page.attendance == EventPage.Attendance.ONLINE:
        return _("Online")
    parts = [page.venue_name, page.street, f"{page.postcode} {page.town}".strip()]
    where = place or ", ".join(part for part in parts if part)
    return _("%(where)s (ook online)") % {"where": where} if page.attendance == EventPage.Attendance.HYBRID else where


def online_url_of(page: EventPage) -> str:
    return page.online_url if page.is_online else ""


def access_of(page: EventPage, date: EventDate | None = None) -> list[dict[str, str]]:
    """What somebody needs to know to get in, as label and value; only what is known, and nothing where ``date`` is elsewhere."""
    if date is not None and date.place:
        return []
    facts = [
        (gettext_lazy("Rolstoel"), WHEELCHAIR.get(page.wheelchair, "")),
        (gettext_lazy("Ringleiding"), gettext_lazy("Aanwezig") if page.ring_line else ""),
        (gettext_lazy("Parkeren"), page.parking),
        (gettext_lazy("Bus of trein"), page.public_transport),
        (gettext_lazy("Goed om te weten"), page.access_note),
    ]
    if page.attendance == EventPage.Attendance.ONLINE:
        return []
    return [{"label": str(label), "value": str(value)} for label, value in facts if value]


def page_address(page: EventPage) -> str:
    return page.get_full_url() or settings.SITE_URL


def calendar_event(date: EventDate, *, whole: bool = False) -> calendar.Event:
    """What everybody may know of ``date``. Never the link to an online meeting: that is for who registered.

    ``whole``: with the page's story, for who comes. Who follows hundreds of dates gets that by the link.
    """
    page = date.page
    assert page is not None
    lines = [news] if (news := news_of(date)) else []
    lines.append(page.summary)
    if page.audience:
        lines.append(_("Voor wie: %(audience)s") % {"audience": page.audience})
    if whole and (body := body_text(page.body)):
        lines.append(body)
    if access := access_of(page, date):
        lines.append("\n".join(f"{fact['label']}: {fact['value']}" for fact in access))
    if page.is_online:
        lines.append(_("De link om online mee te doen staat in je mail als je bent aangemeld."))
    address = page_address(page)
    is_open = page.registration == EventPage.Registration.HERE and date.status == EventDate.Status.SCHEDULED
    more = _("Meer weten, aanmelden of afmelden") if is_open else _("Meer weten")
    link = format_html('<p><a href="{}">{}</a></p>', address, more)
    categories = [page.get_kind_display(), *(theme.title for theme in themes_of(page))]
    return calendar.Event(
        uid=date.uid,
        start=date.start,
        end=date.end,
        summary=summary_of(date),
        changed_at=date.changed_at,
        sequence=date.public_sequence,
        # At the old time of what waits for a new day nothing happens.
        status=calendar.Status.CANCELLED if date.is_cancelled or date.is_postponed else calendar.Status.CONFIRMED,
        description="\n\n".join([*lines, f"{more}: {address}"]),
        html=as_html("\n\n".join(lines)) + link,
        location=date.location,
        latitude=None if date.place else page.latitude,
        longitude=None if date.place else page.longitude,
        url=address,
        categories=tuple(categories),
    )


def change_words(date: EventDate) -> str:
    """What is not as it was first told, in a word or two; empty when all is. Stands before the title where a title is all there is."""
    if date.is_cancelled:
        return _("Geannuleerd")
    if date.is_postponed:
        return _("Uitgesteld")
    if date.moved_from is None:
        return _("Andere plek") if date.place else ""
    if date.moved_from.astimezone(AMSTERDAM).date() != date.start_local.date():
        return _("Verplaatst naar %(day)s") % {"day": date_format(date.start_local, "j F")}
    return _("Nieuwe tijd: %(time)s uur") % {"time": date_format(date.start_local, "G.i")}


def summary_of(date: EventDate) -> str:
    """“[Verplaatst naar 2 juli] Wijklunch – De zaal is dicht”: many calendars show subscribers the title and nothing else."""
    assert date.page is not None
    if not (words := change_words(date)):
        return date.page.title
    reason = Truncator(date.reason.rstrip(". ")).chars(MOST_OF_REASON)
    return f"[{words}] {date.page.title}" + (f" – {reason}" if reason else "")


def news_of(date: EventDate) -> str:
    """The same as a sentence, with when it was to be and why; empty when all is as it was first told."""
    if date.is_cancelled:
        words = _("Gaat niet door.")
    elif date.is_postponed:
        words = _("Uitgesteld. De nieuwe datum volgt.")
    elif date.moved_from:
        was = date_format(date.moved_from.astimezone(AMSTERDAM), _("l j F, G.i"))
        words = _("Let op: deze bijeenkomst is verplaatst. Eerst was het %(was)s uur.") % {"was": was}
    elif date.place:
        words = _("Let op: deze bijeenkomst is op een andere plek dan anders.")
    else:
        return ""
    return f"{words} {date.reason}".strip()


def themes_of(page: EventPage) -> Iterable[ThemePage]:
    """Its themes as far as everybody may see them, in a fixed order."""
    if hasattr(page, "open_themes"):  # read for many at once
        return page.open_themes
    return open_to_all(ThemePage.objects.filter(pk__in=[theme.pk for theme in page.themes.all()])).order_by("path")


@lru_cache(maxsize=512)
def as_html(text: str) -> str:
    """Plain text with its addresses as links, for a program that shows nothing else well."""
    paragraphs = urlize(text, autoescape=True).split("\n\n")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs).replace("\n", "<br>")


@lru_cache(maxsize=512)
def body_text(body: str) -> str:
    """Rich text as plain text, made once: everybody who registers has it in the invitation."""
    html = re.sub(r"</(p|li|h2|h3)>|<br\b[^>]*>", "\n", body).replace("<li", "– <li")
    lines = [line.strip() for line in unescape(strip_tags(html)).splitlines()]
    return Truncator("\n".join(line for line in lines if line)).chars(1500)


def build(date: EventDate) -> bytes:
    """The bytes of ``date`` as it now is: a tombstone when it was removed."""
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return tombstone(date)
    return calendar.vevent(calendar_event(date))


def rewrite(date: EventDate, *, significant: bool = False, unseen: bool = False) -> bool:
    """Saves ``date`` and its bytes; a new version when what the public sees differs. True when it did.

    ``significant`` is a change of time, place or status: SEQUENCE rises (RFC 5546 2.1.4). ``unseen`` is a change that the bytes do
    not show but that moves the date in or out of sight. Call it in the transaction that changes the date.
    """
    before, date.listed_under = date.listed_under, listed_under(date)
    if significant:
        date.sequence += 1
    elif before != date.listed_under and date.vevent:
        date.shifts += 1
    if not significant and not unseen and date.vevent and bytes(date.vevent) == build(date):
        date.save()
        return False
    # First the number, which waits for changes before this one: then the moments are in the same order as the numbers.
    date.version = ChangeCounter.next()
    date.changed_at = max(timezone.now(), date.changed_at)
    date.vevent = build(date)
    date.save()
    if has_left(before, date.listed_under):
        note_departure(date, before)
    return True
