"""Initial content of every network: home page, agenda, index pages, pages of text and the editors' group.

Everything here adds what is missing and leaves existing content unchanged.
"""

import json
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from accounts.models import User
from events.conference.models import ConferenceIndexPage
from events.models import EventDate
from events.pages.models import AgendaPage
from events.planning.school_holidays import load_school_holidays
from events.publishing.changes import rewrite_all
from home.how_to_pages import doors
from home.links.choosing import choose_in_blocks
from home.models import ContentPage, HomePage
from home.standard_pages import STANDARD_PAGES
from home.texts import Text, stream
from home.workflows import remove_idle_defaults
from knowledge.models import PracticeIndexPage
from knowledge.reference.all_terms import TERMS
from knowledge.reference.categories import load_categories
from knowledge.reference.terms import load_terms
from network.reference.loading import load_reference

EDITORS = "Redactie"
"""Name of the group that edits the whole site."""

CONFERENCE_TEAM = "Conferentieteam"
"""Name of the group that makes conferences, and sees nothing else of the site's admin."""
IDLE = "idle defaults"
"""Key of the number of Wagtail's own groups and workflows that were removed."""

EDITORS_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
EDITORS_IN_COLLECTIONS = ("add", "change", "choose")


class SiteInUseError(Exception):
    """Error: the site already has other pages, so the home page cannot be created."""


class AddressTakenError(Exception):
    """Error: the address already has an account, whose password somebody may know."""


@transaction.atomic
def set_up_site(site_url: str, texts: Iterable[Text] = STANDARD_PAGES) -> Counter[str]:
    """Create the missing initial content and reference data. Return how many of each kind were created.

    Remove the groups and the workflow of Wagtail that do nothing; ``IDLE`` counts them.
    """
    made: Counter[str] = Counter()
    home = HomePage.objects.first()
    if home is None:
        home = _replace_welcome_page()
        made["home pages"] += 1
    let_site_begin_at(home, site_url)
    # The agenda first: the menu is in order of creation.
    if not AgendaPage.objects.child_of(home).exists():
        agenda = AgendaPage(title="Agenda", slug="agenda", show_in_menus=True, live=False)
        home.add_child(instance=agenda)
        agenda.save_revision().publish()
        made["agendas"] += 1
    if not PracticeIndexPage.objects.child_of(home).exists():
        add_practices(home)
        made["index pages"] += 1
    made += load_reference(home)
    made += load_categories()
    made += load_terms(home, TERMS)
    made += load_school_holidays()
    home.refresh_from_db()
    new_pages = _add_pages_of_text(home, texts, made)
    if made["home pages"]:
        new_pages = [HomePage.objects.get(), *new_pages]
    # Only now, because the pages link to each other.
    for page in new_pages:
        choose_pages(page)
    if not Group.objects.filter(name=EDITORS).exists():
        _make_editors(home)
        made["editors' groups"] += 1
    conferences = ConferenceIndexPage.objects.first()
    if conferences is not None and not Group.objects.filter(name=CONFERENCE_TEAM).exists():
        _make_conference_team(conferences)
        made["conference teams"] += 1
    made[IDLE] += remove_idle_defaults()
    return +made


