"""Signal receivers: what follows for dates when a page is saved, published, moved, hidden or deleted.

``EventPage.save`` sends ``event_saved`` for the event itself. The other signals are Wagtail's and Django's, for other
pages and view restrictions that affect a date's calendar entry or visibility. ``changes`` does the rewriting.
"""

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from events.models import ChangeCounter, CoOrganiser, EventDate, EventPage
from events.models.dates import EventDateQuerySet
from events.models.event import event_saved
from events.publishing.changes import rewrite_soon
from events.publishing.doors import keep_while_awaited
from events.publishing.publish import publish_dates
from events.publishing.questions import publish_questions
from events.publishing.retired_feeds import record_retired_feeds
from events.publishing.rewrite import rewrite
from network import places  # noqa: F401  its receivers run first, so that a moved wijk already has its new gemeente
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage


def dates_below(page: Page) -> EventDateQuerySet:
    return EventDate.objects.filter(page__path__startswith=page.path)


def dates_that_name(page: Page) -> EventDateQuerySet:
    """Return the dates of events about, at or with ``page`` or a page below it."""
    shown = Q()
    for relation in ("themes", "wijken", "municipality", "organisation", "co_organisers__organisation"):
        shown |= Q(**{f"page__{relation}__path__startswith": page.path})
    return EventDate.objects.filter(pk__in=EventDate.objects.filter(shown).values("pk"))


def those_that_name(page: Page) -> EventDateQuerySet:
    """Return ``dates_that_name(page)``, evaluated now, so that it keeps dates that later stop naming the page."""
    return EventDate.objects.filter(pk__in=list(dates_that_name(page).values_list("pk", flat=True)))


@receiver(event_saved)
def event_was_saved(page: EventPage, **kwargs) -> None:
    publish_dates(page)
    publish_questions(page)


@receiver(pre_save)
def page_stays_while_awaited(sender: type, instance: Page, *, raw: bool = False, update_fields=None, **kwargs) -> None:
    """Refuse to take a page off the site that people count on, whichever way: all of them save it as not live.

    Without ``sender``: Wagtail saves a page as its own class, and the scheduler as ``Page``.
    """
    if raw or not issubclass(sender, Page) or instance.live or (update_fields and "live" not in update_fields):
        return
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        keep_while_awaited(instance)


@receiver(page_published, sender=ThemePage)
@receiver(page_published, sender=WijkPage)
@receiver(page_published, sender=MunicipalityPage)
@receiver(page_published, sender=OrganisationPage)
def name_changed(instance: Page, **kwargs) -> None:
    rewrite_soon(dates_that_name(instance))


@receiver(page_unpublished, sender=ThemePage)
@receiver(page_unpublished, sender=WijkPage)
@receiver(page_unpublished, sender=MunicipalityPage)
@receiver(page_unpublished, sender=OrganisationPage)
def went_out_of_sight(instance: Page, **kwargs) -> None:
    """Record the retired feed and rewrite dates. Also runs on deletion: Wagtail sends this signal first."""
    record_retired_feeds(Page.objects.filter(pk=instance.pk))
    rewrite_soon(dates_that_name(instance))


@receiver(pre_delete, sender=ThemePage)
def theme_deleted(instance: ThemePage, **kwargs) -> None:
    """Remove the theme from its events first, so that their calendar entries no longer name it."""
    dates = those_that_name(instance)
    EventPage.themes.through.objects.filter(themepage=instance.pk).delete()
    rewrite_soon(dates)


@receiver(pre_delete, sender=WijkPage)
def wijk_deleted(instance: WijkPage, **kwargs) -> None:
    """Remove the wijk from its events.

    Events that were in the gemeente only through this wijk leave the feed of the gemeente, and get a tombstone there.
    """
    dates = those_that_name(instance)
    EventPage.wijken.through.objects.filter(wijkpage=instance.pk).delete()
    rewrite_soon(dates)


@receiver(pre_delete, sender=MunicipalityPage)
def municipality_deleted(instance: MunicipalityPage, **kwargs) -> None:
    dates = those_that_name(instance)
    EventPage.objects.filter(municipality=instance.pk).update(municipality=None)
    rewrite_soon(dates)


@receiver(pre_delete, sender=OrganisationPage)
def organisation_deleted(instance: OrganisationPage, **kwargs) -> None:
    """Remove the organisation from events that it co-organised. Its own events are deleted with it."""
    dates = those_that_name(instance)
    CoOrganiser.objects.filter(organisation=instance.pk).delete()
    rewrite_soon(dates)


@receiver(page_unpublished)
def event_unpublished(instance: Page, **kwargs) -> None:
    """Withdraw the dates. Wagtail's scheduler and deletion unpublish a page without calling ``EventPage.save``.

    Deletion comes here before ``page_deleted``, with the page still stored as live.
    """
    if event := EventPage.objects.filter(pk=instance.pk).first():
        keep_while_awaited(event)
        event.live = False
        publish_dates(event)


@receiver(page_slug_changed)
def address_changed(instance: Page, **kwargs) -> None:
    rewrite_soon(dates_below(instance))


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs) -> None:
    """Hand moved events to the organisation above them. A moved wijk takes its dates to another gemeente."""
    page = Page.objects.get(pk=instance.pk)
    handed_over = False
    for event in EventPage.objects.descendant_of(page, inclusive=True):
        organisation = event.organisation_above()
        if event.organisation_id != (organisation and organisation.pk):
            EventPage.objects.filter(pk=event.pk).update(organisation=organisation)
            handed_over = True
    rewrite_soon(dates_below(page), unseen=handed_over)
    # Only for wijken: reordering organisations or themes does not change what their dates are listed under.
    if WijkPage.objects.descendant_of(page, inclusive=True).exists():
        rewrite_soon(dates_that_name(page))


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def privacy_changed(instance: PageViewRestriction, *, created: bool = False, **kwargs) -> None:
    if created:
        record_retired_feeds(Page.objects.live().descendant_of(instance.page, inclusive=True), but_for=instance)
    touched = [
        *dates_below(instance.page).values_list("pk", flat=True),
        *dates_that_name(instance.page).values_list("pk", flat=True),
    ]
    rewrite_soon(EventDate.objects.filter(pk__in=touched), unseen=True)


@receiver(pre_delete, sender=EventPage)
@transaction.atomic
def page_deleted(instance: EventPage, **kwargs) -> None:
    """Leave a tombstone of each date, so that calendars remove it. Raise PeopleRegisteredError if the page has to stay."""
    keep_while_awaited(instance)
    ChangeCounter.hold()
    for date in EventDate.objects.filter(page=instance.pk).lock():
        if date.status != EventDate.Status.REMOVED:
            date.status = EventDate.Status.REMOVED
            rewrite(date, significant=True)
