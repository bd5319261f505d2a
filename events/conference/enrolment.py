"""Choosing sessions with a place at the conference: enrol, wait, swap, answer an offer and leave, all in one go.

The rule of registering holds (``registration.parts``). Whoever chooses a full session waits for it and keeps the place
that they had in that round.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from events.conference.changes import moment_words
from events.conference.models import ConferencePage, Speaker
from events.conference.released import ReleasedProgramme, ReleasedRound, ReleasedSlot, released
from events.dates.availability import closed_reason
from events.dates.places import Places, places_for
from events.mail import composing
from events.mail.state_words import state_words
from events.mail.words import Kind
from events.models import Booking, EventDate, Registration
from events.registration import rule
from events.registration.parts import SURE

State = Registration.State


class Unchoosable(Exception):  # noqa: N818  an answer, not an error
    """A choice that can't be. ``round`` is the id of the round to say it at."""

    def __init__(self, round_id: int, words: str) -> None:
        super().__init__(words)
        self.round, self.words = round_id, words


@dataclass(frozen=True)
class Option:
    """Run that somebody can choose in a round. ``own`` is their registration for it."""

    date: EventDate
    slot: ReleasedSlot
    room: str
    places: Places
    own: Registration | None
    closed: str
    """Reason why nobody can choose it now; empty if they can."""

    @property
    def has_place(self) -> bool:
        return self.own is not None and self.own.state in SURE

    @property
    def own_words(self) -> str:
        return state_words(self.own) if self.own else ""

    @property
    def duration(self) -> int:
        return len(self.slot.rounds)


@dataclass(frozen=True)
class Round:
    """Round with what somebody can do in it."""

    round: ReleasedRound
    options: list[Option]
    speaks_at: str
    """Title of the session where they speak in this round; they can't choose then."""

    @property
    def own(self) -> list[Option]:
        """Own options in this round: the place first, then those they wait for."""
        return sorted((one for one in self.options if one.own), key=lambda one: not one.has_place)

    @property
    def chosen(self) -> int | None:
        """Id of the run that stands ticked: what they wait for or are offered, else where they have a place."""
        return self.own[-1].date.pk if self.own else None


def rounds_for(whole: Registration) -> list[Round]:
    """Return the rounds of the conference with what ``whole`` lets its owner choose. A fixed number of queries."""
    programme = released(whole.date.page_id) if whole.date.page_id else None
    if programme is None:
        return []
    runs = EventDate.objects.filter(part_of=whole.date_id).exclude(status=EventDate.Status.REMOVED)
    dates = {date.key: date for date in runs.filter(page__live=True).with_pages()}
    of_person = Registration.objects.live().filter(person=whole.person_id, date__in=dates.values())
    own = {one.date_id: one for one in of_person.select_related("person", "booking").order_by("pk")}
    for date in dates.values():
        if date.pk in own:
            own[date.pk].date = date
    places = places_for(dates.values(), with_mix=False)
    speaks = _speaks(whole, programme)
    found = []
    for one in programme.rounds:
        if not one.number:
            continue
        options = [
            _option(dates[slot.key], slot, programme, places, own)
            for slot in programme.slots
            if slot.rounds and slot.rounds[0] == one.id and slot.key in dates
        ]
        if options:
            found.append(Round(one, options, speaks.get(one.id, "")))
    return found


def _option(
    date: EventDate,
    slot: ReleasedSlot,
    programme: ReleasedProgramme,
    places: Mapping[int, Places],
    own: Mapping[int, Registration],
) -> Option:
    room = programme.room_of.get(slot.room)
    return Option(date, slot, room.words if room else "", places[date.pk], own.get(date.pk), closed_reason(date))


def _speaks(whole: Registration, programme: ReleasedProgramme) -> dict[int, str]:
    """Return the rounds in which the owner of ``whole`` speaks, with the title of the session."""
    if not whole.person.email:
        return {}
    speakers = Speaker.objects.filter(conference=whole.date.page_id, email__iexact=whole.person.email)
    ids = set(speakers.values_list("pk", flat=True))
    return {pk: slot.title for slot in programme.slots if ids & set(slot.speakers) for pk in slot.rounds}


def may_choose(whole: Registration) -> bool:
    """Return whether ``whole`` is a sure place at a conference, so that sessions can be chosen with it."""
    page = whole.date.page
    is_conference = page is not None and issubclass(page.specific_class or type(page), ConferencePage)
    return is_conference and whole.state == State.CONFIRMED and not whole.date.is_over and not whole.date.is_cancelled


