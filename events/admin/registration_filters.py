"""Filters of the organiser's list. Each function in ``FILTERS`` returns those that fit a date, by name.

The functions run at every request, so each may ask at most one query. A filter that would offer a single choice is left
out.
"""

from collections.abc import Callable, Mapping
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from events.admin.places_lines import OF_A_PERSON
from events.admin.state_labels import STATE_LABELS
from events.models import Booking, EventDate, Registration
from events.models.attendance import Attendance
from network.models import Discipline
from web.ordering import title_order

LEAST_CHOICES = 2
NO_ANSWER = "geen"
"""Value of the choice for people who left the question open."""

Filters = Mapping[str, django_filters.Filter]


class KnownChoices(django_filters.fields.MultipleChoiceField):
    """Choice of several values that ignores unknown ones: an old address still shows a list."""

    def to_python(self, value) -> list[str]:
        return [one for one in super().to_python(value) if self.valid_value(one)]


class ChosenValues(django_filters.MultipleChoiceFilter):
    """Checkboxes for values of ``field``. The choice ``NO_ANSWER`` stands for the value ``missing``."""

    field_class = KnownChoices

    def __init__(self, label, field: str, choices: list[tuple[str, str]], *, missing: Any) -> None:
        super().__init__(
            label=label,
            field_name=field,
            choices=choices,
            distinct=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.missing = missing

    def get_filter_predicate(self, v) -> dict[str, Any]:
        return {self.field_name: self.missing if v == NO_ANSWER else v}


class RegistrationFilterSet(WagtailFilterSet):
    """Filter by state, and by what ``FILTERS`` and ``more`` offer for ``date``.

    The default is people who come or wait: cancelled registrations do not belong on a list for the door.
    """

    stand = django_filters.ChoiceFilter(
        label=gettext_lazy("Stand"),
        choices=list(STATE_LABELS.items()),
        empty_label=None,
        method="filter_stand",
        widget=forms.RadioSelect,
        initial="live",
    )

    class Meta:
        model = Registration
        fields: list[str] = []

    def __init__(self, *args, date: EventDate, state_labels: dict[str, str], more=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["stand"].extra["choices"] = list(state_labels.items())
        for make in (*FILTERS, *more):
            for name, found in make(date).items():
                found.parent, found.model = self, Registration
                self.filters[name] = found

    def filter_stand(self, queryset, name, value):
        match value:
            case "all":
                return queryset
            case "live":
                return queryset.live()
            case _:
                return queryset.filter(state=value)

    @property
    def narrows(self) -> bool:
        """True if anything but the state is chosen."""
        return self.is_valid() and any(self.form.cleaned_data[name] for name in self.filters if name != "stand")


def by_attendance(date: EventDate) -> Filters:
    choices = [(way, str(OF_A_PERSON[Attendance(way)]).capitalize()) for way in date.ways if way]
    return offered("mee", gettext_lazy("Doet mee"), "attendance", choices, missing="")


def by_discipline(date: EventDate) -> Filters:
    used = Booking.objects.filter(registrations__date=date.pk).values("discipline")
    choices = [(str(pk), name) for pk, name in Discipline.objects.filter(pk__in=used).values_list("pk", "name")]
    return offered("discipline", gettext_lazy("Discipline"), "booking__discipline", choices, missing=None)


def by_organisation(date: EventDate) -> Filters:
    """Offer the organisations that people typed. Capitals and accents make no difference."""
    bookings = Booking.objects.filter(registrations__date=date.pk).exclude(organisation_key="").order_by("pk")
    names = dict(bookings.values_list("organisation_key", "organisation"))
    choices = sorted(names.items(), key=lambda choice: title_order(choice[1]))
    return offered("organisatie", gettext_lazy("Organisatie"), "booking__organisation_key", choices, missing="")


def offered(name: str, label, field: str, choices: list[tuple[str, str]], *, missing: Any) -> Filters:
    """Return the filter, by its ``name``; nothing if there is nothing to choose."""
    if len(choices) < LEAST_CHOICES:
        return {}
    return {name: ChosenValues(label, field, [*choices, (NO_ANSWER, gettext_lazy("Niet ingevuld"))], missing=missing)}


FILTERS: tuple[Callable[[EventDate], Filters], ...] = (by_attendance, by_discipline, by_organisation)
