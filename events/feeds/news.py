"""The agenda for feed readers: any selection of it as Atom, with the parameters of its calendar."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from events.dates.entry import calendar_event
from events.dates.renamed import renamed
from events.dates.selection import Selection, midnight, selection_of
from events.dates.selection_words import names_of, sentence
from events.dates.story import read_stories
from events.feeds.views import Feed, last_change, moved_to, serve
from events.models import EventDate
from network.addresses import page_at
from web.atom import Entry, atom

FORMAT = 3
"""Part of every ETag: raise it when the same dates give different bytes."""
MOST_ENTRIES = 100
"""Limit on the entries, latest change first.

A reader that polls daily misses nothing, and need not load a whole country.
"""


class NewsFeed(Feed):
    """Dates of a selection, latest change first: a feed reader shows those as new."""

    content_type = "application/atom+xml; charset=utf-8"
    file_name = "feed.xml"
    is_export = False

    def __init__(self, selection: Selection, title: str, page_url: str) -> None:
        dates = selection.in_news().order_by("-version", "-pk")
        super().__init__(title, dates, url=f"{settings.SITE_URL}/agenda/feed.xml{selection.query_string}")
        self.page_url = f"{page_url}{selection.query_string}"

    @cached_property
    def _shown(self) -> list[tuple]:
        # No calendar contains the organisation's name, so renaming it does not raise the date's version.
        names = ("page__organisation__title", "page__organisation__is_example")
        return list(self.dates.values_list("pk", "version", *names)[:MOST_ENTRIES])

    def version(self) -> tuple[str, datetime]:
        digest = sha256(repr((FORMAT, self.title, self.url, self.page_url, self._shown)).encode()).hexdigest()[:32]
        return digest, last_change()

    def body(self) -> bytes:
        shown = EventDate.objects.filter(pk__in=[pk for pk, *_rest in self._shown])
        dates = list(shown.with_calendar_texts().order_by("-version", "-pk"))
        read_stories(date.page for date in dates)
        entries = [entry_of(date) for date in dates]
        return atom(
            self.title,
            entries,
            url=self.url,
            page_url=self.page_url,
            author=settings.WAGTAIL_SITE_NAME,
            changed_at=max((entry.changed_at for entry in entries), default=midnight(timezone.localdate())),
        )


def entry_of(date: EventDate) -> Entry:
    event, page = calendar_event(date, whole=True), date.page
    assert page is not None
    when = date_format(date.start_local, _("l j F Y, G.i"))
    organisation = page.organisation
    return Entry(
        uid=date.uid,
        # Without the time, all entries of a series would look alike.
        title=_("%(title)s (%(when)s uur)") % {"title": event.summary, "when": when},
        # Names the date, because the page may open with another by the time this is read.
        url=f"{event.url}?datum={date.pk}",
        calendar_url=f"{event.url}kalender.ics?datum={date.pk}",
        author=organisation.display_name if organisation else settings.WAGTAIL_SITE_NAME,
        summary=page.summary,
        html=_where_and_when(date) + mark_safe(event.html),  # noqa: S308  escaped where it was made
        changed_at=date.changed_at,
        categories=event.categories,
    )


def _where_and_when(date: EventDate) -> SafeString:
    start, end = date.start_local, date.end_local
    until = date_format(end, "G.i") if start.date() == end.date() else date_format(end, _("l j F, G.i"))
    when = _("%(start)s tot %(end)s uur") % {"start": date_format(start, _("l j F Y, G.i")), "end": until}
    return format_html("<p><strong>{}</strong><br>{}</p>", when.capitalize(), date.location)


@csrf_exempt  # read-only, like calendars
@require_safe
def agenda_news(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve ``feed.xml`` below the agenda."""
    page = page_at(request, path)
    selection = selection_of(page, request) if getattr(page, "has_news", False) else None
    if selection is None:
        raise Http404
    named = names_of(selection)
    if named.problems and (now_called := renamed(selection, named)):
        return moved_to(f"{request.path}{now_called.query_string}")
    title = f"{settings.WAGTAIL_SITE_NAME} · {sentence(selection, named)}"
    news = NewsFeed(selection, title, page.get_full_url(request) or settings.SITE_URL)
    return serve(request, news, for_all=page.is_open_to_all)
