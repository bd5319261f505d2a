from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from events.admin import guards, published
from events.admin.access import date_that_matters
from events.admin.dates import RestoreDateView
from events.admin.decisions import AddView, DecideView
from events.admin.desk import Desk
from events.admin.failed_letters import FailedLettersView
from events.admin.failed_mails import FailedMailView, FailedOrganiserMailView
from events.admin.invitations import CodesView
from events.admin.kept_texts import KeptTextsView, KeptTextView
from events.admin.learned import MeetupPracticesView, PracticeMeetupsView
from events.admin.mailings import MailingView
from events.admin.mails import MailsView
from events.admin.meetups import MeetupViewSet
from events.admin.moving import CancelDateView, MoveDateView, PostponeDateView
from events.admin.needs import NeedsByNameView, NeedsView
from events.admin.new_link import NewLinkView
from events.admin.person import CorrectPersonView, PersonView
from events.admin.poster import PosterView
from events.admin.printing import PrintListView
from events.admin.registrations import PageRegistrationsView, RegistrationsView
from events.admin.school_holidays import SchoolHolidayViewSet
from events.admin.series import ChangeDatesView, SeriesView
from events.admin.starting import BeginAgainView, may_begin_again
from events.admin.to_practice import ToPracticeView
from events.admin.writing import WriteView
from events.models import EventDate, EventPage
from events.pages.mail_confirmation import mails_words
from events.publishing.learned import last_past_date
from events.publishing.publish import announcements_of
from events.registration.settling import Ending, people_left
from knowledge.models import PracticePage
from network.models import OrganisationPage
from network.permissions import works_for_organisations_only

hooks.register("before_delete_page", guards.before_page_goes)
hooks.register("before_unpublish_page", guards.before_page_goes)
hooks.register("before_bulk_action", guards.before_pages_go)


@hooks.register("register_admin_urls")
def event_urls():
    return [
        path("aanmeldingen/<int:date_id>/", RegistrationsView.as_view(), name="events_registrations"),
        path(
            "aanmeldingen/<int:date_id>/lijst/",
            RegistrationsView.as_view(results_only=True),
            name="events_registrations_results",
        ),
        path(
            "aanmeldingen/bijeenkomst/<int:page_id>/", PageRegistrationsView.as_view(), name="events_page_registrations"
        ),
        path("aanmelding/<int:registration_id>/nieuwe-link/", NewLinkView.as_view(), name="events_new_link"),
        path("aanmelding/<int:registration_id>/mail/", FailedMailView.as_view(), name="events_failed_mail"),
        path("aanmeldingen/<int:date_id>/besluit/<slug:what>/", DecideView.as_view(), name="events_decide"),
        path("aanmeldingen/<int:date_id>/toevoegen/", AddView.as_view(), name="events_add_person"),
        path("aanmeldingen/<int:date_id>/link/<int:registration_id>/", PersonView.as_view(), name="events_person"),
        path(
            "aanmeldingen/<int:date_id>/link/<int:registration_id>/verbeteren/",
            CorrectPersonView.as_view(),
            name="events_correct_person",
        ),
        path("aanmeldingen/<int:date_id>/afdrukken/", PrintListView.as_view(), name="events_print_list"),
        path("aanmeldingen/<int:date_id>/eten-en-toegang/", NeedsView.as_view(), name="events_needs"),
        path(
            "aanmeldingen/<int:date_id>/eten-en-toegang/namen/", NeedsByNameView.as_view(), name="events_needs_by_name"
        ),
        path("aanmeldingen/<int:date_id>/schrijf/", WriteView.as_view(), name="events_write"),
        path("bericht/<int:mailing_id>/", MailingView.as_view(), name="events_mailing"),
        path("bewaarde-teksten/<int:organisation_id>/", KeptTextsView.as_view(), name="events_kept_texts"),
        path("bewaarde-teksten/<int:organisation_id>/nieuw/", KeptTextView.as_view(), name="events_kept_text_new"),
        path("bewaarde-teksten/<int:organisation_id>/<int:text_id>/", KeptTextView.as_view(), name="events_kept_text"),
        path("datums/<int:date_id>/poster/", PosterView.as_view(), name="events_poster"),
        path("datums/<int:date_id>/mails/", MailsView.as_view(), name="events_mails"),
        path(
            "datums/<int:date_id>/mail-kwam-niet-aan/",
            FailedOrganiserMailView.as_view(),
            name="events_failed_organiser_mail",
        ),
        path("bijeenkomst/<int:page_id>/codes/", CodesView.as_view(), name="events_codes"),
        path("praktijk-van/<int:page_id>/", ToPracticeView.as_view(), name="events_to_practice"),
        path("bijeenkomst/<int:page_id>/nog-zo-een/", BeginAgainView.as_view(), name="events_begin_again"),
        path("bijeenkomst/<int:page_id>/reeks/", SeriesView.as_view(), name="events_series"),
        path("bijeenkomst/<int:page_id>/datums/", ChangeDatesView.as_view(), name="events_change_dates"),
        path("mails-niet-aangekomen/", FailedLettersView.as_view(), name="events_failed_letters"),
        path("datums/<int:date_id>/annuleren/", CancelDateView.as_view(), name="events_cancel_date"),
        path("datums/<int:date_id>/verplaatsen/", MoveDateView.as_view(), name="events_move_date"),
        path("datums/<int:date_id>/uitstellen/", PostponeDateView.as_view(), name="events_postpone_date"),
        path("bijeenkomst/<int:page_id>/praktijken/", MeetupPracticesView.as_view(), name="events_meetup_practices"),
        path("praktijk/<int:page_id>/bijeenkomsten/", PracticeMeetupsView.as_view(), name="events_practice_meetups"),
        path("datums/<int:date_id>/toch/", RestoreDateView.as_view(), name="events_restore_date"),
    ]


