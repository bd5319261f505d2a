"""The part of the organiser's form about when it is: checks, and the rows in which it is filled in."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django import forms
from django.db.models import Count, Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel

from events.dates.cards import time_words
from events.models import EventDate, Registration
from events.models.attendance import Attendance
from events.models.planned_dates import NEXT_DAY
from events.pages.mail_confirmation import RowPanel
from events.pages.widgets import DateInput, TimeInput
from network.panels import FoldedPanel

FEW = 3
"""Number of coming dates whose rows are open. More are folded to a line each."""
SHOWN = 8
"""Number of coming dates that stand in the form. The rest is folded away, if there are more than ``MANY``."""
MANY = 12
FIELDS = ("date", "start_time", "end_time", "place", "capacity", "online_capacity", "online_url")


class PlannedDatesForm:
    """Mixin for an event page's form: a draft takes unfinished rows, publishing does not."""

    def __init__(self, data=None, *args, **kwargs) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound and "planned_dates" in self.formsets:
            self.drop_blank_rows()

    def drop_blank_rows(self) -> None:
        """Take away rows in which nothing is left, unless their date is on the site."""
        formset = self.formsets["planned_dates"]
        data = None
        for form in formset.forms:
            is_blank = not any(form.data.get(form.add_prefix(name)) for name in FIELDS)
            if is_blank and form.instance.key not in self.dates_by_key:
                data = data or _copy(form.data)
                data[form.add_prefix(DELETION_FIELD_NAME)] = "1"
        if data is not None:
            self.data = formset.data = data
            for form in formset.forms:
                form.data = data

    @property
    def rows(self) -> list:
        """Forms of the rows that are kept."""
        formset = self.formsets["planned_dates"]
        kept = [form for form in formset.forms if form.has_changed() or form.instance.pk]
        return [form for form in kept if form not in formset.deleted_forms]

    def check_planned_dates(self) -> None:
        formset, kept = self.formsets["planned_dates"], self.rows
        self.keep_keys_apart(kept)
        if self.is_for_publishing:
            check_moments(kept)
        self.instance.new_past_days = self.new_past_days(kept)
        changed = [form.instance for form in kept if form.has_changed() and form.is_valid()]
        self.instance.new_nights = [row.end for row in changed if row.is_finished and row.ends_next_day]
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

    def keep_keys_apart(self, rows: Iterable) -> None:
        keys: set[uuid.UUID] = set()
        for form in rows:
            if not hasattr(form, "cleaned_data"):
                continue
            if form.cleaned_data.get("key") in keys:
                form.cleaned_data["key"] = form.instance.key = uuid.uuid4()
            keys.add(form.cleaned_data.get("key") or form.instance.key)

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
            if not form.instance.has_moment or (form.instance.start, form.instance.end) != (date.start, date.end):
                words = _("Deze datum is intussen verplaatst naar %(day)s. Laad de pagina opnieuw om verder te gaan.")
                form.add_error("date", words % {"day": date_format(date.start_local, "j F Y, G.i")})

    def refuse_less_than_is_taken(self, capacity: int | None) -> None:
        """Refuse a number of places below what is taken on one of the dates, next to the field that says so."""
        if not self.instance.pk or self.errors.get("capacity") or self.cleaned_data.get("registration") == "none":
            return
        people = Q()
        if self.cleaned_data.get("attendance") == Attendance.HYBRID:
            online = Q(registrations__attendance=Attendance.ONLINE)
            people = ~online
            words = _("Op %(date)s doen al %(count)s mensen online mee. Kies %(count)s of meer.")
            self.refuse_fewer("online_capacity", self.cleaned_data.get("online_capacity"), online, words)
        words = _("Op %(date)s zijn al %(count)s plekken bezet. Kies %(count)s of meer.")
        self.refuse_fewer("capacity", capacity, people, words)

    def refuse_fewer(self, field: str, capacity: int | None, people: Q, words: str) -> None:
        """Refuse ``capacity``, or that of one date in the same ``field`` of its row, below the number of ``people``."""
        rows = {form.instance.key: form for form in self.rows} if "planned_dates" in self.formsets else {}
        for taken in sorted(self.dates_with_people(placed_only=True, only=people), key=lambda date: -date.people):
            row = rows.get(taken.key)
            own = getattr(row.instance, field) if row else None
            limit = capacity if own is None else own
            if limit is None or taken.people <= limit:
                continue
            said = words % {"date": f"{taken.start_local:%d-%m-%Y}", "count": taken.people}
            if own is not None:
                row.add_error(field, said)
            elif not self.errors.get(field):
                self.add_error(field, said)

    def dates_with_people(self, *, keys: set | None = None, placed_only: bool = False, only: Q | None = None) -> list:
        """Return this page's awaited dates with registrations, with their number as ``people``."""
        if not self.instance.pk:
            return []
        counted = Q(registrations__state__in=Registration.LIVE)
        if placed_only:
            counted = Q(registrations__state__in=Registration.PLACED, registrations__has_extra_place=False)
        counted &= only or Q()
        dates = EventDate.objects.filter(page_id=self.instance.pk).awaited()
        if keys is not None:
            dates = dates.filter(key__in=[key for key in keys if key])
        return list(dates.annotate(people=Count("registrations", filter=counted)).filter(people__gt=0))


