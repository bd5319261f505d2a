"""The organiser's form: its panels, in the order in which an organiser thinks, and its checks."""

import uuid
from datetime import date

from django import forms
from django.db.models import Count, Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.rich_text import expand_db_html

from events.models import EventDate, Registration
from events.models.planned_dates import NEXT_DAY
from events.pages.mail_confirmation import (
    AnswerPanel,
    AsksBeforeMailing,
    NightPanel,
    PeoplePanel,
    PlannedDatesPanel,
    QuestionPanel,
    RowPanel,
)
from events.pages.ways_in import ChoosesWaysIn, ways_in_panel
from events.pages.widgets import DateInput, TimeInput
from network.addresses import RESERVED_EVERYWHERE
from network.editing import PhotoForm, SortedSelect
from network.panels import FoldedInlinePanel
from network.photos import photo_panel
from network.widgets import WijkCheckboxes


class EventPageForm(AsksBeforeMailing, ChoosesWaysIn, PhotoForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "wijken" in self.fields:
            self.fields["wijken"].queryset = self.fields["wijken"].queryset.live().select_related("municipality")
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "without_place" in self.fields:  # left out unless the question is asked
            self.fields["without_place"].required = False
        if self.instance.pk is None:
            self.suggest()

    def suggest(self) -> None:
        """Prefill the usual answers: the organisation's municipality, and the user as contact."""
        suggestions = {
            "municipality": getattr(self.parent_page.specific, "municipality_id", None) if self.parent_page else None,
            "contact_name": self.for_user.get_full_name() if self.for_user else "",
            "contact_email": self.for_user.email if self.for_user else "",
        }
        for name, value in suggestions.items():
            self.initial[name] = self.initial.get(name) or value

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

    def check_planned_dates(self) -> None:
        formset = self.formsets["planned_dates"]
        kept = [
            form
            for form in formset.forms
            if (form not in formset.deleted_forms and form.has_changed()) or form.instance.pk
        ]
        kept = [form for form in kept if form not in formset.deleted_forms]
        keys: set[uuid.UUID] = set()
        moments: set[tuple] = set()
        for form in kept:
            if not hasattr(form, "cleaned_data"):
                continue
            if form.cleaned_data.get("key") in keys:
                form.cleaned_data["key"] = form.instance.key = uuid.uuid4()
            keys.add(form.cleaned_data.get("key") or form.instance.key)
            moment = (form.cleaned_data.get("date"), form.cleaned_data.get("start_time"))
            if None not in moment and moment in moments:
                form.add_error("date", _("Deze datum staat er al. Kies een andere dag of tijd, of haal deze weg."))
            moments.add(moment)
        self.instance.new_past_days = self.new_past_days(kept)
        changed = [form.instance for form in kept if form.has_changed() and form.is_valid()]
        self.instance.new_nights = [row.end for row in changed if row.ends_next_day]
        if self.is_for_publishing and not kept:
            missing = _("Vul in wanneer het is: voeg een datum toe.")
            formset.non_form_errors().append(missing)
            self.add_error(None, missing)
        self.refuse_what_has_moved_since(kept)
        gone = {form.instance.key: form for form in formset.deleted_forms}
        for event_date in self.dates_with_people(keys=set(gone)):
            put_back(gone[event_date.key])
            self.add_error(
                None,
                _(
                    "Voor %(date)s zijn al %(count)s mensen aangemeld. Haal de datum niet weg, maar annuleer hem: dan krijgt"
                    " iedereen bericht."
                )
                % {"date": f"{event_date.start_local:%d-%m-%Y %H.%M}", "count": event_date.people},
            )

    def new_past_days(self, kept: list) -> list[date]:
        """Return past days that are not on the site yet: a report on a past meetup, or a slip of the pen."""
        days = {form.cleaned_data.get("date"): form.instance.key for form in kept if hasattr(form, "cleaned_data")}
        past = {day: key for day, key in days.items() if day and day < timezone.localdate()}
        known = EventDate.objects.filter(page_id=self.instance.pk, key__in=past.values()).values_list("key", flat=True)
        return sorted(day for day, key in past.items() if key not in set(known)) if past else []

    def refuse_what_has_moved_since(self, forms: list) -> None:
        """Refuse rows from a form opened before their date was moved: saving would put the old time back."""
        moved = {date.key: date for date in EventDate.objects.filter(page=self.instance.pk, moves__gt=0)}
        for form in forms:
            date = moved.get(form.instance.key)
            if date is None or not form.is_valid() or not form.instance.is_older_than(date):
                continue
            if (form.instance.start, form.instance.end) != (date.start, date.end):
                words = _("Deze datum is intussen verplaatst naar %(day)s. Laad de pagina opnieuw om verder te gaan.")
                form.add_error("date", words % {"day": date_format(date.start_local, "j F Y, G.i")})

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

    def refuse_less_than_is_taken(self, capacity: int | None) -> None:
        if capacity is None or not self.instance.pk or self.errors.get("capacity"):
            return
        fullest = max(self.dates_with_people(placed_only=True), key=lambda event_date: event_date.people, default=None)
        if fullest and fullest.people > capacity and self.cleaned_data.get("registration") != "none":
            self.add_error(
                "capacity",
                _("Op %(date)s zijn al %(count)s plekken bezet. Kies %(count)s of meer.")
                % {"date": f"{fullest.start_local:%d-%m-%Y}", "count": fullest.people},
            )

    def fill_in_municipality(self, cleaned: dict) -> None:
        """Take the municipality from the wijken, unless the organiser chose one."""
        municipality, wijken = cleaned.get("municipality"), cleaned.get("wijken")
        is_suggested = self.instance.pk is None and "municipality" not in self.changed_data
        if wijken and (not municipality or is_suggested):
            found = {wijk.municipality_id for wijk in wijken}
            if len(found) == 1:
                cleaned["municipality"] = self.instance.municipality = wijken[0].municipality

    def dates_with_people(self, *, keys: set | None = None, placed_only: bool = False) -> list:
        """Return this page's awaited dates with registrations, with their number as ``people``."""
        if not self.instance.pk:
            return []
        counted = Q(registrations__state__in=Registration.LIVE)
        if placed_only:
            counted = Q(registrations__state__in=Registration.PLACED, registrations__has_extra_place=False)
        dates = EventDate.objects.filter(page_id=self.instance.pk).awaited()
        if keys is not None:
            dates = dates.filter(key__in=[key for key in keys if key])
        return list(dates.annotate(people=Count("registrations", filter=counted)).filter(people__gt=0))


def put_back(form: forms.ModelForm) -> None:
    """Show a row again whose deletion was refused."""
    form.data = form.data.copy()
    form.data[form.add_prefix(DELETION_FIELD_NAME)] = ""


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
        PlannedDatesPanel(
            "planned_dates",
            panels=[
                FieldPanel("key", widget=forms.HiddenInput, classname="w-hidden"),
                FieldPanel("moves", widget=forms.HiddenInput, classname="w-hidden"),
                FieldRowPanel(
                    [
                        FieldPanel("date", widget=DateInput),
                        FieldPanel("start_time", widget=TimeInput),
                        FieldPanel("end_time", widget=TimeInput, help_text=NEXT_DAY),
                    ]
                ),
                NightPanel(template="events/admin/planned_date_night.html"),
                RowPanel(template="events/admin/planned_date_people.html"),
            ],
            heading=gettext_lazy("Wanneer"),
            label=gettext_lazy("datum"),
            icon="calendar",
            help_text=gettext_lazy("Komt het vaker terug? Voeg dan elke datum toe. Mensen melden zich per datum aan."),
        ),
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
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("closes_days_before")]),
                FieldPanel("needs_approval"),
                FieldPanel("costs"),
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]),
            ],
            heading=gettext_lazy("Aanmelden"),
            icon="form",
        ),
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
