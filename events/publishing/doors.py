"""Rules that hold at every door: buttons, bulk actions, workflows, the scheduler, the worker and the shell.

*A page stays* while people are registered for a date at or below it that has yet to come. Cancelling the date tells them; a
page that goes would not, or would mail them without a question. ``receivers`` holds this where pages are saved and deleted,
and ``events.admin.guards`` says it beforehand.

*No mail without a question.* Only the form of an event asks; who publishes in another way may not mail anybody.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from accounts.models import User
from events.models import ChangeCounter, EventDate, EventPage, Registration
from events.publishing.publish import announcements_of


class PeopleRegisteredError(PermissionDenied):
    """Error: the page has to stay, because people are registered for ``date``."""

    def __init__(self, date: EventDate) -> None:
        self.date = date
        super().__init__(why_it_stays(date))


def dates_that_count(pages: Iterable[Page]) -> list[EventDate]:
    """Return awaited dates with registrations on ``pages`` and their descendants, with the number as ``people``."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    people = Count("registrations", filter=Q(registrations__state__in=Registration.LIVE))
    dates = EventDate.objects.filter(below).awaited().annotate(people=people).filter(people__gt=0)
    return list(dates.select_related("page").order_by("start"))


def why_it_stays(date: EventDate) -> str:
    """Return the reason in words. ``date`` comes from ``dates_that_count``."""
    people = date.people  # type: ignore[attr-defined]  # annotated
    words = ngettext(
        "Voor “%(title)s” op %(date)s is nog 1 persoon aangemeld.",
        "Voor “%(title)s” op %(date)s zijn nog %(number)s mensen aangemeld.",
        people,
    ) % {"title": date.page.title if date.page else "", "date": f"{date.start_local:%d-%m-%Y}", "number": people}
    way = _("Annuleer eerst de datum: dan krijgt iedereen bericht. Daarna kun je de pagina weghalen.")
    return f"{words} {way}"


@transaction.atomic
def keep_while_awaited(page: Page) -> None:
    """Raise PeopleRegisteredError if ``page`` has to stay. Locks its dates, so that nobody registers in between."""
    below = EventDate.objects.filter(page__path__startswith=page.path)
    if not below.exists():
        return
    ChangeCounter.hold()
    below.lock()
    if dates := dates_that_count([page]):
        raise PeopleRegisteredError(dates[0])


def mails_of(draft: EventPage) -> int:
    """Return how many people publishing ``draft`` would mail."""
    return sum(one.people for one in announcements_of(draft, draft.planned_dates.all()))


def publish_approved(workflow_state: WorkflowState, user: User | None) -> None:
    """Publish the revision that the last task of a workflow approved, and not one that was saved since.

    If that would mail people, raise PermissionDenied, which undoes the approval.
    """
    revision = workflow_state.current_task_state.revision
    draft = revision.as_object()
    if isinstance(draft, EventPage) and mails_of(draft):
        raise PermissionDenied(_("Publiceren mailt mensen. Open de pagina en publiceer haar daar."))
    revision.publish(user=user)
