from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.userbar import AddPageItem, ContentCheckerItem, ExplorePageItem

from network.permissions import works_for_organisations_only


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_wagtail_userbar")
def what_an_organiser_needs(request, items, page) -> None:
    """On a page of the site: to the admin, and to edit it. Checks and the tree are for editors."""
    if works_for_organisations_only(request.user):
        items[:] = [item for item in items if not isinstance(item, ContentCheckerItem | AddPageItem | ExplorePageItem)]
