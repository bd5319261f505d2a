"""Registrations for a date: list, filters and spreadsheet export."""

from collections import Counter
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic import IndexView

from events.admin.access import crumbs, date_for, date_that_matters, page_for
from events.admin.answers import AskedHere, answer_columns, asked_at, counts_at, filters_for, with_answers
from events.admin.dates import names_without_address
from events.admin.decisions import CHOICES, can_decide, ways_for
from events.admin.failed_mails import failed_mails_of, failed_mails_to_organisers
from events.admin.log import log_of
from events.admin.missing_side import missing_side_words
from events.admin.places_lines import attendance_words, count_ways, taken_lines
from events.admin.registration_columns import columns_for
from events.admin.registration_filters import RegistrationFilterSet
from events.admin.sharing import shared_address
from events.admin.spreadsheet import SafeSpreadsheetMixin
from events.admin.state_labels import STATE_LABELS, is_off, state_label, state_labels_of
from events.dates.cards import card_for
from events.dates.places import Mix, draw_mix
from events.models import EventDate, Registration
from events.models.dates import AMSTERDAM
from events.models.questions import QuestionKind
from events.publishing.move import CAN_MOVE
from network.models import Discipline, Domain
from web.ordering import InBinary
from web.plain_text import search_key

State = Registration.State
NEAR = 1
"""Number of dates before and after the one shown that the row of dates names; the others are folded."""


