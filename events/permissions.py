"""Who may do what with an event's page.

``EventPagePermissionTester`` answers for one page, ``editable_pages`` for all of them: the same rule twice, kept equal by a test.
"""

from django.db.models import Q
from wagtail.models import PagePermissionTester
from wagtail.permissions import policy_registry

CACHE = "_co_edited_event_pages"
ORGANISATION_DEPTH = 4
"""Root, home, index, organisation."""


class EventPagePermissionTester(PagePermissionTester):
    """Wagtail's tree permissions, and what the owner grants to co-organisers.

    The people of a co-organiser with ``may_edit`` change and publish this page; moving, deleting and privacy stay with the owner.
    The grant counts as it is published, not as it stands in somebody's draft.
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
        """Only who has more than one place to put it."""
        return not self.is_granted and super().can_move() and has_several_places(self.user)

    def can_reorder_children(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return not self.is_granted and super().can_set_view_restrictions()


def editable_pages(user):
    """The event pages that ``user`` may edit: those of her organisations, and those that others share with them."""
    from events.models import EventPage

    if user.is_superuser and user.is_active:
        return EventPage.objects.all()
    policy = policy_registry.get_by_type(EventPage)
    own = policy.instances_user_has_any_permission_for(user, ["change"])
    return EventPage.objects.filter(Q(pk__in=own.order_by().values("pk")) | Q(pk__in=co_edited_pages(user)))


def co_edited_pages(user) -> frozenset[int]:
    """Ids of the pages on which one of ``user``'s organisations is a co-organiser who may edit.

    Asked once a request, like Wagtail's own permissions: it is kept on the user.
    """
    from events.models import CoOrganiser

    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, CACHE):
        granted = CoOrganiser.objects.filter(may_edit=True, organisation__group__user=user.pk)
        setattr(user, CACHE, frozenset(granted.values_list("page", flat=True)))
    return getattr(user, CACHE)


def has_several_places(user) -> bool:
    from events.models import EventPage

    if user.is_superuser:
        return True
    permissions = policy_registry.get_by_type(EventPage).get_cached_permissions_for_user(user)
    places = {permission.page for permission in permissions if permission.permission.codename == "add_page"}
    return len(places) > 1 or any(page.depth < ORGANISATION_DEPTH for page in places)
