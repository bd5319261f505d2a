"""Dates and pages for the admin's views, with permission checks."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventDate, EventPage


def date_for(user, date_id: int) -> EventDate:
    """Return the date if ``user`` may edit its page. Raises Http404 and PermissionDenied."""
    date = get_object_or_404(EventDate.objects.select_related("page__organisation"), pk=date_id, page__isnull=False)
    if not date.page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return date


def page_for(user, page_id: int) -> EventPage:
    # By ``id``, not ``pk``: for a number too large for the database, ``id`` finds nothing, but the foreign key behind
    # ``pk`` raises an error.
    page = get_object_or_404(EventPage.objects.select_related("organisation"), id=page_id)
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page


def date_that_matters(page: EventPage) -> EventDate | None:
    """Return the next date that is not over, else the last date."""
    dates: QuerySet[EventDate] = EventDate.objects.filter(page=page).exclude(status=EventDate.Status.REMOVED)
    return dates.upcoming().order_by("start").first() or dates.order_by("-start").first()


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Return breadcrumbs from (label, URL) pairs, after the admin's home and the list of meetups."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("meetups:index"), "label": _("Bijeenkomsten")},
        *({"url": url, "label": label} for label, url in steps),
    ]
