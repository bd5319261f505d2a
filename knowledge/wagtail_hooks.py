from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from knowledge.admin.boundaries import BoundariesView
from knowledge.admin.empty_searches import EmptySearchesView
from knowledge.admin.policies import MunicipalitiesView, PoliciesView, PolicyView
from knowledge.admin.reactions import ReactionsView, decides_on_reactions
from knowledge.admin.term_suggestions import TermSuggestionsView, TermSuggestionView, edits_terms
from knowledge.admin.uptake import UptakeView
from knowledge.identity.roles import is_editor
from knowledge.models import PracticePage
from knowledge.policies.access import municipalities_of
from knowledge.practices.published import note_publication
from network.permissions import edits_the_whole_site


@hooks.register("register_admin_urls")
def policy_urls():
    return [
        path("beleid/", MunicipalitiesView.as_view(), name="knowledge_policy_municipalities"),
        path("beleid/<int:page_id>/", PoliciesView.as_view(), name="knowledge_policies"),
        path("beleid/<int:page_id>/<int:theme_id>/", PolicyView.as_view(), name="knowledge_policy"),
    ]


@hooks.register("register_admin_urls")
def uptake_urls():
    return [
        path("verspreiding/", UptakeView.as_view(), name="knowledge_uptake"),
        path("verspreiding/<int:uptake_id>/", UptakeView.as_view(), name="knowledge_uptake_row"),
        path("kaart/", BoundariesView.as_view(), name="knowledge_boundaries"),
    ]


@hooks.register("register_admin_urls")
def search_urls():
    return [path("reports/zoeken/", EmptySearchesView.as_view(), name="empty_searches")]


class PolicyMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return municipalities_of(request.user).exists()


class EditorsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_editor(request.user)


class WholeSiteMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return edits_the_whole_site(request.user)


@hooks.register("register_admin_menu_item")
def policy_menu_item():
    url = reverse("knowledge_policy_municipalities")
    return PolicyMenuItem(_("Beleid"), url, name="policies", icon_name="list-ul", order=160)


@hooks.register("register_admin_menu_item")
def uptake_menu_item():
    url = reverse("knowledge_uptake")
    return EditorsMenuItem(_("Verspreiding"), url, name="uptake", icon_name="globe", order=170)


@hooks.register("register_reports_menu_item")
def empty_searches_menu_item():
    url = reverse("empty_searches")
    return WholeSiteMenuItem(_("Gezocht en niet gevonden"), url, name="empty-searches", icon_name="search", order=900)


@hooks.register("register_settings_menu_item")
def boundaries_menu_item():
    url = reverse("knowledge_boundaries")
    return WholeSiteMenuItem(_("Kaart met grenzen"), url, name="boundaries", icon_name="site", order=310)


@hooks.register("register_log_actions")
def uptake_in_the_history(actions):
    @actions.register_action("knowledge.remove_uptake")
    class RemoveUptake(LogFormatter):
        label = _("Melding van verspreiding gewist")

        def format_message(self, entry):
            return _("Een melding van wie dit ook doet is op verzoek gewist")


@hooks.register("after_publish_page")
def note_published_practice(request, page):
    if isinstance(page, PracticePage):
        note_publication(page)


@hooks.register("register_admin_urls")
def knowledge_urls():
    return [
        path("begrippen/", TermSuggestionsView.as_view(), name="knowledge_term_suggestions"),
        path("begrippen/<int:suggestion_id>/", TermSuggestionView.as_view(), name="knowledge_term_suggestion"),
    ]


class TermsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return edits_terms(request.user)


@hooks.register("register_admin_menu_item")
def term_suggestions_menu_item():
    return TermsMenuItem(
        _("Begrippen"),
        reverse("knowledge_term_suggestions"),
        name="term-suggestions",
        icon_name="openquote",
        order=310,
    )


@hooks.register("register_admin_urls")
def reaction_urls():
    return [path("reacties/", ReactionsView.as_view(), name="knowledge_reactions")]


class ReactionsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return decides_on_reactions(request.user)


@hooks.register("register_admin_menu_item")
def reactions_menu_item():
    return ReactionsMenuItem(
        _("Reacties"), reverse("knowledge_reactions"), name="reactions", icon_name="comment", order=320
    )