class RegistrationsView(SafeSpreadsheetMixin, IndexView):
    model = Registration
    template_name = "events/admin/registrations.html"
    results_template_name = "events/admin/registrations_results.html"
    page_title = gettext_lazy("Aanmeldingen")
    header_icon = "group"
    permission_policy = None  # ``dispatch`` checks permission, which depends on the date
    any_permission_required = None
    filterset_class = RegistrationFilterSet
    search_fields = [
        "person__name",
        "person__email",
        "booking__organisation",
        "booking__discipline__name",
    ]  # shows the box
    sorted_by_key = {"person__name": "person__name_order", "booking__organisation": "booking__organisation_key"}
    is_searchable = True
    default_ordering = "pk"
    paginate_by = 100
    table_classname = "listing wv-table wv-cards"
    exported = [
        "naam",
        "organisatie",
        "discipline",
        "domein",
        "e-mail",
        "stand",
        "plek in de rij",
        "aangemeld op",
        "opmerking",
    ]

    def setup(self, request, *args, date_id: int, **kwargs):
        super().setup(request, *args, **kwargs)
        self.date_id = date_id

    def dispatch(self, request, *args, **kwargs):
        self.date = date_for(request.user, self.date_id)
        return super().dispatch(request, *args, **kwargs)

    # Header and addresses

    def get_page_subtitle(self):
        return self.date.page.title

    def get_breadcrumbs_items(self):
        page = self.date.page
        return crumbs((page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])), (self.get_page_title(), ""))

    def get_index_url(self):
        return reverse("events_registrations", args=[self.date_id])

    def get_index_results_url(self):
        return reverse("events_registrations_results", args=[self.date_id])

    # Rows and columns

    def order_queryset(self, queryset):
        """Sort names as Dutch does, and equally on every database."""
        ordering = self.ordering[0] if isinstance(self.ordering, list | tuple) else self.ordering
        key = self.sorted_by_key.get((ordering or "").removeprefix("-"))
        if key is None:
            return super().order_queryset(queryset)
        order = InBinary(F(key))
        return queryset.order_by(order.desc() if ordering.startswith("-") else order.asc(), "pk")

    def search_queryset(self, queryset):
        """Find people by words in any order, with or without accents, in their name, address, organisation or discipline."""
        if not self.is_searching:
            return queryset
        disciplines = [(pk, search_key(name)) for pk, name in Discipline.objects.values_list("pk", "name")]
        for typed in self.search_query.split():
            word = search_key(typed)
            found = Q(person__email__contains=typed.lower())
            if word:
                found |= Q(person__name_key__contains=word) | Q(booking__organisation_key__contains=word)
                found |= Q(booking__discipline__in=[pk for pk, name in disciplines if word in name])
            queryset = queryset.filter(found)
        return queryset

    def get_base_queryset(self):
        found = Registration.objects.filter(date=self.date_id).of_each_person()
        found = found.select_related("person", "booking__discipline")
        return with_answers(found) if self.asked else found

    @cached_property
    def asked(self) -> list[AskedHere]:
        """Questions of the organiser's own."""
        return asked_at(self.date)

    def get_filterset_kwargs(self):
        data = self.request.GET.copy()
        data.setdefault("stand", "live")
        if data["stand"] not in STATE_LABELS:
            data["stand"] = "live"
        return {
            **super().get_filterset_kwargs(),
            "data": data,
            "date": self.date,
            "state_labels": state_labels_of(self.date),
            "more": [lambda _date: filters_for(self.asked)],
        }

    @cached_property
    def positions(self) -> dict[int, int]:
        """Place in line, by registration id."""
        return Registration.objects.ranks_at(self.date)

    def paginate_queryset(self, queryset, page_size):
        paginator, page, registrations, is_paginated = super().paginate_queryset(queryset, page_size)
        registrations = list(registrations)
        failed = failed_mails_of(registration.pk for registration in registrations)
        for registration in registrations:
            registration.failed_mail = failed.get(registration.pk)
        return paginator, page, [self.with_position(registration) for registration in registrations], is_paginated

    def with_position(self, registration: Registration) -> Registration:
        registration.position = self.positions.get(registration.pk)
        registration.ways = ways_for(registration) if self.can_decide else []
        return registration

    @cached_property
    def can_decide(self) -> bool:
        return can_decide(self.date)

    @cached_property
    def columns(self):
        *before, last = columns_for(self.date)
        return [*before, *answer_columns(self.date, self.asked), last]

    # Counts

    @cached_property
    def count(self) -> Counter:
        """Count people by state, people with a place by domain, and extra places."""
        count: Counter = Counter()
        rows = Registration.objects.filter(date=self.date_id).of_each_person().order_by()
        kinds = rows.values_list("state", "attendance", "has_extra_place", "booking__discipline__domain")
        for state, answer, is_extra, domain, number in kinds.annotate(number=Count("pk")):
            count[state] += number
            count_ways(count, self.date, answer, state, number=number, extra=number * is_extra)
            if state in Registration.PLACED:
                count[domain or Domain.OVERIG] += number
        return count

    @property
    def live(self) -> int:
        return sum(self.count[state] for state in Registration.LIVE)

    def mailed_about_cancellation(self) -> dict[str, Any]:
        """Return how many people were mailed about a cancelled date, and the names of those without an address."""
        if not self.date.is_cancelled or (self.date.is_over and self.date.cancelled_at is None):
            return {}  # nobody is mailed when a past date is removed from the plan
        live = self.date.registrations.live()
        return {"mailed": live.notifiable().count(), "without_address": names_without_address(self.date)}

    @property
    def mix(self) -> Mix | None:
        """Mix of domains. Shown even for very few people: the organiser sees their names too."""
        way = self.date.ways[0]
        has_places = self.date.capacity is not None and not is_off(self.date)
        taken = self.count["placed", way] - self.count["extra", way]
        free = max(0, self.date.capacity - taken) if has_places else 0
        domains = [self.count[domain] for domain in (Domain.MEDISCH, Domain.SOCIAAL, Domain.OVERIG)]
        return draw_mix(*domains, free) if any(domains) else None

    def decides(self) -> list[dict[str, str]]:
        """Return what can be done for ticked people, as label and URL: decisions, and writing to them."""
        write = {"label": _("Schrijf ze een mail"), "url": reverse("events_write", args=[self.date_id])}
        return [
            write,
            *self.decisions(),
        ]

    def decisions(self) -> list[dict[str, str]]:
        return [
            {"label": choice.title, "url": reverse("events_decide", args=[self.date_id, slug])}
            for slug, choice in CHOICES.items()
            if self.can_decide and any(self.count[state] for state in choice.states if state != State.DECLINED)
        ]

    def states(self) -> list[dict]:
        """Return the states that people are in, each with the URL of the list filtered by it."""
        labels = state_labels_of(self.date)
        chosen = self.filters.form.cleaned_data["stand"] if self.filters.is_valid() else "live"
        found = [
            {
                "value": value,
                "label": label,
                "number": self.count[value],
                "url": f"{self.get_index_url()}?stand={value}",
            }
            for value, label in labels.items()
            if value not in {"live", "all"} and self.count[value]
        ]
        found.insert(0, {"value": "live", "label": labels["live"], "number": self.live, "url": self.get_index_url()})
        return [{**state, "current": state["value"] == chosen} for state in found]

    @cached_property
    def dates(self) -> list[EventDate]:
        """Return all dates of the event in order of time."""
        dates = EventDate.objects.filter(page=self.date.page_id).exclude(status=EventDate.Status.REMOVED)
        return list(dates.defer("vevent").order_by("start", "pk"))

    @cached_property
    def near_dates(self) -> list[EventDate]:
        """Return this date and its neighbours; all dates if there are no more than that."""
        at = self.dates.index(self.date) if self.date in self.dates else 0
        return self.dates[max(0, at - NEAR) : at + NEAR + 1]

    def nobody_words(self) -> str:
        """Return why the list is empty, in words; empty if it is because of a search word or a filter."""
        if self.is_searching or self.filters.narrows:
            return ""
        if sum(self.count[state] for state in State):
            return _("Hier staat nu niemand.")
        if is_off(self.date) or self.date.is_over:
            return _("Er was niemand aangemeld.")
        return _("Er is nog niemand aangemeld. Deel het adres van de pagina met de mensen die je graag ziet komen.")

    def get_context_data(self, **kwargs):
        page = self.date.page
        return super().get_context_data(
            date=self.date,
            event=page,
            card=card_for(self.date),
            dates=self.dates,
            near_dates=self.near_dates,
            states=self.states(),
            is_off=is_off(self.date),
            **self.mailed_about_cancellation(),
            taken_lines=taken_lines(self.date, self.count),
            decides=self.decides(),
            can_decide=self.can_decide,
            log=log_of(self.date),
            mix=self.mix,
            answer_counts=counts_at(self.date, self.asked),
            missing_side=missing_side_words(self.date, self.count),
            can_cancel=self.date.status in CAN_MOVE and not self.date.is_over,
            can_restore=self.date.is_cancelled and not self.date.is_over,
            shared=shared_address(self.date, several=len(self.dates) > 1),
            nobody_words=self.nobody_words(),
            invites=not (sum(self.count[state] for state in State) or is_off(self.date) or self.date.is_over),
            failed_to_organisers=failed_mails_to_organisers([self.date], self.request.user).get(self.date.pk, []),
            **kwargs,
        )

    @cached_property
    def header_more_buttons(self):
        return []  # the page itself has the download buttons

    # Export

    @property
    def list_export(self) -> list[str]:
        before = self.exported.index("stand") + 1
        how = ["doet mee"] if self.date.is_hybrid else []
        return [*self.exported[:before], *how, *self.exported[before:], *(one.name for one in self.asked)]

    def get_filename(self):
        off = "-geannuleerd" if self.date.is_cancelled else ""
        return f"aanmeldingen-{self.date.page.slug}-{self.date.start_local:%Y-%m-%d}{off}"

    def get_sheet_title(self):
        return _("Aanmeldingen %(day)s") % {"day": date_format(self.date.start_local, "j M Y").lower()}

    def get_sheet_intro(self):
        card = card_for(self.date)
        about = [card.date_words, card.time_words, card.venue, card.change]
        moment = date_format(timezone.localtime(), "j F Y, G.i")
        return [
            self.date.page.title,
            ", ".join(filter(None, about)),
            _("Gedownload op %(moment)s uur.") % {"moment": moment},
        ]

    def get_heading(self, queryset, field):
        return next((one.label for one in self.asked if one.name == field), field.capitalize())

    def to_row_dict(self, item: Registration) -> dict:
        discipline = item.booking.discipline
        return {
            "naam": item.person.name,
            "organisatie": item.booking.organisation,
            "discipline": discipline.name if discipline else "",
            "domein": discipline.get_domain_display() if discipline else "",
            "e-mail": item.person.email,
            "stand": state_label(item, self.date),
            **({"doet mee": attendance_words(item, self.date)} if self.date.is_hybrid else {}),
            "plek in de rij": "" if is_off(self.date) else self.positions.get(item.pk, ""),
            "aangemeld op": item.created_at.astimezone(AMSTERDAM).replace(tzinfo=None, microsecond=0),
            "opmerking": item.booking.remark,
            **{one.name: self.answer_cell(one, item) for one in self.asked},
        }

    def answer_cell(self, asked: AskedHere, item: Registration) -> str | int:
        words = asked.words(item, self.date)
        return int(words) if asked.kind == QuestionKind.NUMBER and words.isdecimal() else words


class PageRegistrationsView(View):
    """Redirect from a meetup to the registrations for its next or last date."""

    def get(self, request, page_id: int) -> HttpResponse:
        page = page_for(request.user, page_id)
        if date := date_that_matters(page):
            return redirect("events_registrations", date.pk)
        messages.info(
            request, _("Deze bijeenkomst heeft nog geen datum op de site. Aanmelden kan zodra je haar publiceert.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
