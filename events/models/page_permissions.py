"""Permissions on one event page. ``events.access.editable_pages`` is the same rule as a query; a test keeps the two equal."""

from wagtail.models import PagePermissionTester

from events.models.co_organisers import CoOrganiser

CACHE = "_co_edited_event_pages"
ORGANISATION_DEPTH = 4
"""Root, home, index, organisation."""


class EventPagePermissionTester(PagePermissionTester):
    """Wagtail's tree permissions, plus what the owner grants to co-organisers.

    Members of a co-organiser with ``may_edit`` can change and publish the page. Moving, deleting and privacy stay with the owner.
    The grant counts once it is published; a draft of it does not.
    """

    def __init__(self, user, page) -> None:
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and "change" not in self.permissions and self.is_co_editor():
            self.is_granted = True
            self.permissions |= {"change", "publish"}
        else:
            self.is_granted = False

    def is_co_editor(self) -> bool:
        return self.page.pk is not None and self.page.pk in co_edited_pages(self.user)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.is_granted and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return not self.is_granted and super().can_unpublish()

    def can_move(self) -> bool:
        return not self.is_granted and super().can_move() and self.can_move_elsewhere()

    def can_move_elsewhere(self) -> bool:
        """Return whether the user could put the page anywhere else."""
        if self.user.is_superuser:
            return True
        permissions = self.permission_policy.get_cached_permissions_for_user(self.user)
        places = {permission.page for permission in permissions if permission.permission.codename == "add_page"}
        return len(places) > 1 or any(page.depth < ORGANISATION_DEPTH for page in places)

    def can_reorder_children(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return not self.is_granted and super().can_set_view_restrictions()


def co_edited_pages(user) -> frozenset[int]:
    """Return the ids of pages that ``user`` may edit as a member of a co-organiser. Cached on the user for one request."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, CACHE):
        granted = CoOrganiser.objects.filter(may_edit=True, organisation__group__user=user.pk)
        setattr(user, CACHE, frozenset(granted.values_list("page", flat=True)))
    return getattr(user, CACHE)
