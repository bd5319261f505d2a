"""List for at the door, on paper: everybody who may come, with a box to tick and room to sign.

It has no addresses and no remarks: paper gets lost. Answers are on it only if the organiser chooses the question.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from events.admin.access import date_for
from events.admin.answers import AskedHere, asked_at, with_answers
from events.admin.places_lines import attendance_words
from events.admin.state_labels import is_off, state_label
from events.dates.cards import card_for
from events.models import Registration
from events.models.attendance import Attendance
from web.ordering import person_order, surname_first

State = Registration.State
UNSURE = (State.OFFERED, State.HELD, State.REQUESTED)
"""States of people who may still come, besides those with a place and those in line."""
WALK_INS = 4
"""Empty lines, for people who walk in."""


@dataclass(frozen=True)
class Line:
    surname: str
    rest: str
    about: str
    """Discipline and, for people who may still come, their state."""
    organisation: str
    position: int | None = None
    answers: tuple[str, ...] = ()
    """Answers to the chosen questions, each with its question."""


class PrintListView(TemplateView):
    template_name = "events/admin/paper/list.html"

    def dispatch(self, request, *args, **kwargs):
        self.date = date_for(request.user, kwargs["date_id"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def registrations(self) -> list[Registration]:
        found = self.date.registrations.live().select_related("person", "booking__discipline").order_by("pk")
        return list(with_answers(found) if self.chosen else found)

    @cached_property
    def asked(self) -> list[AskedHere]:
        return asked_at(self.date)

    @cached_property
    def chosen(self) -> list[AskedHere]:
        """Questions whose answers go on the paper, as the address says."""
        wanted = self.request.GET.getlist("vraag")
        return [one for one in self.asked if one.key.hex in wanted]

    def in_state(self, *states: State) -> list[Registration]:
        return [one for one in self.registrations if one.state in states]

    def coming(self, *, online: bool = False) -> list[Line]:
        """Return the people with a place, by surname: those who come, or those ``online`` of a hybrid date."""
        found = [
            one
            for one in self.in_state(State.CONFIRMED)
            if (self.date.way_of(one.attendance) == Attendance.ONLINE) == online
        ]
        by_name = sorted(found, key=lambda one: (person_order(one.person.name), one.pk))
        return [self.line(one) for one in by_name]

    def in_line(self) -> list[Line]:
        ranks = Registration.objects.ranks_at(self.date)
        return [self.line(one, ranks.get(one.pk)) for one in self.in_state(State.WAITING)]

    def unsure(self) -> list[Line]:
        by_name = sorted(self.in_state(*UNSURE), key=lambda one: (person_order(one.person.name), one.pk))
        return [self.line(one) for one in by_name]

    def line(self, registration: Registration, position: int | None = None) -> Line:
        booking = registration.booking
        surname, rest = surname_first(registration.person.name)
        state = state_label(registration, self.date) if registration.state in UNSURE else ""
        how = attendance_words(registration, self.date) if registration.state != State.CONFIRMED else ""
        about = [booking.discipline.name if booking.discipline else "", state, how]
        answers = [(one.label, one.words(registration, self.date)) for one in self.chosen]
        with_labels = tuple(f"{label.removesuffix(':')} {words}" for label, words in answers if words)
        return Line(surname, rest, ", ".join(filter(None, about)), booking.organisation, position, with_labels)

    def numbers(self) -> tuple[int, str]:
        """Return how many people come, and that in words with how many wait."""
        coming, online = len(self.coming()), len(self.coming(online=True))
        waiting = len(self.in_state(State.WAITING))
        words = ngettext("komt", "komen", coming)
        if online:
            more = ngettext("%(number)s doet online mee", "%(number)s doen online mee", online) % {"number": online}
            words = f"{words}, {more}"
        if waiting:
            more = ngettext("%(number)s wacht", "%(number)s wachten", waiting) % {"number": waiting}
            words = f"{words}, {more}"
        return coming, words

    def get_context_data(self, **kwargs):
        coming, coming_words = self.numbers()
        moment = timezone.localtime()
        return super().get_context_data(
            date=self.date,
            card=card_for(self.date),
            is_off=is_off(self.date),
            people=self.coming(),
            online=self.coming(online=True),
            in_line=self.in_line(),
            unsure=self.unsure(),
            walk_ins=range(WALK_INS),
            questions=[{"key": one.key.hex, "label": one.label, "is_chosen": one in self.chosen} for one in self.asked],
            number=coming,
            number_words=coming_words,
            moment=_("%(day)s, %(time)s uur")
            % {"day": date_format(moment, "j F Y"), "time": date_format(moment, "G.i")},
            **kwargs,
        )
