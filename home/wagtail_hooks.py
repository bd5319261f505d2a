from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import AddPageItem, ContentCheckerItem, ExplorePageItem

from home import manual_views, signed_out
from home.link_report.report import BrokenLinksView
from home.links.choosing import link_to_page
from home.workflows import reaches_somebody
from network.permissions import works_for_organisations_only


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_wagtail_userbar")
def what_an_organiser_needs(request, items, page) -> None:
    """Remove the checks and the page tree from the user bar of organisers; those are for editors."""
    if works_for_organisations_only(request.user):
        items[:] = [item for item in items if not isinstance(item, ContentCheckerItem | AddPageItem | ExplorePageItem)]


@hooks.register("register_rich_text_features", order=10)
def links_choose_pages(features):
    """Store a pasted address of the site as a link to its page. Runs after Wagtail has registered its own rule."""
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["to_database_format"] = {"entity_decorators": {"LINK": link_to_page}}


@hooks.register("register_admin_urls")
def manual_urls():
    return [
        path("hulp/", manual_views.page, name="manual"),
        re_path(r"^hulp/(?P<slug>[a-z]{3,20})/$", manual_views.page, name="manual"),
        re_path(r"^hulp/beelden/(?P<name>[a-z-]{1,40}\.webp)$", manual_views.picture, name="manual_picture"),
    ]


@hooks.register("register_admin_urls")
def report_of_links():
    return [path("reports/links/", BrokenLinksView.as_view(), name="broken_links")]


@hooks.register("register_admin_urls")
def editing_session():
    return [path("sessie/", signed_out.session, name="editing_session")]


@hooks.register("insert_editor_js")
def words_of_our_scripts():
    return render_to_string("home/admin/editor_words.html")


@hooks.register("register_reports_menu_item")
def broken_links_menu_item():
    return MenuItem(
        _("Links die niet werken"), reverse("broken_links"), name="broken-links", icon_name="link", order=100
    )


@hooks.register("construct_main_menu")
def one_help(request, menu_items) -> None:
    """Remove Wagtail's own help, which is in English and about another site. Our manual takes its place."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("register_admin_menu_item")
def manual_menu_item():
    return MenuItem(_("Hulp"), reverse("manual"), name="manual", icon_name="help", order=900)


@hooks.register("construct_page_action_menu")
def offer_no_workflow_without_people(menu_items, request, context) -> None:
    """Remove the button that sends a page to people who are not there: only a functional manager could get it back."""
    page = context.get("page") or context.get("parent_page")
    if any(item.name == "action-submit" for item in menu_items) and not reaches_somebody(page):
        menu_items[:] = [item for item in menu_items if item.name != "action-submit"]
