"""Allotment of sessions by preference: loting-1, a lottery in which whoever missed out earlier goes first.

Pure: plain data in, result and figures out. The same input and seed give the same result everywhere, in whatever order
the input comes. Nobody gains by asking for something else than they want within a round.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

ALGORITHM = "loting-1"
MISSED = (0, 1, 2)
"""Penalty for getting the first, second and third choice."""
MISSED_ALL = 3
"""Penalty for getting something else, or nothing."""


@dataclass(frozen=True)
class Run:
    """One time that a session is held. ``places`` is the number that is left for the allotment."""

    id: int
    session: int
    start: datetime
    end: datetime
    places: int

    def overlaps(self, other: "Run") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Ballot:
    """Sessions that somebody asks for in a round, most wanted first. ``any_other``: every other session is fine too."""

    choices: tuple[int, ...]
    any_other: bool = False


@dataclass(frozen=True)
class Voter:
    """Registration with its ballots by round. ``holds``: runs that it has already, which the allotment leaves alone."""

    id: int
    ballots: Mapping[int, Ballot]
    holds: frozenset[int] = frozenset()
    domain: str = ""
    """Medical or social, only for the figures about the mix."""


@dataclass(frozen=True)
class Round:
    """Round, or the sessions over two rounds, which come first as a round of their own."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Place:
    """Outcome for one voter in one round. ``rank`` is 0 for the first choice; None for a session not asked for."""

    voter: int
    run: int
    rank: int | None


@dataclass
class Outcome:
    """Outcome of a round. ``order`` holds the voters in the order in which they chose."""

    number: int
    order: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    in_line: list[tuple[int, int]] = field(default_factory=list)
    """Voter and run, for those without a place: in line at their first choice, in order of their lottery number."""


@dataclass(frozen=True)
class Result:
    outcomes: tuple[Outcome, ...]
    missed: Mapping[int, int]
    inputs_digest: str

    @property
    def digest(self) -> str:
        """SHA-256 of all places and waiting lists."""
        return _digest(
            [
                [outcome.number, sorted([place.voter, place.run] for place in outcome.places), outcome.in_line]
                for outcome in self.outcomes
            ]
        )


def lottery_number(seed: bytes, voter: int) -> str:
    """Return the lottery number of a registration; lower is better. It depends on nothing else, not even on others."""
    return sha256(seed + str(voter).encode()).hexdigest()


def allot(rounds: Iterable[Round], voters: Iterable[Voter], seed: bytes) -> Result:
    """Give each voter the best choice that is left, round by round.

    In a round, people choose in order of what they missed in earlier rounds, most first, then by lottery number. Once
    all have chosen, those who find any other session fine get the one with most places left.
    """
    rounds = sorted(rounds, key=lambda one: one.number)
    lots = {voter.id: lottery_number(seed, voter.id) for voter in voters}
    by_lot = sorted(voters, key=lambda voter: lots[voter.id])
    draw = _Draw(rounds, by_lot)
    outcomes = tuple(draw.play(one) for one in rounds)
    return Result(outcomes, draw.missed, _inputs_digest(rounds, by_lot))


class _Draw:
    """State of an allotment under way."""

    def __init__(self, rounds: Sequence[Round], by_lot: Sequence[Voter]) -> None:
        self.by_lot = by_lot
        self.runs = {run.id: run for one in rounds for run in one.runs}
        self.left = {run.id: run.places for run in self.runs.values()}
        self.missed = dict.fromkeys((voter.id for voter in by_lot), 0)
        self.mine = {voter.id: [self.runs[run] for run in sorted(voter.holds) if run in self.runs] for voter in by_lot}

    def play(self, one: Round) -> Outcome:
        outcome = Outcome(one.number)
        asked = [voter for voter in self.by_lot if one.number in voter.ballots]
        asked.sort(key=lambda voter: -self.missed[voter.id])  # stable: ties stay in order of the lottery number
        outcome.order = [voter.id for voter in asked]
        penalties, without = {}, []
        for voter in asked:
            wishes = self.wishes(voter, one)
            if not wishes and not voter.ballots[one.number].any_other:
                continue
            run = next((run for run in wishes if self.left[run.id]), None)
            if run is None:
                without.append(voter)
            else:
                rank = _rank(wishes, run)
                outcome.places.append(self.give(voter, run, rank))
                penalties[voter.id] = MISSED[rank] if rank < len(MISSED) else MISSED_ALL
        nowhere = set()
        for voter in without:
            wishes = self.wishes(voter, one)
            penalties[voter.id] = MISSED_ALL if wishes else 0
            run = self.any_other(voter, one) if voter.ballots[one.number].any_other else None
            if run is not None:
                outcome.places.append(self.give(voter, run, None))
            elif wishes:
                nowhere.add(voter.id)
        outcome.in_line = [(voter.id, self.wishes(voter, one)[0].id) for voter in self.by_lot if voter.id in nowhere]
        for voter_id, penalty in penalties.items():
            self.missed[voter_id] += penalty
        return outcome

    def wishes(self, voter: Voter, one: Round) -> list[Run]:
        """Return the runs of the choices that are still possible for ``voter``, most wanted first."""
        possible = self.possible(voter, one)
        order = dict.fromkeys(voter.ballots[one.number].choices)
        return [run for choice in order for run in possible if run.session == choice]

    def possible(self, voter: Voter, one: Round) -> list[Run]:
        """Return the runs of the round, by id, of sessions that ``voter`` does not have yet, while they are free."""
        mine = self.mine[voter.id]
        known = {run.session for run in mine}
        return [
            run
            for run in sorted(one.runs, key=lambda run: run.id)
            if run.session not in known and not any(run.overlaps(other) for other in mine)
        ]

    def any_other(self, voter: Voter, one: Round) -> Run | None:
        free = [run for run in self.possible(voter, one) if self.left[run.id]]
        return max(free, key=lambda run: (self.left[run.id], -run.id), default=None)

    def give(self, voter: Voter, run: Run, rank: int | None) -> Place:
        self.left[run.id] -= 1
        self.mine[voter.id].append(run)
        return Place(voter.id, run.id, rank)


