"""Publishing and expiry of pages at the time that their editor planned."""

import logging
from collections.abc import Callable

from django.utils import timezone
from wagtail.models import Page, Revision

from events.models import EventPage
from events.publishing.doors import PeopleRegisteredError, mails_of

logger = logging.getLogger(__name__)


def run_due() -> int:
    """Unpublish what expired and publish what is due; return the number of pages for which that failed.

    A schedule may do what its button may do. A page with people registered stays until nobody is: their dates are over
    or cancelled. A change that would mail people waits until somebody publishes it and reads whom it mails.
    """
    now = timezone.now()
    failed = 0
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        failed += not done(
            page, lambda page: page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        )
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        failed += not done(revision, publish)
    return failed


def done(what: Page | Revision, act: Callable) -> bool:
    """Return whether ``act`` went well. It may fail for one page without keeping the others from their turn."""
    try:
        act(what)
    except PeopleRegisteredError:
        return True
    except Exception:  # the other pages must still have their turn
        logger.exception("Scheduled work failed for %s %s", type(what).__name__, what.pk)
        return False
    return True


def publish(revision: Revision) -> None:
    draft = revision.as_object()
    if not (isinstance(draft, EventPage) and mails_of(draft)):
        revision.publish(log_action="wagtail.publish.scheduled")
