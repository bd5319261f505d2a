"""The public face of a date: where it is in words, its calendar bytes and its version. Called by what changes a date."""

import re
from html import unescape
from uuid import uuid4

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events import calendar
from events.models import ChangeCounter, EventDate, EventPage
from network.models import ThemePage
from network.visibility import open_to_all

HOST = settings.SITE_URL.split("://")[-1].split(":")[0]


def new_uid() -> str:
    return f"{uuid4()}@{HOST}"


def location_of(page: EventPage) -> str:
    """“Naam, straat, postcode plaats”, or that it is online."""
    if page.attendance == EventPage.Attendance.ONLINE:
        return _("Online")
    parts = [page.venue_name, page.street, f"{page.postcode} {page.town}".strip()]
    where = ", ".join(part for part in parts if part)
    return _("%(where)s (ook online)") % {"where": where} if page.attendance == EventPage.Attendance.HYBRID else where


def access_of(page: EventPage) -> list[dict[str, str]]:
    """What somebody needs to know to get in, as label and value; only what is known."""
    wheelchair = {"yes": _("Overal toegankelijk"), "partly": _("Deels toegankelijk"), "no": _("Niet toegankelijk")}
    facts = [
        (_("Rolstoel"), wheelchair.get(page.wheelchair, "")),
        (_("Ringleiding"), _("Aanwezig") if page.ring_line else ""),
        (_("Parkeren"), page.parking),
        (_("Bus of trein"), page.public_transport),
        (_("Goed om te weten"), page.access_note),
    ]
    if page.attendance == EventPage.Attendance.ONLINE:
        return []
    return [{"label": label, "value": value} for label, value in facts if value]


def page_address(page: EventPage) -> str:
    return page.get_full_url() or settings.SITE_URL


def calendar_event(date: EventDate) -> calendar.Event:
    """What everybody may know of ``date``. Never the link to an online meeting: that is for who registered."""
    page = date.page
    assert page is not None
    lines = []
    if date.is_cancelled:
        lines.append(f"{_('Gaat niet door.')} {date.reason}".strip())
    lines.append(page.summary)
    if page.audience:
        lines.append(_("Voor wie: %(audience)s") % {"audience": page.audience})
    if body := body_text(page):
        lines.append(body)
    if access := access_of(page):
        lines.append("\n".join(f"{fact['label']}: {fact['value']}" for fact in access))
    if page.is_online:
        lines.append(_("De link om online mee te doen staat in je mail als je bent aangemeld."))
    address = page_address(page)
    if page.registration == EventPage.Registration.HERE and not date.is_cancelled:
        lines.append(_("Aanmelden, of toch afmelden: %(address)s") % {"address": address})
    else:
        lines.append(_("Meer weten: %(address)s") % {"address": address})
    categories = [page.get_kind_display(), *(theme.title for theme in themes_of(page))]
    return calendar.Event(
        uid=date.uid,
        start=date.start,
        end=date.end,
        summary=_("[Geannuleerd] %(title)s") % {"title": page.title} if date.is_cancelled else page.title,
        changed_at=date.changed_at,
        sequence=date.sequence,
        status=calendar.Status.CANCELLED if date.is_cancelled else calendar.Status.CONFIRMED,
        description="\n\n".join(lines),
        location=date.location,
        latitude=page.latitude,
        longitude=page.longitude,
        url=address,
        categories=tuple(categories),
    )


def themes_of(page: EventPage) -> QuerySet[ThemePage]:
    """Its themes as far as everybody may see them, in a fixed order."""
    return open_to_all(ThemePage.objects.filter(pk__in=[theme.pk for theme in page.themes.all()])).order_by("path")


def body_text(page: EventPage) -> str:
    html = re.sub(r"</(p|li|h2|h3)>|<br\b[^>]*>", "\n", page.body).replace("<li", "– <li")
    lines = [line.strip() for line in unescape(strip_tags(html)).splitlines()]
    return Truncator("\n".join(line for line in lines if line)).chars(1500)


def build(date: EventDate) -> bytes:
    """The bytes of ``date`` as it now is: a tombstone when it was removed."""
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return calendar.tombstone(
            _("Vervallen"),
            uid=date.uid,
            start=date.start,
            end=date.end,
            changed_at=date.changed_at,
            sequence=date.sequence,
        )
    return calendar.vevent(calendar_event(date))


def rewrite(date: EventDate, *, significant: bool = False, unseen: bool = False) -> bool:
    """Saves ``date`` and its bytes; a new version when what the public sees differs. True when it did.

    ``significant`` is a change of time, place or status: SEQUENCE rises (RFC 5546 2.1.4). ``unseen`` is a change that the bytes do
    not show but that moves the date in or out of sight. Call it in the transaction that changes the date.
    """
    if significant:
        date.sequence += 1
    if not significant and not unseen and date.vevent and bytes(date.vevent) == build(date):
        date.save()
        return False
    # First the number, which waits for changes before this one: then the moments are in the same order as the numbers.
    date.version = ChangeCounter.next()
    date.changed_at = max(timezone.now(), date.changed_at)
    date.vevent = build(date)
    date.save()
    return True
