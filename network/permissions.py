"""Permissions on organisations.

The people of an organisation edit its pages. Its existence and its place in the tree are up to functional managers.
"""

from wagtail.models import PagePermissionTester
from wagtail.permissions import policy_registry

MANAGE_PEOPLE = ("accounts.add_user", "accounts.change_user")


class OrganisationPagePermissionTester(PagePermissionTester):
    """Wagtail's tree permissions, minus everything that would take the organisation off the site.

    Users with a permission on a page above it (editors of the whole site) keep all of them.
    """

    def __init__(self, user, page) -> None:
        super().__init__(user, page)
        self.is_editor_above = user.is_active and (
            user.is_superuser
            or any(
                permission.page.depth < page.depth and page.path.startswith(permission.page.path)
                for permission in self.permission_policy.get_cached_permissions_for_user(user)
            )
        )

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.is_editor_above and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return self.is_editor_above and super().can_unpublish()

    def can_move(self) -> bool:
        return self.is_editor_above and super().can_move()

    def can_set_view_restrictions(self) -> bool:
        return self.is_editor_above and super().can_set_view_restrictions()

    def can_reorder_children(self) -> bool:
        return self.is_editor_above and super().can_reorder_children()

    def can_copy(self) -> bool:
        """Return False: a copy would have no group and no collection."""
        return False


def may_open_organisations(user) -> bool:
    """Return True if ``user`` is a functional manager, who adds organisations and manages accounts."""
    from network.models import OrganisationIndexPage

    if user.is_superuser:
        return user.is_active
    if not user.has_perms(MANAGE_PEOPLE):
        return False
    policy = policy_registry.get_by_type(OrganisationIndexPage)
    return policy.instances_user_has_any_permission_for(user, ["add"]).exists()


def may_manage_people(user, organisation) -> bool:
    """Return True for the organisation's own people and for functional managers."""
    if not user.is_active:
        return False
    if organisation.group_id and user.groups.filter(pk=organisation.group_id).exists():
        return True
    return may_open_organisations(user)


def organisations_of(user):
    """Return the organisations for which ``user`` may add meetups; an editor of the whole site gets all of them."""
    from network.models import OrganisationPage

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


def are_organisations_of(user) -> list[bool]:
    """Return, for each page that ``user`` has a permission on, True if it is an organisation. One query per request."""
    from network.models import OrganisationPage

    permissions = policy_registry.get_by_type(OrganisationPage).get_cached_permissions_for_user(user)
    return [permission.page.specific_class is OrganisationPage for permission in permissions]
