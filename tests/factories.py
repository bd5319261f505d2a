"""Factories that create valid objects; a test names only the values that matter to it.

A page needs its place in the tree: ``house()`` returns the pages that every site has, and each page factory finds its
parent there.
"""

from datetime import date, datetime, time, timedelta
from functools import cached_property, partial

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site

from accounts.models import User
from events.models import Booking, CoOrganiser, EventDate, Person, PlannedDate, Registration
from events.models.dates import AMSTERDAM
from events.pages.models import AgendaPage, MeetupPage
from events.publishing.publish import publish_dates
from home.models import ContentPage, HomePage
from knowledge.models import PracticeIndexPage, PracticePage
from network.models import (
    Discipline,
    Domain,
    MunicipalityIndexPage,
    MunicipalityPage,
    OrganisationIndexPage,
    OrganisationPage,
    ThemeIndexPage,
    ThemePage,
    WijkPage,
)
from network.onboarding import add_person, let_group_work

PASSWORD = "een-lang-wachtwoord"

# -- The pages of every site ------------------------------------------------------------------------------------------


class House:
    """The pages that every site has. Each is fetched when it is first used."""

    home = cached_property(lambda house: HomePage.objects.get())
    agenda = cached_property(lambda house: AgendaPage.objects.get())
    municipalities = cached_property(lambda house: MunicipalityIndexPage.objects.get())
    themes = cached_property(lambda house: ThemeIndexPage.objects.get())
    organisations = cached_property(lambda house: OrganisationIndexPage.objects.get())
    practices = cached_property(lambda house: PracticeIndexPage.objects.get())
    site = cached_property(lambda house: Site.objects.get(is_default_site=True))


def house() -> House:
    """Return the pages that every site has.

    They exist before the first test begins, and are created again if a test found or left the database empty.
    """
    if not HomePage.objects.exists():
        Locale.objects.get_or_create(language_code="nl")
        if not Collection.objects.filter(depth=1).exists():
            Collection.add_root(name="Root")
        root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
        for welcome in root.get_children():
            welcome.delete()
        home = below(root, HomePage(title="Wijkverband", slug="home"))
        below(home, AgendaPage(title="Agenda", slug="agenda", show_in_menus=True))
        below(home, MunicipalityIndexPage(title="Gemeenten", slug="gemeenten", show_in_menus=True))
        below(home, ThemeIndexPage(title="Thema's", slug="themas", show_in_menus=True))
        below(home, OrganisationIndexPage(title="Organisaties", slug="organisaties", show_in_menus=True))
        below(home, PracticeIndexPage(title="Praktijken", slug="praktijken", show_in_menus=True))
        Site.objects.all().delete()
        Site.objects.create(
            hostname="localhost", port=80, site_name="Wijkverband", root_page=home, is_default_site=True
        )
    return House()