def check_moments(rows: Iterable) -> None:
    """Add errors to rows whose day and times cannot be right, or that are there twice."""
    moments: set[tuple] = set()
    for form in rows:
        row = form.instance
        if not form.is_valid() or not row.has_moment:
            continue
        for field, words in row.errors().items():
            form.add_error(field, words)
        moment = row.date, row.start_time
        if moment in moments:
            form.add_error("date", _("Deze datum staat er al. Kies een andere dag of tijd, of haal deze weg."))
        moments.add(moment)


def put_back(form: forms.ModelForm) -> None:
    """Show a row again whose deletion was refused."""
    form.data = _copy(form.data)
    form.data[form.add_prefix(DELETION_FIELD_NAME)] = ""


def _copy(data: QueryDict | dict) -> QueryDict | dict:
    return data.copy()


# -- Rows ---------------------------------------------------------------------------------------------------------------


class NightPanel(HelpPanel):
    """Day on which a planned date ends, if that is the day after."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def end(self) -> datetime:
            end: datetime = self.instance.end
            return end

        def is_shown(self) -> bool:
            return bool(self.instance.ends_next_day)


class PlannedDatesPanel(InlinePanel):
    """Planned dates in order of time, each with its published date and number of registrations."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "events/admin/planned_dates.html"

        def __init__(self, **kwargs) -> None:
            super().__init__(**kwargs)
            if self.form is None:
                return
            for child in self.children:
                child.row = Row(child.form, self.form.dates_by_key.get(child.form.instance.key))
                child.form.published = child.row.published
            self.empty_child.row = Row(self.empty_child.form, None)
            self.children.sort(key=lambda child: child.row.order)
            self.past = Rows(child for child in self.children if child.row.is_past)
            coming = [child for child in self.children if not child.row.is_past]
            for child in coming:
                child.row.is_open = len(coming) <= FEW or child.row.needs_attention
            shown = SHOWN if len(coming) > MANY else MANY
            self.coming, self.later = coming[:shown], Rows(coming[shown:])
            if self.form.has_people:
                self.help_text = _(
                    "Er zijn al mensen aangemeld. Verander je een dag of tijd, dan krijgen zij een mail en schuift de"
                    " afspraak in hun agenda mee. We vragen het je eerst. Gaat een datum niet door? Annuleer hem, dan weet"
                    " iedereen het."
                )


class Rows(list):
    """Rows of the form that are folded away together."""

    @property
    def need_attention(self) -> bool:
        return any(child.row.needs_attention for child in self)

    @property
    def last_day(self) -> date | None:
        return max((child.row.planned.date for child in self if child.row.planned.date), default=None)


class Row:
    """One planned date as the form shows it: a line that says what it is, and fields below it."""

    def __init__(self, form, published: EventDate | None) -> None:
        self.form, self.published = form, published
        self.planned = form.instance
        self.is_open = self.needs_attention

    @cached_property
    def needs_attention(self) -> bool:
        """Tell whether the row has an error or is not finished, so that folding it would hide something."""
        return bool(self.form.is_bound and self.form.errors) or not self.planned.has_moment

    @property
    def is_past(self) -> bool:
        return self.planned.has_moment and self.planned.end <= timezone.now() and self.published is not None

    @property
    def order(self) -> tuple:
        """Key to sort by: in order of time, with unfinished rows last."""
        if not self.planned.date:
            return (1, date.max, "")
        return (0, self.planned.date, f"{self.planned.start_time or ''}")

    @property
    def words(self) -> str:
        """Day and time in words, as far as they are filled in."""
        row = self.planned
        if not row.date:
            return _("Nieuwe datum")
        day = date_format(row.date, "l j F Y")
        return f"{day}, {time_words(row.start, row.end)}" if row.has_moment else day

    @property
    def own(self) -> list[str]:
        """Values that this date has of its own, in words."""
        row = self.planned
        return [
            *([row.place] if row.place else []),
            *([_("%(number)s plekken") % {"number": row.capacity}] if row.capacity else []),
            *([_("%(number)s plekken online") % {"number": row.online_capacity}] if row.online_capacity else []),
            *([_("eigen link")] if row.online_url else []),
        ]


def planned_dates_panel() -> PlannedDatesPanel:
    return PlannedDatesPanel(
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
            FoldedPanel(
                [FieldPanel("place"), FieldPanel("capacity"), FieldPanel("online_capacity"), FieldPanel("online_url")],
                heading=gettext_lazy("Andere plek, plekken of link op deze dag"),
            ),
        ],
        heading=gettext_lazy("Wanneer"),
        label=gettext_lazy("datum"),
        icon="calendar",
        help_text=gettext_lazy("Komt het vaker terug? Maak dan een reeks. Mensen melden zich per datum aan."),
    )
