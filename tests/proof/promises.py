"""Promises that must hold whatever happened, checked from the rows and the journal.

Each function returns what was broken, in words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.policy import default

from django.utils import timezone

from events.models import Decision, EventDate, Person, Registration
from events.registration.holds import IN_ALL, most_held
from outbox.models import OutgoingMail
from tests.proof.journal import DATE, Note, causes, notes

State = Registration.State
TOGETHER = {"several", "confirm_several"}
"""Kinds of mail about several dates of one person, sent instead of those in ``ON_COMING``."""
ON_COMING = {"confirm", "confirm_waiting", "confirm_request", "registered", "waiting", "requested"}
ONE_EACH = {
    "confirm", "confirm_waiting", "confirm_request", "registered", "waiting", "requested", "declined", "placed", "offered", "offer_lapsed",
    "cancelled_by_you", "changed_date", "cancelled_by_organiser",
}  # fmt: skip
"""Kinds of mail about one change of one registration. The others are about a date, or repeat what is known."""


def broken() -> list[str]:
    story = notes()
    return [*broken_on_the_way(story), *broken_in_the_end(), *broken_about_mail(story)]


def broken_on_the_way(story: list[Note]) -> Iterator[str]:
    """Replay the journal: never too many places, nobody overtaken, nobody registered twice, SEQUENCE never lower."""
    dates: dict[int, Note] = {}
    rows: dict[int, dict[int, Note]] = defaultdict(dict)
    last_sequence: dict[tuple[int, int | None], int] = {}
    logged = set(Decision.objects.filter(overtook__gt=0).values_list("registration", flat=True))
    for note in story:
        if note.kind == DATE:
            if note.date_id in dates and note.sequence < dates[note.date_id].sequence:
                yield f"date {note.date_id}: SEQUENCE fell to {note.sequence}"
            dates[note.date_id] = note
            continue
        date, others = dates[note.date_id], rows[note.date_id]
        before = others.get(note.row_id)
        others[note.row_id] = note
        if note.state in Registration.PLACED and not (before and before.state in Registration.PLACED):
            yield from unfair(note, date, others.values(), past_the_order=note.row_id in logged)
        for other in others.values():
            both_live = {note.state, other.state} <= {*Registration.LIVE}
            if both_live and other.person_id == note.person_id and other.row_id != note.row_id:
                yield f"date {note.date_id}: person {note.person_id} has both {other.row_id} and {note.row_id}"
        if before and (before.state, before.sequence) == (note.state, note.sequence):
            continue
        who, sequence = (note.date_id, note.person_id), date.sequence + note.sequence
        if sequence < last_sequence.get(who, 0):
            yield f"date {note.date_id}: SEQUENCE of person {note.person_id} fell from {last_sequence[who]} to {sequence}"
        last_sequence[who] = sequence


def unfair(placed: Note, date: Note, others: Iterable[Note], *, past_the_order: bool) -> Iterator[str]:
    """Yield what is wrong with the place that ``placed`` just got.

    An extra place and overtaking need a reason in the log. Holds for the unconfirmed are bounded.
    """
    taken = sum(other.state in Registration.PLACED and not other.extra for other in others)
    if placed.extra and not Decision.objects.filter(registration=placed.row_id, extra_place=True).exists():
        yield f"date {date.row_id}: nobody said why {placed.row_id} has an extra place"
    if not placed.extra and date.capacity is not None and taken > date.capacity:
        yield f"date {date.row_id}: {placed.row_id} made it {taken} of {date.capacity}"
    held = sum(other.state == State.HELD for other in others)
    if placed.state == State.HELD and date.capacity is not None and held > most_held(date.capacity, IN_ALL):
        yield f"date {date.row_id}: {held} of {date.capacity} places are held for people who have not confirmed"
    overtaken = [
        other.row_id
        for other in others
        if other.state == State.WAITING and other.confirmed and other.row_id < placed.row_id
    ]
    if overtaken and not past_the_order:
        yield f"date {date.row_id}: {placed.row_id} ({placed.state}) overtook {overtaken}"


def broken_in_the_end() -> Iterator[str]:
    """Yield each date with a free place while a confirmed registration waits."""
    coming = EventDate.objects.scheduled().filter(start__gt=timezone.now())
    for date in coming:
        waits = date.registrations.in_line().filter(confirmed_at__isnull=False).count()
        taken = date.registrations.counted().count()
        if waits and (date.capacity is None or taken < date.capacity):
            yield f"date {date.pk}: {taken} of {date.capacity} places taken while {waits} wait"


def owed(before: Note | None, note: Note) -> set[str]:
    """Return the mails of which one must report this change; empty if there is nothing to report."""
    if before and (before.state, before.confirmed) == (note.state, note.confirmed):
        return set()
    old = before.state if before else ""
    kinds: tuple[str, ...] = ()
    match note.state:
        case State.HELD | State.WAITING | State.REQUESTED if not note.confirmed:
            asks = {State.HELD: "confirm", State.WAITING: "confirm_waiting", State.REQUESTED: "confirm_request"}
            return {f"{asks[State(note.state)]}:{note.row_id}"}
        case State.WAITING | State.REQUESTED | State.OFFERED | State.DECLINED:
            kinds = (note.state,)
        case State.CONFIRMED:
            kinds = (
                ("placed", "registered")
                if old == State.OFFERED
                else ("placed",)
                if old == State.WAITING and before and before.confirmed
                else ("registered",)
            )
        case State.CANCELLED if note.confirmed:
            kinds = ("cancelled_by_you", "changed_date", "cancelled_by_organiser")
        case State.EXPIRED if old == State.OFFERED:
            kinds = ("offer_lapsed",)
    turn = f"{note.row_id}:{note.sequence}" if note.sequence else str(note.row_id)
    return {f"{kind}:{note.row_id if kind == 'placed' else turn}" for kind in kinds}


def broken_about_mail(story: list[Note]) -> Iterator[str]:
    """Yield each change without a mail, each mail without a change, and calendar entries whose SEQUENCE goes back."""
    written = causes()
    # A person who registered for several dates may get one mail about all of them. One of these registrations may since
    # have moved to another address.
    people_of = defaultdict(set)
    for note in story:
        if note.kind != DATE:
            people_of[note.row_id].add(note.person_id)
    together = {
        person
        for kind, about in (cause.split(":")[:2] for cause in written)
        if kind in TOGETHER
        for person in people_of[int(about)]
    }
    unreachable = set(Person.objects.filter(email="").values_list("pk", flat=True))
    seen: dict[int, Note] = {}
    dates: dict[int, Note] = {}
    possible: set[str] = set()
    unpaid: dict[int, set[str]] = {}
    for note in story:
        if note.kind == DATE:
            dates[note.row_id] = note
            continue
        before = seen.get(note.row_id)
        seen[note.row_id] = note
        missing = unpaid.pop(note.row_id, None)
        # A person who confirms on the waiting list and gets a place at the same moment is mailed about the place only.
        if missing and not (before and before.state == State.WAITING and note.state in Registration.PLACED):
            yield f"registration {note.row_id}: nothing sent of {missing}"
        debt = owed(before, note)
        possible |= debt
        # A mail about the date itself has already reported that it is off.
        off = note.state == State.CANCELLED and dates[note.date_id].state != EventDate.Status.SCHEDULED
        in_another = note.person_id in together and all(one.partition(":")[0] in ON_COMING for one in debt)
        if debt and not debt & written and note.person_id not in unreachable and not off and not in_another:
            unpaid[note.row_id] = debt
    for row, missing in unpaid.items():
        yield f"registration {row}: nothing sent of {missing}"
    for cause in written:
        kind, _, rest = cause.partition(":")
        if kind in ONE_EACH and cause not in possible and not re.fullmatch(r"\d+:\d{10}", rest):
            yield f"mail {cause} tells of what did not happen"
    yield from broken_to_colleagues(written)
    yield from broken_in_calendars(list(OutgoingMail.objects.order_by("pk")))


def broken_to_colleagues(written: set[str]) -> Iterator[str]:
    """Yield each registration by a colleague that lapsed without a word; one mail may tell of several."""
    told = {int(cause.split(":")[1]) for cause in written if cause.startswith("hold_lapsed:")}
    bookers = set(Registration.objects.filter(pk__in=told).values_list("booking__booked_by", flat=True))
    lapsed = Registration.objects.filter(state=State.EXPIRED, confirmed_at=None, booking__booked_by__isnull=False)
    for row, booker in lapsed.exclude(person__email="").values_list("pk", "booking__booked_by"):
        if booker not in bookers:
            yield f"registration {row}: lapsed without a word to the person who was registered"


def broken_in_calendars(mails: list[OutgoingMail]) -> Iterator[str]:
    known: dict[tuple[str, str], tuple[int, str, str]] = {}
    ids: Counter[str] = Counter()
    for mail in mails:
        message = message_from_bytes(bytes(mail.message), policy=default)
        ids[str(message["Message-ID"])] += 1
        for part in message.walk():
            if part.get_content_type() != "text/calendar":
                continue
            text = part.get_payload(decode=True).decode()
            sequence, uid = int(re.search(r"\nSEQUENCE:(\d+)", text)[1]), re.search(r"\nUID:(.+)", text)[1]
            method = part.get_param("method")
            old, old_method, old_cause = known.get((mail.recipient, uid), (-1, "", ""))
            if sequence < old or (sequence == old and method != old_method):
                yield f"mail {mail.cause}: {method} with SEQUENCE {sequence} after {old_method} with {old} in {old_cause}"
            known[mail.recipient, uid] = (sequence, method, mail.cause)
    for name, number in ids.items():
        if number > 1:
            yield f"{number} mails are called {name}"
