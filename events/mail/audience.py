"""People that an organiser can write to: who comes, waits or asked for a place, at one or more dates of a meetup."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from events.models import EventDate, Mailing, Registration
from events.models.attendance import Attendance
from events.models.registrations import RegistrationQuerySet

State = Registration.State
STATES: dict[Mailing.To, tuple[State, ...]] = {
    Mailing.To.COMING: (State.CONFIRMED,),
    Mailing.To.HERE: (State.CONFIRMED,),
    Mailing.To.ONLINE: (State.CONFIRMED,),
    # Not those who are offered a place: what is true for people in line need not be true for them.
    Mailing.To.WAITING: (State.WAITING,),
    Mailing.To.ASKING: (State.REQUESTED,),
    Mailing.To.EVERYBODY: Registration.LIVE,
    Mailing.To.CHOSEN: Registration.LIVE,
}
WAYS = {Mailing.To.HERE: Attendance.IN_PERSON.value, Mailing.To.ONLINE: Attendance.ONLINE.value}
"""Choices for one way of attending a hybrid date. At other dates they reach nobody."""


@dataclass(frozen=True)
class Reach:
    """People whom one choice reaches, and people whom it does not reach. The numbers are ids of registrations."""

    people: list[list[int]] = field(default_factory=list)
    """For each person who is mailed their registrations, in order of date."""
    without_address: list[int] = field(default_factory=list)
    """One registration for each person who has no e-mail address."""
    unconfirmed: list[int] = field(default_factory=list)
    """One registration for each person who did not confirm the address: it may be somebody else's."""
    gone: int = 0
    """Number of ticked registrations that have ended: cancelled, declined, lapsed or erased."""

    @property
    def registrations(self) -> list[int]:
        return [pk for together in self.people for pk in together]


class Audience:
    """Everybody with a live registration at some dates of one meetup. Reads them in one query.

    The dates must have their page loaded.
    """

    def __init__(self, dates: Iterable[EventDate]) -> None:
        self.dates = {date.pk: date for date in dates}
        rows = self._live().order_by("date__start", "date", "pk")
        self._rows = list(
            rows.values_list("pk", "person", "state", "confirmed_at", "person__email", "date", "attendance")
        )

    def _live(self) -> RegistrationQuerySet:
        # A pseudonymous registration is of nobody: there is no name and no address any more.
        return Registration.objects.live().filter(date__in=self.dates, person__anonymised_at__isnull=True)

    def _attends(self, to: Mailing.To, date_id: int, answer: str) -> bool:
        return to not in WAYS or self.dates[date_id].way_of(answer) == WAYS[to]

    def reach(self, to: Mailing.To, chosen: Iterable[int] = ()) -> Reach:
        """Return whom ``to`` reaches; ``chosen`` are the registrations that are ticked."""
        chosen, states = set(chosen), set(STATES[to])
        people: dict[int, list[int]] = defaultdict(list)
        without_address: dict[int, int] = {}
        unconfirmed: dict[int, int] = {}
        found = 0
        for pk, person, state, confirmed_at, email, date_id, answer in self._rows:
            if (
                state not in states
                or not self._attends(to, date_id, answer)
                or (to == Mailing.To.CHOSEN and pk not in chosen)
            ):
                continue
            found += 1
            if confirmed_at is None:
                unconfirmed.setdefault(person, pk)
            elif email:
                people[person].append(pk)
            else:
                without_address.setdefault(person, pk)
        return Reach(
            people=list(people.values()),
            without_address=list(without_address.values()),
            unconfirmed=[pk for person, pk in unconfirmed.items() if person not in people],
            gone=len(chosen) - found if to == Mailing.To.CHOSEN else 0,
        )

    def read(self, ids: Sequence[int]) -> dict[int, Registration]:
        """Return registrations by id, in order of date, with all that a mail about them shows."""
        found = self._live().filter(pk__in=ids).with_ahead().select_related("person", "booking")
        found = found.order_by("date__start", "date", "pk")
        registrations = {one.pk: one for one in found}
        for one in registrations.values():
            one.date = self.dates[one.date_id]
        return registrations

    def lock(self, to: Mailing.To, ids: Sequence[int]) -> dict[int, int]:
        """Lock the dates, and those of the registrations that ``to`` still reaches; return their people, by registration.

        Requires a transaction. Dates come first and in order of id, as in the rule; then registrations, as where somebody
        is erased.
        """
        EventDate.objects.filter(pk__in=self.dates).lock()
        rows = (
            self._live()
            .filter(pk__in=ids, state__in=STATES[to])
            .order_by("date_id", "pk")
            .select_for_update(of=("self",))
        )
        found = rows.only("person", "date", "attendance")
        return {one.pk: one.person_id for one in found if self._attends(to, one.date_id, one.attendance)}
