"""Guards on pages that people are registered for: what the admin says before ``events.publishing.doors`` would refuse.

Nor may such a page be published in bulk when that mails people, because a bulk action does not ask for confirmation.
"""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from events.models import EventDate, EventPage
from events.publishing.doors import dates_that_count, mails_of, why_it_stays

REFUSED = {"delete", "unpublish"}


def refuse_to_remove(request, pages: list[Page]) -> EventDate | None:
    """Show why ``pages`` must stay, and return the first date in the way; None if there is none."""
    dates = dates_that_count(pages)
    if not dates:
        return None
    messages.error(request, why_it_stays(dates[0]))
    return dates[0]


def before_page_goes(request, page):
    if first := refuse_to_remove(request, [page]):
        return redirect("events_registrations", first.pk)
    return None


def before_pages_go(request, action_type, objects, action):
    if not (objects and isinstance(objects[0], Page)):
        return None
    refused = action_type in REFUSED and refuse_to_remove(request, objects)
    if refused or (action_type == "publish" and refuse_to_mail(request, objects)):
        # Not ``action.next_url``: without “next” that is the address of the action, which exists for a POST only.
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")
    return None


def refuse_to_mail(request, pages: list[Page]) -> bool:
    """Return whether publishing a draft among ``pages`` or their descendants would mail people; if so, show it."""
    for page in pages:
        for event in EventPage.objects.descendant_of(page, inclusive=True).filter(has_unpublished_changes=True):
            if mails := mails_of(event.specific.get_latest_revision_as_object()):
                words = ngettext(
                    "Als je “%(title)s” publiceert, gaat er 1 mail uit naar wie is aangemeld.",
                    "Als je “%(title)s” publiceert, gaan er %(number)s mails uit naar wie is aangemeld.",
                    mails,
                ) % {"title": event.draft_title, "number": mails}
                messages.error(
                    request, f"{words} {_('Open de pagina en publiceer haar daar. Dan zie je eerst welke.')}"
                )
                return True
    return False
