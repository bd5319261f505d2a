import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry
from wagtail.signals import pre_page_move

from accounts.models import User
from network.addresses import refuse_reserved
from network.admin.disciplines import DisciplineViewSet
from network.admin.domains import DomainsView
from network.admin.views import OpenOrganisationView, OrganisationsView, PeopleView, RemovePersonView
from network.models import MunicipalityPage
from network.permissions import may_open_organisations, works_for_an_organisation, works_for_organisations_only
from network.photos import MISSING_WORDS, WithPhoto


class ReadOnlyPages(PagesAdminAPIViewSet):
    actions: dict = {}


HIDDEN_FROM_ORGANISERS = {"explorer", "reports"}


@hooks.register("register_admin_urls")
def organisation_urls():
    return [
        path("organisaties/", OrganisationsView.as_view(), name="network_organisations"),
        path("organisaties/nieuw/", OpenOrganisationView.as_view(), name="network_open_organisation"),
        path("organisaties/<int:page_id>/mensen/", PeopleView.as_view(), name="network_people"),
        path(
            "organisaties/<int:page_id>/mensen/<int:user_id>/weg/",
            RemovePersonView.as_view(),
            name="network_remove_person",
        ),
        path("organisaties/<int:page_id>/maildomeinen/", DomainsView.as_view(), name="network_domains"),
    ]


@hooks.register("register_admin_viewset")
def disciplines():
    return DisciplineViewSet("disciplines", url_prefix="disciplines")


class OrganisationMenuItem(MenuItem):
    """Menu item “Organisatie” for organisers, “Organisaties” for the functional manager."""

    def is_shown(self, request) -> bool:
        return works_for_an_organisation(request.user) or may_open_organisations(request.user)

    def render_component(self, request):
        if works_for_organisations_only(request.user):
            return super().render_component(request)
        several = copy.copy(self)  # the item itself is shared by all requests
        several.label = _("Organisaties")
        return super(OrganisationMenuItem, several).render_component(request)


@hooks.register("register_admin_menu_item")
def organisation_menu_item():
    return OrganisationMenuItem(
        _("Organisatie"), reverse("network_organisations"), name="organisations", icon_name="group", order=150
    )


@hooks.register("construct_main_menu")
def leave_out_what_organisers_never_need(request, menu_items):
    if works_for_organisations_only(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_FROM_ORGANISERS]


@hooks.register("construct_page_chooser_queryset")
def choose_from_what_everybody_sees_and_what_one_edits(pages, request):
    """Limit the page chooser to public pages and the user's own. Wagtail would also list other people's drafts."""
    if request.user.is_superuser:
        return pages
    policy = policy_registry.get_by_type(Page)
    return pages.live().public() | pages.filter(pk__in=policy.explorable_instances(request.user).values("pk"))


@hooks.register("construct_admin_api")
def pages_are_only_read(router):
    """Remove the actions from the admin's API.

    The admin does not use them, and they would do what its views refuse or ask about first.
    """
    router.register_endpoint("pages", ReadOnlyPages)


@hooks.register("before_move_page")
def refuse_a_move_onto_an_address_of_the_site(request, page, destination):
    """Refuse to move a page to an address that the site itself uses.

    Wagtail moves a page without validating it. A slug may be free below one parent and reserved below another.
    """
    try:
        refuse_reserved(page.slug, depth=destination.depth + 1)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("after_move_page")
def say_that_a_moved_page_stays_private(request, page):
    say_that_it_is_private(request, page)


@hooks.register("after_copy_page")
def say_that_a_copy_stays_private(request, page, new_page):
    say_that_it_is_private(request, new_page)


def say_that_it_is_private(request, page) -> None:
    if PageViewRestriction.objects.filter(page=page.pk).exists():
        words = _(
            "“%(title)s” is niet voor iedereen, net als hiervoor. Mag iedereen haar zien? Pas dan de privacy aan."
        )
        messages.info(request, words % {"title": page.draft_title})


@receiver(pre_page_move)
def refuse_a_reserved_address(instance, parent_page_after, **kwargs):
    """Refuse such a move at every other door too, such as a bulk action."""
    try:
        refuse_reserved(instance.slug, depth=parent_page_after.depth + 1)
    except ValidationError as error:
        raise PermissionDenied(error.messages[0]) from error


@hooks.register("after_create_page", order=-1)
@hooks.register("after_edit_page", order=-1)
def say_what_the_photo_lacks(request, page):
    if "action-publish" in request.POST and isinstance(page, WithPhoto) and page.lacks_photo_words:
        messages.warning(request, MISSING_WORDS)


@hooks.register("after_create_page", order=-1)
@hooks.register("after_edit_page", order=-1)
def say_that_the_map_lacks_it(request, page):
    if "action-publish" in request.POST and isinstance(page, MunicipalityPage) and not page.is_on_map:
        words = _("%(name)s staat nog niet op de kaart van de regio. Vul daarvoor een rij en een kolom in.")
        messages.warning(request, words % {"name": page.title})


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def say_why_it_stays(page, user, view_name=None, next_url=None):
    """Tell an editor why there is no button to delete this page: Wagtail leaves it out without a word."""
    permissions = page.permissions_for_user(user)
    if page.numchild and permissions.can_delete(ignore_bulk=True) and not permissions.can_delete():
        yield Button(
            _("Verwijderen kan niet: haal eerst de pagina's eronder weg"),
            url=reverse("wagtailadmin_explore", args=[page.pk]),
            icon_name="bin",
            priority=30,
        )


def who(entry) -> str:
    """Return the e-mail address of the person in a log entry.

    The log holds an id instead of a name, so that nothing personal remains in it once the account is deleted.
    """
    user = User.objects.filter(pk=entry.data.get("user")).first()
    return user.email if user else _("Iemand")


@hooks.register("register_log_actions")
def people_in_the_history(actions):
    @actions.register_action("network.add_person")
    class AddPerson(LogFormatter):
        label = _("Collega toegevoegd")

        def format_message(self, entry):
            return _("%(person)s hoort nu bij deze organisatie") % {"person": who(entry)}

    @actions.register_action("network.add_domain")
    class AddDomain(LogFormatter):
        label = _("Maildomein toegevoegd")

        def format_message(self, entry):
            return _("@%(domain)s hoort nu bij deze organisatie") % entry.data

    @actions.register_action("network.remove_domain")
    class RemoveDomain(LogFormatter):
        label = _("Maildomein weggehaald")

        def format_message(self, entry):
            return _("@%(domain)s hoort niet meer bij deze organisatie") % entry.data

    @actions.register_action("network.remove_person")
    class RemovePerson(LogFormatter):
        label = _("Collega weggehaald")

        def format_message(self, entry):
            return _("%(person)s hoort niet meer bij deze organisatie") % {"person": who(entry)}
