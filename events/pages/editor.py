"""The organiser's form: its panels, in the order in which an organiser thinks, and its checks."""

from django import forms
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.rich_text import expand_db_html

from events.pages.mail_confirmation import (
    AnswerPanel,
    AsksBeforeMailing,
    PeoplePanel,
    QuestionPanel,
)
from events.pages.planned_dates import PlannedDatesForm, planned_dates_panel
from events.pages.questions import PlansQuestions, needs_panel, questions_panel
from events.pages.ways_in import ChoosesWaysIn, ways_in_panel
from network.addresses import RESERVED_EVERYWHERE
from network.editing import PhotoForm, SortedSelect
from network.models import OrganisationPage
from network.panels import FoldedInlinePanel
from network.photos import photo_panel
from network.widgets import WijkCheckboxes

NO_TITLE = gettext_lazy("Nog geen titel")
"""Title of a draft in which no title is typed yet. The form shows it as an empty field."""


class EventPageForm(PlannedDatesForm, AsksBeforeMailing, ChoosesWaysIn, PlansQuestions, PhotoForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "wijken" in self.fields:
            self.fields["wijken"].queryset = self.fields["wijken"].queryset.live().select_related("municipality")
        if "admitted_organisations" in self.fields:
            self.fields["admitted_organisations"].queryset = OrganisationPage.objects.live()
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "without_place" in self.fields:  # left out unless the question is asked
            self.fields["without_place"].required = False
        if self.instance.pk is None:
            self.suggest()
        elif self.instance.title == NO_TITLE:
            self.initial |= {"title": "", "slug": ""}

    def suggest(self) -> None:
        """Prefill the usual answers: the organisation's municipality, and the user as contact."""
        suggestions = {
            "municipality": getattr(self.parent_page.specific, "municipality_id", None) if self.parent_page else None,
            "contact_name": self.for_user.get_full_name() if self.for_user else "",
            "contact_email": self.for_user.email if self.for_user else "",
        }
        for name, value in suggestions.items():
            self.initial[name] = self.initial.get(name) or value

    def defer_required_fields(self) -> None:
        """Let a draft be kept from the first letter, whichever field that is in."""
        super().defer_required_fields()
        if self.fields["title"].required:
            self.fields["title"].required = False
            self.deferred_required_fields.append("title")

    def clean_title(self) -> str:
        return self.cleaned_data["title"] or str(NO_TITLE)

    def clean_slug(self) -> str:
        """Return the slug that was typed, else an unused one based on the title."""
        if typed := self.cleaned_data["slug"]:
            return typed
        base = slugify(self.cleaned_data.get("title") or "")[:200] or "bijeenkomst"
        if base in RESERVED_EVERYWHERE:
            base = f"{base}-bijeenkomst"
        return self.unused(base)

    def clean(self):
        cleaned = super().clean()
        if "planned_dates" in self.formsets:
            self.check_planned_dates()
        if "co_organisers" in self.formsets:
            self.check_co_organisers()
        self.refuse_less_than_is_taken(cleaned.get("capacity"))
        self.fill_in_municipality(cleaned)
        self.check_body(cleaned.get("body") or "")
        if self.is_for_publishing:
            self.check_complete(cleaned)
        return cleaned

    @property
    def is_for_publishing(self) -> bool:
        """True if the page is to be published; a draft may be as unfinished as the organiser likes."""
        return bool(self.data.get("action-publish") or self.data.get("action-submit"))

    def is_granted(self) -> bool:
        """Return whether the user edits for a co-organiser, so may not pass that permission on."""
        return bool(self.instance.pk and self.for_user) and self.instance.permissions_for_user(self.for_user).is_granted

    def check_complete(self, cleaned: dict) -> None:
        if cleaned.get("registration") == "elsewhere" and not cleaned.get("registration_url"):
            self.add_error("registration_url", _("Vul het adres in waar mensen zich aanmelden."))
        if cleaned.get("attendance") != "online" and not cleaned.get("venue_name"):
            self.add_error("venue_name", _("Vul in waar het is. Weet je het nog niet? Schrijf dan “Volgt”."))

    def check_body(self, body: str) -> None:
        """Refuse a link that cannot be rendered: it would break the public page."""
        try:
            expand_db_html(body)
        except Exception:  # noqa: BLE001  a forged link can raise anything
            self.add_error("body", _("In deze tekst staat een link die niet klopt. Haal hem weg en maak hem opnieuw."))

    def check_co_organisers(self) -> None:
        formset = self.formsets["co_organisers"]
        if formset.has_changed() and self.is_granted():
            self.add_error(None, _("Wie er meedoet, bepaalt de organisatie die dit organiseert."))
            return
        seen = {getattr(self.instance, "organisation_id", None)}
        for form in formset.forms:
            if form in formset.deleted_forms or not getattr(form, "cleaned_data", None):
                continue
            organisation = form.cleaned_data.get("organisation")
            if organisation and organisation.pk in seen:
                form.add_error("organisation", _("Deze organisatie doet al mee."))
            elif organisation:
                seen.add(organisation.pk)

    def fill_in_municipality(self, cleaned: dict) -> None:
        """Take the municipality from the wijken, unless the organiser chose one."""
        municipality, wijken = cleaned.get("municipality"), cleaned.get("wijken")
        is_suggested = self.instance.pk is None and "municipality" not in self.changed_data
        if wijken and (not municipality or is_suggested):
            found = {wijk.municipality_id for wijk in wijken}
            if len(found) == 1:
                cleaned["municipality"] = self.instance.municipality = wijken[0].municipality


class NeededPanel(FieldPanel):
    """Field marked as required: a draft may leave it empty, but publishing may not."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_required(self) -> bool:
            return True


def with_manual(words: str, slug: str) -> SafeString:
    """Return ``words`` with a link to a chapter of the manual."""
    return format_html('{} <a href="{}">{}</a>', words, reverse("manual", args=[slug]), _("Lees meer in de hulp"))


def event_panels() -> list[Panel]:
    """Return the panels: what, when, where, for whom, registration; rarely used ones are collapsed."""
    return [
        QuestionPanel(
            template="events/admin/question_before_mailing.html",
            heading=gettext_lazy("Wil je dit mailen?"),
            icon="mail",
        ),
        AnswerPanel("without_place", heading=gettext_lazy("Wie nog geen plek heeft"), widget=forms.RadioSelect),
        MultiFieldPanel(
            [
                FieldPanel("title", help_text=gettext_lazy("Kort en herkenbaar. Bijvoorbeeld “Wijklunch Gageldonk”.")),
                FieldPanel("kind"),
                FieldPanel("summary"),
                FieldPanel("body"),
            ],
            heading=gettext_lazy("Wat"),
            icon="edit",
        ),
        photo_panel(folded=True),
        planned_dates_panel(),
        MultiFieldPanel(
            [
                FieldPanel("attendance", heading=gettext_lazy("Hoe doe je mee?")),
                NeededPanel("venue_name"),
                FieldRowPanel([FieldPanel("street"), FieldPanel("postcode"), FieldPanel("town")]),
                FieldPanel("online_url"),
                PeoplePanel(template="events/admin/place_is_told.html"),
            ],
            heading=gettext_lazy("Waar"),
            icon="site",
        ),
        MultiFieldPanel(
            [
                FieldPanel("wheelchair"),
                FieldPanel("ring_line"),
                FieldPanel("parking"),
                FieldPanel("public_transport"),
                FieldPanel("access_note"),
            ],
            heading=gettext_lazy("Kan iedereen er komen?"),
            icon="view",
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience", heading=gettext_lazy("Voor wie is het?")),
                FieldPanel("municipality", widget=SortedSelect),
                FieldPanel(
                    "wijken",
                    widget=WijkCheckboxes,
                    help_text=gettext_lazy("Je bijeenkomst staat dan ook op de pagina en in de agenda van die wijk."),
                ),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple, classname="wv-columns"),
            ],
            heading=gettext_lazy("Voor wie"),
            icon="group",
        ),
        MultiFieldPanel(
            [
                FieldPanel("registration"),
                FieldPanel("registration_url"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("online_capacity")]),
                FieldPanel("closes_days_before"),
                FieldPanel("needs_approval"),
                FieldPanel("costs"),
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]),
            ],
            heading=gettext_lazy("Aanmelden"),
            icon="form",
        ),
        questions_panel(),
        needs_panel(),
        ways_in_panel(),
        MultiFieldPanel(
            [
                FieldPanel("hand_out"),
                FieldPanel("remind_week_before"),
                FieldPanel("remind_day_before"),
                FieldPanel("reminder_words"),
                FieldPanel("thank_afterwards"),
                FieldPanel("thanks_words"),
                FieldPanel("mail_organiser"),
            ],
            help_text=lazy(with_manual, SafeString)(
                gettext_lazy(
                    "Wat er in elke mail staat, lees je na het publiceren bij de aanmeldingen, onder “Mails”."
                ),
                "mails",
            ),
            heading=gettext_lazy("Wachtlijst en mails"),
            icon="mail",
            classname="collapsed",
        ),
        FoldedInlinePanel(
            "co_organisers",
            panels=[FieldPanel("organisation", widget=SortedSelect), FieldPanel("may_edit")],
            heading=gettext_lazy("Wie organiseert dit mee?"),
            label=gettext_lazy("organisatie"),
            icon="group",
        ),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("search_description"), FieldPanel("explains_terms")],
            heading=gettext_lazy("Webadres en begrippen"),
            icon="link",
            classname="collapsed",
        ),
    ]