@transaction.atomic
def choose(whole: Registration, wanted: Mapping[int, int | None]) -> bool:
    """Bring the sessions of somebody in line with ``wanted``: the id of a run, or None, by the id of a round.

    Return whether anything changed; they get one mail then. Rounds that are not in it stay as they are. Raises
    Unchoosable for a choice that can't be, and RegistrationClosed without a place at the conference; nothing changes
    then. Locks the conference's date, under which all its sessions are.
    """
    _date, whole = rule.locked(whole)
    if not may_choose(whole):
        raise rule.RegistrationClosed(_("Hier heb je een plek bij de conferentie voor nodig."))
    rounds = [one for one in rounds_for(whole) if one.round.id in wanted]
    picked = {one.round.id: _picked(one, wanted[one.round.id]) for one in rounds}
    _refuse_overlaps(rounds, picked)
    changed = [one for one in rounds if _is_news(one, picked[one.round.id])]
    for one in changed:
        _leave(one, picked[one.round.id])
    for one in changed:
        if option := picked[one.round.id]:
            _take(one, option, whole)
    if changed:
        _mail(whole)
    return bool(changed)


def _picked(one: Round, wanted: int | None) -> Option | None:
    if wanted is None:
        return None
    option = next((each for each in one.options if each.date.pk == wanted), None)
    if option is None:
        raise Unchoosable(one.round.id, _("Deze sessie is er niet meer in deze ronde. Kies opnieuw."))
    if one.speaks_at:
        words = _("Je spreekt dan zelf, bij “%(title)s”.") % {"title": one.speaks_at}
        raise Unchoosable(one.round.id, words)
    if option.closed and option.own is None:
        raise Unchoosable(one.round.id, option.closed)
    return option


def _refuse_overlaps(rounds: Sequence[Round], picked: Mapping[int, Option | None]) -> None:
    """Refuse two choices at one time, or the same session twice, before anything is given up."""
    before: list[Option] = []
    for one in rounds:
        option = picked[one.round.id]
        if option is None:
            continue
        for other in before:
            names = {"title": other.slot.title}
            if other.slot.start < option.slot.end and option.slot.start < other.slot.end:
                words = _("“%(title)s” is dan nog bezig. Kies in deze ronde niets, of kies daar iets anders.") % names
                raise Unchoosable(one.round.id, words)
            if other.slot.session == option.slot.session:
                raise Unchoosable(one.round.id, _("Je koos “%(title)s” al in een andere ronde.") % names)
        before.append(option)


def _is_news(one: Round, option: Option | None) -> bool:
    if option is None:
        return bool(one.own)
    return one.chosen != option.date.pk or (option.own is not None and option.own.state == State.OFFERED)


def _leave(one: Round, option: Option | None) -> None:
    """Give up what makes room for ``option``. A sure place is kept while the other one is full."""
    is_full = option is not None and option.own is None and rule.free_places(option.date) == 0
    for mine in one.own:
        assert mine.own is not None
        if option is not None and mine.date.pk == option.date.pk:
            continue
        if mine.has_place and (is_full or (option is not None and option.own is not None)):
            continue  # accepting an offer gives it up by itself
        rule.cancel(mine.own, notify=False)


def _take(one: Round, option: Option, whole: Registration) -> None:
    try:
        if option.own is not None:
            if option.own.state == State.OFFERED:
                rule.confirm(option.own, notify=False)
            return
        booking = Booking.objects.create(
            person=whole.person, organisation=whole.booking.organisation, discipline=whole.booking.discipline
        )
        rule.submit(rule.lock(option.date.pk), booking, confirmed=True, notify=False)
    except rule.PlaceElsewhere:
        words = _("Je hebt rond die tijd al een andere sessie. Kies die eerst weg.")
        raise Unchoosable(one.round.id, words) from None
    except rule.RegistrationClosed as closed:
        raise Unchoosable(one.round.id, str(closed)) from None


def programme_lines(whole: Registration) -> list[str]:
    """Return the sessions of somebody as lines: time, title, room and how it stands."""
    lines = []
    for one in rounds_for(whole):
        for option in one.own:
            when = moment_words(option.slot, with_day=False)
            lines.append(f"{when}: {option.slot.title}, {option.room} ({option.own_words})")
    return lines


def _mail(whole: Registration) -> None:
    lines = programme_lines(whole)
    live = Registration.objects.filter(person=whole.person_id, date__part_of=whole.date_id).order_by("pk")
    states = "-".join(f"{pk}.{state}.{sequence}" for pk, state, sequence in live.values_list("pk", "state", "sequence"))
    again = sha256(states.encode()).hexdigest()[:16]
    composing.send(Kind.PROGRAMME_CHOSEN, whole, again=again, more={"programme": lines})
