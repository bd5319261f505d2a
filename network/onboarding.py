"""Creating organisations, and giving their people access.

An organisation consists of a page, a group that may edit that page and the pages below it, and a collection for its
images and documents. All three have the same name.
"""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, PageLogEntry
from wagtail.signals import page_published

from accounts.models import User
from accounts.proof import forget_ways_in
from network.addresses import RESERVED_EVERYWHERE
from network.models import MunicipalityPage, OrganisationIndexPage, OrganisationPage
from network.permissions import may_open_organisations

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page")
"""Permissions on the organisation's page.

They also hold for the pages below it, and include deleting and unpublishing those.
"""

GROUP_NAME_LENGTH = 150
COLLECTION_ACTIONS = ("add", "change", "choose")


@transaction.atomic
def open_organisation(
    index_page: OrganisationIndexPage,
    *,
    name: str,
    kind: str,
    municipality: MunicipalityPage | None = None,
    website: str = "",
    is_example: bool = False,
    members: Iterable[User | str] = (),
    by: User | None = None,
) -> OrganisationPage:
    """Create and publish the organisation called ``name``, with its group and collection, and add its ``members``.

    Members are users or e-mail addresses. Idempotent: if an organisation of that name exists, only missing parts are
    added, and its own fields are left as they are.
    """
    # Lock the index, so that a form submitted twice does not create the organisation twice.
    index_page = OrganisationIndexPage.objects.select_for_update(of=("self",)).get(pk=index_page.pk)
    name = " ".join(name.split())
    organisation = organisation_called(name, index_page)
    if organisation is None:
        organisation = OrganisationPage(
            title=name,
            slug=free_slug(name, index_page),
            kind=kind,
            municipality=municipality,
            website=website,
            is_example=is_example,
            live=False,
            owner=by,
        )
        index_page.add_child(instance=organisation)
    let_group_work(organisation)
    if not organisation.live and organisation.first_published_at is None:
        organisation.save_revision(user=by).publish(user=by)
        organisation.refresh_from_db()
    for member in members:
        add_person(organisation, member, by=by)
    return organisation


def organisation_called(name: str, index_page: Page) -> OrganisationPage | None:
    return OrganisationPage.objects.child_of(index_page).filter(title__iexact=" ".join(name.split())).first()


def let_group_work(organisation: OrganisationPage) -> None:
    """Give the organisation a group and a collection, with the permissions they need. Adds only what is missing."""
    changed = []
    if organisation.group is None:
        # Never reuse a group that happens to have this name: that would give its members access to this organisation,
        # and the people of this organisation whatever else it gives access to.
        organisation.group = Group.objects.create(name=free_group_name(organisation.title))
        changed.append("group")
    if organisation.collection is None:
        organisation.collection = Collection.get_first_root_node().add_child(name=organisation.title[:255])
        changed.append("collection")
    if changed:
        organisation.save(update_fields=changed, clean=False)
    group, collection = organisation.group, organisation.collection

    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    page_permissions = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page), codename__in=PAGE_PERMISSIONS
    )
    for permission in page_permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=organisation.page_ptr, permission=permission)
    for model in (get_image_model(), get_document_model()):
        content_type = ContentType.objects.get_for_model(model)
        codenames = [f"{action}_{content_type.model}" for action in COLLECTION_ACTIONS]
        for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


@transaction.atomic
def add_person(organisation: OrganisationPage, person: User | str, *, by: User | None = None) -> User:
    """Let ``person``, a user or an e-mail address, work for the organisation. An unknown address gets an account.

    Such an account has no password: its owner signs in with a code sent by mail.
    """
    user = person if isinstance(person, User) else account_for(person)
    if not user.groups.filter(pk=organisation.group_id).exists():
        user.groups.add(organisation.group)
        log(organisation, "network.add_person", user=by, data={"user": user.pk})
    return user


class LastPerson(Exception):  # noqa: N818  an outcome, not an error
    """Refusal to leave an organisation without people."""


@transaction.atomic
def remove_person(organisation: OrganisationPage, user: User, *, by: User | None = None) -> None:
    """Remove ``user`` from the organisation. The account stays, with its other permissions.

    Raises LastPerson if nobody would be left, unless a functional manager does it.
    """
    # Lock the organisation, so that the last two people cannot remove each other at the same moment.
    OrganisationPage.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    others = people_of(organisation).exclude(pk=user.pk)
    if by is not None and not may_open_organisations(by) and not others.exists():
        raise LastPerson
    if user.groups.filter(pk=organisation.group_id).exists():
        user.groups.remove(organisation.group)
        log(organisation, "network.remove_person", user=by, data={"user": user.pk})


def people_of(organisation: OrganisationPage):
    return User.objects.filter(groups=organisation.group_id, is_active=True).order_by(
        "first_name", "last_name", "email"
    )


def account_for(email: str) -> User:
    """Return the account whose owner has proven ``email``; otherwise an account that nobody can get into but by proof."""
    email = email.strip().lower()
    proven = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    if proven:
        return proven.user
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email)
    # Nobody has proven the address of this account, so it may be a stranger's: nothing they set up may give access.
    forget_ways_in(user)
    # Not verified: receiving the code at this address is the proof.
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": False})
    return user


def invited_to(organisation: OrganisationPage) -> set[int]:
    """Return the ids of the people who were added and have not signed in since.

    Their names are not shown: whoever typed an address must not learn whose account it belongs to.
    """
    added = PageLogEntry.objects.filter(page=organisation.pk, action="network.add_person").order_by("timestamp")
    since = {entry.data.get("user"): entry.timestamp for entry in added}
    known = people_of(organisation).filter(pk__in=since).values_list("pk", "last_login")
    return {pk for pk, last_login in known if last_login is None or last_login < since[pk]}


@receiver(post_delete, sender=OrganisationPage)
def group_goes_along(instance: OrganisationPage, **kwargs) -> None:
    """Delete the group with its organisation, so that its people lose their access.

    The collection stays: other pages may show its photos.
    """
    Group.objects.filter(pk=instance.group_id).delete()


@receiver(page_published, sender=OrganisationPage)
def keep_one_name(instance: OrganisationPage, **kwargs) -> None:
    """Rename the group and the collection after the organisation."""
    group, collection = instance.group, instance.collection
    if group and not is_named_after(group.name, instance.title):
        group.name = free_group_name(instance.title)
        group.save(update_fields=["name"])
    if collection and collection.name != instance.title[:255]:
        collection.name = instance.title[:255]
        collection.save(update_fields=["name"])


def is_named_after(group_name: str, title: str) -> bool:
    """Return True if the group name is the title, or the title with a number added because the title was taken."""
    base, _, number = group_name.rpartition(" (")
    return group_name == group_base(title) or (base == group_base(title) and number.rstrip(")").isdigit())


def group_base(title: str) -> str:
    return title[: GROUP_NAME_LENGTH - len(" (999)")].strip()


def free_group_name(title: str) -> str:
    base = name = group_base(title)
    number = 1
    while Group.objects.filter(name__iexact=name).exists():
        number += 1
        name = f"{base} ({number})"
    return name


def free_slug(name: str, index_page: Page) -> str:
    base = slug = slugify(name)[:240] or "organisatie"
    number = 1
    taken = RESERVED_EVERYWHERE | set(Page.objects.child_of(index_page).values_list("slug", flat=True))
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