def unbuild() -> None:
    """Remove these pages, which leaves the site as migrations create it, with Wagtail's welcome page."""
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    Site.objects.all().delete()
    welcome = below(root, Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


def below(parent: Page, page: Page) -> Page:
    # Refresh the parent: children may have been added through another object.
    parent.refresh_from_db(fields=["path", "depth", "numchild"])
    return parent.add_child(instance=page)


class PageFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    title: object = factory.Sequence("Pagina {}".format)
    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    def _create(cls, model_class, *args, parent, children=None, **kwargs):
        """Add the page below ``parent``. ``children`` maps the names of relations to the page's own rows."""
        page = model_class(**kwargs)
        for relation, rows in (children or {}).items():
            setattr(page, relation, rows)
        return below(parent, page)


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage

    parent = factory.LazyFunction(lambda: house().home)
    body = [{"type": "text", "value": "<p>Tekst.</p>"}]


# -- People and places ------------------------------------------------------------------------------------------------


class MunicipalityFactory(PageFactory):
    class Meta:
        model = MunicipalityPage

    parent = factory.LazyFunction(lambda: house().municipalities)
    title = factory.Sequence("Gemeente {}".format)


class WijkFactory(PageFactory):
    class Meta:
        model = WijkPage

    class Params:
        municipality = factory.SubFactory(MunicipalityFactory)

    parent = factory.SelfAttribute("municipality")
    title = factory.Sequence("Wijk {}".format)


class ThemeFactory(PageFactory):
    class Meta:
        model = ThemePage

    parent = factory.LazyFunction(lambda: house().themes)
    title = factory.Sequence("Thema {}".format)


class OrganisationFactory(PageFactory):
    """An organisation's page. The first ``organiser_of`` creates its group and collection."""

    class Meta:
        model = OrganisationPage

    parent = factory.LazyFunction(lambda: house().organisations)
    title = factory.Sequence("Organisatie {}".format)
    kind = OrganisationPage.Kind.WELFARE


class DisciplineFactory(DjangoModelFactory):
    class Meta:
        model = Discipline

    name = factory.Sequence("Discipline {}".format)
    slug = factory.LazyAttribute(lambda discipline: slugify(discipline.name))
    domain = Domain.SOCIAAL


# -- Knowledge --------------------------------------------------------------------------------------------------------


class PracticeFactory(PageFactory):
    """A published practice with its two obligatory fields."""

    class Meta:
        model = PracticePage

    parent = factory.LazyFunction(lambda: house().practices)
    title = factory.Sequence("Praktijk {}".format)
    summary = "Vier mensen om een gezin, in plaats van vijftien."
    phase = PracticePage.Phase.TRIAL


# -- Events -----------------------------------------------------------------------------------------------------------


def noon(days: int = 14) -> datetime:
    """Return noon in Amsterdam, ``days`` days from today."""
    return datetime.combine(timezone.localdate() + timedelta(days=days), time(12), tzinfo=AMSTERDAM)


def planned(start: datetime | date | int, *, minutes: int = 90) -> PlannedDate:
    """Return a planned date. ``start`` is a moment, a day (at noon) or a number of days from today (at noon)."""
    if isinstance(start, int):
        start = noon(start)
    elif not isinstance(start, datetime):
        start = datetime.combine(start, time(12), tzinfo=AMSTERDAM)
    start = start.astimezone(AMSTERDAM)
    end = start + timedelta(minutes=minutes)
    return PlannedDate(date=start.date(), start_time=start.time(), end_time=end.time())


class MeetupFactory(PageFactory):
    """A published meetup, in a fortnight unless ``dates`` says otherwise (see ``planned`` for its items).

    ``questions`` is a list of PlannedQuestions. ``wijken``, ``themes``, ``co_organisers`` and ``admitted_organisations``
    are lists of pages.
    """

    class Meta:
        model = MeetupPage
        exclude = ("dates", "wijken", "themes", "co_organisers", "admitted_organisations", "questions")

    organiser = factory.SubFactory(OrganisationFactory)
    dates = (14,)
    wijken = ()
    themes = ()
    co_organisers = ()
    admitted_organisations = ()
    questions = ()

    parent = factory.SelfAttribute("organiser")
    title = factory.Sequence("Bijeenkomst {}".format)
    kind = MeetupPage.Kind.LUNCH
    summary = "Leer elkaar kennen bij een broodje."
    venue_name = "Buurthuis De Linde"
    street = "Kerkstraat 1"
    postcode = "4611 AB"
    town = "Bergen op Zoom"
    children = factory.LazyAttribute(
        lambda meetup: {
            "planned_dates": [when if isinstance(when, PlannedDate) else planned(when) for when in meetup.dates],
            "wijken": list(meetup.wijken),
            "themes": list(meetup.themes),
            "admitted_organisations": list(meetup.admitted_organisations),
            "planned_questions": list(meetup.questions),
            "co_organisers": [CoOrganiser(organisation=organisation) for organisation in meetup.co_organisers],
        }
    )

    @classmethod
    def _create(cls, model_class, *args, organiser, **kwargs):
        return super()._create(model_class, *args, **kwargs)


def taken_off(meetup: Page) -> MeetupPage:
    """Take ``meetup`` off the site although people are registered, as older versions could; it may then be deleted."""
    Page.objects.filter(pk=meetup.pk).update(live=False)
    page = MeetupPage.objects.get(pk=meetup.pk)
    publish_dates(page)
    return page


def date_of_a_meetup(**kwargs) -> EventDate:
    """Return the published date of a new meetup. Takes the arguments of ``MeetupFactory``."""
    return MeetupFactory(**kwargs).dates.get()


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Sanne de Vries {}".format)
    email = factory.Sequence("sanne{}@example.org".format)
    confirmed_at = factory.LazyFunction(timezone.now)


class RegistrationFactory(DjangoModelFactory):
    """A confirmed registration, saved without the rules, for tests of what is shown.

    Tests of the rules call them instead.
    """

    class Meta:
        model = Registration

    class Params:
        waiting = factory.Trait(state=Registration.State.WAITING, placed_at=None)
        held = factory.Trait(
            state=Registration.State.HELD,
            confirmed_at=None,
            held_until=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1)),
        )
        requested = factory.Trait(state=Registration.State.REQUESTED, placed_at=None)
        cancelled = factory.Trait(state=Registration.State.CANCELLED, cancelled_at=factory.LazyFunction(timezone.now))

    date = factory.LazyFunction(date_of_a_meetup)
    person = factory.SubFactory(PersonFactory)
    booking = factory.LazyAttribute(lambda registration: Booking.objects.create(person=registration.person))
    state = Registration.State.CONFIRMED
    confirmed_at = factory.LazyFunction(timezone.now)
    placed_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # In bulk, because ``save`` refuses a state in which no registration can start.
        [made] = model_class.objects.bulk_create([model_class(*args, **kwargs)])
        return model_class.objects.get(pk=made.pk)


# -- Users ------------------------------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """A professional with an account, who signs in with ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("iemand{}@example.org".format)
    first_name = "Noor"
    last_name = "Jansen"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = model_class.objects.create_user(*args, password=PASSWORD, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user


def organiser_of(organisation: OrganisationPage, **kwargs) -> User:
    """Return a new user who works for ``organisation`` only."""
    let_group_work(organisation)
    return add_person(organisation, UserFactory(**kwargs))


def editor(**kwargs) -> User:
    """Return a new user who may edit every page of the site, like the editorial team."""
    group, _ = Group.objects.get_or_create(name="Redactie")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    actions = ("add_page", "change_page", "publish_page")
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=actions):
        GroupPagePermission.objects.get_or_create(group=group, page=house().home.page_ptr, permission=permission)
    user = UserFactory(**kwargs)
    user.groups.add(group)
    return user


functional_manager = partial(UserFactory, is_staff=True, is_superuser=True)
