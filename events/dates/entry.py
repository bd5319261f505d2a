"""Public calendar entry of a date, as data and as bytes. Reads the date and its page; writes nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from django.utils.html import format_html, strip_tags, urlize
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events import ics
from events.dates.description import access_of, change_sentence, change_words, page_address
from events.dates.listing import tombstone_of
from events.models import EventDate, EventPage
from network.models import ThemePage
from network.visibility import open_to_all

MOST_OF_REASON = 60


def calendar_event(date: EventDate, *, whole: bool = False) -> ics.Event:
    """Return the public entry of ``date``.

    It never holds the link to an online meeting: only registered people get that.

    ``whole`` adds the page's body, for attendees. Subscribers, who follow hundreds of dates, follow the link for that.
    """
    page = date.page
    assert page is not None
    lines = [change] if (change := change_sentence(date)) else []
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
    return ics.Event(
        uid=date.uid,
        start=date.start,
        end=date.end,
        summary=summary_of(date),
        changed_at=date.changed_at,
        sequence=date.public_sequence,
        # Nothing happens at the old time of a postponed date.
        status=ics.Status.CANCELLED if date.is_cancelled or date.is_postponed else ics.Status.CONFIRMED,
        description="\n\n".join([*lines, f"{more}: {address}"]),
        html=as_html("\n\n".join(lines)) + link,
        location=date.location,
        latitude=None if date.place else page.latitude,
        longitude=None if date.place else page.longitude,
        url=address,
        categories=tuple(categories),
    )


def summary_of(date: EventDate) -> str:
    """Return “[Verplaatst naar 2 juli] Wijklunch – De zaal is dicht”, since many calendars show only the title."""
    assert date.page is not None
    if not (words := change_words(date)):
        return date.page.title
    reason = Truncator(date.reason.rstrip(". ")).chars(MOST_OF_REASON)
    return f"[{words}] {date.page.title}" + (f" – {reason}" if reason else "")


def themes_of(page: EventPage) -> Iterable[ThemePage]:
    """Return its public themes, in a fixed order."""
    if hasattr(page, "open_themes"):  # prefetched by ``with_calendar_texts`` or the cache
        return page.open_themes
    return open_to_all(ThemePage.objects.filter(pk__in=[theme.pk for theme in page.themes.all()])).order_by("path")


@lru_cache(maxsize=512)
def as_html(text: str) -> str:
    """Return plain text as HTML with its addresses as links, for programs that show plain text badly."""
    paragraphs = urlize(text, autoescape=True).split("\n\n")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs).replace("\n", "<br>")


@lru_cache(maxsize=512)
def body_text(body: str) -> str:
    """Return rich text as plain text. Cached, since every invitation holds it."""
    html = re.sub(r"</(p|li|h2|h3)>|<br\b[^>]*>", "\n", body).replace("<li", "– <li")
    lines = [line.strip() for line in unescape(strip_tags(html)).splitlines()]
    return Truncator("\n".join(line for line in lines if line)).chars(1500)


def build(date: EventDate) -> bytes:
    """Return the VEVENT of ``date`` as it is now; a tombstone if it was removed."""
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return tombstone_of(date)
    return ics.vevent(calendar_event(date))
