from wagtail.models import PagePermissionTester


class OrganisationPagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions, minus those that would remove the organisation from the site.

    Users with a permission on an ancestor (editors of the whole site) keep them all.
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
        """Refuse for everybody: a copy would have no group and no collection."""
        return False
