"""Permissions on organisations.

Members of an organisation edit its pages. Only functional managers can add, move or delete the organisation itself.
"""

from wagtail.permissions import policy_registry

from network.models import OrganisationIndexPage, OrganisationPage

HOME_DEPTH = 2
MANAGE_PEOPLE = ("accounts.add_user", "accounts.change_user")


def may_open_organisations(user) -> bool:
    """Return whether ``user`` is a functional manager, who may add organisations and manage accounts."""
    if user.is_superuser:
        return user.is_active
    if not user.has_perms(MANAGE_PEOPLE):
        return False
    policy = policy_registry.get_by_type(OrganisationIndexPage)
    return policy.instances_user_has_any_permission_for(user, ["add"]).exists()


def may_manage_people(user, organisation) -> bool:
    """Return True for members of ``organisation`` and for functional managers."""
    if not user.is_active:
        return False
    if organisation.group_id and user.groups.filter(pk=organisation.group_id).exists():
        return True
    return may_open_organisations(user)


def organisations_of(user):
    """Return the organisations for which ``user`` may add meetups: all of them for an editor of the whole site."""
    if user.is_superuser:
        return OrganisationPage.objects.order_by("title")
    policy = policy_registry.get_by_type(OrganisationPage)
    allowed = policy.instances_user_has_any_permission_for(user, ["add"])
    return OrganisationPage.objects.filter(pk__in=allowed.order_by().values("pk")).order_by("title")


def works_for_an_organisation(user) -> bool:
    return any(are_organisations_of(user))


def works_for_organisations_only(user) -> bool:
    """Return True if ``user`` is an organiser: everything they may edit belongs to an organisation."""
    return not user.is_superuser and all(are_organisations_of(user))


def edits_the_whole_site(user) -> bool:
    """Return True for a user with a permission on the home page or above it: everything is theirs to see."""
    permissions = policy_registry.get_by_type(OrganisationPage).get_cached_permissions_for_user(user)
    return user.is_superuser or any(permission.page.depth <= HOME_DEPTH for permission in permissions)


def are_organisations_of(user) -> list[bool]:
    """Return for each page on which ``user`` has a permission whether it is an organisation. One query per request."""
    permissions = policy_registry.get_by_type(OrganisationPage).get_cached_permissions_for_user(user)
    return [permission.page.specific_class is OrganisationPage for permission in permissions]