@hooks.register("register_admin_viewset")
def meetups():
    return MeetupViewSet("meetups", url_prefix="bijeenkomsten")


@hooks.register("register_admin_viewset")
def school_holidays():
    return SchoolHolidayViewSet("school_holidays", url_prefix="schoolvakanties")


class MeetupsSearchArea(SearchArea):
    """Search of the sidebar for organisers: their meetups, as the list of meetups finds them."""

    def is_shown(self, request) -> bool:
        return works_for_organisations_only(request.user)


@hooks.register("register_admin_search_area")
def search_meetups():
    return MeetupsSearchArea(
        _("Bijeenkomsten"), reverse("meetups:index"), name="meetups", icon_name="calendar", order=1
    )


@hooks.register("register_admin_menu_item")
def back_to_today():
    return MenuItem(_("Vandaag"), reverse("wagtailadmin_home"), name="today", icon_name="home", order=10)


@hooks.register("construct_homepage_panels")
def desk_first(request, panels):
    if works_for_organisations_only(request.user):
        panels[:] = []
    else:
        panels[:] = [panel for panel in panels if not isinstance(panel, LockedPagesPanel | RecentEditsPanel)]
    panels.append(Desk(request.user))


@hooks.register("register_page_header_buttons")
def registrations_of_the_page(page, user, view_name, next_url=None):
    if not (isinstance(page, EventPage) and page.pk and page.permissions_for_user(user).can_edit()):
        return
    yield Button(
        _("Aanmeldingen"), url=reverse("events_page_registrations", args=[page.pk]), icon_name="group", priority=5
    )
    date = date_that_matters(page)
    if date and date.status == EventDate.Status.SCHEDULED and not date.is_over:
        day = date_format(date.start_local, "j F")
        yield Button(
            _("Verplaats %(day)s") % {"day": day},
            url=reverse("events_move_date", args=[date.pk]),
            icon_name="calendar",
            priority=6,
        )
        yield Button(
            _("Annuleer %(day)s") % {"day": day},
            url=reverse("events_cancel_date", args=[date.pk]),
            icon_name="cross",
            priority=7,
        )


@hooks.register("register_page_header_buttons")
def one_more_like_this(page, user, view_name, next_url=None):
    can_edit = isinstance(page, EventPage) and page.pk and page.permissions_for_user(user).can_edit()
    if can_edit and may_begin_again(user, page):
        url = reverse("events_begin_again", args=[page.pk])
        by_post = {
            "data-controller": "w-action",
            "data-action": "w-action#post:prevent",
            "data-w-action-url-value": url,
        }
        yield Button(_("Nog zo een"), url=url, icon_name="copy", priority=4, attrs=by_post)


@hooks.register("register_page_header_buttons")
def what_was_learned(page, user, view_name, next_url=None):
    """Add the way to the practices of a meetup, and to the meetups of a practice."""
    if not (isinstance(page, EventPage | PracticePage) and page.pk and page.permissions_for_user(user).can_edit()):
        return
    is_meetup = isinstance(page, EventPage)
    name = "events_meetup_practices" if is_meetup else "events_practice_meetups"
    label = _("Praktijken") if is_meetup else _("Bijeenkomsten")
    yield Button(label, url=reverse(name, args=[page.pk]), icon_name="link", priority=8)
    if is_meetup and last_past_date(page):
        url = reverse("events_to_practice", args=[page.pk])
        yield Button(_("Maak er een praktijk van"), url=url, icon_name="openquote", priority=9)


@hooks.register("construct_page_action_menu")
def publish_first(menu_items, request, context):
    """Make publishing the main button, with a draft behind it; users who may publish need no moderation."""
    page = context.get("page") or context.get("parent_page")
    if not isinstance(page.specific, EventPage | OrganisationPage):
        return
    if publish := next((item for item in menu_items if item.name == "action-publish"), None):
        kept = [item for item in menu_items if item.name not in {"action-publish", "action-submit"}]
        menu_items[:] = [publish, *kept]


@hooks.register("insert_global_admin_css")
def look_of_dates():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-dates.css"))


