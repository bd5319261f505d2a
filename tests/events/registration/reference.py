"""Reference: a naive model of the registration rule, against which ``test_model`` checks it."""

from datetime import timedelta
from math import ceil

from events.models import Decision, Registration

State = Registration.State
Kind = Decision.Kind
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
IN_PERSON, ONLINE = "in-person", "online"


class No(Exception):  # noqa: N818  an answer, not an error
    """Refusal of an action by the model."""


class Reference:
    """Model of the rule, as short as possible: a list of registrations in order of submission.

    ``online_capacity`` only matters while it ``is_hybrid``: then people online have places and a waiting list of their own.
    """

    def __init__(
        self,
        capacity: int | None,
        *,
        offers: bool,
        approval: bool,
        is_hybrid: bool = False,
        online_capacity: int | None = None,
    ) -> None:
        self.capacity, self.offers, self.approval, self.is_on = capacity, offers, approval, True
        self.is_hybrid, self.online_capacity = is_hybrid, online_capacity
        self.mail_is_up = True
        self.rows: list[dict] = []
        self.log: list[tuple] = []

    def live(self, person: int) -> dict | None:
        return next((row for row in self.rows if row["person"] == person and row["state"] in Registration.LIVE), None)

    def way(self, answer: str) -> str:
        return answer if self.is_hybrid and answer == ONLINE else IN_PERSON

    def limit(self, answer: str) -> int | None:
        return self.online_capacity if self.way(answer) == ONLINE else self.capacity

    def rivals(self, answer: str) -> list[dict]:
        """Return those who draw on the same places."""
        return [row for row in self.rows if self.way(row["answer"]) == self.way(answer)]

    def free(self, answer: str) -> int | None:
        if self.limit(answer) is None:
            return None
        taken = sum(row["state"] in Registration.PLACED and not row["extra"] for row in self.rivals(answer))
        return max(0, self.limit(answer) - taken)

    def ahead(self, row: dict) -> int:
        """Count the confirmed people without a place who submitted earlier than ``row``, for the same places."""
        earlier = [one for one in self.rows[: self.rows.index(row)] if one in self.rivals(row["answer"])]
        return sum(one["confirmed"] and one["state"] in {State.WAITING, State.REQUESTED} for one in earlier)

    def check_on(self) -> None:
        if not self.is_on:
            raise No

    def most_to_hold(self, answer: str, network: int, now) -> int | None:
        """Count the places that may be held for the unconfirmed from a network: half in all, a third for each."""
        if (limit := self.limit(answer)) is None:
            return None
        held = [row["network"] for row in self.rivals(answer) if row["state"] == State.HELD]

        def left(one: int) -> int:
            return max(0, ceil(limit / 3) - held.count(one))

        first: list[int] = []  # those who wait unconfirmed, and could have been held if there had been room
        for row in self.rivals(answer):
            waits = row["state"] == State.WAITING and not row["confirmed"] and row["at"] > now - HOUR
            if waits and first.count(row["network"]) < left(row["network"]):
                first.append(row["network"])
        in_all = min(self.free(answer), ceil(limit / 2) - len(held)) - len(first)
        return max(0, min(in_all, left(network) - first.count(network)))

    def arrive(self, people: list[tuple[int, str]], now) -> None:
        self.check_on()
        first = people[0][0]
        for person, answer in people:
            if not self.live(person):
                by_colleague = person != first
                self.submit(person, now, confirmed=False, answer=answer, network=first % 3, by_colleague=by_colleague)

    def submit(
        self,
        person: int,
        now,
        *,
        confirmed: bool,
        answer: str = "",
        approved: bool = False,
        extra: bool = False,
        by_colleague: bool = False,
        network: int = 0,
    ) -> dict:
        has_place = extra or (self.free(answer) if confirmed else self.most_to_hold(answer, network, now)) != 0
        if self.approval and not approved:
            state = State.REQUESTED
        elif has_place:
            state = State.CONFIRMED if confirmed else State.HELD
        else:
            state = State.WAITING
        long = DAY if by_colleague or state != State.HELD else HOUR
        until = None if confirmed else now + long
        row = {"person": person, "state": state, "confirmed": confirmed, "until": until, "gave_up": None, "at": now}
        row |= {
            "answer": answer,
            "extra": extra,
            "approved": approved,
            "long": long,
            "asked": self.mail_is_up,
            "network": network,
        }
        self.rows.append(row)
        return self.rows[-1]

    def promote(self, now) -> None:
        """Hand out free places. Where approval is off, open requests join the line first, and get the place itself."""
        if not self.is_on:
            return
        asking = [row for row in self.rows if row["state"] == State.REQUESTED and row["confirmed"]]
        admitted = [] if self.approval else asking
        for row in admitted:
            row["state"] = State.WAITING
        for row in self.rows:
            if self.free(row["answer"]) == 0:
                continue
            if row["state"] == State.WAITING and row["confirmed"]:
                is_admitted = any(row is one for one in admitted)
                offered = self.offers and self.limit(row["answer"]) is not None and not is_admitted
                row |= {"state": State.OFFERED if offered else State.CONFIRMED, "until": now + DAY if offered else None}
                row |= {"asked": self.mail_is_up, "long": DAY}

    def yes(self, row: dict, now) -> None:
        if row["state"] in Registration.LIVE and row["state"] != State.CONFIRMED:
            self.check_on()
        if row["state"] in {State.HELD, State.OFFERED}:
            row |= {"state": State.CONFIRMED, "confirmed": True, "until": None}
        elif row["state"] in {State.WAITING, State.REQUESTED} and not row["confirmed"]:
            at_once = row["state"] == State.WAITING and self.free(row["answer"]) != 0
            row |= {"confirmed": True, "until": None, "state": State.CONFIRMED if at_once else row["state"]}
            if row["state"] == State.REQUESTED:
                self.promote(now)
        elif row["state"] == State.EXPIRED:
            # An expired link submits again only once: not after a later submission.
            later = [one for one in self.rows[self.rows.index(row) + 1 :] if one["person"] == row["person"]]
            if live := self.live(row["person"]):
                self.yes(live, now)
            elif not later:
                self.check_on()
                self.submit(row["person"], now, confirmed=True, answer=row["answer"], approved=row["approved"])

    def no(self, row: dict, now, *, by_organiser: bool = False) -> None:
        if row["state"] in Registration.LIVE:
            if by_organiser:
                self.note(row, Kind.CANCELLED)
            can_undo = row["confirmed"] and row["state"] != State.OFFERED and not by_organiser
            row |= {"gave_up": (row["state"], now) if can_undo else None, "state": State.CANCELLED, "until": None}
            self.promote(now)

    def back(self, row: dict, now) -> None:
        if row["state"] != State.CANCELLED or not row["gave_up"] or self.live(row["person"]) or not self.is_on:
            return
        state, when = row["gave_up"]
        no_place = state == State.CONFIRMED and not row["extra"] and self.free(row["answer"]) == 0
        if when > now - timedelta(minutes=10) and not no_place:
            row |= {"state": state, "gave_up": None}
            self.promote(now)

    def swap(self, row: dict, to: str, now) -> None:
        """Change the answer: one place for another, or a new rank at the end of the other line."""
        if not self.is_hybrid or row["state"] not in Registration.LIVE or row["answer"] == to:
            return
        self.check_on()
        if not row["confirmed"]:
            raise No
        if self.way(row["answer"]) == self.way(to):
            row["answer"] = to
        elif row["state"] != State.REQUESTED and self.free(to) != 0:
            row |= {"answer": to, "state": State.CONFIRMED, "extra": False, "until": None}
            self.promote(now)
        elif row["state"] in {State.REQUESTED, State.WAITING}:
            is_waiting = row["state"] == State.WAITING
            self.no(row, now)
            self.submit(row["person"], now, confirmed=True, answer=to, approved=is_waiting)
        else:
            raise No

    def lapse(self, now) -> None:
        late = [row for row in self.rows if row["until"] and row["until"] <= now and self.is_on and row["asked"]]
        for row in late:
            row |= {"state": State.EXPIRED, "until": None}
        if late:
            self.promote(now)

    def restore(self, now) -> None:
        self.is_on = True
        self.start_again(now, self.rows)
        self.promote(now)

    def start_again(self, now, rows: list[dict]) -> None:
        for row in rows:
            if row["until"]:
                row["until"] = max(row["until"], now + row["long"])

    def mail_leaves(self, now) -> None:
        """Let the mails leave that waited while the mail server was away. Deadlines count from now."""
        self.mail_is_up = True
        late = [row for row in self.rows if not row["asked"]]
        for row in late:
            row["asked"] = True
        if self.is_on:
            self.start_again(now, late)

    # Decisions of the organiser

    def note(self, row: dict, kind: Kind, overtook: int = 0, *, extra: bool = False) -> None:
        self.log.append((self.rows.index(row), kind, overtook, extra))

    def check_can_decide(self, row: dict) -> None:
        self.check_on()
        if not row["confirmed"]:
            raise No

    def approve(self, row: dict) -> None:
        if row["state"] not in {State.REQUESTED, State.DECLINED}:
            return
        self.check_can_decide(row)
        if self.live(row["person"]) not in (None, row):
            raise No
        has_place = self.free(row["answer"]) != 0
        self.note(row, Kind.APPROVED, self.ahead(row) if has_place else 0)
        row |= {"state": State.CONFIRMED if has_place else State.WAITING, "approved": True}

    def decline(self, row: dict) -> None:
        if row["state"] == State.REQUESTED:
            self.check_can_decide(row)
            self.note(row, Kind.DECLINED)
            row["state"] = State.DECLINED

    def let_go_first(self, row: dict, *, extra: bool) -> None:
        if row["state"] == State.CONFIRMED:
            return
        if row["state"] not in {State.WAITING, State.OFFERED}:
            raise No
        self.check_can_decide(row)
        waits = row["state"] == State.WAITING
        is_extra = waits and self.free(row["answer"]) == 0
        if is_extra and not extra:
            raise No
        self.note(row, Kind.PROMOTED, self.ahead(row) if waits else 0, extra=is_extra)
        row |= {"state": State.CONFIRMED, "until": None, "extra": is_extra, "approved": True}

    def add(self, person: int, now, *, answer: str, extra: bool) -> None:
        self.check_on()
        if not self.live(person):
            is_extra = extra and self.free(answer) == 0
            row = self.submit(person, now, confirmed=True, answer=answer, approved=True, extra=is_extra)
            overtook = self.ahead(row) if row["state"] == State.CONFIRMED else 0
            self.note(row, Kind.ADDED, overtook, extra=is_extra)
