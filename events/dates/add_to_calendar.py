"""Links that put one date in a calendar on the web. They hold only what everybody may know of it.

Such an address ends up in histories and logs of others, so the link to an online meeting and personal links stay out.
"""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.description import location_of, page_address
from events.dates.getting_there import Link
from events.models import EventDate
from web.excerpts import shortened

MOST_OF_SUMMARY = 200
GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = {"office.com": gettext_lazy("Outlook van je werk"), "live.com": "Outlook.com"}


def add_links(date: EventDate) -> list[Link]:
    """Return a link for each calendar; none if the date is over, cancelled or postponed.

    An entry made like this does not follow changes, unlike a subscription.
    """
    page = date.page
    if page is None or date.status != EventDate.Status.SCHEDULED or date.is_over:
        return []
    address = f"{page_address(page)}?datum={date.pk}"
    words = "\n\n".join(filter(None, [shortened(page.summary, MOST_OF_SUMMARY), address]))
    where = location_of(page, date.place)
    # In UTC: a local time would need a zone, and each of the two names it differently.
    google = {
        "action": "TEMPLATE",
        "text": page.title,
        "dates": f"{_utc(date.start):%Y%m%dT%H%M%SZ}/{_utc(date.end):%Y%m%dT%H%M%SZ}",
        "details": words,
        "location": where,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": page.title,
        "startdt": f"{_utc(date.start):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{_utc(date.end):%Y-%m-%dT%H:%M:%SZ}",
        "body": words,
        "location": where,
    }
    return [
        Link(_("Google Agenda"), f"{GOOGLE}?{urlencode(google, quote_via=quote)}"),
        *(
            Link(str(name), f"https://outlook.{host}/calendar/0/deeplink/compose?{urlencode(outlook, quote_via=quote)}")
            for host, name in OUTLOOK.items()
        ),
    ]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
