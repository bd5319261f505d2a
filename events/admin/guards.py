"""Guards on pages that people are registered for.

Such a page may not be taken off the site: cancelling its dates tells people, deleting it would not. Nor may it be
published in bulk when that mails people, because a bulk action does not ask for confirmation.
"""

from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from events.models import EventDate, EventPage, Registration
from events.publishing.publish import announcements_of

REFUSED = {"delete", "unpublish"}


def dates_that_count(pages: list[Page]) -> list[EventDate]:
    """Return awaited dates with registrations on ``pages`` and their descendants, with the number as ``people``."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    people = Count("registrations", filter=Q(registrations__state__in=Registration.LIVE))
    dates = EventDate.objects.filter(below).awaited().annotate(people=people).filter(people__gt=0)
    return list(dates.select_related("page").order_by("start"))


def refuse_to_remove(request, pages: list[Page]) -> EventDate | None:
    """Show why ``pages`` must stay, and return the first date in the way; None if there is none."""
    dates = dates_that_count(pages)
    if not dates:
        return None
    first = dates[0]
    words = ngettext(
        "Voor “%(title)s” op %(date)s is nog 1 persoon aangemeld.",
        "Voor “%(title)s” op %(date)s zijn nog %(number)s mensen aangemeld.",
        first.people,
    ) % {"title": first.page.title, "date": f"{first.start_local:%d-%m-%Y}", "number": first.people}
    way = _("Annuleer eerst de datum: dan krijgt iedereen bericht. Daarna kun je de pagina weghalen.")
    messages.error(request, f"{words} {way}")
    return first


def before_page_goes(request, page):
    if first := refuse_to_remove(request, [page]):
        return redirect("events_registrations", first.pk)
    return None


def before_pages_go(request, action_type, objects, action):
    if not (objects and isinstance(objects[0], Page)):
        return None
    refused = action_type in REFUSED and refuse_to_remove(request, objects)
    if refused or (action_type == "publish" and refuse_to_mail(request, objects)):
        return redirect(action.next_url)
    return None


def refuse_to_mail(request, pages: list[Page]) -> bool:
    """Return whether publishing a draft among ``pages`` or their descendants would mail people; if so, show it."""
    for page in pages:
        for event in EventPage.objects.descendant_of(page, inclusive=True).filter(has_unpublished_changes=True):
            draft = event.specific.get_latest_revision_as_object()
            if mails := sum(one.people for one in announcements_of(draft, draft.planned_dates.all())):
                words = ngettext(
                    "Als je “%(title)s” publiceert, gaat er 1 mail uit naar wie is aangemeld.",
                    "Als je “%(title)s” publiceert, gaan er %(number)s mails uit naar wie is aangemeld.",
                    mails,
                ) % {"title": draft.title, "number": mails}
                messages.error(
                    request, f"{words} {_('Open de pagina en publiceer haar daar. Dan zie je eerst welke.')}"
                )
                return True
    return False
