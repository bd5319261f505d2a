"""What somebody in the admin asks for, if she may have it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventDate, EventPage


def date_for(user, date_id: int) -> EventDate:
    """The date, for who may edit its page; everybody else is told nothing of it."""
    date = get_object_or_404(EventDate.objects.select_related("page__organisation"), pk=date_id, page__isnull=False)
    if not date.page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return date


def page_for(user, page_id: int) -> EventPage:
    # By ``id``: a number too large for the database is nobody's there, and an error in the key that points at it.
    page = get_object_or_404(EventPage.objects.select_related("organisation"), id=page_id)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page


def date_that_matters(page: EventPage) -> EventDate | None:
    """The next one that has not been, else the last one."""
    dates: QuerySet[EventDate] = EventDate.objects.filter(page=page).exclude(status=EventDate.Status.REMOVED)
    return dates.upcoming().order_by("start").first() or dates.order_by("-start").first()


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Breadcrumbs from label and address; the home of the admin and the meetups come first."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("meetups:index"), "label": _("Bijeenkomsten")},
        *({"url": url, "label": label} for label, url in steps),
    ]