@hooks.register("insert_editor_js")
def fields_that_belong_together():
    return format_html('<script src="{}"></script>', static("js/admin-editor.js"))


@hooks.register("before_publish_page")
def note_what_publishing_does(request, page):
    """Store on the request what the success message needs: new past days, and how many people will be mailed.

    These can't be computed after publishing: Wagtail re-reads the page, and its dates then equal the plan.
    """
    request.new_past_days = getattr(page, "new_past_days", [])
    request.new_nights = getattr(page, "new_nights", [])
    is_later = page.go_live_at and page.go_live_at > timezone.now()
    announces_now = isinstance(page, EventPage) and not is_later
    announcements = announcements_of(page, page.planned_dates.all()) if announces_now else []
    request.mailed_people = sum(item.people for item in announcements)
    # The publishing transaction tells the people left, whoever stays or goes; where registration moved, nobody who stays.
    request.in_line = published.in_line(page) if announces_now else []
    left = people_left(page, page.planned_dates.all()) if announces_now else []
    is_told = page.without_place == EventPage.WithoutPlace.OUT if left else False
    request.mailed_people += sum(item.people for item in left if is_told or item.ending != Ending.ELSEWHERE)


@hooks.register("after_create_page", order=-1)
@hooks.register("after_edit_page", order=-1)
def say_what_publishing_did(request, page):
    """Add the messages. Runs before the redirect to the desk, which ends this round of hooks.

    An automatic save shows no messages: they would pile up until the next page.
    """
    if not request.accepts("text/html"):
        return
    if mails := getattr(request, "mailed_people", 0):
        messages.success(request, mails_words(mails))
    if waited := getattr(request, "in_line", []):
        published.say_who_got_a_place(request, waited)
    if "action-publish" in request.POST and isinstance(page, EventPage):
        published.say_what_ways_in_lack(request, page)
    if days := getattr(request, "new_past_days", []):
        words = _("%(days)s is al geweest. Klopt dat niet? Pas de datum dan aan.")
        messages.warning(request, words % {"days": ", ".join(date_format(day, "j F Y") for day in days)})
    for end in getattr(request, "new_nights", getattr(page, "new_nights", [])):
        words = _(
            "Een datum eindigt na middernacht: op %(day)s om %(time)s uur. Klopt dat niet? Pas de tijden dan aan."
        )
        messages.warning(request, words % {"day": date_format(end, "l j F"), "time": date_format(end, "G.i")})


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def on_to_many_dates(request, page):
    """Go on to the screen for a series, or for changing many dates, once the draft is kept."""
    if isinstance(page, EventPage):
        for action, name in (("action-series", "events_series"), ("action-change-dates", "events_change_dates")):
            if action in request.POST:
                return redirect(name, page.pk)
    return None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def back_to_the_desk(request, page):
    """Redirect an organiser who published to the desk instead of Wagtail's page tree."""
    is_done = "action-publish" in request.POST and not get_valid_next_url_from_request(request)
    if is_done and isinstance(page, EventPage) and works_for_organisations_only(request.user):
        return redirect("wagtailadmin_home")
    return None


@hooks.register("after_delete_page")
@hooks.register("after_unpublish_page")
def back_to_the_meetups(request, page):
    if isinstance(page, EventPage) and works_for_organisations_only(request.user):
        return redirect("meetups:index")
    return None


class DateLogFormatter(LogFormatter):
    """Formatter that says which date an organiser changed, and why."""

    def format_message(self, log_entry) -> str:
        return f"{self.label}: {log_entry.data['was']}"

    def format_comment(self, log_entry) -> str:
        return log_entry.data["reason"]


@hooks.register("register_log_actions")
def what_happened_to_registrations(actions):
    @actions.register_action("events.new_link")
    class NewLink(LogFormatter):
        label = _("Nieuwe link gemaild")
        message = _("Iemand op de lijst kreeg een nieuwe link")

    @actions.register_action("events.code")
    class Code(LogFormatter):
        label = _("Code gemaakt of veranderd")

        def format_message(self, log_entry) -> str:
            words = _("De code %(code)s, voor %(people)s mensen")
            return words % log_entry.data

    @actions.register_action("events.needs_read")
    class NeedsRead(LogFormatter):
        label = _("Eten en toegang bekeken")
        message = _("Keek wie wat nodig heeft")

    @actions.register_action("events.mailing")
    class Written(LogFormatter):
        label = _("Mail geschreven")

        def format_message(self, log_entry) -> str:
            number = log_entry.data["number"]
            words = ngettext("Mail geschreven aan %(number)s persoon", "Mail geschreven aan %(number)s mensen", number)
            return words % {"number": number}

    for action, label in (
        ("events.mail_again", _("Mail opnieuw verstuurd")),
        ("events.move", _("Datum verplaatst")),
        ("events.postpone", _("Datum uitgesteld")),
        ("events.cancel", _("Datum geannuleerd")),
        ("events.restore", _("Datum gaat toch door")),
    ):
        actions.register_action(action)(type("DateLog", (DateLogFormatter,), {"label": label}))
