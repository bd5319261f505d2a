"""Links to get to a date: a route on a map site, and the map app of a phone. Nothing is loaded from either."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from events.models import EventDate, EventPage


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    for_phones: bool = False
    """True if the address opens an app that computers do not have."""


def address_of(date: EventDate) -> str:
    """Return where to go, as a map site understands it; empty if the date is online or its address is unknown."""
    page = date.page
    assert page is not None
    if page.attendance == EventPage.Attendance.ONLINE:
        return ""
    if date.place:
        return date.place
    town = f"{page.postcode} {page.town}".strip()
    if page.street:
        return ", ".join(filter(None, [page.street, town]))
    return f"{page.venue_name}, {town}" if page.venue_name and town else ""


def route_links(date: EventDate) -> list[Link]:
    """Return the links, empty if there is nowhere to go: the date is online, over, cancelled or postponed."""
    is_on = date.status == EventDate.Status.SCHEDULED and not date.is_over
    address = address_of(date) if is_on else ""
    if not address:
        return []
    wanted = quote(address, safe="")
    links = [Link(_("Open in de kaart-app"), f"geo:{_point(date)}?q={wanted}", for_phones=True)]
    if settings.ROUTE_URL:
        links.insert(0, Link(_("Plan je route"), settings.ROUTE_URL.replace("{address}", wanted)))
    return links


def _point(date: EventDate) -> str:
    """Return the coordinates for a geo: address (RFC 5870). “0,0” lets an app look for the address instead."""
    page = date.page
    if page is None or date.place or page.latitude is None or page.longitude is None:
        return "0,0"
    return f"{page.latitude.normalize():f},{page.longitude.normalize():f}"
