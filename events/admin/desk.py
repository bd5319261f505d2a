"""The organiser's desk: coming dates, their registrations, and what needs attention. Today first."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from events.access import editable_pages
from events.admin.failed_letters import failed_letters
from events.admin.failed_mails import (
    failed_mails_of,
    failed_mails_to_organisers,
    registrations_with_missed_mail,
)
from events.admin.places_lines import count_ways
from events.dates.cards import time_words
from events.dates.description import change_words
from events.mail import to_organisers
from events.models import EventDate, EventPage, Registration
from events.models.attendance import Attendance
from network.models import OrganisationPage
from network.permissions import may_open_organisations, organisations_of
from outbox.models import OutgoingMail

MOST_DATES = 30
MOST_CALLS = 5
"""Limit per kind, so that one kind does not hide the others."""
FEW = 5
WHEN = "#panel-child-bijeenkomst-wanneer-section"
REGISTERING = "#panel-child-bijeenkomst-aanmelden-section"
"""Anchor, like ``WHEN``, that Wagtail gives a section of ``editor.event_panels``."""
SOON = timedelta(days=7)
FAILED_SINCE = timedelta(days=14)

State = Registration.State


@dataclass(frozen=True)
class Number:
    """Number that links to the screen to act on it."""

    value: str
    label: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Row:
    date: EventDate
    numbers: list[Number]
    edit_url: str
    list_url: str
    count: Counter = field(default_factory=Counter)

    @property
    def page(self) -> EventPage:
        return self.date.page

    @property
    def day(self) -> str:
        return date_format(self.date.start_local, "D").lower()

    @property
    def month(self) -> str:
        return date_format(self.date.start_local, "M").lower()

    @property
    def time_words(self) -> str:
        return time_words(self.date.start_local, self.date.end_local)

    @property
    def change(self) -> str:
        return change_words(self.date)

    @property
    def date_words(self) -> str:
        return date_format(self.date.start_local, "l j F")


@dataclass(frozen=True)
class Call:
    """Call for attention: the message, and the link to deal with it."""

    text: str
    url: str
    action: str
    tone: str = "notice"


class Desk(Component):
    """Home of the admin. The number of queries does not depend on the number of dates."""

    name = "desk"
    order = 10
    template_name = "events/admin/desk.html"

    def __init__(self, user) -> None:
        self.user = user
        self.now = timezone.now()

    # Data

    @cached_property
    def organisations(self) -> list[OrganisationPage]:
        return list(organisations_of(self.user)[:2])

    @cached_property
    def dates(self) -> list[EventDate]:
        dates = EventDate.objects.standalone().filter(page__in=editable_pages(self.user), page__live=True)
        dates = dates.exclude(status=EventDate.Status.REMOVED).upcoming(self.now)
        return list(dates.select_related("page__organisation").order_by("start", "pk")[: MOST_DATES + 1])

    @cached_property
    def counts(self) -> dict[int, Counter]:
        """Count registrations in each state, by date id."""
        counts: dict[int, Counter] = defaultdict(Counter)
        rows = Registration.objects.filter(date__in=[date.pk for date in self.dates]).order_by()
        # A request counts only once its address is confirmed.
        rows = rows.exclude(state=State.REQUESTED, confirmed_at=None)
        kinds = rows.values_list("date", "state", "attendance", "has_extra_place")
        dates = {date.pk: date for date in self.dates}
        for date_id, state, answer, is_extra, number in kinds.annotate(number=Count("pk")):
            counts[date_id][state] += number
            count_ways(counts[date_id], dates[date_id], answer, state, number=number, extra=number * is_extra)
        return counts

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row(date) for date in self.dates[:MOST_DATES]]

    def row(self, date: EventDate) -> Row:
        count = self.counts[date.pk]
        edit_url = reverse("wagtailadmin_pages:edit", args=[date.page_id])
        list_url = reverse("events_registrations", args=[date.pk])
        return Row(date, numbers(date, count, edit_url=edit_url, list_url=list_url), edit_url, list_url, count)

    # Calls for attention

    @cached_property
    def calls(self) -> list[Call]:
        return [
            *self.failed_mails(),
            *self.failed_mails_to_organisers(),
            *self.failed_letters(),
            *self.postponed(),
            *self.requests(),
            *self.full(),
            *self.empty_soon(),
            *self.without_date(),
            *self.drafts(),
        ]

    def postponed(self) -> list[Call]:
        """List postponed dates, even those whose old day is long past: people wait for the new one."""
        dates = EventDate.objects.standalone().filter(page__in=editable_pages(self.user), page__live=True)
        waiting = dates.filter(status=EventDate.Status.POSTPONED).select_related("page").order_by("start")
        return [
            Call(
                _("“%(title)s” van %(date)s is uitgesteld en heeft nog geen nieuwe dag.")
                % {"title": date.page.title, "date": date_format(date.start_local, "l j F")},
                reverse("events_move_date", args=[date.pk]),
                _("Kies een nieuwe dag"),
            )
            for date in waiting[:MOST_CALLS]
        ]

    def requests(self) -> list[Call]:
        return [
            Call(
                ngettext(
                    "1 persoon vraagt een plek bij “%(title)s” op %(date)s.",
                    "%(number)s mensen vragen een plek bij “%(title)s” op %(date)s.",
                    row.count[State.REQUESTED],
                )
                % {"title": row.page.title, "date": row.date_words, "number": row.count[State.REQUESTED]},
                f"{row.list_url}?stand=requested",
                _("Zeg ja of nee"),
            )
            for row in self.rows
            if row.count[State.REQUESTED] and row.date.status == EventDate.Status.SCHEDULED
        ][:MOST_CALLS]

    def full(self) -> list[Call]:
        return [
            Call(
                ngettext(
                    "“%(title)s” op %(date)s is vol. 1 persoon wacht op een plek.",
                    "“%(title)s” op %(date)s is vol. %(number)s mensen wachten op een plek.",
                    row.count[State.WAITING],
                )
                % {"title": row.page.title, "date": row.date_words, "number": row.count[State.WAITING]},
                f"{row.edit_url}{REGISTERING}",
                _("Maak meer plekken"),
            )
            for row in self.rows
            if row.count[State.WAITING] and row.date.status == EventDate.Status.SCHEDULED
        ][:MOST_CALLS]

    def empty_soon(self) -> list[Call]:
        return [
            Call(
                ngettext(
                    "“%(title)s” op %(date)s heeft pas 1 aanmelding.",
                    "“%(title)s” op %(date)s heeft pas %(number)s aanmeldingen.",
                    row.count[State.CONFIRMED],
                )
                % {"title": row.page.title, "date": row.date_words, "number": row.count[State.CONFIRMED]}
                if row.count[State.CONFIRMED]
                else _("Voor “%(title)s” op %(date)s is nog niemand aangemeld.")
                % {"title": row.page.title, "date": row.date_words},
                row.page.get_full_url() or row.edit_url,
                _("Deel de pagina"),
            )
            for row in self.rows
            if takes_registrations(row.date)
            and row.count[State.CONFIRMED] < FEW
            and row.date.start - self.now < SOON
            and (row.date.capacity is None or row.date.capacity > row.count[State.CONFIRMED])
        ][:MOST_CALLS]

    def failed_mails(self) -> list[Call]:
        """List the dates on the desk of which people did not get their mail: it was given up, or waits for long.

        That includes people whose place lapsed before they could hear of it.
        """
        missed = Registration.objects.filter(
            Q(state__in=Registration.LIVE) | Q(state=State.EXPIRED, confirmed_at=None),
            pk__in=registrations_with_missed_mail(self.now - FAILED_SINCE),
            date__in=[date.pk for date in self.dates],
        )
        people = {one.pk: one for one in missed.select_related("person").order_by("pk")}
        by_date: dict[int, list[tuple[Registration, OutgoingMail]]] = defaultdict(list)
        for pk, mail in failed_mails_of(people).items():
            by_date[people[pk].date_id].append((people[pk], mail))
        return [missed_call(date, by_date[date.pk]) for date in self.dates if date.pk in by_date][:MOST_CALLS]

    def failed_mails_to_organisers(self) -> list[Call]:
        """List failed mails to organisers. The recipient cannot know; colleagues and administrators can act."""
        given_up = OutgoingMail.objects.filter(
            failed_at__gt=self.now - FAILED_SINCE,
            about__in=[to_organisers.about(kind, date.pk) for kind in to_organisers.ABOUT_DATES for date in self.dates],
        )
        names = set(given_up.values_list("about", flat=True))
        dates = [
            date
            for date in self.dates
            if names & {to_organisers.about(kind, date.pk) for kind in to_organisers.ABOUT_DATES}
        ]
        failed = failed_mails_to_organisers(dates, self.user) if dates else {}
        return [
            Call(
                _("Een mail aan %(email)s over “%(title)s” kwam niet aan.")
                % {"email": failed[date.pk][0].recipient, "title": date.page.title},
                reverse("events_failed_organiser_mail", args=[date.pk]),
                _("Kijk wat je kunt doen"),
                "danger",
            )
            for date in dates
            if date.pk in failed
        ][:MOST_CALLS]

    def failed_letters(self) -> list[Call]:
        """Report failed mails about no registration. Only administrators see it, as nobody else would notice."""
        number = len(failed_letters()) if may_open_organisations(self.user) else 0
        words = ngettext(
            "Een mail over inloggen of een eigen link kwam niet aan.",
            "%(number)s mails over inloggen of een eigen link kwamen niet aan.",
            number,
        ) % {"number": number}
        return [Call(words, reverse("events_failed_letters"), _("Kijk wat je kunt doen"), "danger")] if number else []

    def without_date(self) -> list[Call]:
        pages = editable_pages(self.user).filter(live=True, dates__isnull=True).order_by("-first_published_at")
        return [
            Call(
                _("“%(title)s” staat op de site zonder datum.") % {"title": page.title},
                reverse("wagtailadmin_pages:edit", args=[page.pk]) + WHEN,
                _("Kies een datum"),
            )
            for page in pages[:MOST_CALLS]
        ]

    def drafts(self) -> list[Call]:
        pages = editable_pages(self.user).filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")
        return [
            Call(
                (
                    _("Je wijzigingen in “%(title)s” staan nog niet op de site.")
                    if page.live
                    else _("“%(title)s” is een concept. Niemand ziet het nog.")
                )
                % {"title": page.draft_title},
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                _("Maak af"),
            )
            for page in pages[:MOST_CALLS]
        ]

    # Presentation

    @property
    def greeting(self) -> str:
        hour = timezone.localtime(self.now).hour
        words = _("Goedemorgen") if hour < 12 else _("Goedemiddag") if hour < 18 else _("Goedenavond")
        return f"{words}, {self.user.first_name}" if self.user.first_name else words

    def get_context_data(self, parent_context):
        today = timezone.localdate(self.now)
        rows = self.rows
        several = len({row.page.organisation_id for row in rows} | {page.pk for page in self.organisations}) > 1
        return {
            "desk": self,
            "today_words": date_format(timezone.localtime(self.now), "l j F Y"),
            "today": [row for row in rows if row.date.start_local.date() <= today],
            "later": [row for row in rows if row.date.start_local.date() > today],
            "has_more": len(self.dates) > MOST_DATES,
            "shows_organisation": several,
            "organisation": self.organisations[0] if len(self.organisations) == 1 else None,
            "can_add": bool(self.organisations),
            "add_url": reverse("meetups:choose_parent"),
            "can_open_organisations": may_open_organisations(self.user),
            "edits_pages": policy_registry.get_by_type(Page).user_has_any_permission(self.user, {"add", "change"}),
        }


def missed_call(date: EventDate, missed: list[tuple[Registration, OutgoingMail]]) -> Call:
    """Return the call about people who did not get a mail about ``date``: to the person, or to the list of several."""
    registration, mail = missed[0]
    if len(missed) == 1:
        words = (
            _("Een mail aan %(person)s over “%(title)s” kwam niet aan.")
            if mail.failed_at
            else _("Een mail aan %(person)s over “%(title)s” is nog niet verstuurd.")
        )
        url, action = reverse("events_failed_mail", args=[registration.pk]), _("Kijk wat je kunt doen")
    else:
        words = _("%(number)s mensen kregen hun mail over “%(title)s” op %(date)s niet.")
        url, action = reverse("events_registrations", args=[date.pk]), _("Bekijk wie")
        if not all(one.is_live for one, _mail in missed):
            url += "?stand=all"
    facts = {
        "person": registration.person.name,
        "number": len(missed),
        "title": date.page.title,
        "date": date_format(date.start_local, "l j F"),
    }
    return Call(words % facts, url, action, "danger")


def numbers(date: EventDate, count: Counter, *, edit_url: str, list_url: str) -> list[Number]:
    """Return the numbers of one date: people in each state, and free places."""
    if date.is_cancelled:
        registered = sum(count[state] for state in Registration.LIVE)
        return (
            [Number(str(registered), ngettext("was aangemeld", "waren aangemeld", registered), list_url, "quiet")]
            if registered
            else []
        )
    if not takes_registrations(date) and not any(count.values()):
        return []
    found = [
        Number(
            str(count[State.CONFIRMED]),
            ngettext("komt", "komen", count[State.CONFIRMED]),
            f"{list_url}?stand=confirmed" if count[State.CONFIRMED] else list_url,
        )
    ]
    if count[State.REQUESTED]:
        words = ngettext("vraagt een plek", "vragen een plek", count[State.REQUESTED])
        found.append(Number(str(count[State.REQUESTED]), words, f"{list_url}?stand=requested", "warning"))
    if count[State.HELD]:
        found.append(Number(str(count[State.HELD]), _("nog niet bevestigd"), f"{list_url}?stand=held", "quiet"))
    if count[State.OFFERED]:
        found.append(Number(str(count[State.OFFERED]), _("plek aangeboden"), f"{list_url}?stand=offered", "quiet"))
    if count[State.WAITING]:
        words = ngettext("wacht", "wachten", count[State.WAITING])
        found.append(Number(str(count[State.WAITING]), words, f"{list_url}?stand=waiting", "warning"))
    return [*found, *(free_number(date, count, way, f"{edit_url}{REGISTERING}") for way in date.ways)]


def free_number(date: EventDate, count: Counter, way: str, url: str) -> Number:
    """Return the number of free places for one way of attending."""
    online = way == Attendance.ONLINE
    capacity = date.capacity_for(way)
    if capacity is None:
        return Number("∞", _("online, geen grens") if online else _("geen grens"), url, "quiet")
    free = max(0, capacity - count["placed", way] + count["extra", way])
    words = _("van %(capacity)s online vrij") if online else _("van %(capacity)s vrij")
    return Number(str(free), words % {"capacity": capacity}, url, "quiet" if free else "warning")


def takes_registrations(date: EventDate) -> bool:
    return date.status == EventDate.Status.SCHEDULED and date.page.registration == EventPage.Registration.HERE
