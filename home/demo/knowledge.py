"""Loading of the demo's know-how: the practices, with the people who wrote them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from graphlib import TopologicalSorter

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from events.models import LearnedAt
from events.pages.models import MeetupPage
from home.demo.people import LOGINS
from home.demo.practice_shapes import PROSE, Ago, Author, Practice
from home.demo.practices import PRACTICES
from home.demo.shapes import Participant
from home.demo.uptake import add_uptake
from knowledge.models import (
    Authorship,
    Category,
    Contributor,
    PhaseChange,
    PracticeIndexPage,
    PracticePage,
    PracticePartner,
    PracticeStep,
    PublishedChange,
    Standing,
)
from network.models import Discipline, MunicipalityPage, OrganisationPage, ThemePage, WijkPage

LOGIN_OF = {" ".join(names): email for email, names in LOGINS.items()}
"""Addresses of the authors who can sign in."""


def ensure_practices(today: date) -> int:
    """Create the missing practices, relative to ``today``, in one transaction; return how many."""
    index = PracticeIndexPage.objects.get()
    known = set(PracticePage.objects.child_of(index).values_list("slug", flat=True))
    missing = [practice for practice in PRACTICES if practice.slug not in known]
    if not missing:
        return 0
    with transaction.atomic():
        site = _Site.load()
        made: dict[str, PracticePage] = {}
        for practice in _inspiring_first(missing):
            made[practice.slug] = _publish(practice, index, site, today)
        Page.objects.bulk_update(made.values(), ["live_revision"])
        _add_people(missing, made, site, today)
        _add_changes(missing, made, today)
        add_uptake(missing, made, site.organisations, site.municipalities, today)
        _link_meetups(missing, made)
    return len(made)


@dataclass(frozen=True)
class _Site:
    """Pages and rows that practices refer to, by the names that the shapes use."""

    organisations: dict[str, OrganisationPage]
    municipalities: dict[str, MunicipalityPage]
    wijken: dict[tuple[str, str], WijkPage]
    themes: dict[str, ThemePage]
    categories: dict[str, Category]

    @classmethod
    def load(cls) -> "_Site":
        return cls(
            organisations={page.title: page for page in OrganisationPage.objects.all()},
            municipalities={page.slug: page for page in MunicipalityPage.objects.all()},
            wijken={
                (page.municipality.slug, page.title): page for page in WijkPage.objects.select_related("municipality")
            },
            themes={page.slug: page for page in ThemePage.objects.all()},
            categories={category.slug: category for category in Category.objects.all()},
        )

    def work_of(self, author: Author) -> str:
        """Return discipline and organisation as the page shows them."""
        organisation = self.organisations.get(author.organisation)
        return f"{author.discipline}, {organisation.display_name}" if organisation else author.discipline


def _inspiring_first(practices: Iterable[Practice]) -> list[Practice]:
    """Return the practices in an order in which each comes after those that inspired it."""
    by_slug = {practice.slug: practice for practice in practices}
    graph = {slug: [other for other in practice.inspired_by if other in by_slug] for slug, practice in by_slug.items()}
    return [by_slug[slug] for slug in TopologicalSorter(graph).static_order()]


def _publish(practice: Practice, index: PracticeIndexPage, site: _Site, today: date) -> PracticePage:
    """Create the page live, with its first revision. Takes less than half of the time of publishing a draft."""
    days = [practice.confirmed_days_ago, *(days for days, _words in practice.changes)] if practice.is_example else [0]
    page = PracticePage(
        title=practice.title,
        slug=practice.slug,
        phase=practice.phase,
        municipality=site.municipalities.get(practice.municipality),
        organisation=site.organisations.get(practice.organisation),
        wijk_to_be_chosen=practice.wijk_to_be_chosen,
        is_example=practice.is_example,
        first_published_at=_noon(today, max(days)),
        last_published_at=_noon(today, min(days)),
        **{name: getattr(practice, name) for name in PROSE},
    )
    places = [(practice.municipality, name) for name in practice.wijken]
    page.wijken = [site.wijken[place] for place in places if place in site.wijken]
    page.themes = [site.themes[slug] for slug in practice.themes if slug in site.themes]
    page.categories = [site.categories[slug] for slug in practice.categories if slug in site.categories]
    page.inspired_by = list(PracticePage.objects.filter(slug__in=practice.inspired_by)) if practice.inspired_by else []
    page.phase_changes = [
        PhaseChange(
            phase=phase.phase,
            month=Ago(phase.months_ago).month(today),
            reason=phase.reason,
            is_expected=phase.is_expected,
        )
        for phase in practice.phases
    ]
    page.steps = [
        PracticeStep(
            month=Ago(step.months_ago).month(today), title=step.title, words=step.words, has_failed=step.has_failed
        )
        for step in practice.steps
    ]
    page.partners = [
        PracticePartner(
            sort_order=place,
            organisation=site.organisations.get(partner.organisation),
            name="" if partner.organisation in site.organisations else partner.organisation,
            role=partner.role,
            since=_month(partner.since, today),
            until=_month(partner.until, today),
            reason=partner.reason,
        )
        for place, partner in enumerate(practice.partners)
    ]
    index.add_child(instance=page)
    page.live_revision = page.save_revision(clean=False, changed=False)
    return page


def _month(months_ago: int | None, today: date) -> date | None:
    return None if months_ago is None else Ago(months_ago).month(today)


def _add_people(practices: Iterable[Practice], pages: dict[str, PracticePage], site: _Site, today: date) -> None:
    """Add the authors, named on the page, and the last confirmation, by the contact. Real initiatives have neither."""
    contributors = _ensure_contributors(practices, site)
    authorships = Authorship.objects.bulk_create(
        Authorship(
            practice=pages[practice.slug],
            contributor=contributors[_address(author)],
            is_contact=author.is_contact,
            credit_name=author.name,
            credit_work=site.work_of(author),
            sort_order=place,
        )
        for practice in practices
        for place, author in enumerate(practice.authors)
    )
    contacts = {authorship.practice_id: authorship for authorship in authorships if authorship.is_contact}
    Standing.objects.bulk_create(
        Standing(
            practice=pages[practice.slug],
            confirmed_on=today - timedelta(days=practice.confirmed_days_ago),
            confirmed_by=contacts[pages[practice.slug].pk],
        )
        for practice in practices
        if practice.is_example
    )


def _ensure_contributors(practices: Iterable[Practice], site: _Site) -> dict[str, Contributor]:
    """Return a contributor with a confirmed address for each author, by address. Create the missing ones."""
    authors = {_address(author): author for practice in practices for author in practice.authors}
    known = set(Contributor.objects.filter(email__in=authors).values_list("email", flat=True))
    accounts = {user.email: user for user in User.objects.filter(email__in=LOGIN_OF.values(), contributor=None)}
    disciplines = {discipline.name: discipline for discipline in Discipline.objects.all()}
    Contributor.objects.bulk_create(
        Contributor(
            email=address,
            name=author.name,
            discipline=disciplines.get(author.discipline),
            organisation=site.organisations.get(author.organisation),
            user=accounts.get(address),
            confirmed_at=timezone.now(),
        )
        for address, author in authors.items()
        if address not in known
    )
    return {contributor.email: contributor for contributor in Contributor.objects.filter(email__in=authors)}


def _address(author: Author) -> str:
    return LOGIN_OF.get(author.name) or Participant(author.name, author.discipline).email


def _add_changes(practices: Iterable[Practice], pages: dict[str, PracticePage], today: date) -> None:
    """Add the lines under “Wat er veranderde”."""
    PublishedChange.objects.bulk_create(
        PublishedChange(practice=pages[practice.slug], on=today - timedelta(days=days), words=words)
        for practice in practices
        for days, words in practice.changes
    )


def _noon(today: date, days_ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time(12), tzinfo=timezone.get_default_timezone())


def _link_meetups(practices: Iterable[Practice], pages: dict[str, PracticePage]) -> None:
    """Tie practices to the meetups that they came from, or are told at."""
    meetups = {(page.organisation.title, page.slug): page for page in MeetupPage.objects.select_related("organisation")}
    LearnedAt.objects.bulk_create(
        LearnedAt(practice=pages[practice.slug], page=meetups[meetup])
        for practice in practices
        for meetup in practice.meetups
        if meetup in meetups
    )