def _rank(wishes: Sequence[Run], run: Run) -> int:
    """Return the rank of ``run``: two runs of one session are one choice."""
    sessions = list(dict.fromkeys(wish.session for wish in wishes))
    return sessions.index(run.session)


def figures(rounds: Collection[Round], voters: Collection[Voter], result: Result) -> dict:
    """Return the report: numbers only, no people."""
    by_number = {one.number: one for one in rounds}
    took_part = {voter for outcome in result.outcomes for voter in outcome.order}
    firsts = Counter(place.voter for outcome in result.outcomes for place in outcome.places if place.rank == 0)
    wanted = {choice for voter in voters for ballot in voter.ballots.values() for choice in ballot.choices}
    return {
        "algorithm": ALGORITHM,
        "people": len(took_part),
        "rounds": [_figures_of(outcome, by_number[outcome.number], voters) for outcome in result.outcomes],
        "people_by_first_choices": _counted(firsts[voter] for voter in took_part),
        "people_by_missed": _counted(result.missed[voter] for voter in took_part),
        "unasked_runs": sorted(run.id for one in rounds for run in one.runs if run.session not in wanted),
        "inputs_digest": result.inputs_digest,
        "result_digest": result.digest,
    }


def _figures_of(outcome: Outcome, one: Round, voters: Collection[Voter]) -> dict:
    ranks = Counter(place.rank for place in outcome.places)
    domains = {voter.id: voter.domain for voter in voters}
    asked: Counter[tuple[int, int]] = Counter()
    for voter in voters:
        if ballot := voter.ballots.get(outcome.number):
            asked.update((session, rank) for rank, session in enumerate(dict.fromkeys(ballot.choices)))
    runs = []
    for run in sorted(one.runs, key=lambda run: run.id):
        inside = [place.voter for place in outcome.places if place.run == run.id]
        runs.append(
            {
                "run": run.id,
                "session": run.session,
                "places": run.places,
                "asked": [asked[run.session, rank] for rank in range(len(MISSED))],
                "filled": len(inside),
                "mix": _counted(domains[voter] for voter in inside if domains[voter]),
            }
        )
    return {
        "round": outcome.number,
        "asked": len(outcome.order),
        "places": sum(run.places for run in one.runs),
        "first": ranks[0],
        "second": ranks[1],
        "third": ranks[2],
        "other": ranks[None],
        "none": len(outcome.in_line),
        "runs": runs,
    }


def _counted(values: Iterable) -> dict:
    return dict(sorted(Counter(values).items()))


def _inputs_digest(rounds: Sequence[Round], voters: Sequence[Voter]) -> str:
    return _digest(
        {
            "algorithm": ALGORITHM,
            "rounds": [
                [
                    one.number,
                    sorted(
                        [run.id, run.session, *(_utc(when) for when in (run.start, run.end)), run.places]
                        for run in one.runs
                    ),
                ]
                for one in rounds
            ],
            "voters": sorted(
                [
                    voter.id,
                    sorted([number, ballot.choices, ballot.any_other] for number, ballot in voter.ballots.items()),
                    sorted(voter.holds),
                ]
                for voter in voters
            ),
        }
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _digest(value: object) -> str:
    return sha256(json.dumps(value, separators=(",", ":"), sort_keys=True).encode()).hexdigest()