def _replace_welcome_page() -> HomePage:
    """Create the home page and delete Wagtail's welcome page. Raise SiteInUseError if there are other pages."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    welcome = [page for page in root.get_children() if page.specific_class is Page and page.is_leaf()]
    if len(welcome) != root.get_children_count():
        raise SiteInUseError
    home = HomePage(title="Wijkverband", slug="wijkverband", body=stream(doors("Nieuw hier?")), live=False)
    root.add_child(instance=home)
    # Deleting a root page also deletes its site, so point the default site at the new page first.
    Site.objects.filter(root_page__in=welcome).update(root_page=home)
    for page in welcome:
        page.delete()
    return HomePage.objects.get()


def let_site_begin_at(home: HomePage, site_url: str) -> None:
    """Update the default site to match ``site_url``, the only setting for the address."""
    address = urlsplit(site_url)
    wanted = {
        "hostname": address.hostname or "localhost",
        "port": address.port or (443 if address.scheme == "https" else 80),
        "root_page_id": home.pk,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.pk and all(getattr(site, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(site, name, value)
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    # Stored calendars contain absolute URLs.
    rewrite_all(EventDate.objects.all())


def add_practices(home: HomePage) -> None:
    """Create the list of practices below ``home``, in the menu."""
    home.refresh_from_db(fields=["path", "depth", "numchild"])
    practices = PracticeIndexPage(title="Praktijken", slug="praktijken", show_in_menus=True, live=False)
    home.add_child(instance=practices)
    practices.save_revision().publish()


def _add_pages_of_text(home: HomePage, texts: Iterable[Text], made: Counter[str]) -> list[ContentPage]:
    """Create the missing pages of text as drafts and return them."""
    new = []
    known = dict(Page.objects.descendant_of(home).values_list("url_path", "pk"))
    for text in texts:
        above = f"{home.url_path}{text.parent}/" if text.parent else home.url_path
        if f"{above}{text.slug}/" in known or (text.parent and above not in known):
            continue
        page = ContentPage(
            title=text.title,
            slug=text.slug,
            lead=text.lead,
            body=text.stream,
            show_in_footer=text.in_footer,
            live=False,
        )
        parent = Page.objects.get(pk=known[above]) if text.parent else home
        parent.add_child(instance=page)
        known[page.url_path] = page.pk
        new.append(page)
        page.is_finished = not text.blanks
        made["pages of text" if page.is_finished else "drafts"] += 1
    return new


def choose_pages(page: HomePage | ContentPage) -> None:
    """Replace the addresses in a new page by the pages that they lead to, and publish it unless it has blanks."""
    page.refresh_from_db(fields=["path", "numchild"])
    page.body = json.dumps(choose_in_blocks(list(page.body.raw_data)))
    page.save()
    revision = page.save_revision()
    if getattr(page, "is_finished", True):
        revision.publish()


def pages_to_fill_in() -> list[ContentPage]:
    """Return the standard pages that are drafts until an editor fills in their blanks."""
    slugs = [text.slug for text in STANDARD_PAGES if text.blanks]
    home = HomePage.objects.get()
    return list(ContentPage.objects.child_of(home).filter(slug__in=slugs, live=False).order_by("path"))


def _make_editors(home: HomePage) -> None:
    group = Group.objects.create(name=EDITORS)
    group.permissions.set(
        Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
        | Permission.objects.filter(content_type__app_label="network", content_type__model="discipline")
        | Permission.objects.filter(content_type__app_label="events", content_type__model="schoolholiday")
        | Permission.objects.filter(content_type__app_label="home", codename="change_sitesettings")
        | Permission.objects.filter(content_type__app_label="wagtailredirects")
    )
    on_pages = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=EDITORS_ON_PAGES
    )
    for permission in on_pages:
        GroupPagePermission.objects.create(group=group, page=home.page_ptr, permission=permission)
    collection = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        content_type = ContentType.objects.get_for_model(model)
        codenames = [f"{action}_{content_type.model}" for action in EDITORS_IN_COLLECTIONS]
        for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)


def _make_conference_team(conferences: ConferenceIndexPage) -> None:
    group = Group.objects.create(name=CONFERENCE_TEAM)
    group.permissions.set(Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    on_pages = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=("add_page", "change_page", "publish_page")
    )
    for permission in on_pages:
        GroupPagePermission.objects.create(group=group, page=conferences.page_ptr, permission=permission)


def add_conferences(home: HomePage) -> ConferenceIndexPage:
    """Create the page above all conferences, in the menu. Sites that hold one ask for it; the others go without."""
    home.refresh_from_db(fields=["path", "depth", "numchild"])
    conferences = ConferenceIndexPage(title="Conferentie", slug="conferentie", show_in_menus=True, live=False)
    home.add_child(instance=conferences)
    conferences.save_revision().publish()
    return conferences


@transaction.atomic
def appoint_first_admin(email: str) -> User | None:
    """Create a superuser who signs in with a code by mail, so that there is no password to leak.

    Return None if that superuser already exists. Raise AddressTakenError for any other account: it is never promoted,
    because anybody can open an account in somebody else's name.
    """
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user and user.is_superuser and user.is_active:
        return None
    if user or EmailAddress.objects.filter(email__iexact=email).exists():
        raise AddressTakenError
    user = User.objects.create_superuser(email)
    # Verified: whoever runs the command vouches for the address, and the code is sent only there.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user
