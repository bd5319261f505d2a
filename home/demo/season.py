"""Loading of the demo season: the organisations, their meetups and the participants."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import count, cycle, islice
from unittest.mock import DEFAULT, patch

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from events.mail import messages
from events.models import CoOrganiser, EventDate, PlannedDate
from events.models.planned_dates import span
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import decisions, registering, series
from events.registration.replies import NOTHING
from freshness.version import current
from home.demo import (
    meetups_breda,
    meetups_east,
    meetups_hours,
    meetups_middle,
    meetups_past,
    meetups_villages,
    meetups_west,
)
from home.demo.organisations import ORGANISATIONS
from home.demo.people import ORGANISER, PEOPLE, PROFESSIONAL, PROFESSIONAL_COMES_TO
from home.demo.replies import ASKED
from home.demo.shapes import Meetup
from network.models import (
    Discipline,
    MunicipalityPage,
    OrganisationIndexPage,
    OrganisationPage,
    ThemePage,
    WijkPage,
)
from network.onboarding import open_organisation

UPCOMING = (
    *meetups_breda.MEETUPS,
    *meetups_west.MEETUPS,
    *meetups_middle.MEETUPS,
    *meetups_east.MEETUPS,
    *meetups_villages.MEETUPS,
    *meetups_hours.MEETUPS,
)
MEETUPS = (*meetups_past.MEETUPS, *UPCOMING)

STRIDE = 17
"""Offset in the list of people between two dates. Does not divide its length, so that the groups differ."""


def ensure_organisations() -> int:
    """Create the missing organisations; return how many."""
    index = OrganisationIndexPage.objects.get()
    known = set(OrganisationPage.objects.child_of(index).values_list("title", flat=True))
    municipalities = {page.slug: page for page in MunicipalityPage.objects.all()}
    missing = [organisation for organisation in ORGANISATIONS if organisation.name not in known]
    for organisation in missing:
        page = open_organisation(
            index,
            name=organisation.name,
            kind=organisation.kind,
            municipality=municipalities[organisation.municipality],
            is_example=True,
        )
        page.summary, page.intro = organisation.summary, organisation.intro
        page.save_revision().publish()
    return len(missing)


def ensure_meetups(today: date) -> int:
    """Create the missing meetups with their participants, relative to ``today``; return how many.

    An interrupted load resumes where it stopped. Participants register in a transaction of their own: within that of the
    page, nothing would be cached (``dates.event_cache``), and each of them would read the page twice.
    """
    found = MeetupPage.objects.values_list("organisation__title", "slug", "pk")
    known = {(organisation, slug): pk for organisation, slug, pk in found}
    # Whoever comes is registered before the first date. Registrations are never deleted.
    settled = EventDate.objects.filter(Q(registrations__isnull=False) | Q(start__lt=timezone.now()))
    is_settled = set(settled.values_list("page", flat=True))
    numbers = count()
    made = 0
    for meetup in MEETUPS:
        offsets = [next(numbers) * STRIDE for _ in meetup.when]
        pk = known.get((meetup.organisation, meetup.slug))
        if pk is None:
            with transaction.atomic(), without_mails():
                pk = _publish(meetup, today).pk
            made += 1
        elif pk in is_settled or not any(when.people for when in meetup.when):
            continue
        current()  # from now on the version is known as committed, so what the rule reads may be cached
        with transaction.atomic(), without_mails():
            _fill(MeetupPage.objects.get(pk=pk), meetup, offsets)
    return made


def _publish(meetup: Meetup, today: date) -> MeetupPage:
    organisation = OrganisationPage.objects.get(title=meetup.organisation, is_example=True)
    municipality = MunicipalityPage.objects.filter(slug=meetup.municipality).first()
    page = MeetupPage(
        title=meetup.title,
        slug=meetup.slug,
        kind=meetup.kind,
        summary=meetup.summary,
        body=meetup.body.strip(),
        attendance=meetup.attendance,
        online_url=meetup.online_url,
        audience=meetup.audience,
        municipality=municipality,
        registration=meetup.registration,
        registration_url=meetup.registration_url,
        needs_approval=meetup.needs_approval,
        capacity=meetup.capacity,
        closes_days_before=meetup.closes_days_before,
        costs=meetup.costs,
        contact_name=meetup.contact,
        contact_email=meetup.contact_email,
        live=False,
    )
    if venue := meetup.venue:
        page.venue_name, page.street, page.postcode, page.town = venue.name, venue.street, venue.postcode, venue.town
        page.wheelchair, page.ring_line, page.access_note = venue.wheelchair, venue.ring_line, venue.note
        page.parking, page.public_transport = venue.parking, venue.public_transport
    page.planned_dates = [
        PlannedDate(date=when.day(today), start_time=when.start_time, end_time=when.end_time) for when in meetup.when
    ]
    if asks := ASKED.get(meetup.slug):
        page.planned_questions, page.asks_diet, page.asks_access = asks.planned(), bool(asks.needs), bool(asks.needs)
    page.co_organisers = [
        CoOrganiser(organisation=OrganisationPage.objects.get(title=name, is_example=True))
        for name in meetup.co_organisers
    ]
    page.wijken = [WijkPage.objects.get(municipality=municipality, title=name) for name in meetup.wijken]
    page.themes = [ThemePage.objects.get(slug=slug) for slug in meetup.themes]
    organisation.add_child(instance=page)
    page.save_revision().publish()
    return page


def _fill(page: MeetupPage, meetup: Meetup, offsets: list[int]) -> None:
    """Register the invented people and the demo's professional through the rules of the site."""
    disciplines = {discipline.name: discipline for discipline in Discipline.objects.all()}
    dates = list(EventDate.objects.filter(page=page).order_by("start"))
    organiser = User.objects.get(email=ORGANISER)
    asks, questions = ASKED.get(meetup.slug), list(page.questions.all())
    for when, published, offset in zip(meetup.when, dates, offsets, strict=True):
        if meetup.together and published != dates[0]:
            continue
        comers = islice(cycle(PEOPLE), offset % len(PEOPLE), offset % len(PEOPLE) + when.people)
        for turn, person in enumerate(comers):
            # Of a hybrid meetup one in three is at a screen.
            way = "online" if turn % 3 == 1 else "in-person"
            attendance = way if published.is_hybrid else ""
            made = series.register_for(
                dates if meetup.together else [published],
                name=person.name,
                email=person.email,
                organisation=person.organisation,
                discipline=disciplines.get(person.discipline),
                attendance=attendance,
                replies=asks.replies(turn, published, attendance, questions) if asks else NOTHING,
                shown=len(person.name) % 2 == 0,  # half of them agree to be seen by others who come
            )
            series.confirm_all(made[0])
        asked = list(published.registrations.requested())
        for request in asked[: max(0, len(asked) - when.undecided)]:
            decisions.approve(request, by=organiser)
    if meetup.slug in PROFESSIONAL_COMES_TO:
        user = User.objects.get(email=PROFESSIONAL)
        registering.register(
            dates[0],
            name=user.get_full_name(),
            email=user.email,
            discipline=disciplines.get("wijkverpleegkundige"),
            user=user,
        )
    for when, published in zip(meetup.when, dates, strict=True):
        if when.cancelled:
            move.cancel_date(published, reason=when.cancelled, by=organiser)
        elif when.postponed:
            move.postpone_date(published, reason=when.postponed, by=organiser)
        elif when.moved:
            day = published.start_local.date() + timedelta(days=when.later)
            start, end = span(day, when.start_time, when.end_time)
            move.move_date(published, start=start, end=end, place=when.place, reason=when.moved, by=organiser)


def without_mails() -> AbstractContextManager:
    """Suppress mail to people who do not exist. Rendering 600 unread mails took more than half of the load time."""
    return patch.multiple(messages, send=DEFAULT, announce=DEFAULT)
