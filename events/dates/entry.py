"""Public calendar entry of a date, as data and as bytes. Reads the date and its page; writes nothing."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html, urlize
from django.utils.translation import gettext as _

from events import ics
from events.dates.availability import closes_words, opens_words
from events.dates.description import access_of, change_sentence, change_words, location_of, page_address
from events.dates.listing import tombstone_of
from events.dates.story import story_of
from events.models import EventDate, EventPage
from network.models import ThemePage
from network.visibility import open_to_all
from web.excerpts import shortened

MOST_OF_REASON = 60


def calendar_event(date: EventDate, *, whole: bool = False, attendance: str = "") -> ics.Event:
    """Return the public entry of ``date``.

    It never holds the link to an online meeting: only registered people get that.

    ``whole`` adds the page's body, for attendees. Subscribers, who follow hundreds of dates, follow the link for that.
    ``attendance`` is how an attendee attends a hybrid date: the entry then has that location only.
    """
    page = date.page
    assert page is not None
    way = page.attendance_of(attendance)
    lines = [change] if (change := change_sentence(date)) else []
    lines.append(page.summary)
    if page.audience:
        lines.append(_("Voor wie: %(audience)s") % {"audience": page.audience})
    if whole and (story := story_of(page)):
        lines.append(story)
    if access := access_of(page, date, attendance):
        lines.append("\n".join(f"{fact['label']}: {fact['value']}" for fact in access))
    if way != EventPage.Attendance.IN_PERSON:
        lines.append(_("De link om online mee te doen staat in je mail als je bent aangemeld."))
    if date.status == EventDate.Status.SCHEDULED and page.registration == EventPage.Registration.HERE:
        lines += registration_rule(date)
    address = page_address(page)
    is_open = page.registration == EventPage.Registration.HERE and date.status == EventDate.Status.SCHEDULED
    more = _("Meer weten, aanmelden of afmelden") if is_open else _("Meer weten")
    link = format_html('<p><a href="{}">{}</a></p>', address, more)
    # Coordinates are those of the page: another place of the date, or being at home, has none.
    has_coordinates = not date.place and (way == page.attendance or way != EventPage.Attendance.ONLINE)
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
        location=date.location if way == page.attendance else location_of(page, date.place, attendance),
        latitude=page.latitude if has_coordinates else None,
        longitude=page.longitude if has_coordinates else None,
        url=address,
        categories=tuple(categories),
        part_of=date.part_of.uid if date.part_of else "",
    )


def registration_rule(date: EventDate) -> list[str]:
    """Return from when people can register, and until when if not until the start. It says the same after that moment."""
    page = date.page
    assert page is not None
    since = opens_words(date)
    lines = [_("Aanmelden kan vanaf %(since)s.") % {"since": since}] if since else []
    if page.closes_days_before:
        lines.append(_("Aanmelden kan tot %(until)s.") % {"until": closes_words(date)})
    return lines


def summary_of(date: EventDate) -> str:
    """Return “[Verplaatst naar 2 juli] Wijklunch – De zaal is dicht”, since many calendars show only the title."""
    assert date.page is not None
    if not (words := change_words(date)):
        return date.page.title
    reason = shortened(date.reason.rstrip(". "), MOST_OF_REASON)
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


def build(date: EventDate) -> bytes:
    """Return the VEVENT of ``date`` as it is now; a tombstone if it was removed."""
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return tombstone_of(date)
    return ics.vevent(calendar_event(date))
