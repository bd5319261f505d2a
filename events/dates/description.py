"""Words about a date and its page, shared by pages, mails and calendars: location, accessibility and changes."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import EventDate, EventPage
from events.models.attendance import Attendance
from events.models.dates import AMSTERDAM

WHEELCHAIR = {
    "yes": gettext_lazy("Overal toegankelijk"),
    "partly": gettext_lazy("Deels toegankelijk"),
    "no": gettext_lazy("Niet toegankelijk"),
}


def location_of(page: EventPage, place: str = "", attendance: str = "") -> str:
    """Return “Naam, straat, postcode plaats” or “Online”, as somebody with that answer needs it.

    ``place`` is the date's own location, if not the page's.
    """
    way = page.attendance_of(attendance)
    if way == Attendance.ONLINE:
        return _("Online")
    parts = [page.venue_name, page.street, f"{page.postcode} {page.town}".strip()]
    where = place or ", ".join(part for part in parts if part)
    return _("%(where)s (ook online)") % {"where": where} if way == Attendance.HYBRID else where


def online_url_of(page: EventPage, own: str = "") -> str:
    """Return the link to the online meeting. ``own`` is the date's own link, if not the page's."""
    return (own or page.online_url) if page.is_online else ""


def access_of(page: EventPage, date: EventDate | None = None, attendance: str = "") -> list[dict[str, str]]:
    """Return the known accessibility facts as label and value; none if online, or if ``date`` has its own location.

    ``attendance`` is how somebody attends a hybrid event.
    """
    if (date is not None and date.place) or page.attendance_of(attendance) == Attendance.ONLINE:
        return []
    facts = [
        (gettext_lazy("Rolstoel"), WHEELCHAIR.get(page.wheelchair, "")),
        (gettext_lazy("Ringleiding"), gettext_lazy("Aanwezig") if page.ring_line else ""),
        (gettext_lazy("Parkeren"), page.parking),
        (gettext_lazy("Bus of trein"), page.public_transport),
        (gettext_lazy("Goed om te weten"), page.access_note),
    ]
    return [{"label": str(label), "value": str(value)} for label, value in facts if value]


def page_address(page: EventPage) -> str:
    return page.get_full_url() or settings.SITE_URL


def change_words(date: EventDate) -> str:
    """Return the change since the first announcement in a word or two; empty if none.

    A place of its own is a change only if an organiser moved the date there, for a reason: a series may visit places.
    Calendars, which may show nothing but a title, have it before the title.
    """
    if date.is_cancelled:
        return _("Geannuleerd")
    if date.is_postponed:
        return _("Uitgesteld")
    if date.moved_from is None:
        return _("Andere plek") if date.place and date.reason else ""
    if date.moved_from.astimezone(AMSTERDAM).date() != date.start_local.date():
        return _("Verplaatst naar %(day)s") % {"day": date_format(date.start_local, "j F")}
    return _("Nieuwe tijd: %(time)s uur") % {"time": date_format(date.start_local, "G.i")}


def change_sentence(date: EventDate) -> str:
    """Return ``change_words`` as a sentence, with the original time and the reason; empty if there is no change."""
    if date.is_cancelled:
        words = _("Gaat niet door.")
    elif date.is_postponed:
        words = _("Uitgesteld. De nieuwe datum volgt.")
    elif date.moved_from:
        was = date_format(date.moved_from.astimezone(AMSTERDAM), _("l j F, G.i"))
        words = _("Let op: deze bijeenkomst is verplaatst. Eerst was het %(was)s uur.") % {"was": was}
    elif date.place and date.reason:
        words = _("Let op: deze bijeenkomst is op een andere plek dan anders.")
    else:
        return ""
    return f"{words} {date.reason}".strip()
