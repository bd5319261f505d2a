from django import template
from django.template import RequestContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.conference.cards import cards_of
from events.conference.models import ConferencePage, SessionPage
from events.conference.programme import programme_of
from events.conference.showing import day_lines, of_index, of_session, taste
from events.models.dates import AMSTERDAM
from freshness.versioned_cache import cached

register = template.Library()


def _conference(page: Page, request) -> ConferencePage:
    if isinstance(page, ConferencePage):
        return page
    found: ConferencePage = cached(
        request,
        ("conference-above", page.pk),
        lambda: ConferencePage.objects.ancestor_of(page).get(),
    )
    return found


@register.simple_tag(takes_context=True)
def conference_of(context: RequestContext, page: Page) -> dict:
    """Return what the bar above every page of a conference says, for a conference or a session."""
    request = context["request"]
    conference = _conference(page, request)
    url = conference.get_url(request) or ""

    def read() -> dict:
        days = list(conference.dates.exclude(status="removed").order_by("start").values_list("start", flat=True))
        when = date_format(days[0].astimezone(AMSTERDAM), "l j F Y") if days else ""
        return {"when": when, "where": ", ".join(filter(None, [conference.venue_name, conference.town]))}

    links = [(_("De dag"), url), (_("Programma"), f"{url}programma/")]
    return {
        **cached(request, ("conference-bar", conference.pk), read),
        "title": conference.title,
        "url": url,
        "links": [{"title": title, "url": address} for title, address in links],
    }


@register.simple_tag(takes_context=True)
def conference_day(context: RequestContext, page: ConferencePage) -> dict:
    """Return what the page of a conference shows of its programme: a taste of it and the day in lines."""
    request = context["request"]
    programme = programme_of(page, request)
    if programme is None:
        return {}
    cards = cards_of(page, programme, programme.places(), request)
    return {"programme": programme, "taste": taste(programme, cards), "lines": day_lines(programme)}


@register.simple_tag(takes_context=True)
def session_of(context: RequestContext, page: SessionPage) -> dict:
    """Return what the page of a session shows of the programme: its runs, its people, and what is on beside it."""
    request = context["request"]
    return of_session(page, _conference(page, request), request, timezone.now())


@register.simple_tag(takes_context=True)
def conferences_of(context: RequestContext, page: Page) -> dict:
    """Return the coming conferences and those of past years."""
    return of_index(page, context["request"], timezone.now())
